"""A cart in words."""
