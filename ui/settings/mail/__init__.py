"""The section of messages: the server, what is sent, and what it says."""
