"""Write down an order as its entry: who, what, how it is handed over, and its invoice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from pos.domain.catalogue.stock import MAIN
from pos.domain.money.pricing import Totals
from pos.domain.money.tenders import Settlement
from pos.domain.orders.cart import Cart
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Invoice, Named, OrderPersonal, SoldFulfilment
from pos.services.catalogue.shelves import Shelves, tracked
from pos.services.orders import entry_parts

if TYPE_CHECKING:
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
    pairs = zip(cart.lines, totals.lines, strict=True)
    payment, fulfilment = statuses(settlement, cart.fulfilment.kind)
    owed = settlement.due.minor > 0
    buyer = cart.buyer
    return OrderPlaced(
        id=cart.id,
        number=tx.next_number("order"),
        letter=settings.letter,
        day=tx.day,
        channel=cart.channel,
        currency=cart.currency,
        includes_tax=cart.terms.prices_include_tax,
        tax_rounding=cart.terms.tax_rounding.value,
        seller=entry_parts.seller(settings),
        lines=tuple(entry_parts.line(one, total, tracked(one, shelves)) for one, total in pairs),
        taxes=entry_parts.taxes(totals),
        subtotal=totals.subtotal.minor,
        net=totals.net.minor,
        tax=totals.tax.minor,
        total=totals.total.minor,
        location=MAIN,
        off=entry_parts.off(cart.discount),
        discount=totals.discount.minor,
        charges=entry_parts.charges(cart, totals),
        rounding=settlement.rounding.minor,
        payments=entry_parts.payments(settlement),
        change=settlement.change.minor,
        payment_status=payment.value,
        fulfilment_status=fulfilment.value,
        customer=(buyer.customer_id or "") if buyer else "",
        fulfilment=SoldFulfilment(cart.fulfilment.kind.value, cart.fulfilment.method, cart.fulfilment.at),
        payment_method=cart.payment_method,
        exemption=cart.exemption.value if cart.exemption else "",
        invoice=invoice(tx, settings) if owed and settings.invoice_at_once else UNSET,
        mails=(CONFIRMATION,) if owed and buyer and buyer.email else (),
        personal=personal(cart),
    )


def statuses(settlement: Settlement, kind: FulfilmentKind) -> tuple[PaymentStatus, FulfilmentStatus]:
    """How far money and goods are when an order is placed: paid take away goods are handed over."""
    if settlement.due.minor > 0:
        payment = PaymentStatus.PART_PAID if settlement.paid.minor else PaymentStatus.AWAITING
        return payment, FulfilmentStatus.AWAITING
    handed_over = kind is FulfilmentKind.TAKE_AWAY
    return PaymentStatus.PAID, FulfilmentStatus.DELIVERED if handed_over else FulfilmentStatus.AWAITING


def invoice(tx: Transaction, settings: ShopSettings) -> Invoice:
    """The next invoice of this till."""
    return invoice_as(tx.next_number("invoice"), tx.day, settings)


def invoice_as(number: str, day: str, settings: ShopSettings) -> Invoice:
    """An invoice of a day, due after the shop's usual days, with the texts as they are now."""
    due = date.fromisoformat(day) + timedelta(days=settings.payment_days)
    return Invoice(
        number=number,
        day=day,
        due=due.isoformat(),
        terms=settings.invoice_terms,
        iban=settings.iban,
        bic=settings.bic,
        holder=settings.bank_holder,
        logo=settings.logo,
        paper=settings.paper,
        contact=tuple(filter(None, (settings.phone, settings.email, settings.website))),
        country=settings.country,
    )


def personal(cart: Cart) -> OrderPersonal | UnsetType:
    """What may have to be erased one day, if there is any of it."""
    found = OrderPersonal(
        line_notes={str(n): one.note for n, one in enumerate(cart.lines, 1) if one.note},
        customer_note=cart.customer_note,
        private_note=cart.private_note,
        exemption_reason=cart.exemption_reason,
        buyer=_named(cart),
        delivery=cart.fulfilment.address or UNSET,
        billing=cart.billing or UNSET,
        tracking_number=cart.fulfilment.tracking_number,
    )
    return UNSET if found == OrderPersonal() else found


def _named(cart: Cart) -> Named:
    buyer = cart.buyer
    if buyer is None:
        return Named()
    return Named(buyer.name, buyer.company, buyer.email, buyer.phone, buyer.tax_id, buyer.language)
