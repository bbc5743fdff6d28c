"""The cart, what an order needs, and the orders that come of it."""
