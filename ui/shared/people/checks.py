"""What was typed about a customer or an address, checked without asking anybody, as the field is left.

The libraries behind it are large: they are loaded at the first look, never before the window is painted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Exemption
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError, CountryUnknown
from pos.text import _, sentence
from ui.sell.order.when import DayUnreadable, is_day

SHIP, BILL = "ship", "bill"
BUYER_FIELDS = ("email", "name", "phone", "company", "tax_id", "language")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A field (`email`, `ship.street`) and what is wrong with it, in words."""

    field: str
    words: str


def warm_up() -> None:
    """Load what the checks need; in a lane, so that the first field left does not wait for it."""
    read_field("email", "a@b.fr", "FR")
    read_field("phone", "+33612345678", "FR")
    read_field("tax_id", "FR40303265045", "FR")
    from pos.contacts.address import address_form

    address_form("FR")


def read_field(name: str, text: str, country: str) -> str:
    """A field about the customer in the form it is kept in; raises what is wrong with it."""
    match name:
        case "email":
            from pos.contacts.email import read_email

            return read_email(text)
        case "phone":
            from pos.contacts.phone import read_phone

            return read_phone(text, country)
        case "tax_id":
            from pos.contacts.vat import read_vat

            return read_vat(text, country)
        case _:
            return text


def shown_field(name: str, value: str, country: str) -> str:
    """The field as people write it."""
    if not value:
        return ""
    if name == "phone" and value.startswith("+"):
        from pos.contacts.phone import shown_phone

        return shown_phone(value, country)
    return value


def buyer_country(cart: Cart, settings: ShopSettings) -> str:
    """Where the customer is: where the bill goes, else the goods, else here."""
    for address in (cart.billing, cart.fulfilment.address):
        if address is not None and address.country:
            return address.country
    return settings.country


def owes_tax(cart: Cart, settings: ShopSettings) -> bool:
    """Whether the customer's VAT number moves the tax to them."""
    if cart.buyer is None or not cart.buyer.tax_id:
        return False
    from pos.contacts.vat import reverse_charge_applies

    return reverse_charge_applies(settings.country, cart.buyer.tax_id)


def with_reverse_charge(cart: Cart, settings: ShopSettings) -> Cart:
    """The cart with reverse charge exactly where the VAT number asks for it; another exemption stays."""
    if owes_tax(cart, settings):
        reverse = Exemption.REVERSE_CHARGE
        return cart if cart.exemption else cart.with_exemption(reverse, cart.exemption_reason)
    return cart.with_exemption(None) if cart.exemption is Exemption.REVERSE_CHARGE else cart


def first_mistake(cart: Cart, settings: ShopSettings) -> Mistake | None:
    """The first thing that keeps the order from being placed, None where all is well."""
    buyer = cart.buyer
    for name in ("email", "phone", "tax_id") if buyer else ():
        home = buyer_country(cart, settings) if name == "tax_id" else settings.country
        if wrong := mistake_in(name, getattr(buyer, name), home):
            return wrong
    fulfilment = cart.fulfilment
    if fulfilment.kind is not FulfilmentKind.TAKE_AWAY and not is_day(fulfilment.at):
        return Mistake("when", sentence(DayUnreadable(fulfilment.at)))
    if fulfilment.kind is FulfilmentKind.DELIVERY:
        ship = fulfilment.address or Address(country=settings.country)
        if wrong := mistake_in_address(SHIP, ship):
            return wrong
    billing = cart.billing
    if billing is not None and replace(billing, country="", name="", company="") != Address():
        return mistake_in_address(BILL, billing)
    return None


def mistake_in(name: str, text: str, country: str) -> Mistake | None:
    """What is wrong with a field about the customer."""
    try:
        read_field(name, text, country)
    except CashierError as error:
        return Mistake(name, sentence(error))
    return None


def mistake_in_address(place: str, address: Address) -> Mistake | None:
    """What the post of its country would miss or not understand."""
    from pos.contacts.address import missing_fields

    try:
        missing = [name for name in missing_fields(address) if name not in ("name", "company")]
        if missing:
            return Mistake(f"{place}.{missing[0]}", _("Please fill this in."))
    except CountryUnknown as error:
        return Mistake(f"{place}.country", sentence(error))
    return mistake_in_postcode(place, address)


def mistake_in_postcode(place: str, address: Address) -> Mistake | None:
    """Why its country has no such postcode; one not typed yet is no mistake."""
    from pos.contacts.address import check_postcode

    try:
        check_postcode(address.postcode, address.country)
    except CashierError as error:
        return Mistake(f"{place}.postcode", sentence(error))
    return None
