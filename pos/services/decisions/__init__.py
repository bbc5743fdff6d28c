"""What people must decide, and what follows from it."""
