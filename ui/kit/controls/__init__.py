"""Buttons, tags with a menu, steppers and grounds."""
