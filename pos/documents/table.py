"""The table of an invoice: columns as wide as their figures, rows over pages with carried sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pos.documents.figures import BODY, LABEL, MUTED, Figures
from pos.documents.measures import Ink, one_line, wrap
from pos.documents.pages import Sheets
from pos.documents.roll import ROUNDED, Piece, Row
from pos.domain.money.amounts import Money
from pos.domain.orders.orders import OrderLine

GAP = 16.0
MOST_FOR_FIGURES, MOST_OF_ALL = 0.64, 0.8
"""Of the width; the description keeps the rest, and gives of it where figures would be too small to read."""
READABLE = 0.75
"""How much smaller figures may be written before the description gives way."""
UNIT_MOST = 60.0
"""What a word beside a figure may take of its column before it is broken."""
AIRY, DENSE = 8.4, 2.2
LAST_TOGETHER = 2
"""Rows that the totals do not leave."""
CARRY = 22.0
LEAST = (28.0, 60.0, 38.0, 66.0)
"""Columns keep about the same places from one invoice to the next."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures, flush right at `right`."""

    title: str
    right: float
    width: float


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row cut into lines; `worth` is what each line adds to the carried sum, in minor units."""

    lines: tuple[Row, ...]
    worth: tuple[int, ...]

    @property
    def height(self) -> float:
        return sum(line.height for line in self.lines)


class Table:
    """Writes the rows of one invoice on its sheets."""

    def __init__(self, figures: Figures, sheets: Sheets) -> None:
        self.figures = figures
        self.sheets = sheets
        doc = figures.doc
        self._texts = [self._figures_of(row) for row in doc.rows]
        self.columns = self._columns(bool(doc.taxes))
        self.name_width = min(column.right - column.width for column in self.columns) - sheets.left - GAP
        self.rows = [self._row(row, texts) for row, texts in zip(doc.rows, self._texts, strict=True)]

    def _figures_of(self, row: OrderLine) -> tuple[str, ...]:
        say = self.figures
        quantity = say.quantity(row)
        return (
            quantity if quantity.isascii() else one_line(quantity),
            say.unit_price(row),
            say.rates(row),
            say.amount(row.total.full),
        )

    def _columns(self, with_rates: bool) -> list[Column]:
        """As wide as their widest texts; where these are too wide, units and rates stand below each other.

        Where that is not enough, all figures are written smaller: no number is ever cut.
        """
        say = self.figures.speech.gettext
        titles = (say("Qty"), say("Unit price"), self.figures.tax_word, say("Amount"))
        wanted = [i for i in range(4) if with_rates or i != 2]
        shown = [{texts[i] for texts in self._texts} for i in wanted]
        shown[-1] |= {self._taken(row) for row in self.figures.doc.rows if not row.total.discount.is_zero}
        least = [max(LABEL.width(one_line(titles[i])), LEAST[i]) for i in wanted]
        room = self.sheets.right - self.sheets.left
        most = room * MOST_FOR_FIGURES - GAP * len(wanted)
        widths = _widths(shown, BODY.width, least)
        if sum(widths) > most:
            widths = _widths(shown, _narrowest, least)
        if sum(widths) * READABLE > most:
            most = room * MOST_OF_ALL - GAP * len(wanted)
        self.smaller = min(most / sum(widths), 1.0)
        columns = []
        right = self.sheets.right
        for i, width in zip(reversed(wanted), reversed(widths), strict=True):
            columns.append(Column(titles[i], right, width * self.smaller))
            right -= width * self.smaller + GAP
        return columns[::-1]

    def _taken(self, row: OrderLine) -> str:
        """What a row's own discount takes off."""
        return self.figures.amount(-row.total.discount)

    def _row(self, row: OrderLine, texts: tuple[str, ...]) -> TableRow:
        with_rates = len(self.columns) == 4
        shown = texts if with_rates else (*texts[:2], texts[3])
        lines = self._lines(self.figures.description(row), shown, BODY)
        worth = [row.total.full.minor, *[0] * (len(lines) - 1)]
        off = self.figures.own_discount(row)
        if off:
            blank = ("",) * (len(self.columns) - 1)
            taken = self._lines(off, (*blank, self._taken(row)), MUTED)
            lines += taken
            worth += [-row.total.discount.minor, *[0] * (len(taken) - 1)]
        if row.note:
            noted = self._lines(row.note, (), MUTED)
            lines += noted
            worth += [0] * len(noted)
        return TableRow(tuple(lines), tuple(worth))

    def _lines(self, name: str, texts: tuple[str, ...], ink: Ink) -> list[Row]:
        left = self.sheets.left
        small = ink if self.smaller == 1.0 else ink.scaled(self.smaller)
        cells = []
        for column, text in zip(self.columns, texts, strict=False):
            if not text:
                continue
            if small.width(text) <= column.width:
                cells.append([Piece(column.right - small.width(text), text, small)])
            else:
                broken = wrap(text, small, column.width + ROUNDED)
                cells.append([Piece(column.right - small.width(line), line, small) for line in broken])
        names = [Piece(left, line, ink) for line in wrap(name, ink, self.name_width)]
        return [Row(ink.leading, tuple(filter(None, each))) for each in zip_longest(names, *cells)]

    def draw(self, after: float) -> None:
        """The head, the rows, and the sums where a page ends.

        `after` is the height of the totals that follow; the last rows go with them to a new page.
        """
        sheets = self.sheets
        self._head()
        whole = sum(row.height + 2 * AIRY for row in self.rows)
        pad = AIRY if whole + after <= sheets.room else DENSE
        carried = 0
        last = max(len(self.rows) - LAST_TOGETHER, 1)
        for at, row in enumerate(self.rows):
            if at == last:
                rest = sum(each.height + 2 * pad for each in self.rows[last:]) + after
                if sheets.room < rest <= sheets.room_of_page - 3 * CARRY:
                    self._turn(carried)
            carried = self._draw_row(row, pad, carried)

    def _draw_row(self, row: TableRow, pad: float, carried: int) -> int:
        sheets = self.sheets
        height = row.height + 2 * pad
        if height > sheets.room - CARRY and height <= sheets.room_of_page - 3 * CARRY:
            self._turn(carried)
        sheets.gap(pad)
        for line, worth in zip(row.lines, row.worth, strict=True):
            if line.height > sheets.room - CARRY:
                self._turn(carried)
                sheets.gap(pad)
            sheets.put(line)
            carried += worth
        sheets.gap(pad)
        sheets.rule()
        return carried

    def _turn(self, carried: int) -> None:
        say = self.figures.speech.gettext
        self._carry(say("Carried forward"), carried)
        self.sheets.turn()
        self._head()
        self._carry(say("Brought forward"), carried)
        self.sheets.rule()

    def _carry(self, label: str, carried: int) -> None:
        sheets = self.sheets
        value = self.figures.amount(Money(carried, self.figures.doc.currency))
        label = one_line(label)
        right = sheets.right - MUTED.width(value)
        # Beside its sum, not at the far left: so that nobody takes it for an item.
        pieces = (Piece(right - GAP - MUTED.width(label), label, MUTED), Piece(right, value, MUTED))
        sheets.page.rows.append((Row(CARRY, pieces), sheets.y))
        sheets.y -= CARRY

    def _head(self) -> None:
        sheets = self.sheets
        ink = LABEL if self.smaller == 1.0 else LABEL.scaled(self.smaller)
        texts = [Piece(sheets.left, one_line(self.figures.speech.gettext("Description")), ink)]
        for column in self.columns:
            title = one_line(column.title)
            texts.append(Piece(column.right - ink.width(title), title, ink))
        sheets.need(LABEL.leading + CARRY * 2)
        sheets.put(Row(LABEL.leading, tuple(texts)))
        sheets.gap(6)
        sheets.rule(width=0.9, gray=0.07)


def _narrowest(text: str) -> float:
    """The room that a cell needs so that no figure in it is broken."""
    pieces = text.split(" ")
    figures = (BODY.width(piece) for piece in pieces if any(char.isdigit() for char in piece))
    words = (min(BODY.width(one_line(piece)), UNIT_MOST) for piece in pieces)
    return max((*figures, *words))


def _widths(
    columns: Sequence[Iterable[str]], measure: Callable[[str], float], least: Sequence[float]
) -> list[float]:
    return [max(each, *map(measure, texts), 0.0) for texts, each in zip(columns, least, strict=True)]
