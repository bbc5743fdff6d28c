"""What lists of orders ask for, and what they come to."""
