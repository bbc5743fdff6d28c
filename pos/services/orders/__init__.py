"""Orders: carts, placing, what happens after, lists."""
