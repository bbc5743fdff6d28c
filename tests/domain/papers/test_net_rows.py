"""Net rows for the invoice: they add up to every base, and multiply out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pos.domain.money.amounts import Money, decimals, round_half_away
from pos.domain.money.discounts import Discount
from pos.domain.money.pricing import Charge, ChargeKind, LineTotal, Pricing, Totals, price
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.cart import CartLine
from pos.domain.orders.orders import OrderLine, RowKind
from pos.domain.papers.net_rows import ShownPrice, invoice_rows, net_unit_price
from tests.domain.money.lines import priced

RATES = (("20",), ("5.5",), ("10",), (), ("5", "+9.975"))
FRENCH = Pricing("EUR", True)


def sold_rows(lines: list[CartLine], charges: list[Charge], totals: Totals) -> tuple[OrderLine, ...]:
    return _rows(FRENCH, lines, charges, totals, exempt=False)


def _rows(
    terms: Pricing, lines: list[CartLine], charges: list[Charge], totals: Totals, *, exempt: bool
) -> tuple[OrderLine, ...]:
    items = [
        OrderLine("Thing", line.quantity, line.unit_price, total, line.taxes)
        for line, total in zip(lines, totals.lines, strict=True)
    ]
    nothing = Money(0, terms.currency)
    extras = [
        OrderLine(
            charge.name,
            Decimal(1),
            charge.amount.major if charge.amount else amount.major,
            LineTotal(amount, nothing, amount, nothing),
            charge.taxes,
            RowKind(charge.kind.value),
        )
        for charge, amount in zip(charges, totals.charges, strict=True)
    ]
    return invoice_rows(terms, items, extras, exempt=exempt)


def test_the_invoice_of_the_picture() -> None:
    """12 mugs at 18.00, 4 boards at 35.00, 16 wrappings at 3.00, delivery at 8.80: 412.80 with 20 %."""
    wanted = [("12", "18"), ("4", "35"), ("16", "3")]
    lines = [priced(Decimal(quantity), Decimal(each), ("20",)) for quantity, each in wanted]
    charges = [Charge(ChargeKind.DELIVERY, "Local delivery", Money.of("8.80", "EUR"), None, ("20",))]
    rows = sold_rows(lines, charges, price(FRENCH, lines, charges=charges))
    assert [(str(row.unit_price), str(row.amount)) for row in rows] == [
        ("15.00", "180.00"),
        ("29.1667", "116.67"),
        ("2.50", "40.00"),
        ("7.33", "7.33"),
    ]


@pytest.mark.parametrize(
    ("quantity", "gross", "rate", "full", "unit"),
    [
        ("1", "2.99", 4, 288, "2.88"),  # the cheapest price that gives the row
        ("1", "10.00", 20, 833, "8.33"),
        ("1", "10.00", 20, 834, "8.34"),  # a cent came from the spreading
        ("4", "35", 20, 11667, "29.1667"),
        ("3", "5.50", 20, 1375, "4.5833"),
        ("0.235", "24", 5.5, 535, "22.75"),
        ("2", "18", 20, 3000, "15.00"),
        ("1000", "0.10", 20, 8333, "0.083333"),
        ("2000", "0.05", 20, 8333, "0.041667"),  # hundredths of a cent would say 83.40
    ],
)
def test_unit_prices(quantity: str, gross: str, rate: float, full: int, unit: str) -> None:
    exact = (int(Decimal(gross) * 10**6) * 1000, 1000 + int(rate * 10))
    assert net_unit_price(Decimal(quantity), exact, full, "EUR") == ShownPrice(Decimal(unit))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_price_of_a_hundred_where_none_of_one_multiplies_out(sign: int) -> None:
    """A million labels at 0.05 with 20 %: 0.041667 each would say 41,667.00."""
    full, exact = sign * 4_166_667, (50_000 * 1000, 1200)
    shown = net_unit_price(sign * Decimal(1_000_000), exact, full, "EUR")
    assert shown == ShownPrice(Decimal("4.166667"), 100)


@given(
    quantity=st.integers(1, 10**15),
    gross=st.integers(1, 10**9),
    rate=st.sampled_from([1, 21, 55, 200, 255, 1000]),
    currency=st.sampled_from(["JPY", "EUR", "KWD"]),
    moved=st.sampled_from([-1, 0, 1]),
)
def test_every_price_multiplies_out(quantity: int, gross: int, rate: int, currency: str, moved: int) -> None:
    """Any quantity in thousandths, any price in millionths, also where spreading moved a cent."""
    pieces, cents = Decimal(quantity).scaleb(-3), 10 ** decimals(currency)
    full = quantity * gross * 1000 * cents // ((1000 + rate) * 10**9) + moved
    assume(0 <= full < 10**12)
    shown = net_unit_price(pieces, (gross * 1000, 1000 + rate), full, currency)
    assert round_half_away(pieces * shown.price / shown.per * cents) == full
    assert -shown.price.as_tuple().exponent <= 6  # type: ignore[operator]


@st.composite
def orders(draw: st.DrawFn) -> tuple[Pricing, list[CartLine], list[Charge], Discount | None]:
    terms = Pricing(
        draw(st.sampled_from(["EUR", "JPY", "KWD"])), draw(st.booleans()), draw(st.sampled_from(TaxRounding))
    )
    money = st.integers(0, 100_000).map(lambda minor: Money(minor, terms.currency))
    percent = st.integers(0, 10_000).map(lambda hundredths: Decimal(hundredths).scaleb(-2))
    lines = [
        priced(
            Decimal(draw(st.integers(1, 50_000))).scaleb(-draw(st.sampled_from([0, 3]))),
            draw(money).major,
            draw(st.sampled_from(RATES)),
            Discount(percent=draw(percent)) if draw(st.booleans()) else None,
        )
        for _ in range(draw(st.integers(1, 8)))
    ]
    charges = [
        Charge(ChargeKind.HANDLING, "Box", draw(money), None, draw(st.sampled_from(RATES)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    off = Discount(percent=draw(percent)) if draw(st.booleans()) else None
    return terms, lines, charges, off


@given(orders())
def test_rows_add_up_to_every_base_and_to_what_is_paid(
    order: tuple[Pricing, list[CartLine], list[Charge], Discount | None],
) -> None:
    terms, lines, charges, off = order
    totals = price(terms, lines, off, charges)
    rows = _rows(terms, lines, charges, totals, exempt=False)
    assert sum(row.amount.minor for row in rows) == totals.net.minor
    assert totals.net + totals.tax == totals.total
    bases: dict[str, int] = {}
    for row in rows:
        for rate in row.taxes or ("0",):
            bases[rate] = bases.get(rate, 0) + row.amount.minor
    for tax in totals.taxes:
        if not tax.rate.startswith("+"):
            assert bases[tax.rate] == tax.net.minor
    _check_each(rows)


@given(orders())
def test_rows_of_an_exempt_order_add_up_to_what_is_paid(
    order: tuple[Pricing, list[CartLine], list[Charge], Discount | None],
) -> None:
    terms, lines, charges, off = order
    totals = price(terms, lines, off, charges, exempt=True)
    rows = _rows(terms, lines, charges, totals, exempt=True)
    assert sum(row.amount.minor for row in rows) == totals.total.minor
    assert all((row.taxes or ("0",)) == ("0",) for row in rows)
    _check_each(rows)


def _check_each(rows: tuple[OrderLine, ...]) -> None:
    """Each row says quantity × unit price − discount = amount."""
    for row in rows:
        full = row.total.full
        assert full.minor - row.total.discount.minor == row.amount.minor
        places = decimals(full.currency)
        assert round_half_away((row.quantity * row.unit_price / row.per).scaleb(places)) == full.minor
