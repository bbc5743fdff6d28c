"""Charging: the money counted, and the sheet that shows it."""
