"""Entries about web shops: which are connected, and what here is what there."""
