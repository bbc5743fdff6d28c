"""Who the order is for: e-mail, name, phone, and who that probably is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.contacts.checks import shown_field
from pos.domain.customers.customers import Buyer, CustomerRow
from pos.domain.orders.cart import Cart
from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import Panel
from ui.kit.forms.fields import TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.sell.order import words as order_words
from ui.sell.order.presenter import OrderFormPresenter

LIMIT = 500
MOST = 3
"""Persons offered at once; more have the same e-mail only by mistake."""


class Who(QWidget):
    """The three fields; below them those who have this e-mail or phone already."""

    def __init__(self, presenter: OrderFormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.email, self.name, self.phone = (TextField("", limit=LIMIT) for _at in range(3))
        self.fields: dict[str, TextField] = {"email": self.email, "name": self.name, "phone": self.phone}
        self._form = Form(self)
        for name in self.fields:
            self._bind(name)
        self.offer = Offer()
        self.offer.taken.connect(presenter.attach)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        for at, (field, wide) in enumerate(((self.email, 13), (self.name, 10), (self.phone, 10))):
            grid.addWidget(field, 0, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, wide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addLayout(grid)
        column.addWidget(self.offer)
        speak(self, self._say)

    def _bind(self, name: str) -> None:
        presenter = self._presenter
        self._form.bind_live(
            name,
            self.fields[name],
            lambda text: presenter.write(name, text),
            left=lambda: presenter.left(name),
            write=lambda value: shown_field(name, value, presenter.settings.country),
        )

    def _say(self) -> None:
        self.email.set_title(_("E-mail"))
        self.name.set_title(_("Name"))
        self.phone.set_title(_("Phone"))

    def show_cart(self, cart: Cart) -> None:
        buyer = cart.buyer or Buyer()
        self._form.show({"email": buyer.email, "name": buyer.name, "phone": buyer.phone})

    def show_likely(self, rows: tuple[CustomerRow, ...], *, sure: bool) -> None:
        """Offer those it probably is; `sure` says that e-mail or phone is theirs."""
        self.offer.show_rows(rows[:MOST], sure=sure)


class Offer(Panel):
    """Probably the same person: offered, never refused."""

    taken = Signal(object)  # customer's id

    def __init__(self) -> None:
        super().__init__(theme.radius.control, soft=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 6, 6)
        self._column.setSpacing(theme.space(1))
        self.rows: tuple[CustomerRow, ...] = ()
        self._sure = False
        self.buttons: list[PlainButton] = []
        self.hide()

    def show_rows(self, rows: tuple[CustomerRow, ...], *, sure: bool) -> None:
        if (rows, sure) == (self.rows, self._sure):
            return
        self.rows, self._sure = rows, sure
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.buttons = []
        for row in rows:
            self._column.addWidget(self._row(row))
        self.setVisible(bool(rows))

    def _row(self, row: CustomerRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        name = row.name or row.company or row.email or row.phone
        parts = [order_words.orders_words(row.orders), row.city]
        if row.unpaid.minor > 0:
            parts.append(_("{amount} unpaid").format(amount=current().money(row.unpaid)))
        about = ", ".join(part for part in parts if part)
        known = _("Probably {name} ({about}), known by this e-mail or phone.")
        words = (known if self._sure else "{name} ({about})").format(name=name, about=about)
        line.addWidget(theme.label(words, theme.NOTE, theme.MEDIUM, theme.Tone.INFO, wrap=True), 1)
        take = PlainButton(_("It is {name}").format(name=name))
        take.clicked.connect(lambda: self.taken.emit(row.id))
        self.buttons.append(take)
        line.addWidget(take)
        return holder
