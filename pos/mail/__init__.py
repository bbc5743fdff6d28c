"""Messages as bytes and on their way: no tables, no orders."""
