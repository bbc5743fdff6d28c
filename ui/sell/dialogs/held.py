"""The carts that wait: one is taken up again, or thrown away, which can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.orders.cart import HeldCart
from pos.text import _, mark
from ui.kit.actions import Action
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.sell.dialogs.lists import ListDialog, held_line

if TYPE_CHECKING:
    from ui.sell.controller import SellController


class HeldCarts:
    """What the dialog can do with them; every write goes through the writer lane."""

    def __init__(self, controller: SellController) -> None:
        self._controller = controller
        self._carts = controller.shop.carts

    def all(self) -> tuple[HeldCart, ...]:
        """The carts put aside, newest first."""
        return self._carts.held()

    def take_up(self, cart_id: object) -> None:
        """Go on with one."""
        self._controller.sale.take_up(str(cart_id))

    def discard(self, held: HeldCart, done: Callable[[], None]) -> None:
        """Throw one away."""
        self._write(lambda: self._carts.discard(held.cart.id), done)

    def put_back(self, held: HeldCart, done: Callable[[], None]) -> None:
        """Hold again what was thrown away."""
        self._write(lambda: self._carts.hold(held.cart, held.label), done)

    def _write(self, work: Callable[[], object], done: Callable[[], None]) -> None:
        def over(_result: object) -> None:
            done()
            self._controller.show_held()

        self._controller.window.writer.run(lambda _progress: work(), over)


class HeldDialog(ListDialog):
    """Enter takes the chosen one up; Del asks once whether it should go."""

    def __init__(self, window: QWidget, carts: HeldCarts) -> None:
        super().__init__(window, _("Take up a cart"), (), carts.take_up)
        self._carts = carts
        self._held = carts.all()
        away = Action("held.away", mark("Throw away"), self.ask, ("Del", "Backspace"), icon="trash-2")
        self.registry.add(away)
        self.away = PlainButton(action=away, height=52)
        self.buttons.addWidget(self.away)
        self.words = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.keep, self.throw = PlainButton(height=40), PlainButton(height=40)
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        row.addWidget(self.words, 1)
        row.addWidget(self.keep)
        row.addWidget(self.throw)
        self.body.insertWidget(self.body.count() - 1, self._bar)
        self._then: Callable[[], None] = self._hush
        self.keep.clicked.connect(self._hush)
        self.throw.clicked.connect(lambda: self._then())
        self._show_rows()
        self._bar.hide()

    def ask(self) -> None:
        """Ask whether the chosen cart should go."""
        at = self.list.chosen_at()
        if not 0 <= at < len(self._held):
            return
        held = self._held[at]
        words = _("Throw “{cart}” away?").format(cart=held_line(held).name)
        self._offer(words, _("Throw away"), lambda: self._carts.discard(held, lambda: self._gone(held)))
        self.keep.setText(_("Keep the cart"))
        self.keep.show()
        self.keep.setFocus()  # never what cannot be undone by the same key

    def _gone(self, held: HeldCart) -> None:
        self._show_rows()
        words = _("“{cart}” was thrown away.").format(cart=held_line(held).name)
        self._offer(words, _("Undo"), lambda: self._carts.put_back(held, self._back_again))
        self.keep.hide()
        (self.list if self._held else self.back).setFocus()

    def _back_again(self) -> None:
        self._show_rows()
        self._hush()

    def _offer(self, words: str, action: str, then: Callable[[], None]) -> None:
        self._then = then
        self.words.setText(words)
        self.throw.setText(action)
        self._bar.show()

    def _hush(self) -> None:
        self._bar.hide()
        self.list.setFocus()

    def _show_rows(self) -> None:
        self._held = self._carts.all()
        self.rows.show_rows([held_line(one) for one in self._held])
        self.list.updateGeometry()
        self.list.choose(0 if self._held else -1)
        self.away.setEnabled(bool(self._held))
