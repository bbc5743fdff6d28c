"""Text, numbers, addresses and contacts as people write them, and the errors they can put right."""
