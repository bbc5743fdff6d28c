"""An order as it goes up to a web shop: the figures of the receipt, and the check that they add up there.

Nothing is computed anew: what does not multiply out goes as one piece at its amount. Product ids, by which
the web shop lowers its own stock, go only with what is paid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.customers.customers import Buyer, billed
from pos.domain.money.amounts import Money, price_digits
from pos.domain.money.quantity import digits
from pos.domain.orders.orders import FulfilmentStatus, Order, OrderLine, PaymentStatus, RowKind
from pos.domain.orders.parts import PartKey
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.stores.goods import NOWHERE
from pos.domain.stores.web_order import (
    StoreChange,
    StoreChosen,
    StoreDiscount,
    StoreLine,
    StoreLineTax,
    StoreOrder,
    StoreShipping,
    StoreSurcharge,
)

NOTHING = Decimal(0)
GRAMS = 3
TO_THE_GRAM = ("kg", "l")
CHANNEL = "POS"
PAID = "PAID"
PAYMENT_THERE = {
    PaymentStatus.AWAITING: "AWAITING_PAYMENT",
    PaymentStatus.PART_PAID: "AWAITING_PAYMENT",
    PaymentStatus.PAID: PAID,
    PaymentStatus.PARTIALLY_REFUNDED: "PARTIALLY_REFUNDED",
    PaymentStatus.REFUNDED: "REFUNDED",
    PaymentStatus.CANCELLED: "CANCELLED",
}
FULFILMENT_THERE = {status: status.value.upper().replace(" ", "_") for status in FulfilmentStatus}


@dataclass(frozen=True, slots=True)
class Sender:
    """What the shop chose: its address for orders without one, whether names go, and where it sells."""

    email: str
    names: bool
    place: str
    method_names: Mapping[str, str]
    """What the ways to pay and to deliver are called, by key."""


def marker_of(order: str) -> str:
    """What names an order of ours in a web shop for ever."""
    return f"pos-{order}"


def order_of(marker: str) -> str:
    """The id of the order that a marker names; "" where it is none of ours."""
    order = marker.removeprefix("pos-")
    is_ours = marker.startswith("pos-") and len(order) == 32 and set(order) <= set("0123456789abcdef")
    return order if is_ours else ""


def money_note(status: PaymentStatus, paid: Money, refunded: Money, total: Money) -> str:
    """What the web shop's words for money cannot say: how much of it."""
    if status is PaymentStatus.PART_PAID:
        return f"paid {paid.major} of {total.major}"
    if status is PaymentStatus.PARTIALLY_REFUNDED:
        return f"refunded {refunded.major} of {total.major}"
    return ""


def standing_there(order: Order) -> StoreChange:
    """How an order stands, in the web shop's words; `note` is what these words cannot say."""
    row = order.row
    payment = PaymentStatus(row.payment_status)
    note = money_note(payment, row.paid, row.refunded, row.total + order.rounding)
    return StoreChange(
        PAYMENT_THERE[payment],
        FULFILMENT_THERE[FulfilmentStatus(row.fulfilment_status)],
        order.fulfilment.tracking_number,
        note,
        row.refunded.major,
    )


def outgoing(
    order: Order,
    sender: Sender,
    targets: Mapping[str, str],
    chosen: Mapping[int, Sequence[StoreChosen]],
) -> StoreOrder:
    """The order as it goes up; `targets` are products there by variant ("7/8" of a combination), `chosen`
    what was chosen of the lines' products, by line."""
    stands, taxes = standing_there(order), _taxes(order)
    known = targets if stands.payment_status == PAID else {}
    lines = tuple(_line(order, one, known, taxes, chosen.get(one.n, ())) for one in order.lines)
    charges = [
        (one.kind, one.name, one.amount.major, taxes.get(PartKey(charge=n), ()))
        for n, one in enumerate(order.charges, 1)
    ]
    delivery = [one for one in charges if one[0] is RowKind.DELIVERY]
    handling = [one for one in charges if one[0] is RowKind.HANDLING]
    more = [one for one in charges if one[0] is RowKind.SURCHARGE] + delivery[1:] + handling[1:]
    surcharges = [
        StoreSurcharge(f"pos-{n}", name or "Surcharge", amount, bool(parts), _sum(parts))
        for n, (_kind, name, amount, parts) in enumerate(more, 1)
    ]
    discounts = _discounts(order)
    if order.rounding.minor > 0:
        surcharges.append(StoreSurcharge("pos-rounding", "Rounding", order.rounding.major))
    marker, buyer = marker_of(order.id), order.buyer or Buyer()
    elsewhere = [part for kind, _, _, parts in charges if kind is not RowKind.DELIVERY for part in parts]
    elsewhere += [part for _, _, _, parts in delivery[1:] for part in parts]
    named = buyer if sender.names else Buyer()
    paid = _payments(order, sender.method_names)
    said = f"till {order.letter}, receipt {order.row.number} [{marker}]"
    return StoreOrder(
        email=buyer.email or sender.email,
        payment_status=stands.payment_status,
        fulfilment_status=stands.fulfilment_status,
        subtotal=sum((one.price * one.quantity for one in lines), NOTHING),
        total=(order.row.total + order.rounding).major,
        tax=order.tax.major,
        lines=lines,
        marker=marker,
        number=order.row.number,
        made_at=order.row.placed_at,
        includes_tax=order.prices_include_tax or order.exemption is not None,
        discount=sum((one.value for line in lines for one in line.discounts), NOTHING)
        + sum((one.value for one in discounts), NOTHING),
        discounts=discounts,
        shipping=_shipping(order, sender, delivery[0] if delivery else None),
        handling=(handling[0][1] or "Handling", handling[0][2]) if handling else None,
        handling_tax=_sum(handling[0][3]) if handling else NOTHING,
        surcharges=tuple(surcharges),
        charge_taxes=tuple(elsewhere),
        payment_method=paid,
        name=named.name or named.company,
        phone=named.phone,
        tax_id=named.tax_id,
        billing=billed(named, order.billing, order.fulfilment.address) if sender.names else NOWHERE,
        delivery_to=(order.fulfilment.address or NOWHERE) if sender.names else NOWHERE,
        tracking=order.fulfilment.tracking_number,
        comments=order.customer_note if sender.names else "",
        note="; ".join(filter(None, (said, stands.note, _why_untaxed(order)))),
        referer=CHANNEL,
        extras=(
            ("pos_till", "Till", order.letter),
            ("pos_receipt", "Receipt", order.row.number),
            ("pos_payments", "Payments", paid[:255]),
            ("pos_seal", "Seal", order.seal),
        ),
    )


def adds_up(made: StoreOrder) -> bool:
    """Whether the rows come to the total, as the web shop would add them."""
    rows = sum((one.price * one.quantity for one in made.lines), NOTHING) - made.discount
    rows += made.shipping.cost if made.shipping else NOTHING
    rows += made.handling[1] if made.handling else NOTHING
    rows += sum((one.value for one in made.surcharges), NOTHING)
    return rows + (NOTHING if made.includes_tax else made.tax) == made.total


def goods_of(made: StoreOrder, variants: Mapping[int, str]) -> dict[tuple[str, str], int]:
    """The pieces that the web shop takes off its own stock, by variant here and product there.

    `variants` are those of the lines that moved stock here: what another line takes off there shows in its
    figure alone.
    """
    found: dict[tuple[str, str], int] = {}
    for one in made.lines:
        n = int(one.ours.rpartition("-")[2])
        if one.product and n in variants:
            key = variants[n], there(one.product, one.combination)
            found[key] = found.get(key, 0) + int(one.quantity)
    return found


def there(product: str, combination: str = "") -> str:
    """A product of a web shop, or a combination of it, as links name it: "7/8"."""
    return f"{product}/{combination}" if combination else product


def _line(
    order: Order,
    of: OrderLine,
    targets: Mapping[str, str],
    taxes: Mapping[PartKey, tuple[StoreLineTax, ...]],
    chosen: Sequence[StoreChosen],
) -> StoreLine:
    """A line in whole pieces where they multiply out to the cent, else one piece at its amount.

    An exempt order's amounts are net while its prices are not: there no line multiplies out.
    """
    full = of.total.full.major
    pieces = of.quantity if of.quantity == int(of.quantity) and of.quantity > 0 and not of.unit else NOTHING
    in_cents = of.unit_price == of.unit_price.quantize(full)
    whole = order.exemption is None and pieces and in_cents and of.unit_price * pieces == full
    parts = taxes.get(PartKey(line=of.n), ())
    product, _, combination = targets.get(of.variant_id or "", "").partition("/") if whole else ("", "", "")
    said = ", ".join(f"{one.option}: {one.value}" if one.is_text else one.value for one in chosen)
    kind = of.options.removesuffix(said).removesuffix(", ") if said else of.options
    named = " ".join(filter(None, (of.name, kind)))
    discount = StoreDiscount(of.total.discount.major, of.discount.name if of.discount else "")
    return StoreLine(
        name=named if whole else f"{named} {_counted(of)} at {_priced(of, order.row.currency)}",
        price=of.unit_price.quantize(full) if whole else full,
        quantity=pieces.quantize(Decimal(1)) if whole else Decimal(1),
        sku=of.sku,
        product=product,
        combination=combination,
        list_price=None
        if not whole or of.list_price is None
        else of.list_price - sum((one.surcharge for one in chosen), NOTHING),
        tax=_sum(parts),
        tax_parts=parts,
        discounts=(discount,) if discount.value else (),
        share=of.total.order_discount.major,
        chosen=tuple(chosen),
        ships=order.fulfilment.kind is FulfilmentKind.DELIVERY,
        ours=f"{order.id}-{of.n}",
    )


def _sum(taxes: Sequence[StoreLineTax]) -> Decimal:
    return sum((one.total for one in taxes), NOTHING)


def _counted(of: OrderLine) -> str:
    """How much of it: "0.160 kg", "2.5 h", "3"; a weight and a volume to the gram."""
    whole, _, fraction = digits(of.quantity).partition(".")
    if fraction and of.unit in TO_THE_GRAM:
        fraction = fraction.ljust(GRAMS, "0")
    return f"{whole}.{fraction} {of.unit}".strip() if fraction else f"{whole} {of.unit}".strip()


def _priced(of: OrderLine, currency: str) -> str:
    """What one of it costs: "50.00/kg"."""
    return price_digits(of.unit_price, currency) + (f"/{of.unit}" if of.unit else "")


def _taxes(order: Order) -> dict[PartKey, tuple[StoreLineTax, ...]]:
    """Our split of the taxes over lines and charges: all of them add up to the order's tax."""
    assert order.now is not None
    found = {}
    for part in order.now.version.parts:
        labelled = order.tax_labels.each(part.rates)
        named = [(label or "VAT", rate.removeprefix("+")) for label, rate in labelled]
        found[part.key] = tuple(
            StoreLineTax(f"{label} {rate}%", Decimal(rate), Money(tax, order.row.currency).major)
            for (label, rate), tax in zip(named, part.worth.taxes, strict=False)
        )
    return found


def _discounts(order: Order) -> tuple[StoreDiscount, ...]:
    """The order's own as the amount it came to; coins that took something off are one too, since nobody says
    whether a surcharge below zero is taken."""
    name = order.discount.name if order.discount else ""
    found = [StoreDiscount(order.discount_amount.major, name or "Discount")]
    if order.rounding.minor < 0:
        found.append(StoreDiscount(-order.rounding.major, "Rounding"))
    return tuple(one for one in found if one.value)


def _shipping(
    order: Order, sender: Sender, fee: tuple[RowKind, str, Decimal, tuple[StoreLineTax, ...]] | None
) -> StoreShipping:
    how = order.fulfilment
    name = sender.method_names.get(how.method, how.method)
    if how.kind is FulfilmentKind.TAKE_AWAY:
        name = f"Sold at {sender.place}"
    way = "shipping" if how.kind is FulfilmentKind.DELIVERY else "pickup"
    cost = fee[2] if fee else Money(0, order.row.currency).major
    return StoreShipping(name or (fee[1] if fee else way.capitalize()), cost, way, fee[3] if fee else ())


def _payments(order: Order, names: Mapping[str, str]) -> str:
    """How it was paid: "Cash 20.00 + Card 11.80 (till B)"."""
    sums: dict[str, Decimal] = {}
    for one in order.payments:
        name = one.name or names.get(one.method, one.method)
        sums[name] = sums.get(name, NOTHING) + one.amount.major
    said = " + ".join(f"{name} {amount}" for name, amount in sums.items() if amount)
    agreed = names.get(order.payment_method, order.payment_method)
    return f"{said or agreed or 'Not paid'} (till {order.letter})"


def _why_untaxed(order: Order) -> str:
    return f"without tax: {order.exemption_reason or order.exemption.value}" if order.exemption else ""
