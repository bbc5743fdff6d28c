"""The tiles: what can be sold by a touch."""
