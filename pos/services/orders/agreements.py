"""A cart as an order's entry holds it, and the entry's agreement as a cart again: nothing is lost between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from msgspec import UNSET, UnsetType

from pos.domain.catalogue.choices import Chosen
from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.labels import NO_LABELS, TaxLabels
from pos.domain.money.pricing import Charge, Discount, LineTotal, Totals
from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.papers.net_rows import shown_price
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import (
    AgreedOrder,
    AgreedPersonal,
    Named,
    Off,
    Option,
    OrderPersonal,
    SoldCharge,
    SoldFulfilment,
    SoldLine,
    SoldTax,
)
from pos.journal.orders.facts import terms_of
from pos.journal.orders.figures import charge_of, discount_of


def agreed_of(
    cart: Cart,
    totals: Totals,
    moves: Callable[[CartLine], bool] = lambda _line: False,
    labels: TaxLabels = NO_LABELS,
    numbers: Sequence[int] = (),
) -> AgreedOrder:
    """What is agreed with a cart and its totals; `moves` says which lines take stock.

    `numbers` are those of the lines, 1, 2, 3 ... where none are given. `labels` are the names of taxes that
    have their own. Custom lines that are to stay have become products before.
    """
    full = cart.with_exemption(None).totals() if cart.exemption else totals
    lines = zip(cart.lines, full.lines, totals.lines, strict=True)
    charges = zip(cart.charges, full.charges, totals.charges, strict=True)
    return AgreedOrder(
        lines=tuple(
            _line(n, one, before, now, moves=moves(one))
            for n, (one, before, now) in zip(numbers or count(1), lines, strict=False)
        ),
        taxes=_taxes(totals, TaxLabels("", labels.own)),
        subtotal=totals.subtotal.minor,
        net=totals.net.minor,
        tax=totals.tax.minor,
        total=totals.total.minor,
        charges=tuple(_charge(*one) for one in charges),
        discount=totals.discount.minor,
        off=_off(cart.discount),
        by_hand=UNSET if cart.taxes_by_hand is None else cart.taxes_by_hand,
        fee_by_hand=cart.fee_by_hand,
        exemption=cart.exemption.value if cart.exemption else "",
        customer=(cart.buyer.customer_id or "") if cart.buyer else "",
    )


def _taxes(totals: Totals, labels: TaxLabels) -> tuple[SoldTax, ...]:
    """The table of taxes; a label only where a rate has one of its own."""
    named = labels.each(row.rate for row in totals.taxes)
    return tuple(
        SoldTax(rate, row.net.minor, row.tax.minor, row.gross.minor, label)
        for (label, rate), row in zip(named, totals.taxes, strict=True)
    )


def handed_by(cart: Cart) -> SoldFulfilment:
    """How the goods of a cart are handed over."""
    of = cart.fulfilment
    return SoldFulfilment(of.kind.value, of.method, of.at, cart.method_by_hand)


def personal_of(cart: Cart, numbers: Sequence[int] = ()) -> OrderPersonal | UnsetType:
    """What may have to be erased one day, if there is any of it; `numbers` as in `agreed_of`."""
    lines = zip(numbers or count(1), cart.lines, strict=False)
    found = OrderPersonal(
        line_notes={str(n): one.note for n, one in lines if one.note},
        customer_note=cart.customer_note,
        private_note=cart.private_note,
        exemption_reason=cart.exemption_reason,
        buyer=_named(cart.buyer),
        delivery=UNSET if cart.fulfilment.address is None else cart.fulfilment.address,
        billing=UNSET if cart.billing is None else cart.billing,
        tracking_number=cart.fulfilment.tracking_number,
    )
    return UNSET if found == OrderPersonal() else found


def cart_of(placed: OrderPlaced, agreed: AgreedOrder, personal: AgreedPersonal) -> Cart:
    """The cart of a version of an order, with its notes, address and terms as placed; lines by number."""
    private = placed.personal or OrderPersonal()
    return Cart(
        id=placed.id,
        terms=terms_of(placed),
        lines=tuple(
            cart_line(one, placed.currency, personal.line_notes.get(str(one.n), "")) for one in agreed.lines
        ),
        discount=discount_of(agreed.off, placed.currency),
        charges=tuple(charge_of(one, placed.currency) for one in agreed.charges),
        channel=placed.channel,
        customer_note=private.customer_note,
        private_note=private.private_note,
        buyer=buyer_of(agreed, personal),
        fulfilment=fulfilment_of(placed, private),
        billing=address_of(personal.billing),
        payment_method=placed.payment_method,
        exemption=Exemption(agreed.exemption) if agreed.exemption else None,
        exemption_reason=personal.exemption_reason,
        taxes_by_hand=None if isinstance(agreed.by_hand, UnsetType) else agreed.by_hand,
        fee_by_hand=agreed.fee_by_hand,
        method_by_hand=placed.fulfilment.by_hand,
        deposit=placed.deposit,
        promised=placed.promised,
    )


def numbered_lines(cart: Cart) -> Cart:
    """The cart as an agreement gives it back: lines are called by their numbers, none is still to be kept."""
    lines = (replace(one, id=str(n), keep_as_product=False) for n, one in enumerate(cart.lines, 1))
    return replace(cart, lines=tuple(lines))


def cart_line(of: SoldLine, currency: str, note: str = "") -> CartLine:
    """A line of an agreement as a cart has it."""
    return CartLine(
        id=str(of.n),
        name=of.name,
        quantity=from_micro(of.qty),
        unit_price=from_micro(of.price),
        taxes=of.taxes,
        variant_id=of.variant or None,
        sku=of.sku,
        options=options_of(of),
        unit=of.unit,
        list_price=from_micro(of.list_price) if isinstance(of.list_price, int) else None,
        price_reason=of.price_reason,
        discount=discount_of(of.off, currency),
        note=note,
        barcode=of.barcode,
        chosen=tuple(
            Chosen(one.name, one.value, from_micro(one.price_change), one.text)
            for one in of.options
            if one.name
        ),
    )


def options_of(of: SoldLine) -> str:
    """What was chosen of a product, as it is shown."""
    return ", ".join(f"{one.name}: {one.value}" if one.text else one.value for one in of.options)


def buyer_of(agreed: AgreedOrder, personal: AgreedPersonal) -> Buyer | None:
    """Who it is for; a customer who was erased is a row without a name."""
    of = personal.buyer
    if isinstance(of, UnsetType):
        return Buyer(agreed.customer) if agreed.customer else None
    return Buyer(
        agreed.customer or None,
        of.name,
        of.company,
        of.email,
        of.phone,
        of.tax_id,
        of.language,
        of.legal_id,
    )


def fulfilment_of(placed: OrderPlaced, private: OrderPersonal) -> Fulfilment:
    """How the goods were to be handed over when it was placed."""
    of = placed.fulfilment
    kind, sent = FulfilmentKind(of.kind), address_of(private.delivery)
    return Fulfilment(kind, of.method, sent, of.at, private.tracking_number)


def address_of(of: Address | UnsetType) -> Address | None:
    """The address; None where the entry has none, or where it was erased."""
    return None if isinstance(of, UnsetType) else of


def _line(n: int, of: CartLine, full: LineTotal, now: LineTotal, *, moves: bool) -> SoldLine:
    price, net = to_micro(of.unit_price), full.amount != now.amount
    shown = shown_price(of.unit_price, of.quantity, of.taxes, now.full, net=net)
    return SoldLine(
        n=n,
        name=of.name,
        qty=to_micro(of.quantity),
        price=price,
        amount=full.amount.minor,
        taxes=of.taxes,
        variant=of.variant_id or "",
        sku=of.sku,
        barcode=of.barcode,
        options=_options(of),
        unit=of.unit,
        net_price=shown.each if net else UNSET,
        net_amount=now.amount.minor if net else UNSET,
        discount=now.discount.minor,
        share=now.order_discount.minor,
        off=_off(of.discount),
        list_price=UNSET if of.list_price is None else to_micro(of.list_price),
        price_reason=of.price_reason,
        moves=moves,
    )


def _options(of: CartLine) -> tuple[Option, ...]:
    """The kind of the product, and what was chosen of it."""
    said = ", ".join(one.said for one in of.chosen)
    kind = of.options.removesuffix(said).removesuffix(", ") if said else of.options
    chosen = (Option(one.value, one.name, to_micro(one.more), one.is_text) for one in of.chosen)
    return (*((Option(kind),) if kind else ()), *chosen)


def _off(discount: Discount | None) -> Off | UnsetType:
    if discount is None:
        return UNSET
    if discount.percent is not None:
        return Off(percent=f"{discount.percent:f}", name=discount.name)
    return Off(asked=discount.amount.minor if discount.amount else 0, name=discount.name)


def _charge(of: Charge, full: Money, now: Money) -> SoldCharge:
    written = str(of.amount) if of.percent is None else f"{of.percent:f}%"
    net = UNSET if full == now else now.minor
    return SoldCharge(of.kind.value, of.name, written, full.minor, net, of.taxes)


def _named(buyer: Buyer | None) -> Named | UnsetType:
    if buyer is None:
        return UNSET
    return Named(
        buyer.name, buyer.company, buyer.email, buyer.phone, buyer.tax_id, buyer.language, buyer.legal_id
    )
