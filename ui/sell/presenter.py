"""Decides what each key, scan and touch on the Sell page means; the page shows it, the sale does it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from pos.domain.box import answers
from pos.domain.box.answers import CustomRow, Listing, ProductRow, hint
from pos.domain.box.reading import BoxTerms, Commands, CustomerLookup, codes
from pos.domain.catalogue.barcode import packet
from pos.domain.catalogue.gs1 import Packet, amount_in
from pos.domain.catalogue.misread import to_keep
from pos.domain.catalogue.products import Hit
from pos.domain.money.pricing import Discount
from pos.domain.orders.cart import CartLine
from pos.domain.orders.errors import BeingEdited, EmptyCart
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.text import clean
from pos.text import _, current, sentence
from ui.kit.actions import matching
from ui.sell.cart.items import ONE
from ui.sell.cart.sale import Sale
from ui.sell.questions import AskChoices, AskCustom, AskLine, AskTenders, AskTerms, AskVariant
from ui.sell.search.finding import NOTHING, Finder
from ui.shared.charge.account import code_for
from ui.shared.charge.tender import TenderPresenter

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.kit.actions import Action, Actions
    from ui.sell.order.customer_rows import FoundCustomer, NewCustomer
    from ui.sell.order.presenter import OrderFormPresenter

    Runs = Action | FoundCustomer | NewCustomer

LONGEST_CODE = 100


class SellPresenter(QObject):
    """One page's decisions, without a widget."""

    listed = Signal(object)  # Listing: rows under the box
    cleared = Signal()  # the box did its work: empty it
    asked = Signal(object)  # Ask: open a dialog
    hit = Signal()  # a scan found its product
    missed = Signal(object)  # a scan found nothing: the code
    warned = Signal(object)  # a sentence
    order_asked = Signal(object)  # text of an order's number

    def __init__(
        self,
        shop: Shop,
        sale: Sale,
        order: OrderFormPresenter,
        registry: Actions,
        terms: BoxTerms,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.shop, self.sale = shop, sale
        self._order, self._registry = order, registry
        self.finder = Finder(shop.search, terms)
        self.commands: tuple[Runs, ...] = ()
        """The commands listed for a text that begins with >, the customers for one with an @."""
        self._listing = NOTHING

    @property
    def listing(self) -> Listing:
        """The rows under the box."""
        return self._listing

    @property
    def settings(self) -> ShopSettings:
        return self.sale.settings

    def use(self, settings: ShopSettings, terms: BoxTerms) -> None:
        """The shop decided something anew, or its numbers are written in another way."""
        self.sale.settings, self.finder.terms = settings, terms

    def typed(self, text: str) -> None:
        self._listing = self.finder.typed(text)
        reading = self._listing.reading
        self.commands = matching(self._registry.all(), reading.text) if isinstance(reading, Commands) else ()
        if isinstance(reading, CustomerLookup):
            self.commands = self._order.people(reading.text)
        self.listed.emit(self._listing)

    def entered(self, chosen: int | None, *, with_terms: bool = False) -> None:
        """Do what the hint said; `with_terms` asks for quantity and price first."""
        listing = self._listing
        if self.commands:
            command = self.commands[chosen or 0]
            self.cleared.emit()
            command.run()
            return
        place = listing.chosen if chosen is None else chosen
        if place is not None and place < len(listing.rows):
            row = listing.rows[place]
            problem = hint(listing, place)
            if isinstance(problem, answers.Refuse):
                self.warned.emit(sentence(problem.error))
            elif isinstance(row, ProductRow):
                self.take(row.hit, row.quantity, with_terms=with_terms)
            else:
                self._custom(row, with_terms)
        elif not listing.rows:
            self._without_rows(hint(listing))

    def scanned(self, code: str, prefix: str = "") -> None:
        """Add what a scanner read, now or as soon as the order being saved is on disk."""
        self.sale.when_free(lambda: self._scanned(code, prefix))

    def take(self, hit: Hit, quantity: Decimal = ONE, *, with_terms: bool = False) -> bool:
        """Add a variant, asking first what is not known: which one, at which price."""
        if hit.choices > 1:
            hits = self.shop.search.of_product(hit.product_id)
            if len(hits) > 1:
                self.asked.emit(AskVariant(hit.name, hits, quantity))
                return False
        questions = self.shop.catalogue.questions(hit.product_id) if hit.price is not None else ()
        if questions:
            self.asked.emit(AskChoices(hit, quantity, questions))
            return False
        if with_terms or hit.price is None:
            self.asked.emit(AskTerms(hit, quantity))
            return False
        added = self.sale.add(hit, quantity)
        if added:
            self.cleared.emit()
        return added

    def custom(self, item: CartLine) -> bool:
        """Add a custom item as its dialog was filled in."""
        added = self.sale.add_custom(item)
        if added:
            self.cleared.emit()
        return added

    def open_line(self, line_id: str) -> None:
        """Ask how a line of the cart should be."""
        self.asked.emit(AskLine(self.sale.cart.line(line_id)))

    def charge(self) -> None:
        """Ask for the money; a sale that costs nothing is finished at once."""
        if not self.sale.busy and self.sale.cart.edits is None and self._order.ready():
            self.asked.emit(AskTenders(self.tender()))

    def why_no_order(self) -> str:
        """Why there is nothing to charge or to place; empty when there is."""
        cart = self.sale.cart
        if cart.edits is not None:
            return sentence(BeingEdited(cart.edits.number))
        return "" if cart.lines else sentence(EmptyCart())

    def why_no_discount(self) -> str:
        """Why there is nothing to take a discount from; empty when there is."""
        if self.sale.cart.lines:
            return ""
        return _("The cart is empty: there is nothing to take a discount from.")

    def tender(self) -> TenderPresenter:
        """The counting of this sale's money."""
        settings = self.settings
        return TenderPresenter(
            self.sale.totals.total, settings.methods, settings.cash_step, partial(code_for, settings)
        )

    def discount(self, discount: Discount | None) -> bool:
        """Set the order's discount, unless there is nothing to take it from."""
        if discount is not None and (why_not := self.why_no_discount()):
            self.warned.emit(why_not)
            return False
        return self.sale.set_discount(discount)

    def undo(self) -> None:
        """Take the last change of the cart back."""
        self.sale.undo()

    def redo(self) -> None:
        self.sale.redo()

    def _scanned(self, code: str, prefix: str) -> None:
        text = prefix + code if _is_quantity(prefix) else code
        found = self.finder.scanned(text)
        products = [row for row in found.rows if isinstance(row, ProductRow)]
        if len(products) > 1:
            self.hit.emit()
            hits = tuple(row.hit for row in products)
            self.asked.emit(AskVariant(code, hits, products[0].quantity))
        elif products:
            self.hit.emit()
            self._take_packet(products[0], packet(code))
        else:
            self._unknown_scan(found, code, text)

    def _take_packet(self, row: ProductRow, said: Packet | None) -> None:
        """Add what was scanned, as much as its code says, and tell what is past its date."""
        hit = row.hit
        if said is None:
            self.take(hit, row.quantity)
            return
        if hit.price is None and said.price is not None:
            hit = hit._replace(price=said.price)
        taken = self.take(hit, row.quantity * amount_in(said, hit.unit))
        if taken and said.use_by and said.use_by < date.today():
            words = _("{name}: to be used by {day}, as its code says. That day is over.")
            self.warned.emit(words.format(name=hit.name, day=current().date(said.use_by)))

    def _unknown_scan(self, found: Listing, code: str, text: str) -> None:
        meant = hint(found)
        if isinstance(meant, answers.OpenOrder):
            self.hit.emit()
            self.order_asked.emit(meant.text)
            return
        quantity = next((many for many, one in codes(text) if one == code), ONE)
        unknown = _unknown(code, quantity)
        if self.sale.add_known_code(unknown.code, quantity):
            self.hit.emit()
            return
        self.missed.emit(unknown.code)
        self.asked.emit(unknown)

    def _custom(self, row: CustomRow, with_terms: bool) -> None:
        if row.price is None or with_terms:
            self.asked.emit(AskCustom(row))
            return
        name = row.name or _("Custom item")
        self.custom(CartLine(uuid4().hex, name, row.quantity, row.price, self.settings.rates("")))

    def _without_rows(self, meant: answers.Hint) -> None:
        match meant:
            case answers.SetDiscount(discount=discount):
                if self.discount(discount):
                    self.cleared.emit()
            case answers.UnknownCode(code=code, quantity=quantity):
                unknown = _unknown(code, quantity)
                if self.sale.add_known_code(unknown.code, quantity):
                    self.cleared.emit()
                else:
                    self.asked.emit(unknown)
            case answers.OpenOrder(text=text):
                self.order_asked.emit(text)
            case answers.Refuse(error=error):
                self.warned.emit(sentence(error))
            case _:
                pass


def _unknown(code: str, quantity: Decimal) -> answers.UnknownCode:
    """A code that nothing has, as it is to be kept."""
    known_by, cause = to_keep(code)
    return answers.UnknownCode(clean(known_by, LONGEST_CODE), quantity, cause)


def _is_quantity(prefix: str) -> bool:
    """Whether what stood in the box before a scan is a quantity waiting for its product: "3x"."""
    return prefix.rstrip()[-1:] in ("x", "X", "×", "*")
