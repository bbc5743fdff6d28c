"""What goes up to the web shop: orders, differences of stock, statuses."""
