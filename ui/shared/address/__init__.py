"""The fields of an address."""
