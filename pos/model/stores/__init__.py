"""Tables about web shops."""
