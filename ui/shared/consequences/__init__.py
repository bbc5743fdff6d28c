"""What follows from something done with an order, shown before it is saved."""
