"""From the first paint to an open shop, and what watches over the window."""
