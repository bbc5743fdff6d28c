"""The questions of the Sell page."""
