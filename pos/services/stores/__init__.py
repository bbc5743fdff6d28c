"""Use cases of the web shop: connecting, what comes down, what goes up."""
