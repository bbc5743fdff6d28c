"""How orders stand there comes here, and what a person must say is asked."""
