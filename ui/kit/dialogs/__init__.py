"""The one kind of dialog."""
