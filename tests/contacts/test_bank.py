"""The payment code says what EPC069-12 asks."""

from __future__ import annotations

import pytest

from pos.contacts.bank import MOST_BYTES, epc_payload, iban_groups, is_bic, is_iban
from pos.domain.money.amounts import Money

IBAN = "FR76 3000 6000 0112 3456 7890 189"


def pay(amount: str = "412.80", currency: str = "EUR", **changes: str) -> str:
    fields = {"holder": "Atelier des Tanneurs", "iban": IBAN, "reference": "P-2026-000087", **changes}
    return epc_payload(Money.of(amount, currency), **fields)


def test_the_code_line_by_line() -> None:
    assert pay(bic="agrifrpp").split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "AGRIFRPP",
        "Atelier des Tanneurs",
        "FR7630006000011234567890189",
        "EUR412.80",
        "",
        "",
        "P-2026-000087",
    ]


def test_without_bic_and_reference() -> None:
    assert pay(reference="").split("\n")[4:] == [
        "",
        "Atelier des Tanneurs",
        "FR7630006000011234567890189",
        "EUR412.80",
    ]


def test_a_creditor_reference_has_its_own_line() -> None:
    assert pay(reference="RF18 5390 0754 7034").split("\n")[9:] == ["RF18539007547034"]
    assert pay(reference="RF19 5390 0754 7034").split("\n")[9:] == ["", "RF19 5390 0754 7034"]


@pytest.mark.parametrize(
    "changes",
    [
        {"currency": "GBP"},
        {"amount": "0"},
        {"amount": "-3"},
        {"amount": "1000000000"},
        {"holder": " \n "},
        {"iban": ""},
        {"iban": "FR76 3000 6000 0112 3456 7890 188"},
        {"iban": "not one"},
    ],
)
def test_where_no_code_can_be_made(changes: dict[str, str]) -> None:
    assert pay(**changes) == ""


@pytest.mark.parametrize("text", ["é" * 500, "牛" * 500, "🐄" * 500, "a\nb" * 300])
def test_long_texts_are_cut_to_what_a_code_holds(text: str) -> None:
    code = pay(holder=text, reference=text)
    assert len(code.encode()) <= MOST_BYTES
    assert len(code.split("\n")) == 11


def test_account_numbers() -> None:
    assert is_iban("de89 3704 0044 0532 0130 00")
    assert not is_iban("DE89370400440532013001")
    assert not is_iban("DE" + "9" * 400)
    assert is_bic("COBADEFFXXX")
    assert not is_bic("COBA")
    assert iban_groups("DE89370400440532013000") == "DE89 3704 0044 0532 0130 00"
