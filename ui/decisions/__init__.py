"""What people must decide where several tills write: the list, and its answers."""
