"""Which languages are spoken, and how money and dates are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.shop.settings import ShopSettings
from pos.text import LANGUAGES, PAPER_LANGUAGES, Speech, current, mark
from pos.text.locales import locale_of
from ui.frame.window import MainWindow
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.segments import Segments
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section

_DAY, _SUM = date(2026, 11, 22), Decimal(1234)


class LanguageSection(Section):
    """The window's language is this machine's choice; that of documents is the shop's."""

    heading, icon = mark("Language"), "languages"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow) -> None:
        super().__init__(presenter)
        self.language = Segments(_languages, current().language)
        self.documents = ChoiceField("", list(PAPER_LANGUAGES.items()), presenter.settings.language)
        self.writing = ChoiceField("", ())
        self.bound(
            "window",
            mark("Language of this window"),
            mark("What you read here; customers do not see it."),
            self.language,
            lambda _row, code: window.use_language(code),
        )
        self.setting(
            "language",
            mark("Language of documents"),
            mark("Receipts and invoices of customers without a language of their own."),
            self.documents,
        )
        self.setting(
            "locale",
            mark("How money and dates are written"),
            mark("In the window and on paper."),
            self.writing,
        )
        speak(self, self._say)

    def show_settings(self, settings: ShopSettings) -> None:
        self.form.show({"window": current().language})
        self._say()
        super().show_settings(settings)

    def _say(self) -> None:
        settings = self._presenter.settings
        seen: dict[str, str] = {}  # of two that write the same the first
        for one in near_locales(settings.locale, settings.country):
            seen.setdefault(sample(one, settings.currency), one)
        self.writing.set_options([(one, words) for words, one in seen.items()], settings.locale)


def near_locales(locale: str, country: str) -> list[str]:
    """How a shop in that country may write money and dates; its own locale first."""
    known = [locale, *(locale_of(country, code) for code in PAPER_LANGUAGES)]
    known += [f"{code}_{country}" for code in LANGUAGES] + ["en_GB", "en_US", "fr_FR"]
    return list(dict.fromkeys(filter(None, known)))


def sample(locale: str, currency: str) -> str:
    """A sum and a day as that locale writes them."""
    speech = Speech("en", locale)
    return f"{speech.money(Money.of(_SUM, currency))}   {speech.date(_DAY)}"


def _languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())
