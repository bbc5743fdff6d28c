"""The Products page: what the shop sells, and how it gets in."""
