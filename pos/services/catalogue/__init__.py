"""Products: found, made, changed, counted, pictured."""
