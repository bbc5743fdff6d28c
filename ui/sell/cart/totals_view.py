"""The figures under the cart, painted in one go: subtotal, discount, taxes, total."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.labels import TaxLabels
from pos.domain.money.pricing import ChargeKind, Totals
from pos.domain.orders.cart import Cart
from pos.text import _, current
from ui.kit.look import drawing, strokes, theme
from ui.sell.order.taxing import reason_words
from ui.shared.cart import words as cart_words

ROW = 22
TOTAL_ROW = 44
TOP, SIDE, BOTTOM = 10, 16, 8
TOTAL_FACE = (theme.HUGE, theme.BOLD)
MOST_TAXES = 3
"""Rows of taxes shown one by one; more are added up."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: its words and its amount."""

    words: str
    amount: str
    quiet: bool = False


def figures(cart: Cart, totals: Totals, tax_labels: TaxLabels) -> tuple[Figure, ...]:
    """The rows above the total."""
    money = current().money
    rows = [Figure(cart_words.subtotal_words(cart), money(totals.subtotal))]
    if cart.discount is not None:
        rows.append(Figure(cart_words.discount_words(cart.discount), cart_words.negative(totals.discount)))
    rows += _charged(cart, totals)
    if reason := reason_words(cart):
        rows.append(Figure(reason, "", quiet=True))
    if cart.exemption is not None:
        return tuple(rows)
    included = cart.terms.prices_include_tax
    if len(totals.taxes) > MOST_TAXES:
        whole = _("{tax} included") if included else "{tax}"
        rows.append(Figure(whole.format(tax=_(tax_labels.word)), money(totals.tax), quiet=True))
    else:
        words = cart_words.tax_words(totals.taxes, tax_labels, included)
        rows += [
            Figure(said, money(row.tax), quiet=True) for said, row in zip(words, totals.taxes, strict=True)
        ]
    return tuple(rows)


def _charged(cart: Cart, totals: Totals) -> list[Figure]:
    """What delivery and handling cost, together where there are both: "Local delivery + handling"."""
    charged = list(zip(cart.charges, totals.charges, strict=True))
    brought = [(one.name, amount) for one, amount in charged if one.kind is not ChargeKind.SURCHARGE]
    rows = []
    if brought:
        first, *others = (name for name, _amount in brought)
        words = " + ".join((first, *(name[:1].lower() + name[1:] for name in others)))
        amount = Money(sum(amount.minor for _name, amount in brought), totals.currency)
        rows.append(Figure(words, current().money(amount)))
    more = ((one.name, amount) for one, amount in charged if one.kind is ChargeKind.SURCHARGE)
    return rows + [Figure(name, current().money(amount)) for name, amount in more]


class TotalsView(QWidget):
    """Paints the rows and, largest, the total."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Figure, ...] = ()
        self.total = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, cart: Cart, totals: Totals, tax_labels: TaxLabels) -> None:
        rows = figures(cart, totals, tax_labels) if not cart.is_empty else ()
        taller = len(rows) != len(self.rows)
        self.rows, self.total = rows, current().money(totals.total)
        self.setAccessibleName(f"{_('Total')} {self.total}")
        self.setAccessibleDescription(", ".join(f"{row.words} {row.amount}" for row in rows))
        if taller:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, TOP + theme.tall(ROW) * len(self.rows) + theme.tall(TOTAL_ROW) + BOTTOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        of = theme.colours()
        right, top = self.width() - SIDE, TOP
        for row in self.rows:
            face, ink = (strokes.NOTE, of.muted) if row.quiet else (strokes.BODY, of.ink)
            begins = strokes.words_right(painter, right, top + theme.tall(ROW) / 2, row.amount, face, ink)
            room = begins - 12 - SIDE
            strokes.words(painter, SIDE, top + theme.tall(ROW) / 2, row.words, strokes.NOTE, of.muted, room)
            top += theme.tall(ROW)
        strokes.words_right(painter, right, top + theme.tall(TOTAL_ROW) / 2, self.total, TOTAL_FACE, of.ink)
        strokes.words(painter, SIDE, top + theme.tall(TOTAL_ROW) / 2, _("Total"), TOTAL_FACE, of.ink)
