"""The ways goods reach the customer, and what they cost."""
