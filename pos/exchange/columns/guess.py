"""Which column means what: guessed from the names of all, and from what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pos.exchange import cells as says
from pos.exchange.columns.names import (
    ALIKE,
    SEVERAL,
    by_pattern,
    is_measure,
    meaning,
    plain_key,
    without_tax,
)
from pos.exchange.columns.particulars import particulars
from pos.exchange.numbers import is_amount

_LESS_LIKELY = 1_000_000
"""What a price without tax comes behind, where there is another."""


def guess(header: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> dict[str, str]:
    """Column to field, for the columns that can be told by their name, or by the codes below them."""
    keys = [plain_key(column) for column in header]
    fits: dict[str, list[tuple[bool, int, int]]] = {}
    for at, name in enumerate(keys):
        if told := meaning(name):
            field, order = told
            order += _LESS_LIKELY if field == "price" and without_tax(header[at]) else 0
            fits.setdefault(field, []).append((_is_empty(at, sample), order, at))
    mapping: dict[str, str] = {}
    for field, found in fits.items():
        best = min(found)
        stem = _stem(keys[best[2]])
        for _, _, at in found:
            alike = field in ALIKE and (_stem(keys[at]) == stem or by_pattern(keys[best[2]]) == field)
            if at == best[2] or field in SEVERAL or alike:
                mapping.setdefault(header[at], field)
    if "name" not in mapping.values():
        # A price list of codes, descriptions and prices calls by that word what its goods are called.
        descriptions = [column for column, field in mapping.items() if field == "description"]
        mapping |= dict.fromkeys(descriptions[:1], "name")
    if "name" not in mapping.values():
        models = [column for column in mapping if plain_key(column).endswith("model")]
        mapping |= dict.fromkeys(models[:1], "name")
    if "price" not in mapping.values():
        mapping |= dict.fromkeys(_prices_by_sight(header, sample, mapping), "price")
    if "barcode" not in mapping.values():
        mapping |= dict.fromkeys(_codes_by_sight(header, sample, mapping), "barcode")
    mapping = particulars(header, sample, mapping)
    return {column: mapping[column] for column in header if column in mapping}


def _stem(name: str) -> str:
    return re.sub(r"\d+", "", name)


def _is_empty(at: int, sample: Sequence[Sequence[str]]) -> bool:
    """Whether a column says nothing; then another of the same meaning is meant."""
    return bool(sample) and not any(at < len(row) and row[at].strip() for row in sample)


def _codes_by_sight(
    header: Sequence[str], sample: Sequence[Sequence[str]], taken: Mapping[str, str]
) -> Iterator[str]:
    """The first unknown column below which nearly all cells are barcodes with a fitting digit."""
    for at, column in enumerate(header):
        found = [row[at] for row in sample if at < len(row) and row[at]]
        codes = [each for each in found if each.isdecimal() and len(each) in (8, 12, 13)]
        many = len(codes) >= 3 and len(codes) * 5 >= len(found) * 4
        if column not in taken and many and all(map(says.check_digit_fits, codes)):
            yield column
            return


def _prices_by_sight(
    header: Sequence[str], sample: Sequence[Sequence[str]], taken: Mapping[str, str]
) -> list[str]:
    """The only unknown column below which all cells are amounts: with a currency, or with cents."""
    found = []
    for at, column in enumerate(header):
        cells = [row[at].strip() for row in sample if at < len(row) and row[at].strip()]
        told = column in taken or is_measure(plain_key(column))
        if not told and len(cells) >= 2 and all(map(is_amount, cells)):
            found.append(column)
    return found if len(found) == 1 else []
