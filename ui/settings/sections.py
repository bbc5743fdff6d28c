"""Which sections the settings have, in which order they stand, and when each of them is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from pos.text import current
from ui.frame.window import MainWindow
from ui.settings.about_section import AboutSection
from ui.settings.delivery.delivery_section import DeliverySection
from ui.settings.documents.documents_section import DocumentsSection
from ui.settings.documents.numbering_section import NumberingSection
from ui.settings.documents.printers_section import PrintersSection
from ui.settings.language_section import LanguageSection, near_locales, sample
from ui.settings.look_section import LookSection
from ui.settings.mail.mail_section import MailSection
from ui.settings.payment.payment_section import PaymentSection
from ui.settings.people_section import PeopleSection
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.settings.safety_section import SafetySection
from ui.settings.scanner.scanner_section import ScannerSection
from ui.settings.shop.shop_section import ShopSection
from ui.settings.statuses.status_section import StatusSection
from ui.settings.stock_section import StockSection
from ui.settings.store.store_section import StoreSection
from ui.settings.taxes.tax_section import TaxSection
from ui.settings.tills.tills_section import TillsSection
from ui.shared.papers import printing  # noqa: F401  large, for the section of printers
from ui.shared.papers.receipts import Receipts
from ui.shared.places import countries
from ui.shared.stores.web_shop import WebShop

Makers = Mapping[type[Section], Callable[[], Section]]
S = TypeVar("S", bound=Section)
PAUSE_MS = 10
"""Between two sections: time for what the person does meanwhile."""


def makers(window: MainWindow, presenter: SettingsPresenter, receipts: Receipts, web_shop: WebShop) -> Makers:
    """How each section is made, in the order in which the list shows them."""
    return {
        ShopSection: lambda: ShopSection(presenter, window.own_shop_asked.emit),
        TaxSection: lambda: TaxSection(presenter),
        DeliverySection: lambda: DeliverySection(presenter),
        PaymentSection: lambda: PaymentSection(presenter),
        StatusSection: lambda: StatusSection(presenter),
        DocumentsSection: lambda: DocumentsSection(presenter, receipts.width),
        PrintersSection: lambda: PrintersSection(presenter, receipts),
        ScannerSection: lambda: ScannerSection(presenter, window),
        MailSection: lambda: MailSection(presenter, window),
        NumberingSection: lambda: NumberingSection(presenter),
        PeopleSection: lambda: PeopleSection(presenter),
        StockSection: lambda: StockSection(presenter),
        TillsSection: lambda: TillsSection(presenter, window),
        StoreSection: lambda: StoreSection(presenter, window, web_shop),
        LanguageSection: lambda: LanguageSection(presenter, window),
        LookSection: lambda: LookSection(presenter, window),
        SafetySection: lambda: SafetySection(presenter, window),
        AboutSection: lambda: AboutSection(presenter, window),
    }


def warm_up() -> None:
    """Load what the sections say of countries and locales; in a lane, before the page is built."""
    speech = current()
    countries(speech.language)
    for locale in near_locales(speech.locale, speech.locale[-2:]):
        sample(locale, "EUR")


PLACES: Mapping[str, type[Section]] = {
    "tax_number": ShopSection,
    "registration": ShopSection,
    "iban": DocumentsSection,
    "delivery_methods": DeliverySection,
    "printer": PrintersSection,
    "mail_server": MailSection,
    "mail_post": MailSection,
}
"""In which section a setting stands to which other pages lead."""


class Sections(QObject):
    """Each is built when it is wanted; `build_rest` builds the others one by one, with a pause after each.

    So the window answers between two of them, and never waits longer than for one.
    """

    built = Signal(object)  # Section

    def __init__(self, makers: Makers, parent: QObject) -> None:
        super().__init__(parent)
        self._makers = makers
        self.kinds = tuple(makers)
        self._made: dict[type[Section], Section] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._build_next)

    def __iter__(self) -> Iterator[Section]:
        """The sections built so far, in their order."""
        return (self._made[kind] for kind in self.kinds if kind in self._made)

    @property
    def complete(self) -> bool:
        """Whether all are built."""
        return len(self._made) == len(self.kinds)

    def section(self, kind: type[S]) -> S:
        """The section of that kind, built now if it was not wanted before."""
        if kind not in self._made:
            made = self._made[kind] = self._makers[kind]()
            self.built.emit(made)
        found = self._made[kind]
        assert isinstance(found, kind)
        return found

    def known(self, kind: type[Section]) -> Section | None:
        """The section of that kind if it is built."""
        return self._made.get(kind)

    def build_rest(self) -> None:
        """Begin to build what is still missing."""
        if not self.complete and not self._pause.isActive():
            self._pause.start()

    def stop(self) -> None:
        """Build nothing more by itself."""
        self._pause.stop()

    def _build_next(self) -> None:
        missing = [kind for kind in self.kinds if kind not in self._made]
        for kind in missing[:1]:
            self.section(kind)
        self.build_rest()
