"""Entries on their way from till to till, in files and over lines; nothing here knows a table."""
