"""All papers that were given numbers, as a list."""
