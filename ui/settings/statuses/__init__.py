"""The statuses of orders, as the shop calls them and has them."""
