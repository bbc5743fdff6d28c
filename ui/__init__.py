"""The window of Comptoir."""
