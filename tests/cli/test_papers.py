"""Every paper by `document`, and reminders, as scripts ask for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CommandLine

ORDER: dict[str, Any] = {
    "lines": [{"sku": "MUG-BLU", "quantity": "2"}, {"sku": "CARD", "quantity": "4"}],
    "customer": {"name": "Jean Dupont", "email": "jean@example.com"},
    "invoice": True,
}
AFTER = [
    {"do": "place", "as": "o", "document": ORDER},
    {"do": "pay", "order": "$o", "method": "card", "amount": "30.00"},
    {"do": "deliver", "order": "$o", "delivery": {"lines": [{"line": 1, "quantity": "1"}]}},
    {"do": "refund", "order": "$o", "refund": {"lines": [{"line": 1, "quantity": "1"}]}},
]


@pytest.fixture
def sold(till: CommandLine) -> CommandLine:
    """A shop with one order that has every paper, and a quote."""
    assert till("order", "apply", till.write(AFTER)).status == 0
    quote = {name: value for name, value in ORDER.items() if name != "invoice"}
    till.json("quote", "save", till.write(quote))
    return till


@pytest.mark.parametrize(
    ("kind", "number", "name"),
    [
        ("receipt", "1", "A-000001"),
        ("invoice", "a-000001", "A-2026-000001"),
        ("credit_note", "A-000001", "AC-2026-000001"),
        ("refund", "A-R000001", "A-R000001"),
        ("refund", "A-000001", "A-R000001"),
        ("payment", "A-000001", "A-000001-payment"),
        ("packing_slip", "A-000001", "A-000001-packing_slip"),
        ("pickup_slip", "A-000001", "A-000001-pickup_slip"),
        ("gift_receipt", "A-000001", "A-000001-gift_receipt"),
        ("quote", "A-Q000001", "A-Q000001"),
    ],
)
def test_every_kind_of_paper_is_made(sold: CommandLine, kind: str, number: str, name: str) -> None:
    said = sold.json("document", number, "--kind", kind)
    path = Path(said["path"])
    year = sold.json("order", "1")["placed_at"][:4]
    assert path.name == f"{name}.pdf".replace("2026", year)
    assert path.read_bytes().startswith(b"%PDF")
    assert sold.json("document", number, "--kind", kind) == said
    assert sold.json("quote", "A-Q000001")["sent"] == (kind == "quote")


def test_a_slip_is_made_of_the_pieces_of_a_delivery_to_come(sold: CommandLine) -> None:
    lines = [{"sku": "CARD", "quantity": "3"}]
    number = sold.place({"lines": lines, "payments": []})["number"]

    def slip(kind: str, quantity: str) -> list[str]:
        file = sold.write({"lines": [{"line": 1, "quantity": quantity}]})
        return ["document", number, "--kind", kind, "--delivery", file]

    for kind in ("packing_slip", "pickup_slip"):
        two, three = (Path(sold.json(*slip(kind, pieces))["path"]).read_bytes() for pieces in ("2", "3"))
        assert two.startswith(b"%PDF")
        assert two != three
        assert sold.refused(*slip(kind, "4")) == "MoreThanOpen"


def test_a_paper_that_is_not_there_is_refused(sold: CommandLine) -> None:
    for kind, type_ in (("packing_slip", "NothingToPack"), ("payment", "NothingPaid")):
        assert sold.refused("document", "A-000001", "--kind", kind, "--nth", "7") == type_
    assert sold.refused("document", "A-Q000009", "--kind", "quote") == "QuoteUnknown"
    assert sold.refused("document", "A-000009", "--kind", "refund") == "OrderUnknown"
    sold.place({"lines": [{"sku": "CARD"}]})
    for kind, type_ in (("refund", "NothingRefunded"), ("payment", "NothingPaid"), ("quote", "QuoteUnknown")):
        assert sold.refused("document", "A-000002", "--kind", kind) == type_


def test_all_papers_are_listed_and_written_to_a_file(sold: CommandLine) -> None:
    papers = sold.json("documents")
    assert [one["kind"] for one in papers] == ["quote", "credit_note", "refund", "invoice", "receipt"]
    note = papers[1]
    assert (note["order"], note["invoice"], note["total"]) == ("A-000001", papers[3]["number"], "18.00")
    assert [one["number"] for one in sold.json("documents", "dupont", "--kind", "refund")] == ["A-R000001"]
    assert len(sold.json("documents", "--customer", "dupont", "--till", "a")) == 5
    assert sold.json("documents", "--customer", "martin") == []
    assert sold.json("documents", "--until", "2001-01-01") == []
    for name in ("papers.csv", "papers.xlsx", "papers.json"):
        said = sold.json("documents", "-o", str(sold.files / name))
        assert (said["documents"], Path(said["path"]).stat().st_size > 100) == (5, True)
    assert "A-R000001" in (sold.files / "papers.csv").read_text("utf-8-sig")
    assert sold.refused("documents", "-o", str(sold.files / "papers.pdf")) == "FileKindUnknown"
    assert sold.refused("documents", "--since", "yesterday") == "DayWrong"


def test_who_is_not_late_is_not_reminded(sold: CommandLine) -> None:
    unpaid = sold.place({**ORDER, "invoice": False})["number"]
    assert sold.refused("order", "remind", unpaid) == "NotOverdue"
    assert sold.refused("order", "remind", "A-000001") == "NothingDue"
    operations = [{"do": "remind", "order": unpaid}]
    said = sold("--json", "order", "apply", sold.write(operations), "--go-on")
    assert (said.status, said.json["error"]["type"]) == (1, "NotOverdue")
