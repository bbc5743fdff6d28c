"""Quotes at the till: saved from a cart, taken up again, placed as orders, declined."""
