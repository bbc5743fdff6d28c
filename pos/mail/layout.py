"""A message's text and its HTML page: the same words, escaped once, in the program's own frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "mails"
GOODS = "\x00goods\x00"
"""Where the rows of the order stand in a text: no text that was cleaned holds it."""


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """A row of an order as a message shows it; a sum is strong."""

    words: str
    amount: str
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs of lines, or the rows of the order."""

    paragraphs: tuple[tuple[str, ...], ...] = ()
    rows: tuple[GoodsRow, ...] = ()


def plain(text: str, rows: Sequence[GoodsRow]) -> str:
    """The text as it is sent without HTML."""
    listed = "\n".join(line for row in rows for line in _lines_of(row))
    return _tidy(text.replace(GOODS, listed)) + "\n"


def _lines_of(row: GoodsRow) -> Iterator[str]:
    yield f"{row.words}: {row.amount}" if row.amount else row.words
    if row.note:
        yield f"    {row.note}"


def page(
    text: str, rows: Sequence[GoodsRow], *, subject: str, shop: str, foot: Sequence[str], language: str
) -> str:
    """The text as a page."""
    parts = []
    for n, piece in enumerate(text.split(GOODS)):
        if n and rows:
            parts.append(Part(rows=tuple(rows)))
        paragraphs = [tuple(one.split("\n")) for one in _tidy(piece).split("\n\n") if one.strip()]
        if paragraphs:
            parts.append(Part(paragraphs=tuple(paragraphs)))
    return _frame().render(
        subject=subject,
        shop={"name": shop},
        parts=parts,
        foot=[line for line in foot if line],
        language=language,
    )


def _tidy(text: str) -> str:
    """The text without blanks at the ends of lines, and with one empty line where there were more."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    kept = [line for n, line in enumerate(lines) if line or not n or lines[n - 1]]
    return "\n".join(kept)


@cache
def _frame() -> Template:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((FOLDER / "layout.html").read_text("utf-8"))
