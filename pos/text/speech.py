"""One language with the number and date formats of one locale."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date as Day  # noqa: N812
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.words import languages
from pos.domain.words.plurals import counted_as

if TYPE_CHECKING:
    from gettext import NullTranslations

    from pos.domain.money.amounts import Money
    from pos.text.formats import Formats

LANGUAGES = {one.code: one.name for one in languages.LANGUAGES if one.window}
"""What the window speaks, each in its own words; English is the language of the message ids."""

PAPER_LANGUAGES = {one.code: one.name for one in languages.LANGUAGES}
"""What receipts, invoices and credit notes speak."""

HOME_LOCALES = {one.code: one.home for one in languages.LANGUAGES}
CATALOGUES = Path(__file__).resolve().parents[2] / "resources" / "locale"
DOMAIN = "comptoir"
A_WEEK = 7
"""Days after which the name of a day no longer says which one it was."""
CONTEXT = "\x04"
"""What gettext sets between a text's context and the text itself."""


class Speech:
    """Says sentences in a language, and writes money, numbers and dates as a locale does.

    Both may differ: an English window in a shop in Strasbourg shows "Total 76,09 €". An unknown language
    speaks English, an unknown locale writes as its language does. Both are loaded at first use.
    """

    __slots__ = ("_formats", "_translations", "language", "locale")

    def __init__(self, language: str = "en", locale: str = "") -> None:
        self.language = language if language in PAPER_LANGUAGES else "en"
        self.locale = locale or HOME_LOCALES[self.language]
        self._translations: NullTranslations | None = None
        self._formats: Formats | None = None

    def __repr__(self) -> str:
        return f"Speech({self.language!r}, {self.locale!r})"

    # --- sentences ---

    def gettext(self, message: str) -> str:
        if self.language == "en" or not message:  # the empty message is the catalogue's own header
            return message.rpartition(CONTEXT)[2]
        return (self._translations or self._load()).gettext(message).rpartition(CONTEXT)[2]

    def pgettext(self, context: str, message: str) -> str:
        """A text that means something else in another place: "Paid" of an order, "Paid" over an amount."""
        return self.gettext(f"{context}{CONTEXT}{message}")

    def ngettext(self, one: str, many: str, count: Decimal | int) -> str:
        """The form for so many; of half a piece too."""
        number = counted_as(count, self.language)
        if self.language == "en":
            return one if number == 1 else many
        return (self._translations or self._load()).ngettext(one, many, number)

    def _load(self) -> NullTranslations:
        import gettext

        self._translations = gettext.translation(DOMAIN, CATALOGUES, [self.language], fallback=True)
        return self._translations

    # --- formats ---

    @property
    def formats(self) -> Formats:
        if self._formats is None:
            from pos.text.formats import formats_of

            self._formats = formats_of(self.locale, HOME_LOCALES[self.language])
        return self._formats

    def money(self, money: Money) -> str:
        """An amount with its currency: "18,00 €"."""
        return self.formats.money(money.major, money.currency)

    def amount(self, money: Money) -> str:
        """An amount without its currency, for columns that name it once: "18,00"."""
        return self.formats.amount(money.major, money.currency)

    def price(self, value: Decimal, currency: str) -> str:
        """A unit price with its currency, never rounded: "18,00 €", "29,1667 €"."""
        return self.formats.money(value, currency)

    def unit_price(self, value: Decimal, currency: str, per: int = 1) -> str:
        """A unit price without its currency, never rounded: "18,00", of a hundred pieces "4,1667 / 100"."""
        price = self.formats.amount(value, currency)
        return price if per == 1 else f"{price} /\u00a0{self.number(per)}"

    def marks(self) -> tuple[str, str]:
        """The decimal mark and the mark between thousands, "" where there is none."""
        shown = self.number(Decimal("11111.5"))
        between = [one for one in shown if not one.isdigit()]
        return between[-1], between[0] if len(between) > 1 else ""

    def number(self, value: Decimal | int) -> str:
        """A quantity or count with all the digits it has: "0,25", "1 200"."""
        return self.formats.number(value)

    def change(self, value: Decimal | int) -> str:
        """By how much a figure moves, always with its sign: "+4", "-1 200"."""
        shown = self.formats.number(value)
        return f"+{shown}" if value > 0 else shown

    def percent(self, rate: Decimal | int) -> str:
        """A rate counted in percent: 5.5 is "5,5 %"."""
        return self.formats.percent(rate)

    def rate(self, written: str) -> str:
        """A rate as a line has it written: "9.975" and "+9.975" are "9,975 %"."""
        return self.percent(Decimal(written.removeprefix("+")))

    def rates(self, together: Iterable[tuple[str, Iterable[str]]], space: str) -> str:
        """Rates under their labels: "VAT 20 %", "GST 5 % + PST 7 %"; `space` is what stands between."""
        plus = f" +{space}"
        shown = ((label, plus.join(map(self.rate, rates))) for label, rates in together)
        return plus.join(space.join(filter(None, one)) for one in shown)

    def date(self, day: Day | datetime) -> str:
        """A day in figures, the year whole: "22/11/2026"."""
        return self.formats.date(day)

    def long_date(self, day: Day) -> str:
        """A day with its month as a word of the language: "22 November 2026"."""
        return self._worded.long_date(day)

    @property
    def _worded(self) -> Formats:
        """Where names of days and months are words of the language, whatever the locale."""
        if self.locale.replace("-", "_").partition("_")[0] == self.language:
            return self.formats
        from pos.text.formats import formats_of

        home = HOME_LOCALES[self.language]
        return formats_of(home, home)

    def time(self, moment: datetime) -> str:
        """The time to the minute, as the clock read it: "14:32"."""
        return self.formats.time(moment)

    def short(self, moment: datetime) -> str:
        """Date and time as the clock read them: "22/11/2026 14:32"."""
        return f"{self.formats.date(moment)} {self.formats.time(moment)}"

    def lately(self, moment: datetime, today: Day) -> str:
        """Day and time as they stand in a sentence: "today 14:32", "Sat 14:32", or the whole day."""
        days, time = (today - moment.date()).days, self.time(moment)
        if days == 0:
            return self.gettext("today {time}").format(time=time)
        if days == 1:
            return self.gettext("yesterday {time}").format(time=time)
        if 1 < days < A_WEEK:
            return f"{self._worded.weekday(moment)} {time}"
        # Translators: a moment inside a sentence: "last sent 22/11/2026 14:32", "since 22/11/2026 14:32"
        return self.gettext("{day} {time}").format(day=self.date(moment), time=time)

    def ago(self, moment: datetime, *, briefly: bool = False) -> str:
        """When something was that may have been far away, by the clock and the time zone of this computer.

        Briefly today is left out: "14:32".
        """
        here, today = moment.astimezone(), Day.today()
        return self.time(here) if briefly and here.date() == today else self.lately(here, today)

    def country(self, code: str) -> str:
        """A country's name in the language: "Germany"; its letters where it has none."""
        from babel.core import Locale

        return str(Locale.parse(self.language).territories.get(code, code))
