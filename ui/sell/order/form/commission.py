"""What is made for somebody: the day it is promised for, and what they pay at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.money.deposit import deposit_of, is_deposit, read_deposit
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import is_day
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.order.presenter import OrderFormPresenter
from ui.shared.orders.pictures import PictureRow
from ui.shared.orders.when import read_when, shown_when


class Commission(QWidget):
    """Promised day and deposit, each as it is typed, what that comes to, and pictures of what is made."""

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown = ""
        """The id of the cart whose pictures are shown."""
        self.promised, self.deposit = TextField("", limit=60), TextField("", limit=40)
        self.comes_to = theme.label("", theme.BODY, theme.MEDIUM)
        self._form = Form(self)
        self._form.bind_live(
            "promised",
            self.promised,
            lambda text: presenter.revise(lambda cart: cart.with_promise(text), "promised"),
            left=self._read_day,
            write=lambda at: shown_when(at, current()),
        )
        self._form.bind_live(
            "deposit",
            self.deposit,
            lambda text: presenter.revise(lambda cart: cart.with_deposit(text), "deposit"),
            left=self._read_deposit,
            write=self._written,
        )
        self.pictures = PictureRow(removable=True)
        self.add = PlainButton()
        self.add.clicked.connect(self._choose)
        self.pictures.removed.connect(lambda name: presenter.remove_picture(name, self._show_pictures))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(3))
        row, below = QHBoxLayout(), QHBoxLayout()
        row.setSpacing(theme.space(3))
        below.addWidget(self.pictures, 1)
        below.addWidget(self.add)
        below.addStretch(0)
        column.addLayout(row)
        column.addLayout(below)
        for part in (self.promised, self.deposit, self.comes_to):
            row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.comes_to.setContentsMargins(0, theme.tall(28), 0, 0)
        speak(self, self._say)

    def _say(self) -> None:
        self.promised.set_title(_("Promised for"))
        self.promised.line.setPlaceholderText(_("Day: tomorrow, 24/11 10:30"))
        self.deposit.set_title(_("Deposit"))
        # Translators: how a deposit may be written, in an empty field
        self.deposit.line.setPlaceholderText(_("30% or an amount"))
        self.add.setText(_("Add a picture…"))
        self.show_cart(self._presenter.cart)

    def show_cart(self, cart: Cart) -> None:
        """Show what is asked of this order."""
        self._form.show({"promised": cart.promised, "deposit": cart.deposit})
        known = cart.deposit and is_deposit(cart.deposit, cart.currency)
        asked = deposit_of(cart.deposit, self._presenter.sale.totals.total) if known else None
        shown = _("comes to {amount}").format(amount=current().money(asked)) if asked else ""
        self.comes_to.setText(shown)
        if cart.id != self._shown:
            self._shown = cart.id
            self._show_pictures()

    def _show_pictures(self) -> None:
        self.pictures.show_pictures(self._presenter.picture_folder, self._presenter.pictures)

    def _choose(self) -> None:
        """Pictures of what is made, from files."""
        kinds = _("Pictures") + " (*.jpg *.jpeg *.png *.webp *.gif)"
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Add a picture…"), "", kinds)
        if chosen:
            self._presenter.add_pictures([Path(one) for one in chosen], self._show_pictures)

    def _written(self, deposit: str) -> str:
        """The deposit as the shop writes numbers."""
        if not deposit or not is_deposit(deposit, self._presenter.cart.currency):
            return deposit
        if deposit.endswith("%"):
            return current().rate(deposit.removesuffix("%"))
        return current().amount(Money.of(deposit, self._presenter.cart.currency))

    def _read_day(self) -> None:
        promised = self._presenter.cart.promised
        if is_day(promised):
            return
        try:
            at = read_when(promised, self._presenter.today, current())
        except CashierError as error:
            self.promised.set_mistake(sentence(error))
            return
        self._presenter.revise(lambda cart: cart.with_promise(at), "promised")

    def _read_deposit(self) -> None:
        cart = self._presenter.cart
        if is_deposit(cart.deposit, cart.currency):
            return
        try:
            deposit = read_deposit(cart.deposit, cart.currency, *current().marks())
        except CashierError as error:
            self.deposit.set_mistake(sentence(error))
            return
        self._presenter.revise(lambda cart: cart.with_deposit(deposit), "deposit")
