"""`price`: the totals of order documents, to the letter."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.cli.conftest import CommandLine, Opener, line

DOCUMENT: dict[str, Any] = {
    "channel": "counter",
    "currency": "EUR",
    "prices_include_tax": True,
    "tax_rounding": "per_total",
    "customer": {
        "email": "lucie@example.com", "name": "Lucie Martin", "phone": "+33 6 12 34 56 78",
        "company": None, "tax_id": None, "tax_exempt": False,
    },
    "lines": [
        {"sku": "MUG-BLU", "quantity": "2"},
        {"sku": "BOW-ASH", "quantity": "1", "unit_price": "24.00", "discount": "10%"},
        {"name": "Engraving", "quantity": "1", "unit_price": "6.00", "tax_rates": ["20"], "note": "Lucie"},
    ],
    "discount": "5%",
    "charges": [
        {"kind": "delivery", "name": "Local delivery", "amount": "6.00", "tax_rates": ["20"]},
        {"kind": "handling", "name": "Gift box", "amount": "1.50", "tax_rates": ["20"]},
        {"kind": "surcharge", "name": "Tip", "amount": "2.00", "tax_rates": []},
    ],
    "fulfilment": {
        "method": "delivery", "name": "Local delivery",
        "address": {
            "name": "", "street": ["8 quai des Bateliers"], "postcode": "67000", "city": "Strasbourg",
            "region": "", "country": "FR",
        },
        "tracking_number": "", "at": None,
    },
    "billing_address": None,
    "payment_method": "Bank transfer",
    "payments": [{"method": "cash", "amount": "50.00"}],
    "customer_note": "",
    "private_note": "",
}  # fmt: skip
"""What the shop's manual shows as an example."""

TOTALS = {
    "currency": "EUR",
    "lines": [
        {
            "name": "Mug, blue glaze", "quantity": "2", "unit_price": "18.00",
            "discount": "0.00", "amount": "36.00", "order_discount": "1.80",
        },
        {
            "name": "Bowl, ash wood", "quantity": "1", "unit_price": "24.00",
            "discount": "2.40", "amount": "21.60", "order_discount": "1.08",
        },
        {
            "name": "Engraving", "quantity": "1", "unit_price": "6.00",
            "discount": "0.00", "amount": "6.00", "order_discount": "0.30",
        },
    ],
    "subtotal": "63.60",
    "discount": "3.18",
    "charges": [
        {"kind": "delivery", "name": "Local delivery", "amount": "6.00"},
        {"kind": "handling", "name": "Gift box", "amount": "1.50"},
        {"kind": "surcharge", "name": "Tip", "amount": "2.00"},
    ],
    "taxes": [
        {"rate": "20", "net": "56.60", "tax": "11.32", "gross": "67.92"},
        {"rate": "0", "net": "2.00", "tax": "0.00", "gross": "2.00"},
    ],
    "net": "58.60", "tax": "11.32", "total": "69.92", "rounding": "0.00", "paid": "50.00", "due": "19.92",
}  # fmt: skip

BY_ITSELF = {
    "currency": "EUR",
    "prices_include_tax": True,
    "lines": [line(price="12.00", tax_rates=["20"])],
}
"""A document that needs no shop."""


def test_the_example_to_the_letter(steady: CommandLine) -> None:
    assert steady.price(DOCUMENT) == TOTALS
    assert list(steady.price(DOCUMENT)) == list(TOTALS)
    assert steady.json("orders") == []


def test_the_example_for_a_person(steady: CommandLine) -> None:
    assert steady("price", steady.write(DOCUMENT)).out.splitlines() == [
        "  2 x  Mug, blue glaze    36.00",
        "  1 x  Bowl, ash wood     21.60",
        "  1 x  Engraving           6.00",
        "       Discount           -3.18",
        "       Local delivery      6.00",
        "       Gift box            1.50",
        "       Tip                 2.00",
        "       Tax 20 % on 56.60  11.32",
        "       Total EUR          69.92",
        "       Paid               50.00",
        "       Due                19.92",
    ]


def test_a_document_that_says_everything_needs_no_shop(bare: CommandLine) -> None:
    assert bare.price(BY_ITSELF)["tax"] == "2.00"
    for missing in ("currency", "prices_include_tax"):
        said = bare("price", bare.write({k: v for k, v in BY_ITSELF.items() if k != missing}), "--json")
        assert said.error == "FieldWrong"
        assert missing in said.err
    said = bare("price", bare.write({**BY_ITSELF, "lines": [{"sku": "MUG-BLU"}]}), "--json")
    assert said.error == "FieldWrong"
    assert "lines[0].sku" in said.err
    assert not bare.folder.exists()


def test_a_list_gives_a_list(steady: CommandLine) -> None:
    assert steady.price([DOCUMENT, BY_ITSELF])[0] == TOTALS
    assert steady.price([BY_ITSELF]) == [steady.price(BY_ITSELF)]
    assert steady.price([]) == []
    second = steady("price", steady.write([BY_ITSELF, {"lines": [line(quantity="0")]}]), "--json")
    assert second.error == "QuantityNotPositive"
    assert len(second.lines) == 1


def test_a_dash_reads_standard_input(steady: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(steady.write(DOCUMENT)) as given:
        monkeypatch.setattr(sys, "stdin", given)
        assert steady.json("price", "-") == TOTALS
    monkeypatch.setattr(sys, "stdin", None)
    assert steady.refused("price", "-") == "DocumentUnreadable"


def test_a_byte_order_mark_is_no_mistake(steady: CommandLine) -> None:
    assert steady.json("price", steady.write(b"\xef\xbb\xbf" + b'{"lines": []}'))["total"] == "0.00"


@pytest.mark.parametrize(
    ("options", "price", "quantity", "totals"),
    [
        (("--country", "JP"), "1100", "3", ("3300", "300", "3300")),
        (("--country", "KW"), "1.234", "3", ("3.702", "0.000", "3.702")),
        (("--country", "CH"), "9.99", "1", ("9.99", "0.75", "9.99")),
        (("--country", "FR", "--tax-excluded"), "10.00", "1", ("10.00", "2.00", "12.00")),
        (("--country", "FR"), "29.1667", "12", ("350.00", "58.33", "350.00")),
    ],
)
def test_amounts_have_the_digits_of_the_currency(
    opened: Opener, options: tuple[str, ...], price: str, quantity: str, totals: tuple[str, str, str]
) -> None:
    priced = opened(*options).price({"lines": [line(price=price, quantity=quantity)]})
    assert (priced["subtotal"], priced["tax"], priced["total"]) == totals
    assert priced["lines"][0]["unit_price"] == price


@pytest.mark.parametrize(("rounding", "tax"), [("per_total", "0.28"), ("per_line", "0.27")])
def test_tax_on_top_is_rounded_as_the_document_says(steady: CommandLine, rounding: str, tax: str) -> None:
    lines = [line(price="0.47", tax_rates=["20"]) for _ in range(3)]
    priced = steady.price({"prices_include_tax": False, "tax_rounding": rounding, "lines": lines})
    assert (priced["net"], priced["tax"]) == ("1.41", tax)


def test_taxes_stand_on_one_another(steady: CommandLine) -> None:
    priced = steady.price(
        {"prices_include_tax": False, "lines": [line(price="100.00", tax_rates=["5", "+9.975"])]}
    )
    assert [(one["rate"], one["tax"]) for one in priced["taxes"]] == [("5", "5.00"), ("+9.975", "10.47")]


@pytest.mark.parametrize(
    ("paid", "settled"),
    [
        ([], ("0.00", "0.00", "9.99")),
        ([{"method": "cash", "amount": "10.00"}], ("0.01", "10.00", "0.00")),
        ([{"method": "Cash", "amount": "20.00"}], ("0.01", "10.00", "0.00")),
        ([{"method": "card", "amount": "9.99"}], ("0.00", "9.99", "0.00")),
        ([{"method": "card", "amount": "5.00"}], ("0.00", "5.00", "4.99")),
        (
            [{"method": "card", "amount": "5.00"}, {"method": "cash", "amount": "5"}],
            ("0.01", "10.00", "0.00"),
        ),
    ],
)
def test_cash_is_rounded_to_the_coins_there_are(
    opened: Opener, paid: list[dict[str, str]], settled: tuple[str, str, str]
) -> None:
    priced = opened("--country", "CH").price({"lines": [line(price="9.99")], "payments": paid})
    assert (priced["rounding"], priced["paid"], priced["due"]) == settled


def test_only_cash_may_exceed_the_total(steady: CommandLine) -> None:
    document = {"lines": [line(price="10.00")], "payments": [{"method": "cash", "amount": "50"}]}
    assert (steady.price(document)["paid"], steady.price(document)["due"]) == ("10.00", "0.00")
    for payments, refusal in (
        ([{"method": "card", "amount": "10.01"}], "TooMuchPaid"),
        ([{"method": "card", "amount": "6"}, {"method": "card", "amount": "6"}], "TooMuchPaid"),
        ([{"method": "cash", "amount": "0"}], "TenderNotPositive"),
        ([{"method": "barter", "amount": "1"}], "UnknownMethod"),
        ([{"method": "card", "amount": "0.001"}], "FieldWrong"),
    ):
        assert steady.refused("price", steady.write({**document, "payments": payments})) == refusal


def test_a_price_of_the_shop_is_in_its_currency(steady: CommandLine) -> None:
    assert (
        steady.refused("price", steady.write({"currency": "JPY", "lines": [{"sku": "CARD"}]}))
        == "WrongCurrency"
    )
    assert steady.price({"currency": "JPY", "lines": [line(price="100")]})["currency"] == "JPY"
