"""Fields with a label above, the value in a rounded box, and the mistake in words below."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money, decimals
from pos.domain.words.errors import CashierError
from pos.domain.words.numerals import read_number
from pos.text import _, current, sentence
from ui.kit.controls.buttons import TOUCH
from ui.kit.look import drawing, theme

LONGEST = 2000
CODES = "takesCodes"
"""Name of the property a field made for codes sets to true: a scan into it stays there."""


class Frame(QWidget):
    """The rounded box around an editor; its line turns accent with the focus, red with a mistake."""

    def __init__(self, height: int = 40) -> None:
        super().__init__()
        self.mistaken = False
        self.setFixedHeight(max(height, TOUCH))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 2, 12, 2)
        self.row.setSpacing(theme.space(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box."""
        of = theme.colours()
        painter = QPainter(self)
        inside = self.focusWidget()
        focus = inside is not None and inside.hasFocus()
        line = of.bad if self.mistaken else of.accent if focus else of.line
        drawing.box(painter, self.rect(), of.panel, line, width=2 if focus or self.mistaken else 1)
        painter.end()


def bare_line(size: int = theme.BODY, weight: int = theme.REGULAR) -> QLineEdit:
    """Return an editor without a frame of its own, to lie in a box drawn by its page."""
    line = QLineEdit()
    line.setFrame(False)
    line.setFont(theme.font(size, weight))
    line.setMaxLength(LONGEST)
    clear = QPalette()
    clear.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    line.setPalette(clear)
    line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return line


class Field(QWidget):
    """A labelled text; the other fields add what they read."""

    changed = Signal()  # the person typed or chose
    entered = Signal()  # Enter

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        hint: str = "",
        size: int = theme.BODY,
        weight: int = theme.REGULAR,
        height: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.line = bare_line(size, weight)
        self.line.setText(value)
        self.line.setPlaceholderText(hint)
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.title.setBuddy(self.line)
        self.mistake = theme.label("", theme.NOTE, tone=theme.Tone.BAD, wrap=True)
        self.mistake.hide()
        self.box = Frame(height)
        self.box.row.addWidget(self.line)
        self._lay_out()
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self.entered)
        self.set_title(title)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.title, self.box, self.mistake):
            column.addWidget(part)
        self.setFocusProxy(self.line)

    def set_title(self, title: str) -> None:
        """Change the label and the accessible name."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.line.setAccessibleName(title)

    def set_mistake(self, words: str) -> None:
        """Show what is wrong; nothing when empty."""
        self.mistake.setText(words)
        self.mistake.setVisible(bool(words))
        self.box.mistaken = bool(words)
        self.line.setAccessibleDescription(words)
        self.box.update()

    def text(self) -> str:
        """Return what was typed, without spaces around."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.line.setText(text)
        self.set_mistake("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the box anew when the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.box.update()
        return super().eventFilter(watched, event)

    def _edited(self) -> None:
        self.set_mistake("")
        self.changed.emit()


class TextField(Field):
    """A name, a note, an address line."""

    def require(self) -> str:
        """Return the text, or show that it is needed and return an empty one."""
        if not self.text():
            self.set_mistake(_("Please fill this in."))
        return self.text()


def marks() -> tuple[str, str]:
    """Return the decimal mark and the thousands mark of the language in use."""
    shown = current().number(Decimal("11111.5"))
    between = [one for one in shown if not one.isdigit()]
    return between[-1], between[0] if len(between) > 1 else ""


class NumberField(Field):
    """A number, right-aligned; `unit` stands behind it."""

    def __init__(
        self,
        title: str,
        value: Decimal | None = None,
        *,
        unit: str = "",
        places: int = 3,
        size: int = theme.BODY,
        weight: int = theme.MEDIUM,
        height: int = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, size=size, weight=weight, height=height, parent=parent)
        self._places = places
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.unit = theme.label(unit, size, weight)
        self.box.row.addWidget(self.unit)
        self.unit.setVisible(bool(unit))
        self.set_value(value)

    def shown(self, value: Decimal) -> str:
        """Return how a value is written in the field."""
        return current().number(value)

    def set_value(self, value: Decimal | None) -> None:
        """Show another number, or nothing."""
        self.set_text("" if value is None else self.shown(value))

    def peek(self) -> Decimal | None:
        """Return the number typed so far, or None; shows no mistake."""
        try:
            return self._number()
        except CashierError:
            return None

    def read(self) -> Decimal | None:
        """Return the number, or show the mistake in words and return None."""
        try:
            return self._number()
        except CashierError as error:
            self.set_mistake(sentence(error) if self.text() else _("Please fill this in."))
            return None

    def _number(self) -> Decimal:
        decimal_mark, thousands_mark = marks()
        return read_number(
            self.text(), decimals=self._places, decimal_mark=decimal_mark, thousands_mark=thousands_mark
        )


class QuantityField(NumberField):
    """A quantity; decimals only for goods sold by weight or length."""

    def __init__(
        self, title: str, value: Decimal | None = None, *, unit: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, value, unit=unit, places=3 if unit else 0, parent=parent)


class PercentField(NumberField):
    """A percentage, without its sign."""

    def __init__(
        self, title: str, value: Decimal | None = None, *, places: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, value, unit="%", places=places, parent=parent)


class MoneyField(NumberField):
    """An amount of one currency; `large` as the cash received in the pay dialog."""

    def __init__(
        self,
        title: str,
        currency: str,
        value: Money | None = None,
        *,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._currency = currency
        sized = (28, theme.BOLD, 56) if large else (theme.BODY, theme.MEDIUM, 40)
        super().__init__(
            title,
            None if value is None else value.major,
            unit=_sign(currency),
            places=decimals(currency),
            size=sized[0],
            weight=sized[1],
            height=sized[2],
            parent=parent,
        )

    def shown(self, value: Decimal) -> str:
        """Return the amount with the currency's decimals."""
        return current().amount(Money.of(value, self._currency))

    def money(self) -> Money | None:
        """Return the amount, or show the mistake and return None."""
        number = self.read()
        return None if number is None else Money.of(number, self._currency)

    def peek_money(self) -> Money | None:
        """Return the amount typed so far, or None."""
        number = self.peek()
        return None if number is None else Money.of(number, self._currency)

    def set_money(self, value: Money | None) -> None:
        """Show another amount, or nothing."""
        self.set_value(None if value is None else value.major)


def _sign(currency: str) -> str:
    """Return the currency's sign as the language writes it ("€", "CHF", "CA$")."""
    shown = current().money(Money(0, currency))
    return "".join(one for one in shown if not one.isdigit() and one not in ".,'’ \u00a0\u202f")
