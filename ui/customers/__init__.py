"""The Customers page: who buys again, how they are reached, what they bought and still owe."""
