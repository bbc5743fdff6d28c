"""What is printed, on what, and how it looks."""
