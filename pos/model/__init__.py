"""The tables, by noun: derived ones (what the journal's entries add up to), caches, and local ones."""
