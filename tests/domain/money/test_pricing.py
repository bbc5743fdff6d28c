"""Lines, discounts, charges and taxes into totals: the worked tables of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pos.domain.money.amounts import AMOUNT_MAX, Money
from pos.domain.money.errors import (
    AmountTooLarge,
    DiscountNegative,
    DiscountTooLarge,
    PercentOutOfRange,
    PriceTooFine,
    QuantityTooFine,
)
from pos.domain.money.pricing import Charge, ChargeKind, Discount, Pricing, TaxRow, Totals, price
from pos.domain.money.tax import TaxRounding, parse_rates
from pos.domain.orders.cart import CartLine
from pos.domain.words.errors import CashierError
from tests.domain.money.lines import priced

PER_LINE = TaxRounding.PER_LINE


def shop(
    included: bool = True, currency: str = "EUR", rounding: TaxRounding = TaxRounding.PER_TOTAL
) -> Pricing:
    return Pricing(currency, included, rounding)


def line(quantity: str, each: str, *taxes: str, off: str = "") -> CartLine:
    return priced(Decimal(quantity), Decimal(each), parse_rates(taxes), discount_of(off))


def discount_of(off: str, currency: str = "EUR") -> Discount | None:
    if not off:
        return None
    if off.endswith("%"):
        return Discount(percent=Decimal(off[:-1]))
    return Discount(amount=Money.of(off, currency))


def fee(amount: str, *taxes: str, kind: ChargeKind = ChargeKind.HANDLING) -> Charge:
    if amount.endswith("%"):
        return Charge(kind, "", None, Decimal(amount[:-1]), taxes)
    return Charge(kind, "", Money.of(amount, "EUR"), None, taxes)


def rows(totals: Totals) -> list[tuple[str, str, str]]:
    return [(row.rate, str(row.net), str(row.tax)) for row in totals.taxes]


def sums(totals: Totals) -> tuple[str, str, str]:
    return str(totals.net), str(totals.tax), str(totals.total)


@pytest.mark.parametrize(
    ("gross", "rate", "net", "tax"),
    [
        ("52.50", "12", "46.88", "5.62"),
        ("2.99", "4", "2.88", "0.11"),
        ("0.01", "20", "0.01", "0.00"),
        ("119.00", "19", "100.00", "19.00"),
        ("-52.50", "12", "-46.88", "-5.62"),
        ("5.99", "0", "5.99", "0.00"),
        ("5.99", "100", "3.00", "2.99"),
        ("10.00", "8.1", "9.25", "0.75"),
    ],
)
def test_prices_with_tax_round_the_net_first(gross: str, rate: str, net: str, tax: str) -> None:
    totals = price(shop(), [line("1", gross, rate)])

    assert sums(totals) == (net, tax, gross)


@pytest.mark.parametrize(
    ("rounding", "tax"),
    [(TaxRounding.PER_TOTAL, "0.25"), (TaxRounding.PER_LINE, "0.24")],  # 3 x 0.0825 = 0.2475, and 3 x 0.08
)
def test_prices_without_tax_round_once_per_rate_or_on_every_line(rounding: TaxRounding, tax: str) -> None:
    totals = price(shop(False, "USD", rounding), [line("1", "1.00", "8.25")] * 3)

    assert sums(totals) == ("3.00", tax, str(Decimal("3.00") + Decimal(tax)))


@pytest.mark.parametrize(("rounding", "net"), [(TaxRounding.PER_TOTAL, "7.48"), (PER_LINE, "7.47")])
def test_prices_with_tax_round_once_per_rate_or_on_every_line(rounding: TaxRounding, net: str) -> None:
    # 8.97 / 1.2 = 7.475; 2.99 / 1.2 = 2.4917 on each line.
    totals = price(shop(rounding=rounding), [line("1", "2.99", "20")] * 3)

    assert (str(totals.net), str(totals.total)) == (net, "8.97")


def test_the_order_document_of_the_manual_comes_to_its_totals() -> None:
    lines = [line("2", "18.00", "20"), line("1", "24.00", "20", off="10%"), line("1", "6.00", "20")]
    charges = [
        fee("6.00", "20", kind=ChargeKind.DELIVERY),
        fee("1.50", "20"),
        fee("2.00", kind=ChargeKind.SURCHARGE),
    ]

    totals = price(shop(), lines, discount_of("5%"), charges)

    assert [str(one.discount) for one in totals.lines] == ["0.00", "2.40", "0.00"]
    assert [str(one.amount) for one in totals.lines] == ["36.00", "21.60", "6.00"]
    assert [str(one.order_discount) for one in totals.lines] == ["1.80", "1.08", "0.30"]
    assert (str(totals.subtotal), str(totals.discount)) == ("63.60", "3.18")
    assert [(one.kind, str(amount)) for one, amount in zip(charges, totals.charges, strict=True)] == [
        ("delivery", "6.00"),
        ("handling", "1.50"),
        ("surcharge", "2.00"),
    ]
    assert [(row, row.gross) for row in totals.taxes] == [
        (TaxRow("20", Money(5660, "EUR"), Money(1132, "EUR")), Money(6792, "EUR")),
        (TaxRow("0", Money(200, "EUR"), Money(0, "EUR")), Money(200, "EUR")),
    ]
    assert sums(totals) == ("58.60", "11.32", "69.92")


def test_the_order_discount_is_spread_by_largest_remainder() -> None:
    lines = [line("1", each, "20") for each in ("36.00", "21.60", "6.00", "16.50")]

    totals = price(shop(), lines, discount_of("5%"))

    assert (str(totals.subtotal), str(totals.discount)) == ("80.10", "4.01")
    assert [str(one.order_discount) for one in totals.lines] == ["1.80", "1.08", "0.30", "0.83"]


def test_the_order_discount_leaves_returned_goods_and_charges_alone() -> None:
    lines = [line("2", "10.00", "20"), line("-1", "5.00", "20"), line("1", "0.00", "20")]

    totals = price(shop(), lines, discount_of("10%"), [fee("4.00", "20")])

    assert [str(one.order_discount) for one in totals.lines] == ["1.50", "0.00", "0.00"]
    assert str(totals.total) == "17.50"


@pytest.mark.parametrize(
    ("off", "taken"),
    [
        ("10%", "1.00"),
        ("12.5%", "1.25"),
        ("0%", "0.00"),
        ("100%", "9.99"),
        ("2.00", "2.00"),
        ("9.99", "9.99"),
    ],
)
def test_a_line_discount_is_of_the_rounded_amount(off: str, taken: str) -> None:
    (one,) = price(shop(), [line("0.333", "30.00", "20", off=off)]).lines

    assert (str(one.full), str(one.discount)) == ("9.99", taken)
    assert one.amount == one.full - one.discount


@pytest.mark.parametrize("off", ["100%", "30.00"])
def test_everything_may_be_given_away(off: str) -> None:
    totals = price(shop(), [line("1", "10.00", "20"), line("2", "10.00", "5.5")], discount_of(off))

    assert sums(totals) == ("0.00", "0.00", "0.00")
    assert rows(totals) == [("20", "0.00", "0.00"), ("5.5", "0.00", "0.00")]


@pytest.mark.parametrize(
    ("off", "error"),
    [
        ("100.01%", PercentOutOfRange),
        ("-10%", PercentOutOfRange),
        ("NaN%", PercentOutOfRange),
        ("-0.01", DiscountNegative),
        ("10.01", DiscountTooLarge),
    ],
)
def test_a_discount_larger_than_its_base_is_refused(off: str, error: type[CashierError]) -> None:
    with pytest.raises(error):
        price(shop(), [line("1", "10.00", "20", off=off)])
    with pytest.raises(error):
        price(shop(), [line("1", "10.00", "20")], discount_of(off))


def test_the_refusal_names_both_amounts() -> None:
    with pytest.raises(DiscountTooLarge) as refused:
        price(shop(), [line("1", "10.00", "20")], discount_of("12.00"))

    assert (refused.value.discount, refused.value.base) == (Money(1200, "EUR"), Money(1000, "EUR"))
    assert str(refused.value) == (
        "A discount of 12.00 is more than the 10.00 it is taken from. Write a smaller one."
    )


def test_a_percentage_charge_is_of_the_discounted_subtotal() -> None:
    totals = price(
        shop(), [line("1", "100.00", "20")], discount_of("10%"), [fee("3%", "20"), fee("5.00", "5.5")]
    )

    assert [str(amount) for amount in totals.charges] == ["2.70", "5.00"]
    assert rows(totals) == [("20", "77.25", "15.45"), ("5.5", "4.74", "0.26")]
    assert str(totals.total) == "97.70"


@pytest.mark.parametrize(
    ("net", "first", "base", "second", "total"),
    [
        ("100.00", "5.00", "100.00", "9.98", "114.98"),
        ("9.99", "0.50", "9.99", "1.00", "11.49"),
    ],
)
def test_two_taxes_are_each_taken_of_the_net(
    net: str, first: str, base: str, second: str, total: str
) -> None:
    totals = price(shop(False), [line("1", net, "5", "9.975")])

    assert rows(totals) == [("5", net, first), ("9.975", base, second)]
    assert str(totals.total) == total


@pytest.mark.parametrize(
    ("net", "first", "base", "second", "total"),
    [
        ("100.00", "5.00", "105.00", "10.47", "115.47"),
        ("10.10", "0.51", "10.61", "1.06", "11.67"),
    ],
)
def test_a_tax_on_a_tax_is_taken_of_both(net: str, first: str, base: str, second: str, total: str) -> None:
    totals = price(shop(False), [line("1", net, "5", "+9.975")])

    assert rows(totals) == [("5", net, first), ("+9.975", base, second)]
    assert str(totals.total) == total
    assert totals.net + totals.tax == totals.total


def test_each_tax_is_taken_once_over_all_its_lines() -> None:
    totals = price(shop(False), [line("1", "0.10", "5", "7"), line("1", "0.10", "5")])

    # 5 % of 0.20 is 0.01; of 0.10 twice it would be 0.02.
    assert rows(totals) == [("5", "0.20", "0.01"), ("7", "0.10", "0.01")]
    assert sums(totals) == ("0.20", "0.02", "0.22")


def test_the_base_of_a_tax_on_a_tax_is_rounded_once_over_its_lines() -> None:
    totals = price(shop(False), [line("1", "0.10", "5", "+10")] * 3)

    # 0.30 x 1.05 = 0.315; 0.105 on each line would make 0.33.
    assert rows(totals) == [("5", "0.30", "0.02"), ("+10", "0.32", "0.03")]


def test_the_same_rate_twice_is_two_rows() -> None:
    totals = price(shop(False), [line("1", "100.00", "9", "9")])

    assert rows(totals) == [("9", "100.00", "9.00"), ("9", "100.00", "9.00")]
    assert str(totals.total) == "118.00"


def test_prices_with_several_taxes_are_divided_by_the_chained_factor() -> None:
    totals = price(shop(), [line("1", "115.47", "5", "+9.975"), line("1", "10.50", "5")])

    # 115.47 / (1.05 x 1.09975) = 99.9956: 100.00, and 15.47 split 5.00 to 10.47.
    assert rows(totals) == [("5", "110.00", "5.50"), ("+9.975", "105.00", "10.47")]
    assert sums(totals) == ("110.00", "15.97", "125.97")


def test_no_tax_and_a_rate_of_zero_are_one_row() -> None:
    totals = price(shop(), [line("1", "3.00"), line("1", "2.00", "0")])

    assert rows(totals) == [("0", "5.00", "0.00")]


def test_an_empty_order_comes_to_nothing() -> None:
    totals = price(shop(), [])

    assert sums(totals) == ("0.00", "0.00", "0.00")
    assert (totals.lines, totals.taxes) == ((), ())


@pytest.mark.parametrize(
    ("currency", "each", "total", "net"),
    [
        ("JPY", "333.4", "667", "606"),
        ("EUR", "333.4", "666.80", "606.18"),
        ("KWD", "0.1234", "0.247", "0.225"),
    ],
)
def test_currencies_round_to_their_own_unit(currency: str, each: str, total: str, net: str) -> None:
    totals = price(shop(currency=currency), [line("2", each, "10")])

    assert (str(totals.total), str(totals.net)) == (total, net)


@pytest.mark.parametrize("included", [True, False])
@pytest.mark.parametrize("rounding", TaxRounding)
def test_an_exempt_order_comes_to_the_net_of_the_same_cart(included: bool, rounding: TaxRounding) -> None:
    terms = shop(included, rounding=rounding)
    lines = [line("3", "2.99", "20"), line("1", "24.90", "5.5", off="10%"), line("1", "0.05", "20")]
    charges = [fee("6.00", "20"), fee("1%", "5.5")]
    cart = terms, lines, discount_of("7%"), charges

    exempt = price(*cart, exempt=True)

    assert exempt.total == price(*cart).net
    assert rows(exempt) == [("0", str(exempt.total), "0.00")]
    assert printed_sum(exempt) == exempt.total


def printed_sum(totals: Totals) -> Money:
    whole = totals.subtotal - totals.discount
    for charge in totals.charges:
        whole += charge
    return whole


@pytest.mark.parametrize(("rate", "net"), [("20", "10.00"), ("5.5", "11.37"), ("0", "12.00")])
def test_another_rate_set_by_hand_keeps_the_gross(rate: str, net: str) -> None:
    totals = price(shop(), [line("1", "12.00", rate)])

    assert (str(totals.total), str(totals.net)) == ("12.00", net)


@pytest.mark.parametrize(
    ("quantity", "each", "error"),
    [
        ("1", "1e1000000", AmountTooLarge),
        ("999999", "999999999", AmountTooLarge),
        ("0.0000001", "1", QuantityTooFine),
        ("1", "0.0000001", PriceTooFine),
    ],
)
def test_what_no_till_can_hold_is_refused(quantity: str, each: str, error: type[CashierError]) -> None:
    with pytest.raises(error):
        price(shop(), [line(quantity, each, "20")])


def test_many_large_lines_are_refused_together() -> None:
    lines: Sequence[CartLine] = [line("1", "9999999999.99", "20")] * 2
    price(shop(), lines[:1])
    with pytest.raises(AmountTooLarge):
        price(shop(), lines)


def test_a_charge_too_large_is_refused_whatever_comes_back() -> None:
    back = [line("-1", "9999999999.99", "20")]
    price(shop(), back, charges=[fee("9999999999.99")])
    with pytest.raises(AmountTooLarge):
        price(shop(), back, charges=[fee("10000000000.00")])


def test_a_total_that_only_its_tax_makes_too_large_is_refused() -> None:
    net = line("1", "9999999999.99", "20")
    assert price(shop(), [net]).total.minor == AMOUNT_MAX
    with pytest.raises(AmountTooLarge):
        price(shop(included=False), [net])


def test_a_discount_is_one_of_two_things() -> None:
    with pytest.raises(ValueError, match="percentage or an amount"):
        Discount()
    with pytest.raises(ValueError, match="percentage or an amount"):
        Charge(ChargeKind.DELIVERY, "", None, None, ())


def test_another_currency_in_an_order_is_a_mistake_of_the_program() -> None:
    franc = Money(100, "CHF")
    with pytest.raises(ValueError, match="CHF"):
        price(shop(), [line("1", "10.00")], Discount(amount=franc))
    with pytest.raises(ValueError, match="CHF"):
        price(shop(), [], charges=[Charge(ChargeKind.DELIVERY, "", franc, None, ())])
