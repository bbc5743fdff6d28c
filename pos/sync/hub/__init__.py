"""The hub: a PostgreSQL that keeps the entries of all tills of one shop; no program of ours runs there."""
