"""What is true of every order, whatever is in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pos.domain.money.amounts import Money
from pos.domain.money.pricing import Charge, ChargeKind, Discount, Pricing, Totals, price
from pos.domain.money.quantity import from_micro
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.cart import CartLine
from tests.domain.money.lines import priced

RATES = st.sampled_from(
    [(), ("0",), ("20",), ("5.5",), ("8.1",), ("9", "9"), ("5", "+9.975"), ("5", "7"), ("100",)]
)
PERCENTS = st.integers(0, 1_000_000).map(lambda parts: Decimal(parts).scaleb(-4))
QUANTITIES = st.one_of(st.integers(1, 99).map(Decimal), st.integers(1, 10**7).map(from_micro))
PRICES = st.one_of(
    st.integers(0, 99_999).map(lambda cents: Decimal(cents) / 100), st.integers(0, 10**9).map(from_micro)
)
PERCENT_OFF = st.none() | st.builds(Discount, percent=PERCENTS)
LINES = st.builds(priced, QUANTITIES, PRICES, RATES, PERCENT_OFF)
TERMS = st.builds(
    Pricing, st.sampled_from(["EUR", "JPY", "KWD"]), st.booleans(), st.sampled_from(TaxRounding)
)
CHARGES = st.builds(Charge, st.sampled_from(ChargeKind), st.just(""), st.none(), PERCENTS, RATES)
ORDERS = st.tuples(
    TERMS, st.lists(LINES, max_size=8), PERCENT_OFF, st.lists(CHARGES, max_size=3), st.booleans()
)

Order = tuple[Pricing, list[CartLine], Discount | None, list[Charge], bool]


def of_lines_and_charges(totals: Totals) -> Money:
    """The sum of what is printed above the taxes."""
    whole = Money(0, totals.currency)
    for line in totals.lines:
        whole += line.amount - line.order_discount
    for charge in totals.charges:
        whole += charge
    return whole


def has_one_tax_a_line(order: Order) -> bool:
    written = [line.taxes for line in order[1]] + [charge.taxes for charge in order[3]]
    return all(len(taxes) < 2 for taxes in written)


@given(ORDERS)
def test_everything_printed_adds_up(order: Order) -> None:
    terms, lines, _, _, exempt = order
    totals = price(*order)

    assert len(totals.lines) == len(lines)
    assert totals.subtotal.minor == sum(line.amount.minor for line in totals.lines)
    assert totals.discount.minor == sum(line.order_discount.minor for line in totals.lines)
    assert all(line.amount == line.full - line.discount for line in totals.lines)
    assert totals.total == totals.net + totals.tax
    assert totals.tax.minor == sum(row.tax.minor for row in totals.taxes)
    assert all(row.gross == row.net + row.tax for row in totals.taxes)
    printed = totals.total if terms.prices_include_tax or exempt else totals.net
    assert of_lines_and_charges(totals) == printed


@given(ORDERS.filter(has_one_tax_a_line))
def test_rows_of_single_taxes_add_up_to_the_order(order: Order) -> None:
    totals = price(*order)

    assert totals.net.minor == sum(row.net.minor for row in totals.taxes)
    assert totals.total.minor == sum(row.gross.minor for row in totals.taxes)
    assert len({row.rate for row in totals.taxes}) == len(totals.taxes)


@given(ORDERS)
def test_no_line_falls_below_zero(order: Order) -> None:
    for line in price(*order).lines:
        assert 0 <= line.order_discount.minor <= line.amount.minor <= line.full.minor


@given(ORDERS)
def test_a_return_mirrors_its_sale(order: Order) -> None:
    terms, lines, discount, charges, exempt = order
    back = [replace(line, quantity=-line.quantity) for line in lines]

    sale, refund = price(*order), price(terms, back, discount, charges, exempt)

    assert (refund.net, refund.tax, refund.total) == (-sale.net, -sale.tax, -sale.total)
    assert [line.amount for line in refund.lines] == [-line.amount for line in sale.lines]
    assert [row.tax for row in refund.taxes] == [-row.tax for row in sale.taxes]


@given(TERMS, st.lists(LINES, max_size=8), st.data())
def test_the_order_of_the_lines_changes_no_total(
    terms: Pricing, lines: list[CartLine], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(lines))

    one, other = price(terms, lines), price(terms, mixed)

    assert replace(one, lines=(), taxes=()) == replace(other, lines=(), taxes=())
    assert by_rate(one) == by_rate(other)


def by_rate(totals: Totals) -> dict[str, list[tuple[Money, Money]]]:
    found = defaultdict(list)
    for row in totals.taxes:
        found[row.rate].append((row.net, row.tax))
    return {rate: sorted(rows) for rate, rows in found.items()}


@given(ORDERS)
def test_an_exempt_order_comes_to_the_net_of_the_same_cart(order: Order) -> None:
    terms, lines, discount, charges, _ = order

    exempt = price(terms, lines, discount, charges, exempt=True)

    assert exempt.total == price(terms, lines, discount, charges).net
    assert exempt.tax.is_zero


@given(TERMS, st.lists(LINES, min_size=1, max_size=8), st.integers(0, 10**9))
def test_an_amount_off_is_taken_to_the_cent(terms: Pricing, lines: list[CartLine], wish: int) -> None:
    whole = price(terms, lines).subtotal
    off = Money(min(wish, whole.minor), terms.currency)

    totals = price(terms, lines, Discount(amount=off))

    assert totals.discount == off
    assert of_lines_and_charges(totals) == whole - off
