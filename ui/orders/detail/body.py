"""What is shown of an order between its head and its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.decisions.exceptions import ShopException
from pos.domain.orders.cart import HeldCart
from pos.domain.orders.orders import Order
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from ui.kit.controls.panel import Hairline
from ui.orders.detail import figures
from ui.orders.detail.addresses import Addresses
from ui.orders.detail.ledger import Ledger
from ui.orders.detail.sections import History, Letters, Needs, Notes, Papers
from ui.shared.orders import words
from ui.shared.orders.pictures import PictureRow


def drawn_any_time(order: Order) -> Iterator[str]:
    """The papers of an order that have no number of their own, as far as they have something to say."""
    if order.now is not None and order.now.credits:
        yield "refund"
    if order.payments:
        yield "payment"
    if order.fulfilment.kind is FulfilmentKind.DELIVERY:
        yield "packing_slip"
    if order.fulfilment.kind is FulfilmentKind.PICKUP:
        yield "pickup_slip"
    yield "gift_receipt"


class DetailBody(QWidget):
    """What needs a person, addresses, lines, money, documents, notes, history."""

    figure_asked = Signal(object)  # Figure

    def __init__(self) -> None:
        super().__init__()
        self.addresses = Addresses()
        self.goods, self.money = Ledger(), Ledger()
        self.papers, self.history, self.notes, self.needs = Papers(), History(), Notes(), Needs()
        self.letters = Letters()
        self.pictures = PictureRow()
        self.pictures.setContentsMargins(16, 0, 16, 12)
        for ledger in (self.goods, self.money):
            ledger.asked.connect(self.figure_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.below = Hairline()
        column.addWidget(self.needs)
        column.addWidget(self.addresses)
        column.addWidget(self.pictures)
        column.addWidget(self.below)
        figures_ = QVBoxLayout()
        figures_.setContentsMargins(16, 8, 16, 10)
        figures_.setSpacing(0)
        figures_.addWidget(self.goods)
        figures_.addWidget(self.money)
        column.addLayout(figures_)
        for part in (self.papers, self.letters, self.notes, self.history):
            column.addWidget(part)
        column.addStretch(1)

    def show_order(
        self, order: Order, settings: ShopSettings, needs: Sequence[ShopException], today: date
    ) -> None:
        self.needs.show_needs(needs)
        self.addresses.show_people(order.buyer, order.billing, order.fulfilment, settings)
        self._hide_walk_in()
        self.goods.show_rows(tuple(figures.goods(order)))
        self.money.show_rows(tuple(figures.money(order, settings)))
        self.papers.show_papers(order.papers, tuple(drawn_any_time(order)))
        self.notes.show_notes(order.customer_note, order.private_note, order.notes, today)
        self.notes.show()
        self.history.show_history(words.history(order, settings), order.row.placed_at.date())
        self.history.show_versions(len(order.versions))

    def show_pictures(self, folder: Path, names: Sequence[str]) -> None:
        """Show the pictures of what is made, kept on this machine."""
        self.pictures.show_pictures(folder, names)

    def show_held(self, held: HeldCart, settings: ShopSettings, today: date) -> None:
        cart = held.cart
        self.addresses.show_people(cart.buyer, cart.billing, cart.fulfilment, settings, placed=False)
        self._hide_walk_in()
        self.goods.show_rows(tuple(figures.held(cart)))
        self.money.show_rows(())
        self.papers.show_papers(())
        self.needs.show_needs(())
        self.letters.show_mails(())
        self.notes.show_notes(cart.customer_note, cart.private_note, (), today)
        self.notes.hide_writing()
        self.history.hide()

    def _hide_walk_in(self) -> None:
        """Nobody known who took the goods along: there is nothing to say."""
        self.addresses.setVisible(self.addresses.says_something)
        self.below.setVisible(self.addresses.says_something)
