"""Counting the money of an order."""
