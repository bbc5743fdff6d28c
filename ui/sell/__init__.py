"""Sell: scan, search, tap; the cart beside it; take the money."""
