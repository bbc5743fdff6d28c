"""The button beside Charge: the order is placed now and paid later."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from pos.text import _
from ui.kit.actions import Action
from ui.kit.controls.buttons import PAY, Button
from ui.kit.speaking import speak

WIDTH = 142


class PlaceButton(Button):
    """Place unpaid, and what comes with it."""

    def __init__(self, place: Action) -> None:
        super().__init__(_("Place unpaid"), action=place, sub=" ", height=PAY)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._ordering, self._invoice = False, True
        speak(self, self._say)

    def sizeHint(self) -> QSize:
        """As wide whatever it says, so that Charge stays where it is."""
        return QSize(WIDTH, PAY)

    def show_terms(self, *, ordering: bool, invoice: bool) -> None:
        """Say what it does: an order while the panel is open, with an invoice where the shop wants it."""
        self._ordering, self._invoice = ordering, invoice
        self._say()

    def _say(self) -> None:
        self.set_sub(_("invoice") if self._invoice else _("pay later"))
        self.setText(_("Place order") if self._ordering else _("Place unpaid"))
