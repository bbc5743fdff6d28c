"""The section of the web shop, and the dialog that connects it."""
