"""A catalogue file on its way in: choose, look, take in, take back."""
