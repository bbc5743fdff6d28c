"""The parts of an order's entry, written down from its cart, its totals and its settlement."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from pos.domain.money.pricing import Discount, LineTotal, Totals
from pos.domain.money.quantity import to_micro
from pos.domain.money.tenders import Settlement
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.shop.settings import ShopSettings
from pos.journal.kinds.sold import Off, Paid, Seller, SoldCharge, SoldLine, SoldTax


def seller(settings: ShopSettings) -> Seller:
    """The head and foot of the paper as they are now."""
    return Seller(
        name=settings.name,
        address=settings.address,
        registration=settings.registration,
        tax_number=settings.tax_number,
        tax_label=settings.tax_label,
        legal=settings.exempt_sentence,
        footer=settings.receipt_footer,
        language=settings.language,
        locale=settings.locale,
        demo=settings.demo,
    )


def line(of: CartLine, total: LineTotal, tracked: bool) -> SoldLine:
    return SoldLine(
        name=of.name,
        qty=to_micro(of.quantity),
        price=to_micro(of.unit_price),
        amount=total.amount.minor,
        taxes=of.taxes,
        variant=of.variant_id or "",
        sku=of.sku,
        options=of.options,
        unit=of.unit,
        list_price=UNSET if of.list_price is None else to_micro(of.list_price),
        price_reason=of.price_reason,
        off=off(of.discount),
        discount=total.discount.minor,
        share=total.order_discount.minor,
        moves=tracked,
    )


def off(discount: Discount | None) -> Off | UnsetType:
    """A discount as it was asked for."""
    if discount is None:
        return UNSET
    if discount.percent is not None:
        return Off(percent=f"{discount.percent:f}", name=discount.name)
    return Off(asked=discount.amount.minor if discount.amount else 0, name=discount.name)


def charges(cart: Cart, totals: Totals) -> tuple[SoldCharge, ...]:
    """The charges with the amounts they came to."""
    return tuple(
        SoldCharge(kind=asked.kind.value, name=asked.name, amount=amount.minor, taxes=asked.taxes)
        for asked, amount in zip(cart.charges, totals.charges, strict=True)
    )


def taxes(totals: Totals) -> tuple[SoldTax, ...]:
    """The rows of the tax table."""
    return tuple(
        SoldTax(rate=row.rate, net=row.net.minor, tax=row.tax.minor, gross=row.gross.minor)
        for row in totals.taxes
    )


def payments(settlement: Settlement) -> tuple[Paid, ...]:
    """The tenders with what is kept of each."""
    return tuple(
        Paid(
            method=one.method,
            amount=one.amount.minor,
            name=one.name,
            reference=one.reference,
            given=one.given.minor if one.given else 0,
        )
        for one in settlement.tenders
    )
