"""Quotes: prices that hold until a day, and what becomes of them."""
