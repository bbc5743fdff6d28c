"""The options of commands: how commands are added, and those with many."""
