"""Which lives of tills count, and how far."""
