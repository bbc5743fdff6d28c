"""Quotes from the command line: saved from a file, listed, placed once, declined."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import CommandLine

QUOTE: dict[str, Any] = {
    "lines": [{"sku": "MUG-BLU", "quantity": "2"}],
    "customer": {"name": "Jean Dupont", "email": "jean@example.com"},
    "deposit": "30%",
    "text": "As we spoke on the phone.",
}


def saved(till: CommandLine, **changes: Any) -> Any:
    return till.json("quote", "save", till.write({**QUOTE, **changes}))


def test_a_quote_is_saved_listed_changed_and_placed_once(till: CommandLine) -> None:
    made = saved(till)
    assert (made["number"], made["state"], made["total"]) == ("A-Q000001", "Open", "36.00")
    assert (made["deposit"], made["text"], made["sent"]) == ("30%", QUOTE["text"], False)
    assert till.json("orders") == []
    changed = saved(till, quote="A-Q000001", lines=[{"sku": "MUG-BLU", "quantity": "3"}], text="")
    assert (changed["number"], changed["total"], changed["text"]) == ("A-Q000001", "54.00", "")
    assert [one["total"] for one in till.json("quotes", "dupont")] == ["54.00"]
    tried = till.json("quote", "place", "A-Q000001", "--dry-run")["order"]
    assert (tried["number"], till.json("orders")) == ("A-000001", [])
    order = till.json("quote", "place", "a-q000001")["order"]
    assert (order["number"], order["quote"], order["deposit_missing"]) == ("A-000001", "A-Q000001", "16.20")
    assert till.json("quote", "A-Q000001")["order"] == "A-000001"
    assert till.refused("quote", "place", "A-Q000001") == "QuotePlaced"
    assert len(till.json("customers")) == 1


def test_a_quote_is_mailed_once_as_it_is_saved_or_later(till: CommandLine) -> None:
    tried = till.json("quote", "save", till.write(QUOTE), "--mail", "--dry-run")
    assert (tried["sent"], till.json("quotes"), till.json("mail")) == (True, [], [])
    made = till.json("quote", "save", till.write(QUOTE), "--mail")
    assert (made["sent"], [(one["kind"], one["to"]) for one in made["mails"]]) == (
        True, [("quote", "jean@example.com")],
    )  # fmt: skip
    (mail,) = till.json("mail")
    assert (mail["order"], mail["kind"], mail["state"]) == ("A-Q000001", "quote", "waiting")
    assert len(till.json("quote", "mail", "a-q000001")["mails"]) == 1  # that one still waits
    till.json("mail", "drop", mail["id"])
    assert [one["state"] for one in till.json("quote", "mail", "1")["mails"]] == ["dropped", "waiting"]
    nobody = till.write({**QUOTE, "customer": {"name": "Anne Roux", "phone": "0612345678"}})
    assert till.refused("quote", "save", nobody, "--mail") == "QuoteToNobody"
    assert (len(till.json("quotes")), len(till.json("customers"))) == (1, 1)
    till.json("quote", "decline", "1")
    assert till.refused("quote", "mail", "1") == "QuoteDeclined"
    assert till.refused("quote", "mail", "9") == "QuoteUnknown"
    assert till.json("verify", "--rebuild")["answer"] == "right"


def test_what_is_refused_leaves_nothing_behind(till: CommandLine) -> None:
    saved(till)
    till.json("quote", "decline", "A-Q000001")
    other = {**QUOTE, "customer": {"name": "Anne Roux", "email": "anne@example.com"}}
    file = till.write({**other, "quote": "A-Q000001"})
    assert till.refused("quote", "save", file) == "QuoteDeclined"
    assert till.refused("quote", "save", till.write({**other, "valid_until": "2020-01-01"})) == (
        "QuoteEndsBefore"
    )
    assert len(till.json("customers")) == 1
    assert till.refused("quote", "place", "A-Q000009") == "QuoteUnknown"


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        [QUOTE],
        '"text"',
        {**QUOTE, "lines": []},
        {**QUOTE, "valid_until": "2026-02-30"},
        {**QUOTE, "valid_until": "tomorrow"},
        {**QUOTE, "valid_until": 5},
        {**QUOTE, "payments": [{"method": "cash", "amount": "5.00"}]},
        {**QUOTE, "invoice": True},
        {**QUOTE, "quotes": "A-Q000001"},
    ],
)
def test_a_file_that_is_no_quote_is_refused(till: CommandLine, wrong: Any) -> None:
    assert till.refused("quote", "save", till.write(wrong)) in ("FieldWrong", "EmptyCart")
    assert till.json("quotes") == []
