"""Sheets of paper: rows under each other within margins, on as many pages as they need."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pos.documents import logo as logos
from pos.documents.figures import BODY, NAME, RUNNING, TITLE
from pos.documents.measures import Ink, for_figures, narrowed, one_line, wrap
from pos.documents.operators import Lettering, draw_code, new_canvas
from pos.documents.roll import Piece, Row, texts

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Align = Literal["left", "right"]
SIZES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
TOLERANCE = 0.01
LOGO_WIDTH, LOGO_HEIGHT = 170.0, 56.0
SENDER = 0.58
"""How much of the width is the sender's."""
MOST_RUNNING_LINES = 3
PAIR_LEAST = 0.75
"""How much smaller a label and its value may be written to stand beside each other."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across."""

    left: float
    right: float
    y: float
    width: float = 0.6
    gray: float = 0.9


@dataclass(frozen=True, slots=True)
class PrintedCode:
    """A square code by its top left corner."""

    matrix: tuple[tuple[bool, ...], ...]
    module: float
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture by its top left corner; `image` is what reportlab draws."""

    image: Any
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A rounded frame around something that must not be overlooked."""

    left: float
    top: float
    width: float
    height: float


@dataclass(slots=True)
class Sheet:
    """What stands on one page."""

    rows: list[tuple[Row, float]] = field(default_factory=list)
    """Each with its top, counted from the paper's lower edge."""
    rules: list[Rule] = field(default_factory=list)
    codes: list[PrintedCode] = field(default_factory=list)
    figures: list[PlacedPicture] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)


class Sheets:
    """Pages of one size, written from top to bottom; `y` is where the next row begins."""

    def __init__(
        self, size: tuple[float, float], begin: Callable[[], None], *, side: float, top: float, bottom: float
    ) -> None:
        """`begin` writes the head of every page after the first."""
        self.width, self.height = size
        self.left, self.right = side, self.width - side
        self.top, self.bottom = self.height - top, bottom
        self.pages = [Sheet()]
        self.y = self.top
        self._begin = begin
        self._fresh = self.top

    @property
    def page(self) -> Sheet:
        """The page that is being written."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.y - self.bottom

    @property
    def room_of_page(self) -> float:
        """What a page holds that begins as this one did."""
        return self._fresh - self.bottom

    def turn(self) -> None:
        self.pages.append(Sheet())
        self.y = self.top
        self._begin()
        self._fresh = self.y

    def need(self, height: float) -> None:
        """Turn the page where so much is not left on it, and a new one has more."""
        if height > self.room + TOLERANCE and self.y < self._fresh:
            self.turn()

    def put(self, row: Row) -> None:
        """The next row, on a new page where this one is full."""
        self.need(row.height)
        self._place(row)

    def _place(self, row: Row) -> None:
        self.page.rows.append((row, self.y))
        if row.rule:
            self.page.rules.append(Rule(*row.rule, self.y - row.height / 2, 0.9, 0.07))
        self.y -= row.height

    def gap(self, height: float) -> None:
        """Leave white paper; at the page's end the next page does not begin with it."""
        self.y -= min(height, max(self.room, 0))

    def rule(self, *, left: float | None = None, width: float = 0.6, gray: float = 0.9) -> None:
        """A line from `left`, or across the page."""
        start = self.left if left is None else left
        self.page.rules.append(Rule(start, self.right, self.y, width, gray))

    def side_by_side(self, columns: Sequence[Sequence[Row]], *, least: float = 0.0) -> None:
        """Columns from the same height, at least so high; under each other where no page holds them."""
        heights = [sum(row.height for row in column) for column in columns]
        tallest = max(*heights, least)
        self.need(tallest)
        if tallest > self.room + TOLERANCE:
            for column in columns:
                for row in column:
                    self.put(row)
            return
        start = self.y
        for column in columns:
            self.y = start
            for row in column:
                self._place(row)
        self.y = start - tallest

    def pdf(self, *, title: str, author: str, subject: str, language: str) -> bytes:
        """The bytes of the file: the same rows give the same bytes, on any day and machine."""
        out = io.BytesIO()
        canvas = new_canvas(out, title=title, author=author, subject=subject, language=language)
        canvas.setPageSize((self.width, self.height))
        lettering = Lettering(canvas)
        for sheet in self.pages:
            _draw(canvas, lettering, sheet)
        canvas.save()
        return out.getvalue()


def paragraph(text: str, ink: Ink, left: float, width: float, align: Align = "left") -> list[Row]:
    """The text in rows no wider than `width`."""
    rows = []
    ink = for_figures(text, ink, width)
    for line in wrap(text, ink, width):
        x = left if align == "left" else left + width - ink.width(line)
        rows.append(Row(ink.leading, (Piece(x, line, ink),)))
    return rows


def pair_width(label: str, value: str, ink: Ink) -> float:
    """How wide a label beside its value is."""
    return ink.width(one_line(label)) + ink.size + ink.width(one_line(value))


def pair(label: str, value: str, ink: Ink, left: float, right: float) -> list[Row]:
    """A label and its value at the right edge, both smaller, then under each other where both are wide."""
    ink = narrowed(ink, pair_width(label, value, ink), right - left, PAIR_LEAST)
    if pair_width(label, value, ink) <= right - left + TOLERANCE:
        shown, said = one_line(value), one_line(label)
        return [Row(ink.leading, (Piece(left, said, ink), Piece(right - ink.width(shown), shown, ink)))]
    return [
        *paragraph(label, ink, left, right - left),
        *paragraph(value, ink, left, right - left, "right"),
    ]


def _draw(canvas: Canvas, lettering: Lettering, sheet: Sheet) -> None:
    for figure in sheet.figures:
        canvas.drawImage(figure.image, figure.left, figure.top - figure.height, figure.width, figure.height)
    lettering.draw(texts(sheet.rows))
    for style in dict.fromkeys((rule.width, rule.gray) for rule in sheet.rules):
        canvas.setLineWidth(style[0])
        canvas.setStrokeGray(style[1])
        canvas.lines([(r.left, r.y, r.right, r.y) for r in sheet.rules if (r.width, r.gray) == style])
    for frame in sheet.frames:
        canvas.setLineWidth(0.9)
        canvas.setStrokeGray(0)
        canvas.roundRect(frame.left, frame.top - frame.height, frame.width, frame.height, 4)
    for code in sheet.codes:
        draw_code(canvas, code.matrix, code.module, code.left, code.top)
    canvas.showPage()


def letter_head(
    sheets: Sheets, sender: Sequence[str], title: str, about: Iterable[str], *, logo: bytes, gap: float
) -> None:
    """Who sends it, below the logo, and beside it what it is, with its number and days."""
    start, width = sheets.y, sheets.right - sheets.left
    wide = width * SENDER
    rows = [
        row
        for at, line in enumerate(sender)
        for row in paragraph(line, BODY if at else NAME, sheets.left, wide)
    ]
    if picture := logos.opened(logo):
        across, down = picture.within(LOGO_WIDTH, LOGO_HEIGHT)
        sheets.page.figures.append(PlacedPicture(picture.image, sheets.left, start, across, down))
        rows.insert(0, Row(down + 10))
    x = sheets.left + wide + 16
    said = paragraph(title, TITLE.fitting(title, sheets.right - x), x, sheets.right - x, "right")
    for line in about:
        said += paragraph(line, BODY, x, sheets.right - x, "right")
    sheets.side_by_side([rows, said])
    sheets.gap(gap)


def running_head(sheets: Sheets, sender: str, title: str, gap: float) -> None:
    """The same in a line on each page that follows; a name as long as a letter is said on the first alone."""
    rows = pair(sender, title, RUNNING, sheets.left, sheets.right)
    if len(rows) > MOST_RUNNING_LINES:
        width = sheets.right - sheets.left
        rows = paragraph(title, RUNNING, sheets.left, width, "right")[:MOST_RUNNING_LINES]
    for row in rows:
        sheets.put(row)
    sheets.gap(gap)
