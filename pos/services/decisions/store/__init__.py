"""What people must decide about the web shop: what went up, what could not be matched, what differs."""
