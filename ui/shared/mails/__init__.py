"""Messages in the window: sent behind it, listed, and what is said of them."""
