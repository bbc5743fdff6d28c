"""The till's journal: sealed entries, what they add up to, and the proof that the tables are right."""
