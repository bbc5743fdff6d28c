"""The window: what the person at the till sees and touches."""
