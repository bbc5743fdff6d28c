"""What a shop decides about itself, and what its country proposes."""
