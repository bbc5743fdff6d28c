"""Changing an order that was placed, in the cart and the form that new ones are made in."""
