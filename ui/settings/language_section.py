"""Which languages are spoken, and how money and dates are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.shop.settings import ShopSettings
from pos.text import LANGUAGES, Speech, current, mark
from pos.text.locales import locale_of
from ui.frame.window import MainWindow
from ui.kit.forms.choices import ChoiceField
from ui.kit.speaking import speak
from ui.settings.controls import Segments
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section

_DAY, _SUM = date(2026, 11, 22), Decimal(1234)


class LanguageSection(Section):
    """The window's language is this machine's choice; that of documents is the shop's."""

    heading, icon = mark("Language"), "languages"

    def __init__(self, window: MainWindow, presenter: SettingsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.language = Segments(_languages, current().language)
        self.add(
            mark("Language of this window"),
            mark("What you read here; customers do not see it."),
            self.language,
        )
        self.documents = Segments(_languages, presenter.settings.language)
        documents = self.add(
            mark("Language of documents"),
            mark("Receipts, and invoices of customers without a language of their own."),
            self.documents,
        )
        self.writing = ChoiceField("", ())
        locale = self.add(
            mark("How money and dates are written"), mark("In the window and on paper."), self.writing
        )
        self.language.chosen.connect(window.use_language)
        self.documents.chosen.connect(lambda code: presenter.decide(documents, language=code))
        self.writing.changed.connect(lambda: presenter.decide(locale, locale=self.writing.value()))
        speak(self, self._say)

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile."""
        self.language.show_value(current().language)
        self.documents.show_value(settings.language)
        self._say()

    def _say(self) -> None:
        settings = self._presenter.settings
        seen: dict[str, str] = {}  # of two that write the same the first
        for one in near_locales(settings.locale, settings.country):
            seen.setdefault(sample(one, settings.currency), one)
        self.writing.set_options([(one, words) for words, one in seen.items()], settings.locale)


def near_locales(locale: str, country: str) -> list[str]:
    """How a shop in that country may write money and dates; its own locale first."""
    known = [locale, *(locale_of(country, code) for code in LANGUAGES)]
    known += [f"{code}_{country}" for code in LANGUAGES] + ["en_GB", "en_US", "fr_FR"]
    return list(dict.fromkeys(filter(None, known)))


def sample(locale: str, currency: str) -> str:
    """A sum and a day as that locale writes them."""
    speech = Speech("en", locale)
    return f"{speech.money(Money.of(_SUM, currency))}   {speech.date(_DAY)}"


def _languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())
