"""One order at the right of the list: who, what, how far, what happened to it."""
