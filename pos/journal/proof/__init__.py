"""The proof that a journal is whole and its tables are what it adds up to; and the tables made anew."""
