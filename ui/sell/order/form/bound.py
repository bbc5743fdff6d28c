"""Ties a field to one thing of the order: what is typed is in the order at once, and the other way round."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from pos.domain.money.amounts import Money
from pos.domain.words.text import clean
from ui.kit.forms.fields import Field, MoneyField

LIMIT = 500


def _as_it_is(text: str) -> str:
    return text


class Bound(QObject):
    """A text: written at every key, checked when the field is left; it never loses what is being typed."""

    def __init__(
        self,
        field: Field,
        write: Callable[[str], object],
        *,
        left: Callable[[], object] | None = None,
        shown: Callable[[str], str] = _as_it_is,
        limit: int = LIMIT,
    ) -> None:
        super().__init__(field)
        self.field = field
        self._write, self._left, self._shown, self._limit = write, left, shown, limit
        self._kept = ""
        self._typed = self._showing = False
        # Also what is not typed by a person: a scan is taken out of the field again, and so out of the order.
        field.line.textChanged.connect(self._edited)
        field.line.editingFinished.connect(self._finished)

    def show(self, value: str) -> None:
        """Show what the order says, unless that is what was typed here."""
        if value != self._kept:
            self._kept = value
            self._showing = True
            self.field.set_text(self._shown(value))
            self._showing = False

    def _edited(self) -> None:
        if self._showing:
            return
        self._typed = True
        self._kept = clean(self.field.text(), self._limit)
        self._write(self._kept)

    def _finished(self) -> None:
        if self._typed and self._left is not None:
            self._typed = False
            self._left()


class BoundMoney(QObject):
    """An amount: written as soon as it can be read, an empty field is none."""

    def __init__(self, field: MoneyField, write: Callable[[Money | None], object]) -> None:
        super().__init__(field)
        self.field, self._write = field, write
        self._showing = False
        field.line.textChanged.connect(self._edited)
        field.line.editingFinished.connect(self._finished)

    def show(self, value: Money | None) -> None:
        """Show what the order says, unless it is what stands here already."""
        if self.field.peek_money() != value and not (value is None and self.field.line.hasFocus()):
            self._showing = True
            self.field.set_money(value)
            self._showing = False

    def _edited(self) -> None:
        if self._showing:
            return
        amount = self.field.peek_money()
        if not self.field.text():
            self._write(None)
        elif amount is not None and amount.minor >= 0:
            self._write(amount)

    def _finished(self) -> None:
        if self.field.text():
            self.field.read()
