"""The sheets of the Sell page: one question each."""
