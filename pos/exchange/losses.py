"""What of a table is not taken: its columns, each named once with what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pos.domain.imports import mistakes
from pos.domain.imports.read_file import Mistake
from pos.exchange.cell_table import CellTable
from pos.exchange.columns.names import plain_key

_LONGEST = 400

_KINDS: tuple[tuple[re.Pattern[str], type[Mistake]], ...] = (
    (
        re.compile(
            r"option|variation|variant (?:values?|options?|name)|attribut|modifier|size|colou?r|taille|"
            r"couleur|grosse|farbe|talla|taglia"
        ),
        mistakes.ChoicesNotUsed,
    ),
    (re.compile(r"\b(?:tax(?!on)|vat|tva|mwst|ust|iva|btw|gst|moms)"), mistakes.TaxesNotUsed),
    (
        re.compile(r"price|prix|preis|precio|prezzo|prijs|preco|cena|discount|surcharge"),
        mistakes.PricesNotUsed,
    ),
    (re.compile(r"stock|quantity|inventory|warehouse|qty|bestand|quantite|on hand"), mistakes.StocksNotUsed),
)


Lost = dict[type[Mistake], list[str]]
"""What is lost, with the columns where it stands."""


def not_used(sheet: CellTable) -> Lost:
    """The columns that hold something and are not taken, by what is lost with them."""
    found: Lost = {}
    for at in sorted(sheet.unused):
        column = sheet.columns[at]
        name = plain_key(column)
        kind = next((kind for fits, kind in _KINDS if fits.search(name)), mistakes.ColumnsNotUsed)
        found.setdefault(kind, []).append(column)
    return found


def told(lost: Lost, header_row: int) -> Iterator[Mistake]:
    """A sentence for each kind of loss."""
    for kind, columns in lost.items():
        yield kind(header_row, "", listed(columns))  # type: ignore[call-arg] # each has `columns`


def listed(columns: Sequence[str]) -> str:
    """Their names, as many as one can read."""
    words = ", ".join(f"“{column}”" for column in columns)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
