"""The scanner at this machine: tried with three codes, and what was found of it."""
