"""Entries of this till for others, and those of others for this till."""
