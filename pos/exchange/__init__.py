"""Files in and out: one small reader per format, one table of products, every mistake as a value."""

from pos.exchange.catalogue import look, read_catalogue

__all__ = ["look", "read_catalogue"]
