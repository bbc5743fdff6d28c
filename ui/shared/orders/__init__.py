"""What several pages say of orders, in words and in tags."""
