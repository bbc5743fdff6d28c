"""The wire to web shops: paths and shapes, no decisions."""
