"""Products, the codes on them, their pictures and their stock."""
