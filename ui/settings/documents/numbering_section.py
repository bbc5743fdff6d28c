"""The section of numbering: what the numbers are, and why nobody can change them."""

from __future__ import annotations

from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section

_SERIES = {
    "order": (mark("Next order"), mark("The till's letter, then a number that counts on for ever.")),
    "invoice": (mark("Next invoice"), mark("The till's letter and the year; each year begins at 1.")),
    "credit_note": (mark("Next credit note"), mark("As invoices, with a C behind the till's letter.")),
}


class NumberingSection(Section):
    """Only to be read."""

    heading, icon = mark("Numbering"), "hash"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter)
        self.letter = theme.label("", theme.TITLE, theme.BOLD)
        self.add(
            mark("Letter of this till"),
            mark("Given when the till was set up, so that the numbers of two tills never meet."),
            self.letter,
        )
        self.numbers = {series: theme.label("", theme.LARGE, theme.BOLD) for series in _SERIES}
        for series, (title, meaning) in _SERIES.items():
            self.add(title, meaning, self.numbers[series])
        self.why = theme.label("", wrap=True)
        self.add(mark("Why nothing can be changed here"), "", self.why, wide=True)
        speak(self, self._say)

    def show_settings(self, settings: ShopSettings) -> None:
        self.letter.setText(settings.letter)
        for series, number in self._presenter.shop.settings.next_numbers():
            self.numbers[series].setText(number)

    def _say(self) -> None:
        self.why.setText(
            _(
                "A number is taken in the moment a sale is saved: without a gap, and never twice. That is "
                "what the law asks of receipts and invoices, and what proves that none is missing. After a "
                "restore or in a copied folder the letter gets a figure (A2), so that none is given again."
            )
        )

    def opened(self) -> None:
        """Read the numbers anew: sales go on meanwhile."""
        self.show_settings(self._presenter.settings)
