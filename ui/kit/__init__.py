"""What every window is made of; it knows no page and no shop."""
