"""Base images: ready rows for a till that joins a shop with a long past, and their proof."""
