"""A roll of paper: rows under each other, as long as what stands on them, drawn by reportlab."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos.documents.fonts import BOLD, REGULAR
from pos.documents.measures import MM, Ink, balanced, for_figures, narrowed, one_line, widest_piece, wrap
from pos.documents.operators import Lettering, Placed, draw_code, new_canvas

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

# A PDF page ends at 14,400 points, a picture of one at 32,767 pixels: this at a printer's 203 dpi.
PAGE_LIMIT = 11_000.0

ROUNDED = 0.01
"""Points that sums of widths may differ by."""


GRAY = 0.36  # what a thermal printer still prints as letters, not as dots


@dataclass(frozen=True, slots=True)
class RollLook:
    """Lengths and inks of one width of paper."""

    width: float
    margin: float
    name: Ink
    body: Ink
    muted: Ink
    strong: Ink
    total: Ink
    small: Ink
    space: float
    indent: float
    module: float


# 72 mm and 48 mm are what the print heads of the two rolls reach; a module is 7 or 6 of their dots.
LOOKS = {
    80: RollLook(
        width=80 * MM,
        margin=4.4 * MM,
        name=Ink(BOLD, 13, 17),
        body=Ink(REGULAR, 9.4, 13.4),
        muted=Ink(REGULAR, 9.4, 13.4, GRAY),
        strong=Ink(BOLD, 9.4, 13.4),
        total=Ink(BOLD, 14.5, 21),
        small=Ink(REGULAR, 7.2, 10, GRAY),
        space=8,
        indent=8,
        module=7 * 72 / 203,
    ),
    58: RollLook(
        width=58 * MM,
        margin=5 * MM,
        name=Ink(BOLD, 11, 14),
        body=Ink(REGULAR, 7.6, 10.8),
        muted=Ink(REGULAR, 7.6, 10.8, GRAY),
        strong=Ink(BOLD, 7.6, 10.8),
        total=Ink(BOLD, 11.5, 17),
        small=Ink(REGULAR, 6.4, 9, GRAY),
        space=6,
        indent=6,
        module=6 * 72 / 203,
    ),
}
WIDTHS_MM = tuple(LOOKS)

QUIET_MODULES = 4  # white modules around a code, as its standard asks


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text in drawing order: `x` from the paper's left edge, `drop` below the row's middle."""

    x: float
    text: str
    ink: Ink
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of paper across its whole width; what it holds is never cut by a page end."""

    height: float
    pieces: tuple[Piece, ...] = ()
    dashes: bool = False
    frame: tuple[float, float] | None = None
    """Left and right of a rounded frame around the row."""
    code: tuple[tuple[bool, ...], ...] = ()
    """Dark and light modules of a printed code, from the top."""
    module: float = 0.0
    rule: tuple[float, float] | None = None
    """Left and right of a thin line through the row's middle; sheets draw it."""


class Roll:
    """The rows of one document, written from top to bottom."""

    def __init__(self, width: float, margin: float) -> None:
        self.width = width
        self.left = margin
        self.right = width - margin
        self.rows: list[Row] = []
        self._breaks: list[int] = []
        self._cuts: list[int] = []

    def cut(self) -> None:
        """What follows is another paper: it stands on a page of its own."""
        self._cuts.append(len(self.rows))

    def may_break(self) -> None:
        """A page too long may end here; where it may nowhere, it ends between any two rows."""
        self._breaks.append(len(self.rows))

    def gap(self, height: float) -> None:
        """Leave white paper."""
        self.rows.append(Row(height))

    def rule(self, space: float) -> None:
        """A dashed line with as much paper above as below it."""
        self.rows.append(Row(2 * space, dashes=True))

    def text(self, text: str, ink: Ink, indent: float = 0.0) -> None:
        """A paragraph from the left edge."""
        x = self.left + indent
        ink = for_figures(text, ink, self.right - x)
        for line in wrap(text, ink, self.right - x):
            self.rows.append(Row(ink.leading, (Piece(x, line, ink),)))

    def centred(self, text: str, ink: Ink) -> None:
        """A paragraph in the middle."""
        for line in balanced(text, ink, self.right - self.left):
            self.rows.append(Row(ink.leading, (self._middle(line, ink),)))

    def framed(self, texts: Iterable[str], ink: Ink, pad: float) -> None:
        """Lines in the middle with a frame around them, for what must not be overlooked."""
        lines = [line for text in texts for line in wrap(text, ink, self.right - self.left - 4 * pad)]
        top = -ink.leading * (len(lines) - 1) / 2
        pieces = [self._middle(line, ink, top + ink.leading * at) for at, line in enumerate(lines)]
        height = ink.leading * len(lines) + 2 * pad
        self.rows.append(Row(height, tuple(pieces), frame=(self.left, self.right)))

    def _middle(self, line: str, ink: Ink, drop: float = 0.0) -> Piece:
        return Piece((self.left + self.right - ink.width(line)) / 2, line, ink, drop)

    def pair(
        self,
        left: str,
        right: str,
        ink: Ink,
        *,
        indent: float = 0.0,
        whole: bool = False,
        least: float = 1.0,
    ) -> None:
        """A label and its value at the right edge of the label's first line, or below where both are wide.

        A `whole` label is not broken to make room for its value. Both are written smaller, down to the factor
        `least`, before one stands below the other; what stands in either is never cut where a figure is.
        """
        value, said = one_line(right), one_line(left)
        x, gap = self.left + indent, ink.size
        ink = narrowed(ink, ink.width(said) + ink.width(value), self.right - x - gap, least)
        wide, label = ink.width(value), ink.width(said)
        room = self.right - x - wide - gap
        needed = min((self.right - x) * 0.4, label)
        if whole:
            needed = label
        elif label > room:
            needed = max(needed, min(widest_piece(left, ink), self.right - x))
        if room < needed - ROUNDED:
            self.text(left, ink, indent)
            self._flush_right(right, ink, x)
            return
        first, *rest = wrap(left, ink, room + ROUNDED)
        pieces = (Piece(x, first, ink), Piece(self.right - wide, value, ink))
        self.rows.append(Row(ink.leading, pieces))
        self.rows += [Row(ink.leading, (Piece(x, line, ink),)) for line in rest]

    def _flush_right(self, text: str, ink: Ink, x: float) -> None:
        ink = for_figures(text, ink, self.right - x)
        for line in wrap(text, ink, self.right - x):
            self.rows.append(Row(ink.leading, (Piece(self.right - ink.width(line), line, ink),)))

    def code(self, modules: Iterable[Sequence[int]], module: float) -> None:
        """A square code in the middle; the quiet zone around it is white paper left by the caller."""
        dark = tuple(tuple(map(bool, line)) for line in modules)
        self.rows.append(Row(len(dark) * module, code=dark, module=module))

    def pages(self, margin: float) -> list[list[Row]]:
        """The rows on as few pages as cuts and the limits of the format allow; nearly always one."""
        pages: list[list[Row]] = []
        start, used = 0, 2 * margin
        for at, row in enumerate(self.rows):
            if at in self._cuts:
                pages.append(self.rows[start:at])
                start, used = at, 2 * margin
            if used + row.height > PAGE_LIMIT and at > start:
                end = max((each for each in self._breaks if start < each <= at), default=at)
                pages.append(self.rows[start:end])
                used = 2 * margin + sum(moved.height for moved in self.rows[end:at])
                start = end
            used += row.height
        return [*pages, self.rows[start:]]

    def pdf(
        self, *, title: str, author: str, subject: str, language: str, margin: float, running: Ink
    ) -> bytes:
        """The bytes of the file: the same rows give the same bytes, on any day and machine.

        `margin` is the white paper above and below; later pages repeat the title in the ink `running`.
        """
        out = io.BytesIO()
        canvas = new_canvas(out, title=title, author=author, subject=subject, language=language)
        lettering = Lettering(canvas)
        pages = self.pages(margin)
        for at, page in enumerate(pages):
            if at and not self._cuts:
                place = f"{title} · {at + 1}/{len(pages)}"
                page.insert(0, Row(2 * running.leading, (self._middle(one_line(place), running),)))
            self._draw(canvas, lettering, page, margin)
        canvas.save()
        return out.getvalue()

    def _draw(self, canvas: Canvas, lettering: Lettering, page: list[Row], margin: float) -> None:
        height = sum(row.height for row in page) + 2 * margin
        canvas.setPageSize((self.width, height))
        places = list(_placed(page, height - margin))
        lettering.draw(texts(places))
        dashed = [
            (self.left, y - row.height / 2, self.right, y - row.height / 2) for row, y in places if row.dashes
        ]
        if dashed:
            canvas.setLineWidth(0.6)
            canvas.setDash(2.4, 1.8)
            canvas.lines(dashed)
            canvas.setDash()
        for row, y in places:
            if row.frame:
                left, right = row.frame
                canvas.setLineWidth(0.9)
                canvas.roundRect(left, y - row.height, right - left, row.height, 4)
            if row.code:
                draw_code(canvas, row.code, row.module, (self.width - len(row.code) * row.module) / 2, y)
        canvas.showPage()


def _placed(page: list[Row], top: float) -> Iterator[tuple[Row, float]]:
    for row in page:
        yield row, top
        top -= row.height


def texts(places: Iterable[tuple[Row, float]]) -> Iterator[Placed]:
    """The text of rows by their tops: figures and capitals stand in the middle of the row."""
    for row, top in places:
        middle = top - row.height / 2
        for piece in row.pieces:
            # Inter's capitals are 0.73 of the size.
            yield piece.x, middle - piece.drop - 0.365 * piece.ink.size, piece.text, piece.ink
