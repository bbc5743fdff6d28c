"""The pieces every page is built from."""
