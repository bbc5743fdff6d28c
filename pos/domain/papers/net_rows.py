"""From the rows of an order to the net rows of its invoice, never a cent off what the customer pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pos.domain.money.amounts import Money, decimals, divide
from pos.domain.money.pricing import Discount, LineTotal, Pricing
from pos.domain.money.quantity import MILLION, to_micro
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.money.taxation import chain, net_of, net_parts
from pos.domain.orders.orders import OrderLine, RowKind

FINER = 2
"""How many decimals more than its amounts have a currency's net unit price gets, where it needs them."""


def invoice_rows(
    terms: Pricing,
    lines: Sequence[OrderLine],
    charges: Sequence[OrderLine] = (),
    discount: Discount | None = None,
    *,
    exempt: bool = False,
) -> tuple[OrderLine, ...]:
    """The rows that add up to the order's net: lines, its discount for each list of taxes, charges.

    `discount` is the order's as it was asked for; the amounts come from the shares of the lines.
    """
    sold = [*lines, *charges]
    nets: Sequence[OrderLine] = sold
    if terms.prices_include_tax and not exempt:
        nets = _without_tax(sold, per_line=terms.tax_rounding is TaxRounding.PER_LINE)
    printed = [replace(row, taxes=()) for row in nets] if exempt else nets
    rows = [
        replace(net, unit_price=_price(terms, was, net.total.full))
        for was, net in zip(sold, printed, strict=True)
    ]
    shares = _shares(printed[: len(lines)], terms.currency, discount)
    return (*rows[: len(lines)], *shares, *rows[len(lines) :])


def _without_tax(sold: Sequence[OrderLine], *, per_line: bool) -> list[OrderLine]:
    """The net of every column; built up from what is left, so that each group adds up to its base."""
    left = [row.total.amount.minor - row.total.order_discount.minor for row in sold]
    nets = net_parts(list(zip((row.taxes for row in sold), left, strict=True)), per_line=per_line)
    return [replace(row, total=_net_total(row, net)) for row, net in zip(sold, nets, strict=True)]


def _net_total(row: OrderLine, left: int) -> LineTotal:
    """The row's net amounts, from what is left of it after all discounts."""
    numbers, currency = chain(row.taxes), row.amount.currency
    share = net_of(row.total.order_discount.minor, numbers)
    off = net_of(row.total.discount.minor, numbers)
    amounts = (left + share + off, off, left + share, share)
    return LineTotal(*(Money(minor, currency) for minor in amounts))


def _price(terms: Pricing, sold: OrderLine, full: Money) -> Decimal:
    return shown_price(sold.unit_price, sold.quantity, sold.taxes, full, net=terms.prices_include_tax)


def _shares(nets: Sequence[OrderLine], currency: str, discount: Discount | None) -> list[OrderLine]:
    sums: dict[TaxList, int] = {}
    for row in nets:
        if share := row.total.order_discount.minor:
            taxes = row.taxes or ("0",)
            sums[taxes] = sums.get(taxes, 0) + share
    nothing = Money(0, currency)
    return [
        OrderLine(
            name=discount.name if discount else "",
            quantity=Decimal(1),
            unit_price=off.major,
            total=LineTotal(off, nothing, off, nothing),
            taxes=taxes,
            kind=RowKind.DISCOUNT,
            discount=discount,
        )
        for taxes, off in ((taxes, Money(-share, currency)) for taxes, share in sums.items())
    ]


def shown_price(price: Decimal, quantity: Decimal, taxes: TaxList, full: Money, *, net: bool) -> Decimal:
    """The unit price beside an amount: the net of it where prices include tax and the amount does not.

    `full` is that amount before the row's own discount.
    """
    numbers = chain(taxes) if net else None
    if numbers is None or numbers.factor == numbers.scale:
        return price
    return net_unit_price(
        quantity, (to_micro(price) * numbers.scale, numbers.factor), full.minor, full.currency
    )


def net_unit_price(quantity: Decimal, price: tuple[int, int], full: int, currency: str) -> Decimal:
    """A net unit price in cents, or in hundredths of one where cents do not multiply out to `full`.

    `price` is the exact one, millionths as a fraction; `full` is in minor units. Where the spreading moved a
    cent to this row, it is the price that gives the row; where none multiplies out, the nearest.
    """
    pieces, cents = to_micro(quantity), 10 ** decimals(currency)
    exact = [price]
    if pieces:
        sign = 1 if pieces > 0 else -1
        exact.append((sign * full * MILLION * MILLION, abs(pieces) * cents))
    tried = Decimal(0)
    for places in (decimals(currency), decimals(currency) + FINER):
        for top, bottom in exact:
            whole = divide(top * 10**places, bottom * MILLION)
            tried = Decimal(whole).scaleb(-places)
            if divide(whole * pieces * cents, 10**places * MILLION) == full:
                return tried
    return tried
