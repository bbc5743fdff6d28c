"""Write down an order as its entry: who, what, how it is handed over, and its invoice."""

from __future__ import annotations

from msgspec import UNSET

from pos.domain.money.pricing import Totals
from pos.domain.money.tenders import Settlement
from pos.domain.orders.cart import Cart
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.journal.kinds.orders import OrderPlaced
from pos.services.catalogue.shelves import Shelves, tracked
from pos.services.orders import entry_parts
from pos.services.orders.agreements import agreed_of, handed_by, personal_of
from pos.services.till.transaction import Transaction

CONFIRMATION = "confirmation"
"""The mail that says an order was received."""


def order_entry(
    tx: Transaction,
    cart: Cart,
    totals: Totals,
    settlement: Settlement,
    shelves: Shelves,
    settings: ShopSettings,
) -> OrderPlaced:
    """The entry of an order that is being placed, with the next numbers of its series."""
    owed = settlement.due.minor > 0
    return OrderPlaced(
        id=cart.id,
        day=tx.day,
        number=tx.next_number("order"),
        letter=settings.letter,
        channel=cart.channel,
        currency=cart.currency,
        includes_tax=cart.terms.prices_include_tax,
        tax_rounding=cart.terms.tax_rounding.value,
        seller=entry_parts.seller(settings),
        agreed=agreed_of(cart, totals, lambda line: tracked(line, shelves)),
        tenders=entry_parts.taken(settlement),
        change=settlement.change.minor,
        handed=not owed and cart.fulfilment.kind is FulfilmentKind.TAKE_AWAY,
        fulfilment=handed_by(cart),
        payment_method=cart.payment_method,
        invoice=entry_parts.invoice(tx, settings) if owed and settings.invoice_at_once else UNSET,
        mails=(CONFIRMATION,) if owed and cart.buyer and cart.buyer.email else (),
        personal=personal_of(cart),
    )
