"""Say what is known of a customer, what changed since last time, and how an order is handed over."""

from __future__ import annotations

from pos.domain.orders.agreement import Lack
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import BillingAddressIncomplete, DeliveryAddressIncomplete
from pos.domain.orders.orders import CustomerSummary
from pos.domain.orders.repeat import Change, ChangeKind, Repeat
from pos.domain.shop.delivery import FulfilmentKind
from pos.text import LANGUAGES, Speech, _, current, mark, ngettext, sentence
from ui.kit.look.tags import Mood

KINDS = {
    FulfilmentKind.TAKE_AWAY: mark("Take away"),
    FulfilmentKind.PICKUP: mark("Pickup"),
    FulfilmentKind.DELIVERY: mark("Delivery"),
}


NOTES = {
    FulfilmentKind.TAKE_AWAY: mark("Handed over at once"),
    FulfilmentKind.PICKUP: mark("The customer comes and fetches it"),
    FulfilmentKind.DELIVERY: mark("It is brought or sent"),
}


def kind_words(kind: FulfilmentKind) -> str:
    """How the goods reach the customer."""
    return _(KINDS[kind])


def no_longer_offered(_key: object) -> str:
    """What an order holds that the shop has deleted since."""
    return _("No longer offered")


def lack_words(lack: Lack) -> str:
    """What is wrong with a field, said beside it: its name stands there already."""
    if isinstance(lack.error, DeliveryAddressIncomplete | BillingAddressIncomplete):
        return _("Please fill this in.")
    return sentence(lack.error)


def orders_words(count: int) -> str:
    """How many orders: "7 orders"."""
    return ngettext("{count} order", "{count} orders", count).format(count=current().number(count))


def known_words(summary: CustomerSummary) -> tuple[str, Mood]:
    """The tag of a known customer, as a warning where something is unpaid."""
    orders = orders_words(summary.orders)
    if summary.unpaid.minor <= 0:
        return _("known customer, {orders}, nothing unpaid").format(orders=orders), Mood.GOOD
    unpaid = current().money(summary.unpaid)
    words = _("known customer, {orders}, {amount} unpaid").format(orders=orders, amount=unpaid)
    return words, Mood.WARNING


def known_short(summary: CustomerSummary) -> str:
    """What matters most of a known customer."""
    if summary.unpaid.minor <= 0:
        return orders_words(summary.orders)
    return _("{amount} unpaid").format(amount=current().money(summary.unpaid))


def change_words(change: Change, currency: str) -> str:
    """What is different about a product today."""
    match change.kind:
        case ChangeKind.PRICE if change.before is not None and change.after is not None:
            before, after = (current().price(one, currency) for one in (change.before, change.after))
            # Translators: the price of a product, last time and today
            return _("{name}: {before} → {after}.").format(name=change.name, before=before, after=after)
        case ChangeKind.OUT_OF_STOCK if change.before is not None and change.after is not None:
            wanted, left = (current().number(one) for one in (change.before, change.after))
            words = ngettext(
                "Only {count} of {name} in stock, {wanted} wanted.",
                "Only {count} of {name} in stock, {wanted} wanted.",
                change.after,
            )
            return words.format(count=left, name=change.name, wanted=wanted)
        case _:
            return _("{name} is no longer sold.").format(name=change.name)


def repeated_words(number: str, repeated: Repeat, currency: str) -> str:
    """What is said when an earlier order lies in the cart again."""
    said = [_("The same as {number}.").format(number=number)]
    return " ".join(said + [change_words(change, currency) for change in repeated.changes])


def speech_of(cart: Cart, language: str, locale: str) -> Speech:
    """The language to speak with the customer: theirs, else the shop's, else that of the window.

    Figures are as the shop writes them.
    """
    own = cart.buyer.language if cart.buyer else ""
    spoken = (one for one in (own, language) if one in LANGUAGES)
    return Speech(next(spoken, current().language), locale)


def initials(name: str) -> str:
    """The letters of an avatar: "LM"; none for a name without letters."""
    words = [word for word in name.replace("@", " ").replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
