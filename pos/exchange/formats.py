"""The formats that are read, the most particular first; one more is one more small file and a word here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from pos.domain.imports.errors import FieldUnknown
from pos.domain.imports.read_file import ImportedProduct
from pos.exchange.cell_table import CellTable, key
from pos.exchange.columns.guess import guess
from pos.exchange.columns.names import FIELDS, SEVERAL, TOGETHER
from pos.exchange.shops import (
    bigcommerce,
    ecwid_legacy,
    ecwid_new,
    etsy,
    magento,
    prestashop,
    shopify,
    wix,
    woocommerce,
)


class Format(Protocol):
    """What a reader's file offers: NAME for the command line and the shop's own records, TITLE for people.

    FIELDS says what its columns can mean: the names of each, the first the one the reader asks for.
    """

    NAME: str
    TITLE: str
    FIELDS: dict[str, tuple[str, ...]]

    def recognises(self, columns: frozenset[str]) -> bool:
        """Whether a header with these keys is of this format."""

    def read(self, sheet: CellTable) -> Iterator[ImportedProduct]:
        """Every good product; mistakes are noted in the sheet."""


_TABLES: tuple[Format, ...] = (bigcommerce, etsy, magento, prestashop, wix)
"""Those whose columns mean what they mean in any table, but for how their rows belong together."""

FORMATS: tuple[Format, ...] = (ecwid_new, ecwid_legacy, shopify, *_TABLES, woocommerce)

ANY = "csv"
"""Any other table: its columns are guessed and can be corrected."""

NAMES = (*(each.NAME for each in FORMATS), ANY)


def recognise(header: Sequence[str], below: Sequence[Sequence[str]] = ()) -> str | None:
    """The name of the format with such a header or such rows, None where its columns must be guessed."""
    columns = frozenset(map(key, header))
    by_name = next((each.NAME for each in FORMATS if each.recognises(columns)), None)
    if by_name is None and {"name", "sku"} & set(guess(header, below).values()):
        return woocommerce.NAME if woocommerce.seen([*map(key, header)], below) else None
    return by_name


def meanings(format: Format, columns: Sequence[str], below: Sequence[Sequence[str]]) -> dict[str, str]:
    """Column to field of a file in this format."""
    keys = [key(column) for column in columns]
    found = {}
    for field, names in format.FIELDS.items():
        column = next((columns[keys.index(name)] for name in names if name in keys), None)
        if column is not None:
            found[column] = field
    if format in _TABLES:
        told = guess(columns, below)
        taken = {*found.values()} - SEVERAL
        found |= {
            column: field
            for column, field in told.items()
            if field in format.FIELDS and field not in taken and column not in found
        }
    if format is woocommerce:
        told = guess([column for column in columns if column not in found])
        found |= {
            column: field
            for column, field in told.items()
            if field in format.FIELDS and field not in found.values()
        }
    return found


NOT_READ = "-"
"""What a person says of a column that is to be left out."""


def several(name: str, field: str) -> bool:
    """Whether several columns of this format can mean this field together."""
    format = named(name)
    return (format is None or format in _TABLES) and field in TOGETHER


def corrected(name: str, mapping: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """What columns mean once a person has said so of some: guesses of the same fields give way.

    Raises FieldUnknown for what no column of this format can mean.
    """
    format = named(name)
    known = (*(FIELDS if format is None else format.FIELDS), NOT_READ)
    for field in said.values():
        if field not in known:
            raise FieldUnknown(field, ", ".join(known))
    meant = set(said.values())
    kept = {column: field for column, field in mapping.items() if field not in meant and column not in said}
    return kept | {column: field for column, field in said.items() if field != NOT_READ}


def places(
    format: Format, columns: Sequence[str], below: Sequence[Sequence[str]], mapping: Mapping[str, str]
) -> dict[str, int]:
    """Where the columns are that the reader asks for, by what they mean here; -1 for what none means."""
    in_turn = reversed(list(enumerate(columns)))
    means = {mapping[column]: at for at, column in in_turn if column in mapping}
    if format in _TABLES:
        return {}
    found = {names[0]: means.get(field, -1) for field, names in format.FIELDS.items()}
    return found | (woocommerce.seen([*map(key, columns)], below) if format is woocommerce else {})


def named(name: str) -> Format | None:
    """The format of this name, None for any other table."""
    return next((each for each in FORMATS if name == each.NAME), None)
