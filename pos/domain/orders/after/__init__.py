"""What may be done with an order once it was placed, beside taking value off it."""
