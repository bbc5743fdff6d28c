"""Goods and cart: beside each other, or one behind the other where the page is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from pos.text import _
from ui.kit.controls.buttons import PillButton
from ui.kit.look import theme
from ui.kit.speaking import speak

NARROW = 948
"""A page less wide, in a window of less than 1024 pixels, shows one half at a time."""


class Halves(QStackedWidget):
    """Shows the goods; in a narrow page also the cart, behind the second of two tabs."""

    def __init__(self, goods: QWidget, cart: QWidget) -> None:
        super().__init__()
        self.goods, self.cart = goods, cart
        self.tabs = QWidget()
        self.narrow = False
        self._total = ""
        self._pills = PillButton(), PillButton()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self.tabs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(2))
        for at, pill in enumerate(self._pills):
            pill.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._group.addButton(pill, at)
            row.addWidget(pill)
        self._pills[0].setChecked(True)
        self._group.idClicked.connect(lambda at: self.show_cart() if at else self.show_goods())
        self.addWidget(goods)
        self.tabs.hide()
        speak(self.tabs, self._say)

    def fit(self, width: int, beside: QHBoxLayout, cart_width: int) -> None:
        """Take the cart in, or put it beside, as the page has become narrow or wide."""
        if self.narrow == (width < theme.tall(NARROW)):
            return
        self.narrow = not self.narrow
        if self.narrow:
            self.cart.setMinimumWidth(0)
            self.cart.setMaximumWidth(cart_width * 4)
            self.addWidget(self.cart)
        else:
            self.removeWidget(self.cart)
            self.cart.setFixedWidth(cart_width)
            beside.addWidget(self.cart)
            self.cart.show()
            self.show_goods()
        self.tabs.setVisible(self.narrow)

    def show_goods(self) -> None:
        self._pills[0].setChecked(True)
        self.setCurrentWidget(self.goods)

    def show_cart(self) -> None:
        """Bring the cart to the front, where it is not in sight anyway."""
        if self.narrow:
            self._pills[1].setChecked(True)
            self.setCurrentWidget(self.cart)

    def show_total(self, total: str) -> None:
        """Say on its tab what the cart comes to; nothing for an empty one."""
        self._total = total
        self._say()

    def _say(self) -> None:
        self.tabs.setAccessibleName(_("Goods or cart"))
        self._pills[0].setText(_("Goods"))
        self._pills[1].setText(" · ".join(part for part in (_("Cart"), self._total) if part))
