"""What is shown of an order between its head and its buttons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.domain.orders.cart import HeldCart
from pos.domain.orders.orders import Order, OrderPaper
from pos.domain.shop.settings import ShopSettings
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import Hairline
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.orders.detail import figures
from ui.orders.detail.addresses import Addresses, Block
from ui.orders.detail.ledger import Ledger
from ui.shared.orders import words


class _Part(QWidget):
    """A part of the panel under a hairline, with a title of its own."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        self.inner = QVBoxLayout()
        self.inner.setContentsMargins(16, 10, 16, 12)
        self.inner.setSpacing(theme.space(1))
        self.title = theme.label("", theme.NOTE, tone=Tone.MUTED)
        self.inner.addWidget(self.title)
        column.addLayout(self.inner)


class Papers(_Part):
    """The documents, each opened by a touch."""

    opened = Signal(object)  # OrderPaper

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[PlainButton] = []
        self.grid = QGridLayout()
        self.grid.setSpacing(theme.space(2))
        for side in (0, 1):
            self.grid.setColumnStretch(side, 1)
        self.inner.addLayout(self.grid)

    def show_papers(self, papers: Iterable[OrderPaper]) -> None:
        self.title.setText(_("Documents"))
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for at, paper in enumerate(papers):
            button = PlainButton(f"{_(words.PAPERS.get(paper.kind, paper.kind))} {paper.number}")
            if paper.printed:
                times = ngettext("printed once", "printed {count} times", paper.printed)
                button.setToolTip(times.format(count=paper.printed))
            button.clicked.connect(lambda _on=False, paper=paper: self.opened.emit(paper))
            self.grid.addWidget(button, at // 2, at % 2)
            self.buttons.append(button)
        self.setVisible(bool(self.buttons))


class History(_Part):
    """What happened, oldest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str]] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(14)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(1, 1)
        self.inner.addSpacing(4)
        self.inner.addLayout(self.grid)

    def show_history(self, rows: Iterable[tuple[datetime, str]], placed: date) -> None:
        """Show what happened: with the time on the day it was placed, else with the day too."""
        self.title.setText(_("History"))
        self.rows = [
            (current().time(at) if at.date() == placed else current().short(at), said) for at, said in rows
        ]
        while (item := self.grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (time, said) in enumerate(self.rows):
            when = theme.label(time, theme.NOTE, tone=Tone.MUTED)
            self.grid.addWidget(when, at, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(theme.label(said, wrap=True), at, 1)
        self.setVisible(bool(self.rows))


class DetailBody(QWidget):
    """Addresses, lines, money, documents, notes, history."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses = Addresses()
        self.goods, self.money = Ledger(), Ledger()
        self.papers, self.history, self.notes = Papers(), History(), _Part()
        self.for_customer, self.private = Block(), Block()
        self.notes.title.hide()
        for block in (self.for_customer, self.private):
            self.notes.inner.addWidget(block)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.below = Hairline()
        column.addWidget(self.addresses)
        column.addWidget(self.below)
        figures_ = QVBoxLayout()
        figures_.setContentsMargins(16, 8, 16, 10)
        figures_.setSpacing(0)
        figures_.addWidget(self.goods)
        figures_.addWidget(self.money)
        column.addLayout(figures_)
        for part in (self.papers, self.notes, self.history):
            column.addWidget(part)
        column.addStretch(1)

    def show_order(self, order: Order, settings: ShopSettings) -> None:
        self.addresses.show_people(order.buyer, order.billing, order.fulfilment, settings)
        self._hide_walk_in()
        self.goods.show_rows(tuple(figures.goods(order)))
        self.money.show_rows(tuple(figures.money(order, settings)))
        self.papers.show_papers(order.papers)
        self._show_notes(order.customer_note, order.private_note)
        self.history.show_history(words.history(order, settings), order.row.placed_at.date())

    def show_held(self, held: HeldCart, settings: ShopSettings) -> None:
        cart = held.cart
        self.addresses.show_people(cart.buyer, cart.billing, cart.fulfilment, settings, placed=False)
        self._hide_walk_in()
        self.goods.show_rows(tuple(figures.held(cart)))
        self.money.show_rows(())
        self.papers.show_papers(())
        self._show_notes(cart.customer_note, cart.private_note)
        self.history.hide()

    def _hide_walk_in(self) -> None:
        """Nobody known who took the goods along: there is nothing to say."""
        self.addresses.setVisible(self.addresses.says_something)
        self.below.setVisible(self.addresses.says_something)

    def _show_notes(self, customer: str, private: str) -> None:
        for block, title, note in (
            (self.for_customer, _("Note for the customer"), customer),
            (self.private, _("Private note"), private),
        ):
            block.say(title, (note,))
            block.setVisible(bool(note))
        self.notes.setVisible(bool(customer or private))
