"""Comptoir: a till, without its window."""
