"""The web shop: what is said to it and by it, and the rules between the two; standard library only."""
