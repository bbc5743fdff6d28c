"""Commands on orders that were placed: what they say, what they refuse, and that a dry run writes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import CommandLine
from tests.sample import sample


@pytest.fixture
def sold(till: CommandLine) -> CommandLine:
    """The shop with an order of three mugs and a bowl, paid by card, to be fetched."""
    till.place(
        {
            "lines": [{"sku": "MUG-BLU", "quantity": "3"}, {"sku": "BOW-ASH"}],
            "customer": {"email": "lucie@example.com", "name": "Lucie Martin"},
            "fulfilment": {"method": "pickup"},
            "payments": [{"method": "card", "amount": "78.00"}],
            "invoice": True,
            "deposit": "30%",
            "promised": "2027-03-01",
        }
    )
    return till


def asked(till: CommandLine, do: str, value: Any, *more: str) -> Any:
    return till.json("order", do, "A-000001", till.write(value), *more)


def test_an_order_document_asks_for_invoice_deposit_and_day(sold: CommandLine) -> None:
    order = sold.json("order", "A-000001")
    assert (order["deposit"], order["deposit_missing"], order["promised"]) == ("30%", "0.00", "2027-03-01")
    assert [one["kind"] for one in order["documents"]] == ["receipt", "invoice"]
    assert [one["total"] for one in order["documents"]] == ["78.00", "78.00"]


def test_rates_by_hand_cover_an_order_document(till: CommandLine) -> None:
    order = till.place({"lines": [{"sku": "MUG-BLU"}], "taxes_by_hand": ["5.5"]})
    assert [(row["rate"], row["gross"]) for row in order["taxes"]] == [("5.5", "18.00")]


def test_a_dry_run_says_what_the_command_then_does(sold: CommandLine) -> None:
    value = {"lines": [{"line": 1, "quantity": "1"}, {"line": 2, "amount": "4.00"}], "reason": "chipped"}
    would = asked(sold, "refund", value, "--dry-run")
    assert sold.json("order", "A-000001")["credited"] == "0.00"
    did = asked(sold, "refund", value)
    for answer in (would, did):
        del answer["order"]
    assert would == did
    assert did["credit"]["total"] == "22.00"
    assert did["given_back"] == [{"method": "card", "amount": "22.00"}]
    assert did["stock"] == [{"sku": "MUG-BLU", "change": "1", "on_hand": "48"}]
    assert did["consequences"]["due"] == ["0.00", "0.00"]


def test_each_command_moves_the_order_on(sold: CommandLine) -> None:
    edited = asked(sold, "edit", {"version": 1, "lines": [{"line": 1, "quantity": "4"}, {"sku": "CARD"}]})
    assert (edited["order"]["version"], edited["order"]["due"]) == (2, "19.50")
    assert [line["line"] for line in edited["order"]["lines"]] == [1, 2, 3]
    assert sold.json("order", "pay", "A-000001", "cash", "19.50")["due"] == "0.00"
    corrected = sold.json("order", "correct", "A-000001", "2", "card")
    assert corrected["order"]["payment_status"] == "Paid"
    part = asked(sold, "deliver", {"lines": [{"line": 1, "quantity": "3"}], "how": "shipped"})
    assert part["order"]["fulfilment_status"] == "Processing"
    assert [line["handed"] for line in part["order"]["lines"]] == ["3", "0", "0"]
    rest = sold.json("order", "deliver", "A-000001", "--how", "shipped", "--tracking", "6A 100")
    assert rest["order"]["fulfilment_status"] == "Shipped"
    assert rest["order"]["fulfilment"]["tracking_number"] == "6A 100"
    later = asked(sold, "refund", {"lines": [{"line": 2, "quantity": "1"}], "payments": "later"})
    assert (later["order"]["to_give_back"], later["given_back"]) == ("24.00", [])
    assert sold.json("order", "repay", "A-000001", "cash", "4.00")["order"]["to_give_back"] == "20.00"
    assert sold.json("order", "repay", "A-000001")["order"]["to_give_back"] == "0.00"
    sold.json("order", "note", "A-000001", "called", "--for", "customer")
    details = asked(sold, "details", {"private_note": "rings twice"})
    assert (details["order"]["private_note"], details["order"]["version"]) == ("rings twice", 2)
    exchanged = asked(
        sold,
        "exchange",
        {"return": {"lines": [{"line": 1, "quantity": "1"}]}, "order": {"lines": [{"sku": "BOW-ASH"}]}},
    )
    assert (exchanged["order"]["number"], exchanged["order"]["due"]) == ("A-000002", "6.00")
    assert exchanged["returned"]["number"] == "A-000001"


@pytest.mark.parametrize(
    "words",
    [
        ("pay", "A-000001", "card", "5.00", "--accept-more"),
        ("status", "A-000001", "--fulfilment", "Shipped", "--tracking", "6A 1"),
        ("status", "A-000001", "--tracking", "6A 1"),
        ("cancel", "A-000001", "--repay", "--reason", "mistake"),
        ("void", "A-000001"),
        ("correct", "A-000001", "1", "cash"),
        ("deliver", "A-000001"),
        ("note", "A-000001", "called"),
    ],
)
def test_no_command_writes_in_a_dry_run(sold: CommandLine, words: tuple[str, ...]) -> None:
    before = sold.json("order", "A-000001")
    assert sold.json("order", *words, "--dry-run")["consequences"]
    assert sold.json("order", "A-000001") == before


def test_nothing_is_placed_in_a_dry_run(sold: CommandLine) -> None:
    assert sold("order", "place", sold.write({"lines": [{"sku": "CARD"}]}), "--dry-run").status == 2
    assert len(sold.json("orders")) == 1


REFUSED = [
    ("edit", {"version": 7}, "ChangedMeanwhile"),
    ("edit", {"lines": [{"line": 9, "quantity": "1"}]}, "LineUnknown"),
    ("edit", {"lines": [{"line": 1, "quantity": "0"}, {"line": 2, "quantity": "0"}]}, "NothingWouldBeLeft"),
    ("edit", {"discount": "500.00"}, "DiscountTooLarge"),
    ("edit", {"lines": [{"line": 1, "discount": "500.00"}]}, "DiscountTooLarge"),
    ("edit", {"lines": [{"line": "one"}]}, "FieldWrong"),
    ("edit", {"surprise": 1}, "FieldWrong"),
    ("edit", {"lines": [{"line": 1, "quantity": "-1"}]}, "QuantityNotPositive"),
    ("details", {"discount": None}, "FieldWrong"),
    ("details", {"promised": "soon"}, "FieldWrong"),
    ("refund", {}, "NothingChosen"),
    ("refund", {"lines": [{"line": 1, "quantity": "4"}]}, "MoreThanLeft"),
    ("refund", {"lines": [{"line": 9, "quantity": "1"}]}, "LineUnknown"),
    ("refund", {"charges": [{"charge": 1}]}, "ChargeUnknown"),
    ("refund", {"amount": "78.01"}, "MoreThanLeft"),
    ("refund", {"amount": "1.001"}, "FieldWrong"),
    ("refund", {"lines": [{"line": 1}]}, "FieldWrong"),
    ("refund", {"amount": "5.00", "payments": [{"method": "card", "amount": "6.00"}]}, "MoreThanOwed"),
    ("refund", {"amount": "5.00", "payments": [{"method": "shells", "amount": "5.00"}]}, "UnknownMethod"),
    ("deliver", {"lines": [{"line": 1, "quantity": "4"}]}, "MoreThanOpen"),
    ("deliver", {"lines": [{"line": 1, "quantity": "-1"}]}, "MoreThanOpen"),
    ("deliver", {"how": "thrown"}, "FieldWrong"),
    ("exchange", {"return": {}, "order": {"lines": [{"sku": "CARD"}]}}, "NothingChosen"),
    ("exchange", {"return": {"amount": "1.00"}, "order": {"lines": []}}, "EmptyCart"),
]


@pytest.mark.parametrize(("do", "value", "refusal"), sample(REFUSED, 10))
def test_a_refusal_is_a_sentence_and_changes_nothing(
    sold: CommandLine, do: str, value: Any, refusal: str
) -> None:
    before = sold.json("order", "A-000001")
    for more in ((), ("--dry-run",)):
        assert sold.refused("order", do, "A-000001", sold.write(value), *more) == refusal
    assert sold.json("order", "A-000001") == before
    assert len(sold.json("orders")) == 1


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("correct", "A-000001", "2", "cash"), "PaymentUnknown"),
        (("correct", "A-000001", "1", "card"), "SameMethod"),
        (("correct", "A-000001", "1", "shells"), "UnknownMethod"),
        (("repay", "A-000001"), "NothingToGiveBack"),
        (("repay", "A-000001", "card", "much"), "NotANumber"),
        (("note", "A-000001", " "), "NothingWritten"),
        (("deliver", "A-000009"), "OrderUnknown"),
    ],
)
def test_few_words_are_refused_in_a_sentence(sold: CommandLine, words: tuple[str, ...], refusal: str) -> None:
    assert sold.refused("order", *words) == refusal


@pytest.mark.parametrize(
    "words", [("correct", "A-000001", "one", "card"), ("note", "A-000001"), ("edit", "A-000001")]
)
def test_words_that_are_not_understood_show_the_usage(sold: CommandLine, words: tuple[str, ...]) -> None:
    assert sold("order", *words).status == 2


def test_a_list_goes_on_where_it_is_told_to(sold: CommandLine) -> None:
    operations = [
        {"do": "void", "order": "A-000009"},
        {"do": "note", "order": "A-000001", "text": "called"},
        {"do": "refund", "order": "A-000001", "refund": {"amount": "1.00"}},
    ]
    said = sold("--json", "order", "apply", sold.write(operations), "--go-on")
    assert said.status == 1
    assert [(one["n"], one["do"], "error" in one) for one in said.lines] == [
        (1, "void", True),
        (2, "note", False),
        (3, "refund", False),
    ]
    text = sold("order", "apply", sold.write(operations[1:]))
    assert text.out.splitlines() == [
        "1  note  A-000001  78.00 EUR  Partially refunded",
        "2  refund  A-000001  78.00 EUR  Partially refunded",
    ]


def test_a_list_is_read_whole_before_anything_is_done(sold: CommandLine) -> None:
    operations = [{"do": "note", "order": "A-000001", "text": "called"}, {"do": "dance", "order": "A-000001"}]
    assert sold.refused("order", "apply", sold.write(operations)) == "FieldWrong"
    assert "called" not in json.dumps(sold.json("order", "A-000001"))


@pytest.mark.parametrize(
    "words",
    [
        ("pay", "A-000001", "card", "5.00", "--accept-more"),
        ("status", "A-000001", "--fulfilment", "Shipped"),
        ("cancel", "A-000001", "--repay"),
        ("void", "A-000001"),
    ],
)
def test_old_commands_say_what_followed_beside_the_order(sold: CommandLine, words: tuple[str, ...]) -> None:
    would = sold.json("order", *words, "--dry-run")
    did = sold.json("order", *words)
    for answer in (would, did):
        assert answer.keys() >= {"order", "consequences", "given_back", "stock"}
        assert {name: answer[name] for name in answer["order"]} == answer["order"]
    assert would["consequences"] == did["consequences"]
    assert would["given_back"] == did["given_back"]


def test_an_invoice_says_its_number_and_what_followed(till: CommandLine) -> None:
    till.place({"lines": [{"sku": "CARD"}], "customer": {"name": "Lucie Martin"}, "invoice": False})
    made = till.json("order", "invoice", "1")
    (paper,) = made["consequences"]["documents"]
    assert (paper["kind"], made["number"], paper in made["documents"]) == ("invoice", "A-000001", True)


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("pay", "1", "card", "1.999"), "1.999"),
        (("repay", "1", "card", "1.999"), "1.999"),
        (("pay", "1", "card", "5.00"), "A-000001"),
    ],
)
def test_a_dry_run_refuses_with_the_same_sentence(
    sold: CommandLine, words: tuple[str, ...], sentence: str, more: tuple[str, ...]
) -> None:
    said = sold("order", *words, *more)
    assert said.status == 1
    assert sentence in said.err
    assert "order document" not in said.err


def test_payments_are_counted_and_say_where_they_went(sold: CommandLine) -> None:
    sold.json("order", "correct", "1", "1", "cash")
    rows = [
        (one["n"], one["direction"], one["method"], one["amount"])
        for one in sold.json("order", "1")["payments"]
    ]
    assert rows == [(1, "in", "card", "78.00"), (1, "out", "card", "-78.00"), (1, "in", "cash", "78.00")]
    asked(
        sold,
        "exchange",
        {"return": {"lines": [{"line": 2, "quantity": "1"}]}, "order": {"lines": [{"sku": "CARD"}]}},
    )
    old, new = sold.json("order", "1")["payments"][-1], sold.json("order", "2")["payments"][0]
    assert (old["n"], old["direction"], old["moved"]) == (None, "out", "A-000002")
    assert (new["n"], new["direction"], new["moved"]) == (1, "in", "A-000001")


def test_versions_and_notes_say_who_wrote_them(sold: CommandLine) -> None:
    asked(sold, "edit", {"lines": [{"line": 1, "quantity": "4"}], "reason": "one more"})
    sold.json("order", "note", "1", "rings twice", "--for", "customer")
    order = sold.json("order", "1")
    assert [(one["version"], one["reason"], one["total"]) for one in order["versions"]] == [
        (1, "", "78.00"),
        (2, "one more", "96.00"),
    ]
    assert [one["lines"][0]["quantity"] for one in order["versions"]] == ["3", "4"]
    (note,) = order["notes"]
    assert (note["for"], note["text"], note["till"]) == ("customer", "rings twice", "A")
    assert {one["till"] for one in order["history"]} == {"A"}


def test_an_order_says_what_is_to_decide_on_it(sold: CommandLine) -> None:
    assert sold.json("order", "1")["exceptions"] == []
    assert sold.json("order", "note", "1", "called")["order"]["exceptions"] == []


def test_an_exchange_says_what_both_orders_move_and_make(sold: CommandLine) -> None:
    new = {"lines": [{"sku": "BOW-ASH", "quantity": "2"}]}
    back = {"lines": [{"line": 1, "quantity": "1"}, {"line": 2, "quantity": "1"}]}
    said = asked(sold, "exchange", {"return": back, "order": new})
    assert [(one["sku"], one["change"]) for one in said["stock"]] == [("MUG-BLU", "1"), ("BOW-ASH", "-1")]
    kinds = [(one["kind"], one["total"]) for one in said["consequences"]["documents"]]
    assert kinds == [("refund", "42.00"), ("credit_note", "42.00"), ("receipt", "48.00")]


def test_a_copy_is_an_order_document(sold: CommandLine) -> None:
    sold.json(
        "order", "edit", "1", sold.write({"lines": [{"line": 1, "unit_price": "15.00"}], "discount": "10%"})
    )
    sold.json("order", "repay", "1")
    today, then = sold.json("order", "copy", "1"), sold.json("order", "copy", "1", "--old-prices")
    assert [line.get("unit_price") for line in today["lines"]] == [None, None]
    assert [line["unit_price"] for line in then["lines"]] == ["15.00", "24.00"]
    assert sold.place(then)["total"] == sold.json("order", "1")["total"] == "62.10"
    assert [sold.json("order", "1")["copied"], sold.json("order", "2")["copied"]] == [None, "A-000001"]
    assert sold.refused("order", "place", sold.write({**today, "copied": "A-000099"})) == "OrderUnknown"
    again = sold.place(today)
    assert again["copied"] == "A-000001"
    assert (again["total"], again["customer"], again["documents"][0]["number"]) == (
        "78.00",
        "Lucie Martin",
        "A-000003",
    )
    assert (again["paid"], again["fulfilment"]["method"], again["promised"]) == ("0.00", "pickup", None)
