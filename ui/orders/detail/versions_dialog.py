"""Two versions of an order beside each other: what was agreed before and after, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from pos.domain.orders.orders import Order, OrderLine, OrderVersion
from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import scrolling
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.choices import ChoiceField
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.orders.detail import statuses
from ui.orders.detail.sections import empty
from ui.shared.cart import words as cart_words

WIDTH = 860


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that was agreed, as it stands in two versions; "" where it is not in one of them."""

    name: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether it was changed."""
        return self.before != self.after

    @property
    def said(self) -> str:
        """What became of it."""
        if not self.differs:
            return ""
        return _("added") if not self.before else _("taken out") if not self.after else _("changed")


class VersionsDialog(Dialog):
    """The last two at first; any two can be chosen, and the order be as in the first one again."""

    back_asked = Signal(int)  # the version to go back to

    def __init__(self, window: QWidget, order: Order) -> None:
        title = _("Versions of {number}").format(number=order.row.number)
        super().__init__(window, title, WIDTH)
        self._versions = {one.n: one for one in order.versions}
        offered = [(one.n, _name(one)) for one in order.versions]
        last = len(offered)
        self.before = ChoiceField(_("Before"), offered, max(last - 1, 1))
        self.after = ChoiceField(_("After"), offered, last)
        self.rows: list[Beside] = []
        choices = QHBoxLayout()
        choices.setSpacing(theme.space(3))
        for one in (self.before, self.after):
            one.changed.connect(self._compare)
            choices.addWidget(one, 1)
        self.body.addLayout(choices)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, theme.space(2), 0)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setVerticalSpacing(theme.space(2))
        for column, share in enumerate((4, 3, 3, 2)):
            self._grid.setColumnStretch(column, share)
        area = scrolling(inside)
        area.setMaximumHeight(min(theme.tall(420), window.window().height() - theme.tall(280)))
        self.body.addWidget(area, 1)
        self._last, self._over = last, statuses.is_over(order)
        self.back_to = PlainButton("", height=44)
        self.back_to.clicked.connect(self._ask_back)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button(44))
        buttons.addStretch(1)
        buttons.addWidget(self.back_to)
        self.body.addLayout(buttons)
        self._compare()

    def _ask_back(self) -> None:
        version = self.before.value()
        self.close_dialog()
        self.back_asked.emit(version)

    def _compare(self) -> None:
        """Show the two that are chosen; what is different stands out, and is said."""
        before, after = self._versions[self.before.value()], self._versions[self.after.value()]
        self.rows = list(compared(before, after))
        self.back_to.setText(_("Back to version {n}…").format(n=current().number(before.n)))
        self.back_to.setVisible(before.n != self._last and not self._over)
        empty(self._grid)
        for at, row in enumerate(self.rows):
            weight = theme.BOLD if row.differs else theme.REGULAR
            tone = Tone.INK if row.differs else Tone.MUTED
            self._grid.addWidget(theme.label(row.name, weight=weight, tone=tone, wrap=True), at, 0)
            self._grid.addWidget(theme.label(row.before or "–", tone=Tone.MUTED, wrap=True), at, 1)
            self._grid.addWidget(theme.label(row.after or "–", weight=weight, tone=tone, wrap=True), at, 2)
            self._grid.addWidget(theme.label(row.said, theme.NOTE, tone=Tone.WARNING), at, 3)
        self._grid.setRowStretch(len(self.rows), 1)


def compared(before: OrderVersion, after: OrderVersion) -> Iterator[Beside]:
    """The lines by their numbers, then discount, charges, customer and total."""
    old, new = ({line.n: line for line in one.lines} for one in (before, after))
    for n in sorted(old | new):
        line = new.get(n) or old[n]
        name = cart_words.full_name(line.name, line.options)
        yield Beside(name, _line(old.get(n)), _line(new.get(n)))
    yield from _given(_("Discount on the order"), _discount(before), _discount(after))
    names = dict.fromkeys(one.name for one in (*before.charges, *after.charges))
    for name in names:
        yield Beside(name, _charge(before, name), _charge(after, name))
    yield from _given(_("Customer"), _buyer(before), _buyer(after))
    yield Beside(_("Total"), current().money(before.total), current().money(after.total))


def _given(name: str, before: str, after: str) -> Iterator[Beside]:
    if before or after:
        yield Beside(name, before, after)


def _line(of: OrderLine | None) -> str:
    if of is None:
        return ""
    quantity = cart_words.quantity(of.quantity, of.unit)
    price = current().unit_price(of.unit_price, of.amount.currency)
    off = f" ({cart_words.off(of.discount)})" if of.discount else ""
    return f"{quantity} × {price}{off} = {current().amount(of.amount)}"


def _discount(of: OrderVersion) -> str:
    return cart_words.negative(of.discount_amount) if of.discount is not None else ""


def _charge(of: OrderVersion, name: str) -> str:
    return ", ".join(current().amount(one.amount) for one in of.charges if one.name == name)


def _buyer(of: OrderVersion) -> str:
    return of.buyer.shown_name if of.buyer else ""


def _name(of: OrderVersion) -> str:
    """A version as it is chosen: "Version 2 · 24/11/2026 14:02 · Anne · A · one more"."""
    words = _("Version {n}").format(n=current().number(of.n))
    return cart_words.DOT.join(filter(None, (words, current().short(of.at), of.by, of.letter, of.reason)))
