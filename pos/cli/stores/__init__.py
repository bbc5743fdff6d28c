"""Commands about the web shop."""
