"""One question: its sentence, since when, and its answers."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.decisions.exceptions import ShopException
from pos.text import _, current, sentence
from ui.decisions.words import Answer, answers_to
from ui.kit.controls.buttons import TOUCH, LinkButton, PlainButton
from ui.kit.controls.flow import Flow
from ui.kit.controls.panel import Panel
from ui.kit.forms.numbers import NumberField
from ui.kit.look import theme

TALL = 48


class Card(Panel):
    """Says what was answered; nothing is done here."""

    answered = Signal(str, str, str)  # which, the choice and its value
    order_asked = Signal(str)  # by number

    def __init__(self, one: ShopException) -> None:
        super().__init__()
        self.one = one
        self.said = sentence(one.sentence)
        self.setAccessibleName(self.said)
        self.buttons: list[PlainButton] = []
        self.count: NumberField | None = None
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

    def _since(self) -> QHBoxLayout:
        row = QHBoxLayout()
        at = datetime.fromisoformat(self.one.since).astimezone()
        words = _("since {time}").format(time=current().short(at))
        row.addWidget(theme.label(words, theme.NOTE, tone=theme.Tone.MUTED))
        number = self.one.details.get("number")
        if isinstance(number, str) and "paper" not in self.one.details and self.one.kind != "quote_twice":
            link = LinkButton(_("Open {number}").format(number=number))
            link.clicked.connect(lambda: self.order_asked.emit(number))
            row.addWidget(link)
        row.addStretch(1)
        return row

    def _button(self, of: Answer) -> PlainButton:
        button = PlainButton(of.title, sub=of.follows, height=self._height)
        button.setAccessibleDescription(self.said)
        if of.asks_count:
            button.clicked.connect(lambda: self._ask_count(of))
        else:
            button.clicked.connect(lambda: self.answered.emit(self.one.id, of.choice, of.value))
        self.buttons.append(button)
        return button

    def _ask_count(self, of: Answer) -> None:
        """Let somebody write how many there are, below the answers."""
        if self.count is not None:
            self.count.take_keyboard()
            return
        self.count = count = NumberField(_("How many are there?"))
        count.entered.connect(lambda: self._counted(of))
        keep = PlainButton(_("Set the stock to that"), height=40)
        keep.clicked.connect(lambda: self._counted(of))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(count)
        row.addWidget(keep, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self._column.addWidget(holder)
        count.take_keyboard()

    def _counted(self, of: Answer) -> None:
        if self.count is not None and (number := self.count.read()) is not None:
            self.answered.emit(self.one.id, of.choice, f"{number:f}")
