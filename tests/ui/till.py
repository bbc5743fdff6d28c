"""Drives the real window of a real shop in the shop's language: `till.scan(...)`, `till.pay_cash("20.00")`.

Keys go to the window as the system sends them, so that shortcuts, focus and the scanner are the real ones.
Only the clock of the keys is ours: `type` is slow as fingers, `scan` is fast as a scanner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos.domain.catalogue.products import NewProduct
from pos.domain.customers.customers import Customer
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.orders import Order
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.shop.settings import NewShop
from pos.shop import Shop, create_shop, open_shop
from pos.text import use
from tests.ui.keys import KEYS, MODIFIERS, NO_MODIFIER, key_of, text_of
from ui.frame.memory import WindowMemory
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import Dialog, open_dialog_of
from ui.kit.lanes import Lane
from ui.kit.look.theme import Mode, theme
from ui.main import build_window
from ui.sell.page import SellPage
from ui.settings.page import SettingsPage

if TYPE_CHECKING:
    from ui.sell.controller import SellController
    from ui.sell.order.form.panel import OrderPanel
    from ui.sell.order.presenter import OrderFormPresenter

PATIENCE = 60.0
FINGERS, SCANNER = 0.2, 0.004
"""Seconds between two keys."""


def frozen_clock() -> datetime:
    """A Tuesday afternoon."""
    return datetime(2026, 11, 24, 13, 32, tzinfo=UTC).astimezone()


def french_shop(name: str = "Atelier Brindille") -> NewShop:
    """A shop with prices that include tax, in euros."""
    from pos.domain.shop.rates import propose

    known = propose("FR")
    return NewShop(
        name=name,
        country="FR",
        currency="EUR",
        prices_include_tax=True,
        person="Anne",
        tax_rounding=TaxRounding.PER_TOTAL,
        tax_label=known.label,
        tax_classes=known.classes,
        language="en",
        locale="fr_FR",
    )


class TillDriver:
    """One window on one shop."""

    def __init__(self, folder: Path, app: QApplication, new: NewShop | None = None) -> None:
        self.folder = folder
        self.app = app
        self.now = 1000.0
        self.beeps = 0
        self.strokes = 0
        """Keys pressed so far."""
        self.shop: Shop = create_shop(folder, new or french_shop(), clock=frozen_clock)
        self.window = self._open_window()

    # the window

    def _open_window(self) -> MainWindow:
        theme().start(self.app, Mode.LIGHT)
        settings = self.shop.settings.current()
        use(settings.language, settings.locale)
        window = build_window(WindowMemory(self.folder))
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowExposed(window)
        window.open_shop(self.shop)
        page = window.page(PageRef.SELL)
        assert isinstance(page, SellPage)
        page.scanner.when = lambda _event: self.now
        page.box.line.setFocus()
        self.process()
        return window

    def close(self) -> None:
        """Close window and shop."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.shop.close()
        use("en")

    def start_again(self) -> None:
        """Close the program and start it on the same folder."""
        self.window.close()
        self.window.deleteLater()
        self.shop.close()
        self.shop = open_shop(self.folder, clock=frozen_clock)
        self.window = self._open_window()

    @property
    def page(self) -> SellPage:
        """The Sell page."""
        page = self.window.page(PageRef.SELL)
        assert isinstance(page, SellPage)
        return page

    @property
    def controller(self) -> SellController:
        """The page at work."""
        assert self.page.controller is not None
        return self.page.controller

    @property
    def dialog(self) -> Dialog | None:
        """The dialog on top."""
        return open_dialog_of(self.window)

    def process(self) -> None:
        """Let Qt do what waits."""
        self.app.processEvents()

    def wait(self, done: Callable[[], object], what: str = "") -> None:
        """Until it is so; the writer lane and buttons take a moment."""
        deadline = monotonic() + PATIENCE
        while not done():
            assert monotonic() < deadline, f"waited in vain for {what or done}"
            self.app.processEvents()

    def settle(self) -> None:
        """Until the lanes have nothing left to do and all is painted."""
        self.process()
        self.wait(lambda: not self.controller.sale.unsaved, "the draft")
        lanes = (self.window.loader, self.window.writer, self.window.reader, self.window.behind)
        self.wait(lambda: not any(lane.busy for lane in lanes), "the lanes")
        page = self.window.shown()
        if isinstance(page, SettingsPage):
            self.wait(lambda: page.sections is not None, "the sections")
            for kind in page.sections.kinds if page.sections is not None else ():
                page.sections.section(kind)
            lanes_of_page = page.findChildren(Lane)
            self.wait(lambda: not any(lane.busy for lane in lanes_of_page), "the lanes of the sections")
        self.process()

    # stock of the shop

    def stocks(
        self,
        name: str,
        price: str | None,
        *,
        sku: str = "",
        barcode: str = "",
        quantity: int | None = 10,
        unit: str = "",
        category: str = "",
        oversell: str = "",
        favourite: bool = False,
    ) -> str:
        """Put a product on the shelf; gives its variant's id."""
        record = self.shop.catalogue.add(
            NewProduct(
                name=name,
                price=None if price is None else Decimal(price),
                sku=sku,
                barcodes=(barcode,) if barcode else (),
                category=category,
                unit=unit,
                on_hand=None if quantity is None else Decimal(quantity),
            )
        )
        variant = record.variants[0].id
        if oversell:
            self.shop.catalogue.change_variant(variant, oversell=oversell)
        if favourite:
            self.shop.catalogue.change_product(record.id, favourite=True)
        self.window.changes.announce("products.set")
        return variant

    def delivers(self, **changes: object) -> None:
        """Give the shop a way to deliver, an account, and a place to pick up."""
        self.shop.settings.change(
            delivery_methods=(
                DeliveryMethod("local", "Local delivery", fee=600, free_from=10000, countries=("FR",)),
                DeliveryMethod("shop", "Workshop", FulfilmentKind.PICKUP),
            ),
            iban="FR7630006000011234567890189",
            bank_holder="Atelier Brindille",
            **changes,
        )
        self.window.changes.announce("settings.set")
        self.wait(lambda: self.controller.presenter.settings.delivery_methods, "the settings")

    def knows(self, name: str, **about: Any) -> Customer:
        """Make somebody a customer of the shop."""
        return self.shop.customers.add(Customer("", name=name, **about))

    @property
    def order(self) -> OrderFormPresenter:
        """What is decided beside the goods."""
        return self.controller.order.presenter

    @property
    def panel(self) -> OrderPanel:
        """The panel of customer and delivery; it has to be open."""
        assert self.controller.order.is_open
        assert self.controller.order.panel is not None
        return self.controller.order.panel

    def placed(self) -> Order:
        """The order just placed, read again from the disk."""
        self.wait(lambda: self.page.cart.done.isVisible() and not self.controller.sale.busy, "the order")
        self.settle()
        done = self.page.cart.done.order
        assert done is not None
        return self.shop.orders.order(done.number)

    def in_stock(self, sku: str) -> Decimal | None:
        """How many are left."""
        self.settle()
        return self.shop.stock.level(sku).on_hand

    # keys

    def press(self, *keys: str) -> None:
        """Press named keys, as fingers do: "F12", "Enter", "Ctrl+Z", "Alt+2"."""
        for name in keys:
            *held, last = name.split("+") if name not in ("+", "-") else [name]
            modifiers = NO_MODIFIER
            for one in held:
                modifiers |= MODIFIERS[one]
            self.now += FINGERS
            if last in KEYS:
                self._key(KEYS[last], "", modifiers)
            else:
                self._key(Qt.Key(ord(last.upper())), last if modifiers == NO_MODIFIER else "", modifiers)

    def type(self, text: str) -> None:
        """Type as fingers do."""
        for character in text:
            self.now += FINGERS
            self._character(character)
        self.process()

    def enter(self, text: str) -> None:
        """Type and press Enter."""
        self.type(text)
        self.press("Enter")

    def scan(self, code: str, *, end: str = "Enter", times: int = 1) -> None:
        """Scan a code; some scanners send their Enter more than once."""
        self.now += 1.0
        for character in code:
            self.now += SCANNER
            self._character(character)
        for _time in range(times):
            self.now += SCANNER
            self._key(KEYS[end], "", NO_MODIFIER)
        self.process()

    def _character(self, character: str) -> None:
        self._key(key_of(character), character, NO_MODIFIER)

    def _key(self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier) -> None:
        """One key on its way through the window, as the system sends it."""
        self.strokes += 1
        handle = self.window.windowHandle()
        if modifiers != NO_MODIFIER or (not text and key not in (Qt.Key.Key_Return, Qt.Key.Key_Tab)):
            QTest.keyClick(handle, key, modifiers)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(handle, QKeyEvent(kind, key, modifiers, text or text_of(key)))
        self.process()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Touch a widget, in its middle or at a point."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        self.process()

    # selling

    def pay_cash(self, amount: str = "") -> None:
        """Charge, hand over so much cash (exactly what is due where nothing is said), and finish."""
        self.press("F12")
        if amount:
            self.type(amount)
        self.press("Enter")
        self.wait(lambda: self.page.cart.done.isVisible() and not self.controller.sale.busy, "the sale")
        self.settle()

    @property
    def total(self) -> str:
        """The total as a number: "36.00"."""
        return str(self.controller.sale.totals.total)

    @property
    def lines(self) -> list[str]:
        """The lines of the cart: "2 × Mug, blue glaze 36.00"."""
        totals = self.controller.sale.totals
        return [
            f"{line.quantity:f} × {line.name} {total.amount}"
            for line, total in zip(self.controller.sale.cart.lines, totals.lines, strict=True)
        ]

    @property
    def notice(self) -> str:
        """What the page says: the newest message, else the change of the last sale."""
        bars = self.page.notices.bars()
        if bars:
            return bars[0].text
        band = self.page.cart.done
        order = band.order
        if order is None or band.isHidden():
            return ""
        return f"Paid {order.total}" if order.change.is_zero else f"Change {order.change}"

    @property
    def box(self) -> str:
        """The text of the box."""
        return self.page.box.line.text()

    @property
    def hint(self) -> str:
        """What Enter will do."""
        return self.page.box.hints.words

    @property
    def results(self) -> list[str]:
        """The rows under the box, spoken."""
        found = self.page.results.found
        shown = self.page.stack.currentWidget() is self.page.found
        return [found.spoken(row) for row in found.rows] if shown else []

    @property
    def sales(self) -> int:
        """How many orders are on disk."""
        self.settle()
        return len(self.shop.orders.last(100))

    def verifies(self) -> bool:
        """Whether journal and tables agree."""
        self.settle()
        return self.shop.auditor.verify(rebuild=True).ok


@contextmanager
def open_till(
    folder: Path, app: QApplication, new: NewShop | None = None, kind: type[TillDriver] = TillDriver
) -> Iterator[TillDriver]:
    """A till for one test."""
    till = kind(folder / "shop", app, new)
    try:
        yield till
    finally:
        till.settle()
        till.close()
