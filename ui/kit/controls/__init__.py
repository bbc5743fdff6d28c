"""Buttons, chips, steppers and grounds."""
