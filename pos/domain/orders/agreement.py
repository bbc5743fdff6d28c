"""What an order needs, and what follows from customer, delivery and payment: one answer for every door.

The window asks while the order is filled in, an order document when it is read, the till before it places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import ClassVar, Protocol

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.amounts import Money
from pos.domain.money.deposit import is_deposit
from pos.domain.money.errors import DepositUnreadable
from pos.domain.money.pricing import ChargeKind
from pos.domain.orders.cart import Cart
from pos.domain.orders.charges import charge_of, with_fee
from pos.domain.orders.errors import (
    BillingAddressIncomplete,
    DayUnreadable,
    DeliveryAddressIncomplete,
    FeeWanted,
    MethodElsewhere,
    NoMethod,
    TooHeavy,
)
from pos.domain.orders.fulfilment import Exemption, Fulfilment, Regular, is_day
from pos.domain.orders.taxing import may_owe_tax, may_owe_tax_on_services, without_rates
from pos.domain.orders.wishes import NOBODY
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError
from pos.domain.words.fields import field_of
from pos.domain.words.phrases import CountryName, Phrase

SHIP, BILL = "ship", "bill"
CHECKED = ("email", "phone", "tax_id", "legal_id")
NATIONAL = ("tax_id", "legal_id")
"""Numbers that are read as the buyer's country writes them."""

BUYER_FIELDS = ("name", "company", *CHECKED, "language")


class Checks(Protocol):
    """What is known of numbers and addresses; large libraries stand behind it, so it is handed in."""

    def read_field(self, name: str, text: str, country: str) -> str:
        """A buyer's `email`, `phone` or `tax_id` in the form it is kept in; raises what is wrong with it."""
        ...

    def missing_field(self, address: Address) -> tuple[str, Phrase] | None:
        """The first field that the country's post needs and the address lacks, with its name there."""
        ...

    def wrong_field(self, address: Address) -> tuple[str, CashierError] | None:
        """The field in which something is written that cannot be."""
        ...

    def is_of_another_state(self, country: str, tax_id: str) -> bool:
        """Whether this is the valid VAT number of a member state of the EU other than that country."""
        ...


@dataclass(frozen=True, slots=True)
class Lack:
    """What keeps an order from being placed: where it is put right (`email`, `ship.street`), and why."""

    field: str
    error: CashierError


@dataclass(frozen=True, slots=True)
class MethodReplaced:
    """A note: the customer's own method is gone."""

    text: ClassVar[str] = "The delivery method of last time is no longer offered: {method} was chosen."
    method: str


@dataclass(frozen=True, slots=True)
class NumberCheckedOffline:
    """A note: whether a VAT number is in use was asked of nobody."""

    text: ClassVar[str] = (
        "The VAT number {tax_id} was checked offline, for its form only. "
        "Ask the register whether it is in use."
    )
    tax_id: str


@dataclass(frozen=True, slots=True)
class NoReverseCharge:
    """A note: tax is charged although somebody asked that the buyer owes it."""

    text: ClassVar[str] = (
        "This order is taxed here. The customer owes the tax only where goods are sent to another member "
        "state of the EU, or work is done for a company there, by a shop with a VAT number to a buyer with "
        "a valid one of another member state."
    )


Note = MethodReplaced | NumberCheckedOffline | NoReverseCharge
"""What the person is told of an order that can be placed all the same."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A cart, and what was decided for the person."""

    cart: Cart
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """The rules of one shop; `weigh` gives the grams of a cart's goods."""

    settings: ShopSettings
    checks: Checks
    weigh: Callable[[Cart], int]

    # what follows

    def follow(self, before: Cart, cart: Cart) -> Cart:
        """The cart with what its last change brings: method and fee of its delivery, and who owes the tax.

        What was agreed of an order that was placed stays: its fee until it is brought in another way.
        """
        return self._taxed(before, self._brought(before, cart))

    def _brought(self, before: Cart, cart: Cart) -> Cart:
        """With the method and the fee of its delivery, where nobody decided otherwise."""
        was, to = before.fulfilment, cart.fulfilment
        if cart.edits is not None and (was.kind, was.method) == (to.kind, to.method):
            return cart
        if to.kind is FulfilmentKind.TAKE_AWAY:
            free = charge_of(cart, ChargeKind.DELIVERY) is None
            return cart if free else replace(with_fee(cart, None, self.settings), fee_by_hand=False)
        if (was.kind, was.method) != (to.kind, to.method):
            cart = replace(cart, fee_by_hand=False)
        if cart.fee_by_hand:
            return cart
        if not cart.method_by_hand and not self._fits(self.settings.delivery_method(to.method), cart):
            cart = self._with_own_method(cart)
        return with_fee(cart, self._usual_fee(cart), self.settings)

    def _taxed(self, before: Cart, cart: Cart) -> Cart:
        """With reverse charge from when the buyer owes the tax, until they no longer do."""
        owed, owes = self._owes_tax(before), self._owes_tax(cart)
        if owes and not owed and cart.exemption is None:
            return cart.with_exemption(Exemption.REVERSE_CHARGE, cart.exemption_reason)
        if owed and not owes and cart.exemption is Exemption.REVERSE_CHARGE:
            return cart.with_exemption(None)
        return self.lawful(cart)

    def lawful(self, cart: Cart) -> Cart:
        """The cart as the shop may sell it: without rates where it charges no tax, else rightly taxed or not.

        Prices stay: in a shop whose prices include tax, so does what is to be paid. An order that was placed
        stays taxed as it was.
        """
        if cart.edits is not None:
            return cart
        if self.settings.is_franchise:
            return without_rates(cart)
        if cart.exemption is Exemption.REVERSE_CHARGE and not self._may_owe_tax(cart):
            return cart.with_exemption(None)
        return cart

    def _may_owe_tax(self, cart: Cart) -> bool:
        """Whether the buyer owes the tax, or may where a person says so."""
        if self._owes_tax(cart):
            return True
        number = cart.buyer.tax_id if cart.buyer else ""
        services = may_owe_tax_on_services(cart, self.settings)
        return services and self.checks.is_of_another_state(self.settings.country, number)

    def _owes_tax(self, cart: Cart) -> bool:
        if not may_owe_tax(cart, self.settings) or cart.buyer is None:
            return False
        return self.checks.is_of_another_state(self.settings.country, cart.buyer.tax_id)

    def with_customer(self, cart: Cart, regular: Regular, buyer: Buyer) -> Agreed:
        """The cart for a known customer, handed over, billed and paid as last time unless something was said.

        `buyer` is the customer as this order names them; what was typed already fills its gaps.
        """
        typed, last = cart.buyer or NOBODY, regular.last
        gaps = {name: field_of(typed, name) for name in BUYER_FIELDS if not field_of(buyer, name)}
        made = replace(cart, buyer=replace(buyer, **gaps))
        paid = (last.payment_method if last else "") or regular.customer.payment_method
        if paid in {one.key for one in self.settings.methods}:
            made = made.with_payment_method(paid)
        if regular.customer.tax_exempt:
            made = made.with_exemption(Exemption.EXEMPT, cart.exemption_reason)
        if cart.fulfilment != Fulfilment():
            return self._agreed(cart, made)
        made = self._handed_over(made, regular)
        billing = _usual_billing(regular)
        made = made.with_billing(None if billing == made.fulfilment.address else billing)
        return self._agreed(cart, made, regular)

    def with_kind(
        self, cart: Cart, kind: FulfilmentKind, regular: Regular | None = None, to: Address | None = None
    ) -> Agreed:
        """The cart handed over in that way, delivered `to` an address, else to the one that is known.

        Its address is kept for the bill where nothing is delivered.
        """
        was = cart.fulfilment
        if kind is was.kind and to is None:
            return Agreed(cart)
        address = None
        if kind is FulfilmentKind.DELIVERY:
            home = regular.home if regular else None
            address = to or was.address or cart.billing or home or Address(country=self.settings.country)
        at = "" if kind is FulfilmentKind.TAKE_AWAY else was.at
        made = cart.with_fulfilment(replace(was, kind=kind, address=address, at=at))
        made = self._with_own_method(made, regular)
        if address is None:
            made = made.with_billing(cart.billing or was.address)
        elif cart.billing == address:
            made = made.with_billing(None)
        return self._agreed(cart, made, regular)

    def renewed(self, cart: Cart) -> Agreed:
        """The cart as the shop sells now: taxed as it may, by the next method where its own was deleted."""
        to, cart = cart.fulfilment, self.lawful(cart)
        if cart.edits is not None or not to.method or self.settings.delivery_method(to.method):
            return Agreed(cart)
        made = self._with_own_method(cart)
        gone = Regular(Customer("", delivery_method=to.method))
        return self._agreed(made, made, gone)

    def _agreed(self, before: Cart, cart: Cart, regular: Regular | None = None) -> Agreed:
        """What follows, with the notes about it; with `regular` their own method was looked for."""
        made = self.follow(before, cart)
        chosen = self.settings.delivery_method(made.fulfilment.method)
        if chosen is None or regular is None:
            return Agreed(made)
        before_it = takewhile(lambda key: key != chosen.key, regular.methods)
        gone = any(self.settings.delivery_method(key) is None for key in before_it)
        return Agreed(made, (MethodReplaced(chosen.name),) if gone else ())

    def notes(self, cart: Cart, asked: Exemption | None = None) -> tuple[Note, ...]:
        """What is to be known of a cart as it is; `asked` is why it was to bear no tax."""
        if asked is Exemption.REVERSE_CHARGE and cart.exemption is None and not self.settings.is_franchise:
            return (NoReverseCharge(),)
        if cart.exemption is Exemption.REVERSE_CHARGE and cart.buyer and cart.buyer.tax_id:
            return (NumberCheckedOffline(cart.buyer.tax_id),)
        return ()

    # how it is handed over

    def _handed_over(self, cart: Cart, regular: Regular) -> Cart:
        """The cart handed over as this customer's orders are."""
        last, key = regular.last, regular.customer.delivery_method
        if last is not None:
            kind, address = last.fulfilment.kind, last.fulfilment.address
        else:
            usual = self.settings.delivery_method(key)
            kind = usual.kind if usual else FulfilmentKind.DELIVERY
            address = regular.home if kind is FulfilmentKind.DELIVERY else None
            if not key or (kind is FulfilmentKind.DELIVERY and address is None):
                return cart
        return self._with_own_method(cart.with_fulfilment(Fulfilment(kind, "", address)), regular)

    def _with_own_method(self, cart: Cart, regular: Regular | None = None) -> Cart:
        """The cart by the customer's own method, else the first that serves; one that asks comes last."""
        to = cart.fulfilment
        own = self._own_method(to.kind, regular) if regular else None
        methods = self.settings.handed_over(to.kind)
        known = (one for one in methods if self._fee_by(one, cart) is not None)
        asking = (one for one in methods if one.asks)
        key = next((one.key for one in chain((own,), known, asking) if one and self._fits(one, cart)), "")
        return replace(cart, fulfilment=replace(to, method=key), method_by_hand=False)

    def _own_method(self, kind: FulfilmentKind, regular: Regular) -> DeliveryMethod | None:
        found = (self.settings.delivery_method(key) for key in regular.methods)
        return next((one for one in found if one is not None and one.kind is kind), None)

    def _fits(self, method: DeliveryMethod | None, cart: Cart) -> bool:
        """Whether an order can go by it, also where its fee is still to be written."""
        asks = method is not None and method.asks and method.serves(_country(cart))
        return asks or (method is not None and self._fee_by(method, cart) is not None)

    def _fee_by(self, method: DeliveryMethod, cart: Cart) -> Money | None:
        totals = replace(cart, charges=()).totals()
        grams = self.weigh(cart) if method.weights else 0
        return method.fee_for(totals.subtotal - totals.discount, _country(cart), grams)

    def _usual_fee(self, cart: Cart) -> Money | None:
        """The fee by the rules; None where there is no method, or it does not go there."""
        to = cart.fulfilment
        method = self.settings.delivery_method(to.method)
        return None if method is None or to.kind is FulfilmentKind.TAKE_AWAY else self._fee_by(method, cart)

    # what is missing

    def missing(self, cart: Cart) -> tuple[Lack, ...]:
        """What keeps the order from being placed, in the order of the form; nothing where all is well.

        Of an order that was placed only what an edit brought; an address that it writes in is asked whole.
        """
        if cart.edits is None:
            return self._missing(cart)
        before = cart.edits.before
        known = {(lack.field, str(lack.error)) for lack in self._missing(before)}
        same = {
            SHIP: cart.fulfilment.address == before.fulfilment.address,
            BILL: cart.billing == before.billing,
        }
        return tuple(
            lack
            for lack in self._missing(cart)
            if (lack.field, str(lack.error)) not in known or not same.get(lack.field.partition(".")[0], True)
        )

    def _missing(self, cart: Cart) -> tuple[Lack, ...]:
        to, billing = cart.fulfilment, cart.billing
        lacks = [*self._buyer_lacks(cart)]
        if to.kind is not FulfilmentKind.TAKE_AWAY and not is_day(to.at):
            lacks.append(Lack("when", DayUnreadable(to.at)))
        if not is_day(cart.promised):
            lacks.append(Lack("promised", DayUnreadable(cart.promised)))
        if not is_deposit(cart.deposit, cart.currency):
            lacks.append(Lack("deposit", DepositUnreadable(cart.deposit)))
        if to.kind is FulfilmentKind.DELIVERY:
            lacks += self._address_lacks(SHIP, to.address or Address(country=self.settings.country))
            if refusal := self.without_fee(cart):
                lacks.append(Lack("fee", refusal))
        if billing is not None and replace(billing, country="", name="", company="") != Address():
            lacks += self._address_lacks(BILL, billing)
        return tuple(lacks)

    def without_fee(self, cart: Cart) -> CashierError | None:
        """Why nobody knows what this delivery costs; None where it is known."""
        to, method = cart.fulfilment, self.settings.delivery_method(cart.fulfilment.method)
        if to.kind is not FulfilmentKind.DELIVERY or charge_of(cart, ChargeKind.DELIVERY):
            return None
        country = CountryName(_country(cart) or self.settings.country)
        if not to.method:
            return NoMethod(country)
        if method is None or self._fee_by(method, cart) is not None:
            return None
        if not method.serves(country.code):
            return MethodElsewhere(method.name, country)
        if method.asks:
            return FeeWanted(method.name)
        return TooHeavy(method.name, self.weigh(cart))

    def home_of(self, cart: Cart) -> str:
        """Where the customer is: where the bill goes, else the goods, else here."""
        for address in (cart.billing, cart.fulfilment.address):
            if address is not None and address.country:
                return address.country
        return self.settings.country

    def other_fee(self, cart: Cart) -> Money | None:
        """What the method of an edited order would cost now, where that is not what was agreed."""
        fee, now = charge_of(cart, ChargeKind.DELIVERY), self._usual_fee(cart)
        if cart.edits is None or cart.fee_by_hand or now is None:
            return None
        agreed = fee.amount if fee and fee.amount else Money(0, cart.currency)
        return now if now != agreed and (fee is None or fee.percent is None) else None

    def with_fee_of_today(self, cart: Cart) -> Cart:
        """The cart with what its method costs now."""
        return with_fee(cart, self._usual_fee(cart), self.settings)

    def _buyer_lacks(self, cart: Cart) -> Iterator[Lack]:
        if cart.buyer is None:
            return
        for name in CHECKED:
            home = self.home_of(cart) if name in NATIONAL else self.settings.country
            try:
                self.checks.read_field(name, field_of(cart.buyer, name), home)
            except CashierError as error:
                yield Lack(name, error)

    def _address_lacks(self, place: str, address: Address) -> Iterator[Lack]:
        incomplete = DeliveryAddressIncomplete if place == SHIP else BillingAddressIncomplete
        if lacking := self.checks.missing_field(address):
            yield Lack(f"{place}.{lacking[0]}", incomplete(lacking[1]))
        if wrong := self.checks.wrong_field(address):
            yield Lack(f"{place}.{wrong[0]}", wrong[1])


def _country(cart: Cart) -> str:
    return cart.fulfilment.address.country if cart.fulfilment.address else ""


def _usual_billing(regular: Regular) -> Address | None:
    last = regular.last
    if last is not None and last.billing is not None:
        return last.billing
    return None if last is not None and last.fulfilment.address is not None else regular.home
