"""Quotes on the command line."""
