"""Customers: found, made, changed."""
