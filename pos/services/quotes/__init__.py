"""Quotes: saved, changed, given to the customer, placed as an order, declined."""
