"""One question: its sentence, since when, and its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.decisions.about_store import OrderDoubled
from pos.domain.decisions.exceptions import ShopException
from pos.text import _, current, sentence
from ui.decisions.answer import Answer, Ask
from ui.decisions.words import answers_to, orders_of
from ui.frame.refs import OrderRef, TypedOrder
from ui.kit.controls.buttons import TOUCH, LinkButton, PlainButton
from ui.kit.controls.flow import Flow
from ui.kit.controls.panel import Panel
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import NumberField
from ui.kit.look import drawing, theme

TALL = 48


def _nowhere(_name: str) -> str:
    return ""


class Card(Panel):
    """Says what was answered; nothing is done here."""

    answered = Signal(str, str, str)  # which, the choice and its value
    order_asked = Signal(object)  # OrderRef | TypedOrder

    def __init__(self, one: ShopException, address: Callable[[str], str] = _nowhere) -> None:
        """`address` is the page in the web shop of an order by its name there, "" where that is not known."""
        super().__init__()
        self.one, self._address = one, address
        self.said = sentence(one.sentence)
        self.setAccessibleName(self.said)
        self.buttons: list[PlainButton] = []
        self.count: NumberField | None = None
        self.text: TextField | None = None
        self._asking: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(theme.space(2))
        column.addWidget(theme.label(self.said, theme.BODY, theme.MEDIUM, wrap=True))
        column.addLayout(self._since())
        answers = answers_to(one)
        self._height = TALL if any(each.follows for each in answers) else TOUCH
        row = Flow(theme.space(2), self._height)
        for each in answers:
            row.addWidget(self._button(each))
        column.addLayout(row)
        self._column = column

    def _since(self) -> Flow:
        """Since when it is asked, and the ways to what it is about."""
        row = Flow(theme.space(2))
        at = datetime.fromisoformat(self.one.since)
        words = _("since {time}").format(time=current().ago(at))
        since = theme.label(words, theme.NOTE, tone=theme.Tone.MUTED)
        row.addWidget(since)
        links = [*self._orders_here(), *self._orders_there()]
        for link in links:
            row.addWidget(link)
        if links:
            since.setMinimumHeight(links[0].sizeHint().height())
        return row

    def _orders_here(self) -> Iterator[LinkButton]:
        """A way to each order that it is about, the latest of many."""
        details, orders = self.one.details, list[tuple[str, object]](orders_of(self.one))
        number = details.get("number", details.get("order"))
        is_one = "order_ids" not in details and details.get("paper", "order") == "order"
        if is_one and isinstance(number, str):
            orders = [(number, details.get("order_id"))]
        for number, order_id in orders:
            link = LinkButton(_("Open {number}").format(number=number))
            order = OrderRef(order_id) if isinstance(order_id, str) else TypedOrder(number)
            link.clicked.connect(partial(self.order_asked.emit, order))
            yield link

    def _orders_there(self) -> Iterator[LinkButton]:
        """A way to the web shop's pages of an order that is there twice."""
        for name in self.one.sentence.both if isinstance(self.one.sentence, OrderDoubled) else ():
            if address := self._address(name):
                link = LinkButton(_("Open {number} there").format(number=name))
                link.clicked.connect(partial(QDesktopServices.openUrl, QUrl(address)))
                yield link

    def _button(self, of: Answer) -> PlainButton:
        title, follows = drawing.at_most(of.title), drawing.at_most(of.follows)
        button = PlainButton(title, sub=follows, height=self._height)
        button.setAccessibleName(" ".join(filter(None, (of.title, of.follows))))
        button.setAccessibleDescription(self.said)
        if (title, follows) != (of.title, of.follows):
            button.setToolTip(button.accessibleName())
        if (asks := of.asks) is not None:
            button.clicked.connect(lambda: self._ask(of, asks))
        else:
            button.clicked.connect(lambda: self.answered.emit(self.one.id, of.choice, of.value))
        self.buttons.append(button)
        return button

    def _ask(self, of: Answer, asks: Ask) -> None:
        """Let somebody write how many there are, or which one is meant, below the answers."""
        if self._asking is not None:
            self._asking.hide()
            self._asking.deleteLater()
        self.count, self.text = None, None
        field: NumberField | TextField
        if asks.is_number:
            field = self.count = NumberField(asks.title)
        else:
            field = self.text = TextField(asks.title)
        field.entered.connect(lambda: self._written(of))
        keep = PlainButton(asks.keep, height=40)
        keep.clicked.connect(lambda: self._written(of))
        self._asking = holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(field)
        row.addWidget(keep, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self._column.addWidget(holder)
        field.take_keyboard()

    def _written(self, of: Answer) -> None:
        if self.count is not None and (number := self.count.read()) is not None:
            self.answered.emit(self.one.id, of.choice, f"{number:f}")
        elif self.text is not None and (text := self.text.text().strip()):
            self.answered.emit(self.one.id, of.choice, text)
