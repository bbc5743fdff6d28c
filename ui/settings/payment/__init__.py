"""How customers pay."""
