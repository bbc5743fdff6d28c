"""Which sections the settings have, and in which order they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.frame.window import MainWindow
from ui.settings.delivery.section import DeliverySection
from ui.settings.paper.documents import DocumentsSection
from ui.settings.paper.numbering import NumberingSection
from ui.settings.paper.printers import PrintersSection
from ui.settings.paying.section import PayingSection
from ui.settings.people_section import PeopleSection
from ui.settings.presenter import Decisions
from ui.settings.rows import Section
from ui.settings.safety_section import AboutSection, SafetySection
from ui.settings.shop.section import ShopSection
from ui.settings.stock_section import StockSection
from ui.settings.taxes.section import TaxSection
from ui.settings.window_section import LanguageSection, LookSection

if TYPE_CHECKING:
    from pos.shop import Shop


class Sections:
    """All of them, by name."""

    def __init__(self, window: MainWindow, shop: Shop, decisions: Decisions) -> None:
        self.shop = ShopSection(decisions)
        self.shop.own_shop_asked.connect(window.own_shop_asked)
        self.taxes = TaxSection(decisions)
        self.delivery = DeliverySection(decisions)
        self.paying = PayingSection(decisions)
        self.printers = PrintersSection(window, shop)
        self.documents = DocumentsSection(decisions, self.printers.paper.width)
        self.numbering = NumberingSection(decisions)
        self.people = PeopleSection(decisions)
        self.stock = StockSection(decisions)
        self.language = LanguageSection(window, decisions)
        self.look = LookSection(window)
        self.safety = SafetySection(decisions)
        self.about = AboutSection(decisions)

    def in_order(self) -> tuple[Section, ...]:
        """The sections as the list shows them."""
        return (
            self.shop, self.taxes, self.delivery, self.paying, self.documents, self.printers, self.numbering,
            self.people, self.stock, self.language, self.look, self.safety, self.about,
        )  # fmt: skip
