"""What happens when little is left, and whether pictures are fetched."""

from __future__ import annotations

from pos.domain.shop.settings import Oversell, ShopSettings
from pos.text import _, mark
from ui.kit.forms.choices import ChoiceField
from ui.kit.speaking import speak
from ui.products.choices import oversell_words
from ui.settings.controls import KeptWhole, Segments
from ui.settings.presenter import Decisions
from ui.settings.rows import Section


class StockSection(Section):
    """What happens when there is not enough, and what counts as little."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(mark("Stock and pictures"), "package")
        self._decisions = decisions
        settings = decisions.settings
        self.oversell = ChoiceField("", _policies(), settings.oversell)
        row = self.add(
            mark("When more is sold than there is"),
            mark("For products that have no rule of their own."),
            self.oversell,
        )
        self.oversell.changed.connect(lambda: decisions.decide(row, oversell=self.oversell.value()))
        speak(self.oversell, lambda: self.oversell.set_options(_policies()))
        self._low(settings)
        self._pictures()

    def _low(self, settings: ShopSettings) -> None:
        self.low = KeptWhole(settings.low_stock, 0, 9999)
        row = self.add(
            mark("Few are left from"), mark("From this number down the badge turns to a warning."), self.low
        )
        self.low.left.connect(lambda number: self._decisions.decide(row, low_stock=number))

    def _pictures(self) -> None:
        decisions = self._decisions

        def options() -> list[tuple[bool, str]]:
            return [(False, _("Only when I ask")), (True, _("After an import"))]

        self.pictures = Segments(options, decisions.shop.pictures.allowed())
        row = self.add(
            mark("Fetch product pictures"),
            mark("From the public https addresses that imported files name."),
            self.pictures,
        )
        self.pictures.chosen.connect(lambda on: decisions.allow_pictures(on, row))

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile."""
        self.oversell.set_value(settings.oversell)
        self.low.show_number(settings.low_stock)
        self.pictures.show_value(self._decisions.shop.pictures.allowed())


def _policies() -> list[tuple[Oversell, str]]:
    return [(one, oversell_words(one)) for one in Oversell]
