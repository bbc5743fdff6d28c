"""Rounds with the hub behind the window, and the copy on a stick."""
