"""The page of what people must decide: each question with its answers; it decides nothing itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pos.domain.decisions.about_goods import OVERSOLD, REFUND
from pos.domain.decisions.about_store import WAITING
from pos.domain.decisions.exceptions import ShopException
from pos.domain.decisions.reopening import ONLY_DECIDED
from pos.domain.stores.place import admin_of
from pos.domain.words.merging import Taken
from pos.text import _, current, ngettext
from ui.decisions.card import Card
from ui.decisions.merging import MERGES, merge_dialog
from ui.frame.refs import PageRef, TakeBack
from ui.frame.window import MainWindow
from ui.kit.controls.empty import EmptyState
from ui.kit.controls.panel import holding, scrolling
from ui.kit.controls.stack import Stack
from ui.kit.look import theme
from ui.kit.page import Page
from ui.kit.speaking import speak

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.decisions.waiting import Waiting

SHOWN = 50
"""Questions shown at once, the oldest; the next ones come when these are decided."""


class DecisionsPage(Page):
    """Lists what is open, oldest first."""

    def __init__(self, window: MainWindow, waiting: Waiting) -> None:
        super().__init__()
        self._window, self._waiting = window, waiting
        self.cards: list[Card] = []
        self.title = theme.label("", theme.TITLE, theme.BOLD)
        self.foot = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.nothing = EmptyState("circle-check", "", parent=self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(3))
        self._stack = Stack()
        self._list = scrolling(holding(self._rows))
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(theme.space(3))
        column.addWidget(self.title)
        column.addWidget(self._stack, 1)
        column.addWidget(self.foot)
        waiting.found.connect(self._show)
        speak(self, self._say)

    def open_shop(self, shop: Shop) -> None:
        """Show what is open."""
        self._show(self._waiting.open)

    def _show(self, open_: tuple[ShopException, ...]) -> None:
        """Show the questions; the keyboard stays at the place where it was."""
        before = next((n for n, card in enumerate(self.cards) if _holds_keyboard(card)), None)
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.cards = [self._card(one) for one in open_[:SHOWN]]
        for card in self.cards:
            self._rows.addWidget(card)
        self._rows.addStretch(1)
        self._stack.setCurrentWidget(self._list if open_ else self.nothing)
        more = len(open_) - SHOWN
        words = ngettext("and {count} more", "and {count} more", more)
        self.foot.setText(words.format(count=current().number(more)))
        self.foot.setVisible(more > 0)
        if before is not None:
            self._go_on(before)

    def _go_on(self, place: int) -> None:
        if self.cards:
            self.cards[min(place, len(self.cards) - 1)].buttons[0].setFocus()
        else:
            self.setFocus()

    def _card(self, one: ShopException) -> Card:
        card = Card(one, self._address)
        card.answered.connect(partial(self._answer, one))
        card.order_asked.connect(self._window.open)
        return card

    def _answer(self, one: ShopException, _which: str, choice: str, value: str) -> None:
        """Goods and money back are asked where they always are: once they are in stock nothing is missing."""
        if (one.kind, choice) == (OVERSOLD, REFUND):
            self._window.open(TakeBack(value, str(one.details["variant"])))
        elif (one.kind, choice) in MERGES and (shop := self._window.shop) is not None:
            decide = partial(self._decide, one, choice)
            dialog = merge_dialog(self._window, shop, one, decide)
            if dialog is None:
                decide(value)
            else:
                dialog.open_dialog()
        else:
            self._decide(one, choice, value)

    def _address(self, name: str) -> str:
        """The page of an order in the web shop."""
        shop = self._window.shop
        store = shop.stores.connecting.current() if shop is not None and shop.has_store else None
        return admin_of(store.kind, store.number, store.url, name, name) if store else ""

    def _decide(self, one: ShopException, choice: str, value: str, taken: Taken = ()) -> None:
        """Do it in the writer lane; what is refused is said and stays open."""
        shop = self._window.shop
        if shop is None:
            return
        exceptions = shop.exceptions
        self._window.writer.run(
            lambda _progress: exceptions.resolve(one.id, choice, value, taken=taken),
            lambda _again: self._decided(one, choice),
        )

    def _decided(self, one: ShopException, choice: str) -> None:
        if (one.kind, choice) in WAITING:
            self._window.notices.info(_("Noted; nothing is decided."))
        elif choice in ONLY_DECIDED:
            self._window.notices.good(_("It is decided."), _("Undo"), partial(self._reopen, one.id))
        else:
            self._window.notices.good(_("It is decided."))
        self._waiting.look()

    def _reopen(self, which: str) -> None:
        """Ask it again, here and everywhere."""
        shop = self._window.shop
        if shop is not None:
            exceptions = shop.exceptions
            self._window.writer.run(
                lambda _progress: exceptions.reopen(which), lambda _none: self._waiting.look()
            )

    def _say(self) -> None:
        self.title.setText(_("Needs you"))
        hint = _("What tills and the web shop did without knowing of each other is asked here.")
        self.nothing.say(_("Nothing to decide"), hint)
        self.setAccessibleName(_("Needs you"))
        if self._window.page(PageRef.DECISIONS) is self:
            self._show(self._waiting.open)


def _holds_keyboard(card: QWidget) -> bool:
    now = QApplication.focusWidget()
    return now is not None and card.isAncestorOf(now)
