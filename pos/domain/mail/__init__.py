"""Messages: what kinds there are, when each goes, and why one did not."""
