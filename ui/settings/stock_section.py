"""What happens when little is left, and whether pictures are fetched."""

from __future__ import annotations

from pos.domain.shop.settings import Oversell, ShopSettings
from pos.text import _, mark
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.numbers import WholeField
from ui.kit.forms.segments import Segments
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.shared.catalogue.choices import oversell_words


class StockSection(Section):
    """What happens when there is not enough, and what counts as little."""

    heading, icon = mark("Stock and pictures"), "package"

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__(presenter)
        settings = presenter.settings
        self.oversell = ChoiceField("", ())
        self.low = WholeField(settings.low_stock, 0, 9999)
        self.pictures = Segments(_whens, presenter.shop.pictures.allowed())
        self.setting(
            "oversell",
            mark("When more is sold than there is"),
            mark("For products that have no rule of their own."),
            self.oversell,
        )
        self.setting(
            "low_stock",
            mark("Few are left from"),
            mark("From this number down the badge turns to a warning."),
            self.low,
        )
        self.bound(
            "pictures",
            mark("Fetch product pictures"),
            mark("From the public https addresses that imported files name."),
            self.pictures,
            lambda row, on: presenter.allow_pictures(on, row),
        )
        speak(self.oversell, lambda: self.oversell.set_options(_policies(), presenter.settings.oversell))

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        self.form.show({"pictures": self._presenter.shop.pictures.allowed()})


def _whens() -> list[tuple[bool, str]]:
    return [(False, _("Only when I ask")), (True, _("After an import"))]


def _policies() -> list[tuple[Oversell, str]]:
    return [(one, oversell_words(one)) for one in Oversell]
