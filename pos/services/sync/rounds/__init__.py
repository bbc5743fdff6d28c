"""Rounds with the hub: what is only here goes there, what others wrote comes here."""
