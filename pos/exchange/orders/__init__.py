"""Orders as scripts write them."""
