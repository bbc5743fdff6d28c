"""Use cases, one class a noun: each public method is one transaction, and returns frozen records."""
