"""Which languages are spoken, and how the window looks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pos.domain.money.amounts import Money
from pos.domain.shop.settings import ShopSettings
from pos.text import LANGUAGES, Speech, _, current, mark
from pos.text.locales import locale_of
from ui.frame.window import MainWindow
from ui.kit.forms.choices import ChoiceField
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.controls import Segments
from ui.settings.presenter import Decisions
from ui.settings.rows import Section

SCALES = (100, 125, 150, 175, 200)
_DAY, _SUM = date(2026, 11, 22), Decimal(1234)


class LanguageSection(Section):
    """The window's language is this machine's choice; that of documents is the shop's."""

    def __init__(self, window: MainWindow, decisions: Decisions) -> None:
        super().__init__(mark("Language"), "languages")
        self._decisions = decisions
        self.language = Segments(_languages, current().language)
        self.add(
            mark("Language of this window"),
            mark("What you read here; customers do not see it."),
            self.language,
        )
        self.documents = Segments(_languages, decisions.settings.language)
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
        self.documents.chosen.connect(lambda code: decisions.decide(documents, language=code))
        self.writing.changed.connect(lambda: decisions.decide(locale, locale=self.writing.value()))
        speak(self, self._say)

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile."""
        self.language.show_value(current().language)
        self.documents.show_value(settings.language)
        self._say()

    def _say(self) -> None:
        settings = self._decisions.settings
        known = [settings.locale, *(locale_of(settings.country, code) for code in LANGUAGES)]
        known += [f"{code}_{settings.country}" for code in LANGUAGES] + ["en_GB", "en_US", "fr_FR"]
        options = [(one, _sample(one, settings.currency)) for one in dict.fromkeys(known) if one]
        seen: dict[str, str] = {}
        for one, sample in options:
            seen.setdefault(sample, one)
        self.writing.set_options([(one, sample) for sample, one in seen.items()], settings.locale)


class LookSection(Section):
    """Light or dark, and how large."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(mark("Look"), "monitor")
        self.look = Segments(_looks, window.memory.mode)
        self.scale = ChoiceField("", [(one, current().percent(one)) for one in SCALES], window.memory.scale)
        self.add(mark("Look of this window"), mark("Light, dark, or as the system says."), self.look)
        scale = self.add(
            mark("Size"), mark("How large everything is shown, from the next start."), self.scale
        )
        self.look.chosen.connect(window.use_mode)

        def resize() -> None:
            window.memory.scale = self.scale.value()
            scale.saved(_("Saved; it shows at the next start."))

        self.scale.changed.connect(resize)


def _sample(locale: str, currency: str) -> str:
    speech = Speech("en", locale)
    return f"{speech.money(Money.of(_SUM, currency))}   {speech.date(_DAY)}"


def _languages() -> list[tuple[str, str]]:
    return list(LANGUAGES.items())


def _looks() -> list[tuple[theme.Mode, str]]:
    return [
        (theme.Mode.LIGHT, _("Light")),
        (theme.Mode.DARK, _("Dark")),
        (theme.Mode.SYSTEM, _("As the system")),
    ]
