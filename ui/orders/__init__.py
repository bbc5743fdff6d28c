"""The Orders page: what was sold, what is still to be paid, prepared and sent."""
