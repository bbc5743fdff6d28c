"""What happens when little is left, and whether pictures are fetched."""

from __future__ import annotations

from pos.domain.shop.settings import Oversell, ShopSettings
from pos.text import _, mark
from ui.kit.forms.choices import ChoiceField
from ui.kit.speaking import speak
from ui.settings.controls import KeptWhole, Segments
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.shared.catalogue.choices import oversell_words


class StockSection(Section):
    """What happens when there is not enough, and what counts as little."""

    heading, icon = mark("Stock and pictures"), "package"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        settings = presenter.settings
        self.oversell = ChoiceField("", _policies(), settings.oversell)
        row = self.add(
            mark("When more is sold than there is"),
            mark("For products that have no rule of their own."),
            self.oversell,
        )
        self.oversell.changed.connect(lambda: presenter.decide(row, oversell=self.oversell.value()))
        speak(self.oversell, lambda: self.oversell.set_options(_policies()))
        self._low(settings)
        self._pictures()

    def _low(self, settings: ShopSettings) -> None:
        self.low = KeptWhole(settings.low_stock, 0, 9999)
        row = self.add(
            mark("Few are left from"), mark("From this number down the badge turns to a warning."), self.low
        )
        self.low.left.connect(lambda number: self._presenter.decide(row, low_stock=number))

    def _pictures(self) -> None:
        presenter = self._presenter

        def options() -> list[tuple[bool, str]]:
            return [(False, _("Only when I ask")), (True, _("After an import"))]

        self.pictures = Segments(options, presenter.shop.pictures.allowed())
        row = self.add(
            mark("Fetch product pictures"),
            mark("From the public https addresses that imported files name."),
            self.pictures,
        )
        self.pictures.chosen.connect(lambda on: presenter.allow_pictures(on, row))

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile."""
        self.oversell.set_value(settings.oversell)
        self.low.show_number(settings.low_stock)
        self.pictures.show_value(self._presenter.shop.pictures.allowed())


def _policies() -> list[tuple[Oversell, str]]:
    return [(one, oversell_words(one)) for one in Oversell]
