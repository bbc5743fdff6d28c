"""What several pages say of orders, and what of them is done at the till."""
