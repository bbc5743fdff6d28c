"""The order: who it is for, how it reaches them, what that costs, and placing it unpaid."""
