"""Frozen documents in, PDF bytes out."""
