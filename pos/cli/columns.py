"""Rows of text as columns that stand under one another, in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence

GAP = "  "


def columns(rows: Iterable[Sequence[str]], *, right: Collection[int] = (), indent: str = "") -> str:
    """The rows, one a line, each column as wide as its widest cell; those in `right` end together."""
    table = [tuple(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    lines = (
        GAP.join(
            _padded(cell, widths[place], place in right) for place, cell in enumerate(row) if widths[place]
        )
        for row in table
    )
    return "\n".join((indent + line).rstrip() for line in lines)


def width(text: str) -> int:
    """The cells a terminal needs for a text."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _padded(text: str, cells: int, right: bool) -> str:
    blank = " " * (cells - width(text))
    return blank + text if right else text + blank
