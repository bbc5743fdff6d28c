"""The one box: what was typed, and what Enter will do with it."""
