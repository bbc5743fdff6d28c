"""Who the shop is on paper, and how it sells."""

from __future__ import annotations

from decimal import Decimal

from pos.domain.settings import ShopSettings
from pos.domain.stock import Oversell
from pos.text import _, mark
from ui.parts.choices import ChoiceField
from ui.parts.fields import QuantityField
from ui.parts.speaking import speak
from ui.products.choices import oversell_words
from ui.settings.controls import KeptLines, KeptText, Segments
from ui.settings.presenter import Decisions
from ui.settings.rows import Section

_TEXTS = (
    ("name", mark("Name of the shop"), mark("As it stands at the top of every receipt.")),
    ("registration", mark("Registration number"), mark("The number the law wants on receipts and invoices.")),
    ("tax_number", mark("Tax number"), mark("Your number for VAT or sales tax, as it is printed.")),
    (
        "exempt_sentence",
        mark("Sentence when no tax is due"),
        mark("Printed where the shop or a sale is exempt from tax."),
    ),
)


class ShopSection(Section):
    """Name, address, numbers: printed on every receipt from then on, never on those printed before."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(mark("The shop"))
        self._decisions = decisions
        settings = decisions.settings
        self.texts: dict[str, KeptText] = {}
        for field, title, meaning in _TEXTS:
            self._text(field, title, meaning, settings)
            if field == "name":
                self._address(settings)

    def _text(self, field: str, title: str, meaning: str, settings: ShopSettings) -> None:
        control = self.texts[field] = KeptText(getattr(settings, field))
        row = self.add(title, meaning, control)
        control.left.connect(
            lambda text: self._decisions.change(field, text, lambda words: row.saved(words), row.refuse)
        )

    def _address(self, settings: ShopSettings) -> None:
        self.address = KeptLines("\n".join(settings.address), lines=3)
        row = self.add(mark("Address"), mark("Street, postcode and town, a line each."), self.address)
        self.address.left.connect(lambda text: self._decisions.set_address(text, row.saved, row.refuse))

    def show_settings(self, settings: ShopSettings) -> None:
        """Show what was decided meanwhile."""
        for field, control in self.texts.items():
            if not control.line.hasFocus():
                control.set_text(getattr(settings, field))
        self.address.show_text("\n".join(settings.address))


class StockSection(Section):
    """What happens when there is not enough, and what counts as little."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(mark("Stock and pictures"))
        self._decisions = decisions
        settings = decisions.settings
        self.oversell = ChoiceField("", _policies(), settings.oversell)
        row = self.add(
            mark("When more is sold than there is"),
            mark("For products that have no rule of their own."),
            self.oversell,
        )
        self.oversell.changed.connect(
            lambda: decisions.change("oversell", self.oversell.value(), row.saved, row.refuse)
        )
        speak(self.oversell, lambda: self.oversell.set_options(_policies()))
        self._low(settings)
        self._pictures()

    def _low(self, settings: ShopSettings) -> None:
        self.low = QuantityField("", Decimal(settings.low_stock))
        row = self.add(
            mark("Few are left from"), mark("From this number down the badge turns to a warning."), self.low
        )

        def left() -> None:
            if not self.low.line.isModified():
                return
            self.low.line.setModified(False)
            number = self.low.read()
            if number is None:
                return
            if not 0 <= number <= 9999:
                self.low.set_mistake(_("Write a number from 0 to 9999."))
                return
            self._decisions.change("low_stock", int(number), row.saved, row.refuse)

        self.low.line.editingFinished.connect(left)

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
        self.pictures.chosen.connect(lambda on: decisions.allow_pictures(on, row.saved, row.refuse))


def _policies() -> list[tuple[Oversell, str]]:
    return [(one, oversell_words(one)) for one in Oversell]
