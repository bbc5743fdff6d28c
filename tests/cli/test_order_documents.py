"""What an order document may not say: each mistake is one sentence that names the place."""

from __future__ import annotations

import os
import stat
from typing import Any

import pytest

from tests.cli.conftest import CommandLine, line


def of(**fields: Any) -> dict[str, Any]:
    """A document of one line with these fields in it."""
    return {"lines": [line(**fields)]}


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({**of(), "colour": "blue"}, "colour"),
        (of(colour="blue"), "lines[0].colour"),
        ({**of(), "charges": [{"kind": "delivery", "amount": "1", "to": "x"}]}, "charges[0].to"),
        ({**of(), "payments": [{"method": "cash", "amount": "1", "on": "x"}]}, "payments[0].on"),
        ({**of(), "customer": "Lucie"}, "customer"),
        ({**of(), "customer": {"mail": "x"}}, "customer.mail"),
        ({**of(), "customer": {"name": 1}}, "customer.name"),
        ({**of(), "customer": {"tax_exempt": "no"}}, "customer.tax_exempt"),
        ({**of(), "fulfilment": {}}, "fulfilment.method"),
        ({**of(), "fulfilment": {"method": "drone"}}, "fulfilment.method"),
        ({**of(), "fulfilment": {"method": "pickup", "by": "x"}}, "fulfilment.by"),
        ({**of(), "fulfilment": {"method": "pickup", "at": "tomorrow"}}, "fulfilment.at"),
        ({**of(), "fulfilment": {"method": "pickup", "at": "2026-02-30"}}, "fulfilment.at"),
        ({**of(), "fulfilment": {"method": "pickup", "at": "2026-11-24T25:00"}}, "fulfilment.at"),
        ({**of(), "fulfilment": {"method": "delivery", "address": []}}, "fulfilment.address"),
        ({**of(), "billing_address": {"street": "8 quai"}}, "billing_address.street"),
        ({**of(), "billing_address": {"zip": "67000"}}, "billing_address.zip"),
        ({}, "lines"),
        ({"lines": None}, "lines"),
        ({"lines": {}}, "lines"),
        ({"lines": ["x"]}, "lines[0]"),
        ({"lines": [{}]}, "lines[0]"),
        ({"lines": [{"name": "\u200b"}]}, "lines[0]"),
        ({"lines": [{"name": "x"}]}, "lines[0].unit_price"),
        ({"lines": [line()] * 5001}, "lines"),
        (of(name=1.5), "lines[0].name"),
        (of(name=["x"]), "lines[0].name"),
        (of(note="n" * 3001), "lines[0].note"),
        (of(tax_rates="20"), "lines[0].tax_rates"),
        (of(tax_rates=[20]), "lines[0].tax_rates[0]"),
        ({**of(), "channel": "web"}, "channel"),
        ({**of(), "channel": ["counter"]}, "channel"),
        ({**of(), "tax_rounding": "per_unit"}, "tax_rounding"),
        ({**of(), "prices_include_tax": "yes"}, "prices_include_tax"),
        ({**of(), "prices_include_tax": 1}, "prices_include_tax"),
        ({**of(), "charges": [{"kind": "bribe", "amount": "1"}]}, "charges[0].kind"),
        ({**of(), "charges": [{"kind": "delivery"}]}, "charges[0].amount"),
        ({**of(), "payments": [{"amount": "1"}]}, "payments[0].method"),
        ({**of(), "payments": [{"method": "cash"}]}, "payments[0].amount"),
        ([of(), of(colour="blue")], "[1].lines[0].colour"),
        ('"text"', "its top"),
        (None, "its top"),
        (of(sku="MUG-BLU", discount="0.001"), "lines[0].discount"),
    ],
)
def test_a_mistake_names_its_place(steady: CommandLine, document: Any, place: str) -> None:
    said = steady("price", steady.write(document), "--json")
    assert said.error == "FieldWrong"
    assert f"at {place}:" in said.err


NO_AMOUNTS = (
    "", " ", "-5", "−5", ".5", "5.", "1,50", "1.234,56", "1 234,56", "1\u00a0234,56", "1’234.50", "1e3",
    "1e1000000", "NaN", "Infinity", "-Infinity", "1_000", "１２", "5 €", "$5", "9" * 400, "0x10", "+5", "٣",
    "1" * 16, "0." + "0" * 13, True, [], {}, "null", "12\n", "\x0012",
)  # fmt: skip


@pytest.mark.parametrize("amount", NO_AMOUNTS)
def test_an_amount_is_decimal_digits(steady: CommandLine, amount: Any) -> None:
    for document in (
        of(price=amount),
        {**of(), "payments": [{"method": "cash", "amount": amount}]},
        {**of(), "charges": [{"kind": "delivery", "amount": amount}]},
        of(discount=amount),
        {**of(), "discount": amount},
    ):
        assert steady.refused("price", steady.write(document)) == "FieldWrong"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"quantity": "0"}, "QuantityNotPositive"),
        ({"quantity": "-0"}, "QuantityNotPositive"),
        ({"quantity": "-1"}, "QuantityNotPositive"),
        ({"quantity": "0.0000001"}, "QuantityTooFine"),
        ({"quantity": "1000000"}, "QuantityTooLarge"),
        ({"quantity": "2,5"}, "FieldWrong"),
        ({"quantity": ""}, "FieldWrong"),
        ({"quantity": True}, "FieldWrong"),
        ({"sku": "MUG-BLU", "quantity": "2.5"}, "QuantityNotWhole"),
        ({"sku": "NOPE"}, "ProductUnknown"),
        ({"price": "0.0000001"}, "PriceTooFine"),
        ({"price": "9" * 15, "quantity": "999999"}, "AmountTooLarge"),
        ({"discount": "100.01%"}, "PercentOutOfRange"),
        ({"discount": "-10%"}, "FieldWrong"),
        ({"discount": "%"}, "FieldWrong"),
        ({"discount": "6.01"}, "DiscountTooLarge"),
        ({"tax_rates": ["x"]}, "RateNotANumber"),
        ({"tax_rates": [""]}, "RateNotANumber"),
        ({"tax_rates": ["-1"]}, "RateNotANumber"),
        ({"tax_rates": ["100.01"]}, "RateOutOfRange"),
        ({"tax_rates": ["5.55555"]}, "RateOutOfRange"),
        ({"tax_rates": ["1"] * 20}, "TooManyTaxes"),
    ],
)
def test_numbers_out_of_range_are_refused(steady: CommandLine, fields: dict[str, Any], refusal: str) -> None:
    file = steady.write(of(**fields))
    assert steady.refused("price", file) == refusal
    assert steady.refused("order", "place", file) == refusal
    assert steady.json("orders") == []


@pytest.mark.parametrize(
    ("fields", "total"),
    [
        ({"quantity": 2}, "12.00"),
        ({"price": 6}, "6.00"),
        ({"quantity": "0.0001"}, "0.00"),
        ({"quantity": "999999"}, "5999994.00"),
        ({"discount": "100%"}, "0.00"),
        ({"discount": "0%"}, "6.00"),
        ({"discount": "0"}, "6.00"),
        ({"discount": "6.00"}, "0.00"),
        ({"price": "0.005"}, "0.01"),
        ({"price": "-0"}, "0.00"),
        ({"tax_rates": []}, "6.00"),
        ({"tax_rates": ["100"]}, "6.00"),
        ({"tax_rates": ["5.5"]}, "6.00"),
        ({"tax_rates": ["8.1", "0"]}, "6.00"),
    ],
)
def test_numbers_at_the_edge_are_taken(steady: CommandLine, fields: dict[str, Any], total: str) -> None:
    assert steady.price(of(**fields))["total"] == total


def test_a_number_without_quotes_keeps_its_digits(steady: CommandLine) -> None:
    text = '{"lines": [{"name": "x", "unit_price": 0.30000000000000004}]}'
    assert steady.refused("price", steady.write(text)) == "FieldWrong"
    assert steady.json("price", steady.write(text.replace("0000000000000004", "")))["total"] == "0.30"


@pytest.mark.parametrize(
    "data",
    [
        b"", b" \n", b"{", b"[1, 2", b"lines: []", b"\xff\xfe{\0}\0", b"\x89PNG\r\n\x1a\n", b"\0" * 100,
        b'{"lines": [NaN]}', b'{"lines": [-Infinity]}', b"[" * 100_000, b'{"a":' * 100_000,
        b'{"lines": [' + b"9" * 5000 + b"]}", b"'; DROP TABLE", b'{"lines": [], "lines": []}',
        b'{"lines": [{"name": "\xe9"}]}', b"{} {}",
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused(steady: CommandLine, data: bytes) -> None:
    assert steady.refused("price", steady.write(data)) == "DocumentUnreadable"


def test_a_name_that_stands_twice_is_named(steady: CommandLine) -> None:
    said = steady("price", steady.write('{"lines": [], "discount": "5%", "discount": "10%"}'))
    assert "“discount” stands twice" in said.err


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders")
def test_what_is_no_file_is_refused_at_once(steady: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    fifo = steady.files / "pipe"
    os.mkfifo(fifo)
    assert steady.refused("price", str(fifo)) == "DocumentUnreadable"
    assert steady.refused("price", str(steady.files)) == "DocumentUnreadable"
    assert steady.refused("price", str(steady.files / "nothing")) == "FileMissing"
    assert steady.refused("order", "place", "a" * 300) == "FileUnreadable"
    assert steady.refused("price", "") == "FileMissing"
    monkeypatch.setattr("pos.exchange.orders.order_file.SIZE_MAX", 1000)
    assert steady.refused("price", "/dev/zero") == "DocumentUnreadable"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_refused(steady: CommandLine) -> None:
    file = steady.write(of())
    os.chmod(file, stat.S_IWUSR)
    assert steady.refused("price", file) == "FileUnreadable"
