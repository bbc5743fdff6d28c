"""From the rows of an order to the net rows of its invoice, never a cent off what the customer pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pos.domain.money.amounts import Money, decimals, divide
from pos.domain.money.pricing import Pricing
from pos.domain.money.quantity import MILLION, to_micro
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.money.taxation import chain, net_of, net_parts
from pos.domain.papers.invoices import InvoiceDiscount, InvoiceRow, RowKind

FINER = 2
"""How many decimals more than its amounts have a currency's net unit price gets, where it needs them."""


@dataclass(frozen=True, slots=True)
class SoldRow:
    """A line or charge as the order keeps it: minor units in the terms of its prices.

    `amount` is after the row's own `discount`, before its `share` of the order's. Of an exempt order the
    amounts are net already, the unit price is not where prices include tax.
    """

    name: str
    quantity: Decimal
    unit_price: Decimal
    taxes: TaxList
    amount: int
    discount: int = 0
    share: int = 0
    kind: RowKind = RowKind.ITEM
    unit: str = ""
    options: str = ""
    note: str = ""
    asked: Decimal | None = None
    """The percentage that the row's own discount was asked for as."""
    discount_name: str = ""


def invoice_rows(
    terms: Pricing,
    lines: Sequence[SoldRow],
    charges: Sequence[SoldRow] = (),
    discount: InvoiceDiscount | None = None,
    *,
    exempt: bool = False,
) -> tuple[InvoiceRow, ...]:
    """The rows that add up to the order's net: lines, its discount for each list of taxes, charges.

    `discount` names the order's discount and its percentage; the amounts come from the shares of the lines.
    """
    sold = [*lines, *charges]
    nets: Sequence[SoldRow] = sold
    if terms.prices_include_tax and not exempt:
        nets = _without_tax(sold, per_line=terms.tax_rounding is TaxRounding.PER_LINE)
    printed = [replace(row, taxes=()) for row in nets] if exempt else nets
    rows = [
        _row(net, _price(terms, was, net.amount + net.discount), terms.currency)
        for was, net in zip(sold, printed, strict=True)
    ]
    shares = _shares(printed[: len(lines)], terms.currency, discount)
    return (*rows[: len(lines)], *shares, *rows[len(lines) :])


def _without_tax(sold: Sequence[SoldRow], *, per_line: bool) -> list[SoldRow]:
    """The net of every column; built up from what is left, so that each group adds up to its base."""
    nets = net_parts([(row.taxes, row.amount - row.share) for row in sold], per_line=per_line)
    made = []
    for row, net in zip(sold, nets, strict=True):
        numbers = chain(row.taxes)
        share = net_of(row.share, numbers)
        made.append(replace(row, amount=net + share, share=share, discount=net_of(row.discount, numbers)))
    return made


def _price(terms: Pricing, sold: SoldRow, full: int) -> Decimal:
    worth = Money(full, terms.currency)
    return shown_price(sold.unit_price, sold.quantity, sold.taxes, worth, net=terms.prices_include_tax)


def _row(net: SoldRow, unit_price: Decimal, currency: str) -> InvoiceRow:
    off = InvoiceDiscount(Money(net.discount, currency), net.asked, net.discount_name)
    return InvoiceRow(
        name=net.name,
        full=Money(net.amount + net.discount, currency),
        amount=Money(net.amount, currency),
        kind=net.kind,
        quantity=net.quantity,
        unit=net.unit,
        unit_price=unit_price,
        taxes=net.taxes,
        options=net.options,
        discount=off if net.discount else None,
        note=net.note,
    )


def _shares(nets: Sequence[SoldRow], currency: str, discount: InvoiceDiscount | None) -> list[InvoiceRow]:
    sums: dict[TaxList, int] = {}
    for row in nets:
        if row.share:
            taxes = row.taxes or ("0",)
            sums[taxes] = sums.get(taxes, 0) + row.share
    return [
        InvoiceRow(
            name=discount.name if discount else "",
            full=Money(-share, currency),
            amount=Money(-share, currency),
            kind=RowKind.DISCOUNT,
            taxes=taxes,
            discount=replace(discount, amount=Money(share, currency)) if discount else None,
        )
        for taxes, share in sums.items()
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
