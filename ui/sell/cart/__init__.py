"""The cart: the sale at hand, its lines, its figures."""
