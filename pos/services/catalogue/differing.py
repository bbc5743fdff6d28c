"""What two products or variants that become one say differently, and what of the one that goes shall stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from pos.domain.catalogue.products import ProductRecord, VariantRecord
from pos.domain.money.quantity import to_micro
from pos.domain.words.merging import Differs, Taken
from pos.services.shop.field_values import MICRO, as_read, field_called

OF_PRODUCT = ("name", "category", "description", "tax_class")
OF_VARIANT = ("sku", "price", "price_before", "cost", "unit", "oversell")
"""Of which a person may take the value of what goes."""

SAYS_NOTHING = ("category", "description", "sku", "cost")
"""Which say nothing where they are empty; of the others that is an answer, such as the shop's first taxes."""

Pairs = tuple[tuple[VariantRecord, VariantRecord], ...]
"""Variants that go, each with the one that it becomes."""


def differing(
    reader: sqlite3.Connection, gone: ProductRecord, into: ProductRecord, same: Pairs
) -> Iterator[Differs]:
    """The fields of two products and of their same variants."""
    yield from _fields(reader, OF_PRODUCT, gone, into)
    for pair in same:
        yield from variants_differing(reader, *pair, about=pair[1].options if len(same) > 1 else "")


def variants_differing(
    reader: sqlite3.Connection, gone: VariantRecord, into: VariantRecord, *, about: str = ""
) -> Iterator[Differs]:
    """The fields of two variants."""
    return _fields(reader, OF_VARIANT, gone, into, about)


def of_product(gone: ProductRecord, taken: Taken) -> dict[str, Any]:
    """What a person takes of the product that goes."""
    return _taken(OF_PRODUCT, gone, taken)


def of_variant(gone: VariantRecord, taken: Taken) -> dict[str, Any]:
    """What a person takes of the variant that goes."""
    return _taken(OF_VARIANT, gone, taken)


def _fields(
    reader: sqlite3.Connection,
    names: Sequence[str],
    gone: ProductRecord | VariantRecord,
    into: ProductRecord | VariantRecord,
    about: str = "",
) -> Iterator[Differs]:
    """Those with another value; where the one that goes has none there is nothing to take."""
    before, after = gone._asdict(), into._asdict()
    for name in names:
        other, kept = before[name], after[name]
        if other != kept and (other or name not in SAYS_NOTHING):
            fills = name in SAYS_NOTHING and not kept
            both = [as_read(reader, name, _written(name, value)) for value in (kept, other)]
            yield Differs(gone.id, name, field_called(name), both[0], both[1], about, fills)


def _written(name: str, value: Any) -> Any:
    """A value as entries say it."""
    return to_micro(value) if name in MICRO and value is not None else value


def _taken(names: Sequence[str], gone: ProductRecord | VariantRecord, taken: Taken) -> dict[str, Any]:
    values = gone._asdict()
    return {name: values[name] for name in names if (gone.id, name) in taken}
