"""Papers without prices."""
