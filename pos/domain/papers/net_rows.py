"""From the rows of an order to the net rows of its invoice, never a cent off what the customer pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pos.domain.money.amounts import Money, decimals, divide
from pos.domain.money.pricing import Discount, LineTotal, Pricing
from pos.domain.money.quantity import MILLION, to_micro
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.money.taxation import chain, net_of, net_parts
from pos.domain.orders.orders import OrderLine, RowKind

FINEST = 6
"""The most decimals a net unit price gets where fewer do not multiply out to its amount."""

PIECES = tuple(100**power for power in range(6))
"""Of how many pieces a price may be: one; a hundred where even the finest of one does not multiply out."""


@dataclass(frozen=True, slots=True)
class ShownPrice:
    """A unit price as a paper shows it: `price` is for `per` pieces, nearly always one."""

    price: Decimal
    per: int = 1

    @property
    def each(self) -> int:
        """The price of one in millionths, rounded where it is finer."""
        return divide(to_micro(self.price), self.per)


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
        with_price(net, _price(terms, was, net.total.full)) for was, net in zip(sold, printed, strict=True)
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


def _price(terms: Pricing, sold: OrderLine, full: Money) -> ShownPrice:
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


def with_price(row: OrderLine, shown: ShownPrice) -> OrderLine:
    """The row with this price beside its amount."""
    return replace(row, unit_price=shown.price, per=shown.per)


def as_printed(row: OrderLine, *, exempt: bool, prices_include_tax: bool) -> OrderLine:
    """A row of an order as every output shows it: of an exempt one the net price, and no rate."""
    if not exempt:
        return row
    shown = shown_price(row.unit_price, row.quantity, row.taxes, row.total.full, net=prices_include_tax)
    return replace(with_price(row, shown), taxes=())


def shown_price(price: Decimal, quantity: Decimal, taxes: TaxList, full: Money, *, net: bool) -> ShownPrice:
    """The unit price beside an amount: the net of it where prices include tax and the amount does not.

    `full` is that amount before the row's own discount.
    """
    numbers = chain(taxes) if net else None
    if numbers is None or numbers.factor == numbers.scale:
        return ShownPrice(price)
    return net_unit_price(
        quantity, (to_micro(price) * numbers.scale, numbers.factor), full.minor, full.currency
    )


def net_unit_price(quantity: Decimal, price: tuple[int, int], full: int, currency: str) -> ShownPrice:
    """A net unit price that multiplies out to `full`: in cents, hundredths of one, or finer still.

    `price` is the exact one, millionths as a fraction; `full` is in minor units. Where the spreading moved a
    cent to this row, it is the price that gives the row. Where no price of one piece multiplies out, as with
    a million sheets at a fraction of a cent, it is that of a hundred, or of a hundred hundreds.
    """
    pieces, cents = to_micro(quantity), 10 ** decimals(currency)
    exact = [price]
    if pieces:
        sign = 1 if pieces > 0 else -1
        exact.append((sign * full * MILLION * MILLION, abs(pieces) * cents))
    tried = ShownPrice(Decimal(0))
    for per in PIECES:
        # By pairs of decimals, since a price such as 29.1667 reads as one in hundredths of a cent.
        for places in (*range(decimals(currency), FINEST, 2), FINEST):
            for top, bottom in exact:
                whole = divide(top * per * 10**places, bottom * MILLION)
                tried = ShownPrice(Decimal(whole).scaleb(-places), per)
                if divide(whole * pieces * cents, per * 10**places * MILLION) == full:
                    return tried
    return tried
