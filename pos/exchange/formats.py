"""The formats that are read, the most particular first; one more is one more small file and a word here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from pos.domain.imports.read_file import ImportedProduct
from pos.exchange.cell_table import CellTable, key
from pos.exchange.shops import ecwid_legacy, ecwid_new, shopify, woocommerce


class Format(Protocol):
    """What a reader's file offers: NAME for the command line and the shop's own records, TITLE for people."""

    NAME: str
    TITLE: str

    def recognises(self, columns: frozenset[str]) -> bool:
        """Whether a header with these keys is of this format."""

    def read(self, sheet: CellTable) -> Iterator[ImportedProduct]:
        """Every good product; mistakes are noted in the sheet."""


FORMATS: tuple[Format, ...] = (ecwid_new, ecwid_legacy, shopify, woocommerce)

ANY = "csv"
"""Any other table: its columns are guessed and can be corrected."""

NAMES = (*(each.NAME for each in FORMATS), ANY)


def recognise(header: Sequence[str]) -> str | None:
    """The name of the format with such a header, None where its columns must be guessed."""
    columns = frozenset(map(key, header))
    return next((each.NAME for each in FORMATS if each.recognises(columns)), None)


def named(name: str) -> Format | None:
    """The format of this name, None for any other table."""
    return next((each for each in FORMATS if name == each.NAME), None)
