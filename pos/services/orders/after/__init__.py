"""What is done with an order after it was placed, beside paying and sending it."""
