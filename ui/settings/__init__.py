"""The Settings page: what the shop decided and what this machine chose."""
