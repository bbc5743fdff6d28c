"""Fields for numbers: quantities, percentages, amounts and prices, as the window's language writes them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from PySide6.QtCore import Qt

from pos.domain.money.amounts import Money, decimals
from pos.domain.words.errors import CashierError
from pos.domain.words.numerals import read_number
from pos.text import _, current
from ui.kit.forms.fields import LineField, unfilled
from ui.kit.look import theme
from ui.kit.speaking import speak

_HINTS = Qt.InputMethodHint.ImhFormattedNumbersOnly
"""Keys a keyboard on the screen shows: figures, signs, decimal marks."""
N = TypeVar("N", Decimal, Money, int)


def number_in(text: str, places: int) -> Decimal:
    """Return the number a text stands for in the language in use; raises what is wrong with it."""
    if not text:
        raise unfilled()
    decimal_mark, thousands_mark = current().marks()
    return read_number(text, decimals=places, decimal_mark=decimal_mark, thousands_mark=thousands_mark)


def sign_of(currency: str) -> str:
    """Return the currency's sign as the language writes it ("€", "CHF", "CA$")."""
    shown = current().money(Money(0, currency))
    return "".join(one for one in shown if not one.isdigit() and one not in ".,'’ \u00a0\u202f")


def sign_leads(currency: str) -> bool:
    """Whether the language writes the currency's sign before the amount: "£5.00", but "5,00 €"."""
    return not current().money(Money(0, currency))[:1].isdigit()


def not_below_zero(amount: Money) -> str:
    """The rule of what somebody owes."""
    return _("An amount of zero or more is wanted here.") if amount.minor < 0 else ""


class _Figures(LineField[N]):
    """Right-aligned figures with a unit behind them."""

    def __init__(
        self, title: str, value: N | None, unit: str, *, weight: int = theme.MEDIUM, **look: Any
    ) -> None:
        super().__init__(title, weight=weight, **look)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setInputMethodHints(_HINTS)
        self.unit = theme.label("", look.get("size", theme.BODY), weight)
        self.box.row.addWidget(self.unit)
        self.set_unit(unit)
        self.set_value(value)

    def set_unit(self, unit: str) -> None:
        """Show what is counted, behind the number."""
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))

    def put_sign(self, currency: str) -> None:
        """Show the currency's sign on the side where amounts have it."""
        self.set_unit(sign_of(currency))
        self.box.row.removeWidget(self.unit)
        self.box.row.insertWidget(0 if sign_leads(currency) else -1, self.unit)


class NumberField(_Figures[Decimal]):
    """A number; `unit` stands behind it, `more` is as of every field."""

    def __init__(
        self, title: str, value: Decimal | None = None, *, unit: str = "", places: int = 3, **more: Any
    ) -> None:
        self._places = places
        super().__init__(title, value, unit, **more)

    def shown(self, value: Decimal) -> str:
        return current().number(value)

    def parse(self, text: str) -> Decimal:
        return number_in(text, self._places)


class QuantityField(NumberField):
    """A quantity; decimals only for goods sold by weight or length."""

    def __init__(self, title: str, value: Decimal | None = None, *, unit: str = "", **more: Any) -> None:
        super().__init__(title, value, unit=unit, places=3 if unit else 0, **more)


class WholeField(_Figures[int]):
    """A whole number between two others."""

    def __init__(self, value: int, least: int, most: int) -> None:
        def rule(number: int) -> str:
            if least <= number <= most:
                return ""
            words = _("Write a number from {least} to {most}.")
            return words.format(least=least, most=current().number(most))

        super().__init__("", value, "", rule=rule)

    def shown(self, value: int) -> str:
        return current().number(value)

    def parse(self, text: str) -> int:
        return int(number_in(text, 0))

    def counts(self, words: Callable[[int], str]) -> None:
        """Say what is counted, as it is said of so many: "1 day", "30 days"."""

        def say() -> None:
            try:
                self.set_unit(words(self.parse(self.text())))
            except CashierError:
                self.set_unit(words(0))

        speak(self, say)
        self.written.connect(say)


class PercentField(NumberField):
    """A percentage, without its sign."""

    def __init__(self, title: str, value: Decimal | None = None, *, places: int = 2, **more: Any) -> None:
        super().__init__(title, value, unit="%", places=places, **more)


class PriceField(NumberField):
    """A unit price of zero or more: the currency's decimals, more only where the price shown has more."""

    def __init__(
        self, title: str, currency: str, value: Decimal | None = None, *, optional: bool = False
    ) -> None:
        def rule(price: Decimal) -> str:
            return _("A price is zero or more.") if price < 0 else ""

        self._currency = currency
        super().__init__(title, value, optional=optional, rule=rule)
        speak(self, lambda: self.put_sign(currency))

    def set_value(self, value: Decimal | None) -> None:
        own = 0 if value is None else max(-int(value.normalize().as_tuple().exponent), 0)
        self._places = max(decimals(self._currency), own)
        super().set_value(value)

    def shown(self, value: Decimal) -> str:
        return current().unit_price(value, self._currency)


class MoneyField(_Figures[Money]):
    """An amount of one currency; `large` as the cash received."""

    def __init__(
        self, title: str, currency: str, value: Money | None = None, *, large: bool = False, **more: Any
    ) -> None:
        self._currency = currency
        look = {"size": 28, "weight": theme.BOLD, "height": 56} if large else {}
        super().__init__(title, value, "", **look, **more)
        speak(self, lambda: self.put_sign(currency))

    def shown(self, value: Money) -> str:
        return current().amount(value)

    def parse(self, text: str) -> Money:
        return Money.of(number_in(text, decimals(self._currency)), self._currency)
