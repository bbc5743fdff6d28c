"""Copies of a shop: what each says it is, whether it is whole and whom it belongs to, which are left."""
