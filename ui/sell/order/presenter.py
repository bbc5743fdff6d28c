"""Decides what the order is beside its goods: who it is for, how it reaches them, and when it is placed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos.contacts.checks import shown_field
from pos.domain.customers.customers import CustomerRow
from pos.domain.money.tax import TaxList
from pos.domain.orders import wishes
from pos.domain.orders.agreement import NATIONAL, Agreed, Agreement, Lack
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.errors import OtherTerms
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.orders import CustomerSummary
from pos.domain.orders.taxing import GOODS, with_taxes
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.errors import CashierError
from pos.domain.words.fields import field_of
from pos.domain.words.text import fold
from pos.text import _, sentence
from ui.sell.order import words as order_words
from ui.sell.order.customer_rows import FoundCustomer, NewCustomer

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.sell.cart.sale import Sale

SHOWN = 20
SUGGESTED_BY = ("email", "name", "phone")
SUGGESTED, SHORTEST = 3, 2
"""So many persons are suggested at once, from so many letters on."""


class OrderFormPresenter(QObject):
    """The order's decisions, without a widget."""

    opened = Signal(object)  # the name of the field that gets the keyboard, "" for none
    mistaken = Signal(object)  # Lack
    known_changed = Signal()  # what is known of the customer, or who it may be
    told = Signal(object)  # a sentence
    warned = Signal(object)  # a sentence
    looking = Signal()  # customers are looked for: what checks their fields is wanted soon

    def __init__(self, shop: Shop, sale: Sale, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self.sale = shop, sale
        self.known: CustomerSummary | None = None
        self.likely: tuple[CustomerRow, ...] = ()
        self.sure = False
        """Whether those likely have the very e-mail or phone, not only what is typed so far."""
        self.pending = False
        """Whether the order is placed as soon as it is complete."""
        self.unpaid = False
        """Whether the order on its way is to be paid later."""
        self.look_up()

    @property
    def settings(self) -> ShopSettings:
        return self.sale.settings

    @property
    def cart(self) -> Cart:
        return self.sale.cart

    @property
    def today(self) -> date:
        """The day by the till's clock."""
        return self._shop.till.clock().date()

    @property
    def agreement(self) -> Agreement:
        """What an order needs, and what follows from it."""
        return self._shop.checkout.agreement()

    def renew(self) -> bool:
        """Replace a method that the shop has deleted since, and say so; False where there is none."""
        renewed = self.agreement.renewed(self.cart)
        return renewed.cart != self.cart and self._take(renewed)

    def _take(self, agreed: Agreed) -> bool:
        taken = self.sale.revise(lambda _cart: agreed.cart)
        if taken and agreed.notes:
            self.warned.emit(" ".join(sentence(note) for note in agreed.notes))
        return taken

    # who

    def people(self, text: str) -> tuple[FoundCustomer | NewCustomer, ...]:
        """The rows for a text about customers."""
        self.looking.emit()
        home = self.settings.country
        found = tuple(
            FoundCustomer(row, shown_field("phone", row.phone, home), partial(self.attach, row.id))
            for row in self._shop.customers.find(text, SHOWN)
        )
        return (*found, NewCustomer(text, partial(self.begin, text)))

    def attach(self, customer_id: str) -> None:
        """Attach a known customer, with all that is known of how they buy."""
        self.sale.when_free(lambda: self._attach(customer_id))

    def _attach(self, customer_id: str) -> None:
        customers, agreement = self._shop.customers, self.agreement
        regular = self._shop.orders.regular(customer_id)
        free = wishes.without_other(self.cart, customer_id)
        agreed = agreement.with_customer(free, regular, customers.buyer(regular.customer))
        self._take(Agreed(agreed.cart, (*agreed.notes, *agreement.notes(agreed.cart))))

    def begin(self, text: str) -> None:
        """A new customer, what was typed filled in where it belongs."""
        buyer = self._shop.customers.buyer(self._shop.customers.prefilled(text))
        self.sale.when_free(lambda: self.revise(lambda cart: wishes.without_other(cart).with_buyer(buyer)))
        if buyer.email or buyer.phone:
            self._compare()
        self.opened.emit("email" if not buyer.email else "name")

    def remove(self) -> None:
        """The order is for nobody known again."""
        self.pending = False
        self.sale.revise(wishes.without_customer)

    def look_up(self) -> None:
        """Read again what is known of the customer, if it is another one."""
        buyer = self.cart.buyer
        now = buyer.customer_id if buyer else None
        if now is not None:
            self.likely = ()
        if (self.known.customer.id if self.known else None) != now:
            self.read_again()

    def read_again(self) -> None:
        """Read again what is known of the customer."""
        buyer = self.cart.buyer
        try:
            known = self._shop.orders.summary(buyer.customer_id) if buyer and buyer.customer_id else None
        except CashierError:
            known = None
        if known is not None and not known.customer.shown_name:  # erased
            if self.cart.edits is None or not self._still_named():
                self.sale.when_free(self.sale.forget_customer)
            known = None
        if known != self.known:
            self.known = known
            self.known_changed.emit()

    def _still_named(self) -> bool:
        """Whether the order at hand says who bought although the customer was erased: it has an invoice."""
        buyer = self._shop.orders.order(self.cart.edits.called).buyer if self.cart.edits else None
        return buyer is not None and bool(buyer.shown_name)

    # what is typed

    def revise(self, change: Callable[[Cart], Cart], step: str = "") -> None:
        """Change the order; changes of one step are taken back together."""
        self.sale.revise(change, step)

    def write(self, name: str, text: str) -> None:
        """One thing about the customer, as it is typed; who it may be is offered."""
        self.revise(lambda cart: wishes.with_buyer_field(cart, name, text), name)
        if name in SUGGESTED_BY and self.known is None:
            typed = text.strip()
            found = self._shop.customers.find(typed, SUGGESTED) if len(typed) >= SHORTEST else ()
            self._guess(tuple(found), sure=False)

    def left(self, name: str) -> None:
        """A field about the customer was left: check it, and see whom we know by it."""
        buyer, agreement = self.cart.buyer, self.agreement
        if buyer is None:
            self._guess(())
            return
        home = agreement.home_of(self.cart) if name in NATIONAL else self.settings.country
        try:
            value = agreement.checks.read_field(name, field_of(buyer, name), home)
        except CashierError as error:
            self.mistaken.emit(Lack(name, error))
            return
        if value != field_of(buyer, name):
            self.write(name, value)
        if name in ("email", "phone") and buyer.customer_id is None:
            self._compare()

    def _compare(self) -> None:
        """Who has this e-mail or phone already? One of the same name, or none typed yet, is who it is."""
        buyer = self.cart.buyer
        found = self._shop.customers.same_person(buyer.email, buyer.phone) if buyer else ()
        same = [row for row in found if not buyer or not buyer.name or fold(row.name) == fold(buyer.name)]
        if len(found) == 1 and same:
            self.attach(found[0].id)
        else:
            self._guess(found)

    def _guess(self, rows: tuple[CustomerRow, ...], *, sure: bool = True) -> None:
        if (rows, sure) != (self.likely, self.sure):
            self.likely, self.sure = rows, sure
            self.known_changed.emit()

    # how

    def choose_kind(self, kind: FulfilmentKind) -> None:
        """Take away, pickup or delivery."""
        known = self.known
        regular = self._shop.orders.regular(known.customer.id) if known else None
        self._take(self.agreement.with_kind(self.cart, kind, regular))

    def deliver(self) -> None:
        """F7: delivery; the keyboard goes to the address only where it is not known."""
        self.choose_kind(FulfilmentKind.DELIVERY)
        address = self.cart.fulfilment.address
        self.opened.emit("" if address is not None and not address.is_empty else "ship.street")

    def choose_taxes(self, choice: str) -> None:
        """Other taxes for the whole order; of one that is edited each has what was agreed again."""
        if self.cart.edits is not None and choice == GOODS and self.cart.taxes_by_hand is not None:
            after, order = self._shop.after_sale, self.cart.edits.called
            self.revise(lambda cart: after.requests.with_own_rates(after.edits.editable(order), cart))
            return
        self.revise(lambda cart: with_taxes(cart, choice, self.settings, self._usual_rates))
        asked = Exemption.REVERSE_CHARGE if choice == Exemption.REVERSE_CHARGE.value else None
        if asked and self.cart.exemption is None:
            self.warned.emit(" ".join(map(sentence, self.agreement.notes(self.cart, asked))))

    def _usual_rates(self, line: CartLine) -> TaxList | None:
        hit = self._shop.search.variant(line.variant_id) if line.variant_id else None
        return hit.taxes if hit else None

    # pictures of what is made

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of the pictures of what is made."""
        return self._shop.after_sale.pictures.of(self.cart.id)

    @property
    def picture_folder(self) -> Path:
        return self._shop.folder.pictures

    def add_pictures(self, files: Sequence[Path], done: Callable[[], None]) -> None:
        """Keep these files' pictures; what is none is refused, and those before it are kept."""
        kept, order = self._shop.after_sale.pictures, self.cart.id

        def work() -> None:
            for file in files:
                kept.add(order, file)

        self.sale.write(work, lambda _none: done())

    def remove_picture(self, name: str, done: Callable[[], None]) -> None:
        """Keep one no longer."""
        kept, order = self._shop.after_sale.pictures, self.cart.id
        self.sale.write(lambda: kept.remove(order, name), lambda _none: done())

    # the same as last time

    def repeat(self, order: str = "", *, old_prices: bool = False) -> None:
        """Put the lines of an earlier order, else of the last one, into the cart.

        They cost what they do today, with `old_prices` what was agreed then.
        """
        known = self.known
        if known and not order and (last := self._shop.orders.last_time(known.customer.id)):
            order = last.order
        if not order:
            self.warned.emit(
                _("{name} has no earlier order.").format(name=known.customer.shown_name)
                if known
                else _("Who is it? Type @ and a name or number first, then F9.")
            )
            return
        self.sale.when_free(lambda: self._repeat(order, old_prices))

    def _repeat(self, order: str, old_prices: bool) -> None:
        try:
            repeated = self._shop.repeats.repeat(order, old_prices=old_prices)
        except OtherTerms as error:
            self.warned.emit(sentence(error))
            return
        if self.sale.revise(lambda cart: wishes.repeated(cart, repeated)):
            number = self._shop.orders.number_of(order)
            said = order_words.repeated_words(number, repeated, self.settings.currency)
            (self.warned if repeated.changes else self.told).emit(said)

    # placing

    def ready(self) -> bool:
        """Whether nothing keeps the order from being placed; else the panel opens at what does."""
        self.unpaid = False
        lacks = self.agreement.missing(self.cart)
        if lacks:
            self.opened.emit(lacks[0].field)
            self.mistaken.emit(lacks[0])
        return not lacks

    def place(self) -> None:
        """F11: place the order unpaid, or ask for what it lacks and place it then."""
        if self.sale.busy:
            return
        self.pending = True
        if self.cart.buyer is None:
            self.opened.emit("email")
        elif self.ready():
            self.pending, self.unpaid = False, True
            self.sale.place((), unpaid=True)
