"""The panel at the right: one customer, their fields, addresses and orders, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.orders.orders import CustomerSummary
from pos.domain.shop.settings import ShopSettings
from pos.text import _
from ui.customers import words
from ui.customers.address_list import AddressList
from ui.customers.form import CustomerForm
from ui.customers.last_orders import LastOrders
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.controls.panel import Hairline
from ui.kit.lists.detail import DetailPanel, head_row
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag
from ui.kit.look.tile import paint_person
from ui.kit.speaking import speak

WIDTH = 420


class _Face(QWidget):
    """The initials."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(44, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_person(painter, QRectF(self.rect()), self.name, accent=True)
        painter.end()


class CustomerDetail(DetailPanel):
    """Shows the chosen customer; its signals say what the person wants."""

    edited = Signal(str, object)  # field, value
    address_asked = Signal(int)
    address_removed = Signal(int)
    order_asked = Signal(str)
    new_order_asked = Signal()
    merge_asked = Signal()
    erase_asked = Signal()

    def __init__(self, settings: ShopSettings, today: Callable[[], date]) -> None:
        super().__init__(WIDTH, "user")
        self.summary: CustomerSummary | None = None
        self.face = _Face()
        self.name = theme.label("", theme.LARGE, theme.BOLD, wrap=True)
        self.about = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.tag = Tag()
        self.form = CustomerForm(settings)
        self.addresses = AddressList(settings)
        self.orders = LastOrders(today)
        self.archive = PlainButton("", icon="archive", height=52)
        self.order = PrimaryButton("", height=52)
        self.merge, self.erase = PlainButton("", height=40), PlainButton("", height=40)
        self._arrange()
        self._connect()
        speak(self, self._say)

    def _arrange(self) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        for part in (self.form, Hairline(), self.addresses, Hairline(), self.orders):
            inner.addWidget(part)
        inner.addLayout(self._apart())
        inner.addStretch(1)
        head = head_row(self.face, self.name, self.about, self.tag, 12)
        self.lay_out(head, inside, self._foot())

    def _apart(self) -> QHBoxLayout:
        """What is rarely done, below all else."""
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 16)
        row.setSpacing(theme.space(2))
        for button in (self.merge, self.erase):
            row.addWidget(button, 1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(theme.space(2))
        row.addWidget(self.archive)
        row.addWidget(self.order, 1)
        return row

    def _connect(self) -> None:
        self.form.edited.connect(self.edited)
        self.addresses.asked.connect(self.address_asked)
        self.addresses.removed.connect(self.address_removed)
        self.orders.opened.connect(self.order_asked)
        self.order.clicked.connect(self.new_order_asked)
        self.archive.clicked.connect(self._turn)
        self.merge.clicked.connect(self.merge_asked)
        self.erase.clicked.connect(self.erase_asked)

    def show_summary(self, summary: CustomerSummary | None) -> None:
        """Show a customer, or a hint while there is none; what is unchanged is left alone."""
        if summary is not None and summary == self.summary:
            return
        same = (
            summary is not None
            and self.summary is not None
            and summary.customer.id == self.summary.customer.id
        )
        self.summary = summary
        self.show_chosen(summary is not None)
        if summary is None:
            self.form.customer = None
            return
        self.form.show_customer(summary.customer)
        self._say()
        self.orders.show_orders(summary)
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def _turn(self) -> None:
        if self.summary is not None:
            self.edited.emit("archived", not self.summary.customer.archived)

    def _say(self) -> None:
        self.empty.say(_("Choose a customer"), _("What is known of them is shown and changed here."))
        if self.summary is None:
            return
        customer = self.summary.customer
        name = words.name(customer)
        self.name.setText(name)
        self.face.name = name
        self.face.update()
        company = customer.company if customer.name else ""
        self.about.setText(words.DOT.join(filter(None, (company, words.orders(self.summary.orders)))))
        said, mood = words.unpaid(self.summary)
        self.tag.show_tag(*((_("archived"), Mood.NEUTRAL) if customer.archived else (said, mood)))
        self.addresses.show_addresses(customer)
        self.merge.setText(_("Merge…"))
        self.erase.setText(_("Erase…"))
        self.archive.setText(_("Bring back") if customer.archived else _("Archive"))
        self.order.setText(_("New order for {name}").format(name=name))
        self.order.setEnabled(not customer.archived)
