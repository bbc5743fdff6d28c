"""Further tills of the shop: who they are, one more, and entries on a stick."""
