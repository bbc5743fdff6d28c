"""What the shop decided, and what this machine chose."""
