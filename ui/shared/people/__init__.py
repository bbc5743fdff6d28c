"""What was typed about a customer, checked."""
