"""How many there are, large, with the two ways to change it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import Panel
from ui.kit.forms.choices import Tick
from ui.kit.look import theme
from ui.kit.look.tags import Mood, Tag, stock_tag
from ui.kit.speaking import speak
from ui.shared.cart.words import stock_age


class StockBand(Panel):
    """Stock on hand; counting it can be switched off for what never runs out."""

    count_asked = Signal()
    tracked = Signal(bool)

    def __init__(self) -> None:
        super().__init__(theme.radius.control, soft=True)
        self._shown: tuple[Decimal | None, str, int, datetime | None, tuple[str, ...]]
        self._shown = (None, "", 0, None, ())
        self.number = theme.label("", theme.TITLE, theme.BOLD)
        self.words = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.tag = Tag()
        self.age = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.beside = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.count = PlainButton("")
        self.tick = Tick("")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 4)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.number)
        row.addWidget(self.words)
        row.addWidget(self.tag)
        row.addWidget(self.age)
        row.addStretch(1)
        row.addWidget(self.count)
        column.addLayout(row)
        column.addWidget(self.beside)
        column.addWidget(self.tick)
        self.count.clicked.connect(self.count_asked)
        self.tick.clicked.connect(lambda: self.tracked.emit(self.tick.isChecked()))
        speak(self, self._say)

    def show_stock(
        self, on_hand: Decimal | None, unit: str, low: int, as_of: datetime | None = None,
        beside: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Show how many there are, None for no limit, how old the figure is where it has an age, and which
        other kinds it is the figure of."""
        self._shown = (on_hand, unit, low, as_of, beside)
        self.beside.setText(_("One stock with {names}").format(names=", ".join(beside)))
        self.beside.setVisible(bool(beside))
        self.age.setText(stock_age(as_of))
        self.age.setVisible(on_hand is not None and as_of is not None)
        counted = on_hand is not None
        self.tick.setChecked(counted)
        self.count.setVisible(counted)
        self.number.setText(current().number(on_hand) if on_hand is not None else _("Unlimited"))
        self.number.setAccessibleName(_("In stock: {count}").format(count=self.number.text()))
        self.words.setText((unit or _("in stock")) if counted else "")
        words, mood = stock_tag(on_hand, unit, low)
        self.tag.show_tag(words if mood is Mood.BAD else "", mood)
        if mood is Mood.BAD:
            self.words.setText(unit)

    def _say(self) -> None:
        self.count.setText(_("Count…"))
        self.tick.setText(_("Stock is counted"))
        self.tick.setAccessibleName(_("Stock is counted"))
        self.show_stock(*self._shown)
