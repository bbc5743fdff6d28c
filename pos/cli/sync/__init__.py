"""Commands about other tills and what people decide."""
