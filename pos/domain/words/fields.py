"""Reads a record by the names of its fields, as forms, entries and files name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def field_of(record: DataclassInstance, name: str) -> Any:
    """Return what stands in a field. Raises KeyError where the record has none of that name."""
    if name not in record.__dataclass_fields__:
        raise KeyError(name)
    return getattr(record, name)
