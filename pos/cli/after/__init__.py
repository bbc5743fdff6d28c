"""Commands on orders that were placed."""
