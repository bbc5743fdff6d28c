"""Fields bound to values."""
