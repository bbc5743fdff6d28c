"""An order in words."""
