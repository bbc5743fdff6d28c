"""Worked tables: the rows and the sums of days that each kind of entry about an order makes."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace

from pos.journal.kinds.documents import DocumentReprinted, InvoiceIssued, MailSent, OrderReminded
from pos.journal.kinds.orders import (
    DetailFields,
    DetailPersonal,
    OrderDetailsSet,
    OrderNoted,
    OrderStatusSaid,
    TrackingPersonal,
)
from pos.journal.kinds.payments import PaymentCorrected, TakenBack
from pos.journal.kinds.sold import CreditNote, Invoice, Named, OrderPersonal, SoldFulfilment, Store
from tests.journal.orders import (
    BOWL,
    DAY,
    LATER,
    MUG,
    ORDER_ID,
    PIECE,
    agreed,
    bowls,
    credit,
    days,
    edited,
    event_of,
    given,
    handing,
    mugs,
    order_of,
    placing,
    rows,
    table,
    taken,
    tender,
    told,
)

MONEY = ("total", "credited", "rounding", "paid", "refunded")
STATUSES = ("payment_status", "fulfilment_status")
CASH = tender("cash", 10200, given=11000)
SOLD = told(placing(CASH, change=800, handed=True), 1)
OPEN = told(placing(), 1)
PLACED_DAY = {
    "2026-11-23 A payments cash": (1, 10200, 0, 0),
    "2026-11-23 A sales": (1, 10200, 8500, 1700),
    "2026-11-23 A tax 20": (1, 10200, 8500, 1700),
}
UNPAID_DAY = {name: one for name, one in PLACED_DAY.items() if "payments" not in name}


def owing(amount: int) -> dict[str, tuple[int, int, int, int]]:
    """What orders placed on that day still owe, kept with its sums."""
    return {"2026-11-23 A due EUR": (1, amount, 0, 0)}


def test_an_order_that_was_paid_and_taken_away() -> None:
    made = rows(SOLD)
    assert order_of(made, *MONEY, *STATUSES) == (10200, 0, 0, 10200, 0, "Paid", "Delivered")
    assert order_of(made, "number", "placed", "day", "net", "tax", "item_count", "served_by") == (
        "A-000001", 1795420800000, DAY, 8500, 1700, 5 * PIECE, "Lucie",
    )  # fmt: skip
    assert table(made, "order_line", "n", "variant_id", "quantity", "amount") == [
        (1, MUG, 3 * PIECE, 5400),
        (2, BOWL, 2 * PIECE, 4800),
    ]
    assert table(made, "order_tax", "n", "rate", "net", "tax") == [(1, "20", 8500, 1700)]
    assert table(made, "payment", "method", "amount", "rounding") == [("cash", 10200, 0)]
    assert table(made, "document", "kind", "number", "printed") == [("receipt", "A-000001", 0)]
    assert table(made, "stock_move", "variant_id", "quantity", "reason") == [
        (MUG, -3 * PIECE, "sale"),
        (BOWL, -2 * PIECE, "sale"),
    ]
    assert days(made) == PLACED_DAY
    assert made.numbers == {("A", "order", 0, 1)}
    assert table(made, "order_fact", "arrival") == []


def test_an_order_with_its_invoice_its_mail_and_its_buyer() -> None:
    invoice = Invoice(number="A-2026-000001", day=DAY, due="")
    personal = OrderPersonal(buyer=Named(name="Lucie Martin", company="Roux"), tracking_number="6A")
    made = rows(
        told(
            placing(
                invoice=invoice,
                mails=("confirmation",),
                fulfilment=SoldFulfilment("delivery"),
                personal=personal,
            ),
            1,
        )
    )
    assert order_of(made, *MONEY, *STATUSES) == (
        10200, 0, 0, 0, 0, "Awaiting payment", "Awaiting processing",
    )  # fmt: skip
    assert order_of(made, "customer", "fulfilment", "tracking_number") == ("Roux", "delivery", "6A")
    assert table(made, "document", "kind", "number") == [
        ("invoice", "A-2026-000001"),
        ("receipt", "A-000001"),
    ]
    assert table(made, "mail", "kind", "sent") == [("confirmation", "")]
    assert days(made) == UNPAID_DAY | owing(10200)
    assert made.numbers == {("A", "order", 0, 1), ("A", "invoice", 2026, 1)}


def test_a_later_payment_counts_on_its_own_day_with_its_rounding() -> None:
    made = rows(OPEN, told(taken(tender("card", 5198), tender("cash", 5000, rounding=-2)), 2, "B"))
    assert order_of(made, *MONEY, *STATUSES) == (
        10200, 0, -2, 10198, 0, "Paid", "Awaiting processing",
    )  # fmt: skip
    assert table(made, "payment", "method", "amount", "rounding") == [("card", 5198, 0), ("cash", 5000, -2)]
    assert days(made) == UNPAID_DAY | {
        "2026-11-24 B payments card": (1, 5198, 0, 0),
        "2026-11-24 B payments cash": (1, 5000, 0, 0),
        "2026-11-24 B rounding": (1, -2, 0, 0),
    }
    assert table(made, "order_fact", "arrival") == [(event_of(2, "B"),)]


def test_a_wrong_method_moves_both_on_the_day_it_is_put_right() -> None:
    wrong = TakenBack("cash", 10200, 3)
    right = PaymentCorrected(id=ORDER_ID, day=LATER, tid=CASH.tid, back=wrong, right=tender("card", 10200))
    made = rows(SOLD, told(right, 2))
    assert order_of(made, *MONEY, *STATUSES) == (10200, 0, -3, 10200, 0, "Paid", "Delivered")
    assert table(made, "payment", "method", "amount", "rounding") == [
        ("card", 10200, 0),
        ("cash", -10200, -3),
        ("cash", 10200, 0),
    ]
    assert days(made) == PLACED_DAY | {
        "2026-11-24 A payments card": (1, 10200, 0, 0),
        "2026-11-24 A payments cash": (1, -10200, 0, 0),
        "2026-11-24 A rounding": (1, -3, 0, 0),
    }


def test_a_refund_takes_value_goods_and_money_on_its_own_day() -> None:
    made = rows(
        SOLD, told(credit(mugs(1)), 2, "B"), told(given(tender("cash", 1800), of=event_of(2, "B")), 3, "B")
    )
    assert order_of(made, *MONEY, *STATUSES) == (
        10200, 1800, 0, 10200, 1800, "Partially refunded", "Delivered",
    )  # fmt: skip
    assert table(made, "payment", "method", "amount") == [("cash", -1800), ("cash", 10200)]
    assert table(made, "document", "kind", "number") == [("receipt", "A-000001"), ("refund", "A-R000001")]
    assert (MUG, PIECE, "return") in table(made, "stock_move", "variant_id", "quantity", "reason")
    assert days(made) == PLACED_DAY | {
        "2026-11-24 B credits refund": (1, -1800, -1500, -300),
        "2026-11-24 B payments cash": (1, -1800, 0, 0),
        "2026-11-24 B tax 20": (1, -1800, -1500, -300),
    }
    assert ("B", "refund", 0, 1) in made.numbers


@pytest.mark.parametrize(
    ("to", "moves"),
    [
        ("stock", [(MUG, 2 * PIECE, "return")]),
        ("damaged", [(MUG, -2 * PIECE, "damage"), (MUG, 2 * PIECE, "return")]),
        ("gone", []),
    ],
)
def test_goods_that_come_back_go_where_it_was_said(to: str, moves: list[tuple[str, int, str]]) -> None:
    made = rows(SOLD, told(credit(mugs(2, to=to)), 2))
    found = table(made, "stock_move", "variant_id", "quantity", "reason")
    assert [one for one in found if one[2] != "sale"] == moves


def test_a_cancelled_order_with_its_credit_note() -> None:
    whole = credit(mugs(3, handed=False), bowls(2, handed=False), what="cancel")
    note = CreditNote("AC-2026-000001", "A-2026-000001")
    made = rows(OPEN, told(replace(whole, credit_note=note), 2))
    assert order_of(made, *MONEY, *STATUSES) == (
        10200, 10200, 0, 0, 0, "Cancelled", "Will not deliver",
    )  # fmt: skip
    assert ("credit_note", "AC-2026-000001") in table(made, "document", "kind", "number")
    assert sum(one[0] for one in table(made, "stock_move", "quantity")) == 0
    assert days(made)["2026-11-24 A credits cancel"] == (1, -10200, -8500, -1700)
    assert ("A", "credit_note", 2026, 1) in made.numbers


def test_an_edit_is_another_version_of_the_rows_and_moves_the_difference() -> None:
    made = rows(OPEN, told(edited(agreed(4, 0)), 2, "B"))
    assert order_of(made, "total", "net", "tax", "item_count") == (7200, 6000, 1200, 4 * PIECE)
    assert table(made, "order_line", "n", "quantity") == [(1, 4 * PIECE)]
    assert table(made, "stock_move", "variant_id", "quantity", "reason") == [
        (MUG, -3 * PIECE, "sale"),
        (MUG, -PIECE, "edit"),
        (BOWL, -2 * PIECE, "sale"),
        (BOWL, 2 * PIECE, "edit"),
    ]
    assert days(made) == UNPAID_DAY | owing(7200) | {
        "2026-11-24 B edits": (1, -3000, -2500, -500),
        "2026-11-24 B tax 20": (2, -3000, -2500, -500),
    }


def test_of_two_edits_of_one_version_the_later_clock_is_in_force_and_counts() -> None:
    two = (told(edited(agreed(4, 2)), 3, "B"), told(edited(agreed(1, 2)), 2, "C"))
    made = rows(OPEN, *two)
    assert order_of(made, "total") == (12000,)
    assert [name for name in days(made) if "edits" in name] == ["2026-11-24 B edits"]
    assert sum(one[0] for one in table(made, "stock_move", "quantity")) == -6 * PIECE


def test_an_edit_of_an_edit_counts_from_the_one_before() -> None:
    made = rows(OPEN, told(edited(agreed(4, 2)), 2), told(edited(agreed(1, 2), of=2), 3, "B"))
    sums = days(made)
    assert (sums["2026-11-24 A edits"][1], sums["2026-11-24 B edits"][1]) == (1800, -5400)


def test_what_two_tills_give_back_twice_counts_once() -> None:
    twice = [told(credit(mugs(3), number=f"{till}-R000001"), n, till) for n, till in ((2, "B"), (3, "C"))]
    out = [
        told(given(tender("cash", 5400), of=event_of(n, till)), n + 2, till)
        for n, till in ((2, "B"), (3, "C"))
    ]
    made = rows(SOLD, *twice, *out)
    assert order_of(made, *MONEY) == (10200, 5400, 0, 10200, 10800)
    assert (
        table(made, "stock_move", "variant_id", "quantity", "reason").count((MUG, 3 * PIECE, "return")) == 1
    )
    sums = days(made)
    assert sums["2026-11-24 B credits refund"] == (1, -5400, -4500, -900)
    assert sums["2026-11-24 C credits refund"] == (1, 0, 0, 0)
    assert (sums["2026-11-24 B tax 20"], sums["2026-11-24 C tax 20"]) == (
        (1, -5400, -4500, -900),
        (1, 0, 0, 0),
    )


def test_goods_handed_over_leave_the_shelf_as_they_did() -> None:
    made = rows(OPEN, told(handing((1, 2)), 2))
    assert order_of(made, "fulfilment_status") == ("Processing",)
    assert sum(one[0] for one in table(made, "stock_move", "quantity")) == -5 * PIECE
    whole = rows(OPEN, told(handing((1, 2)), 2), told(handing((1, 1), (2, 2), seen=(event_of(2),)), 3))
    assert order_of(whole, "fulfilment_status") == ("Shipped",)


def test_goods_sent_while_the_order_was_cancelled_are_not_back_on_the_shelf() -> None:
    whole = credit(mugs(3, handed=False), bowls(2, handed=False), what="cancel")
    made = rows(OPEN, told(whole, 3, "B"), told(handing((1, 3), (2, 2)), 2, "C"))
    assert order_of(made, "fulfilment_status") == ("Shipped",)
    assert sum(one[0] for one in table(made, "stock_move", "quantity")) == -5 * PIECE


def test_goods_that_never_came_back_stay_off_the_shelf_though_an_edit_took_their_line_out() -> None:
    made = rows(SOLD, told(credit(mugs(3, to="gone")), 2, "B"), told(edited(agreed(0, 2)), 3, "C"))
    assert table(made, "stock_move", "variant_id", "quantity", "reason") == [
        (MUG, -3 * PIECE, "sale"),
        (BOWL, -2 * PIECE, "sale"),
    ]


def test_a_status_said_stands_where_the_goods_allow_it() -> None:
    said = OrderStatusSaid(id=ORDER_ID, day=LATER, axis="fulfilment", status="Ready for pickup")
    assert order_of(rows(OPEN, told(said, 2)), "fulfilment_status") == ("Ready for pickup",)
    assert order_of(rows(SOLD, told(said, 2)), "fulfilment_status") == ("Delivered",)


def test_details_are_those_set_last_by_clock() -> None:
    first = OrderDetailsSet(
        id=ORDER_ID,
        day=LATER,
        f=DetailFields(kind="delivery"),
        personal=DetailPersonal(tracking_number="6A"),
    )
    second = OrderDetailsSet(id=ORDER_ID, day=LATER, f=DetailFields(kind="pickup"))
    handed = replace(handing(), personal=TrackingPersonal(tracking_number="7B"))
    made = rows(OPEN, told(second, 3, "B"), told(first, 2, "C"), told(handed, 4))
    assert order_of(made, "fulfilment", "tracking_number") == ("pickup", "7B")


def test_an_invoice_made_later_its_prints_and_its_mail() -> None:
    invoice = Invoice(number="B-2026-000001", day=LATER, due="")
    issued = InvoiceIssued(id=ORDER_ID, day=LATER, invoice=invoice, of=event_of(1), paid=10200)
    prints = [
        told(DocumentReprinted(id=ORDER_ID, day=LATER, number="A-000001"), clock, till)
        for clock, till in ((5, "A"), (5, "B"), (6, "A"))
    ]
    prints.append(
        told(DocumentReprinted(id=ORDER_ID, day=LATER, number="B-2026-000001", document="invoice"), 7)
    )
    asked = told(OrderReminded(id=ORDER_ID, day=LATER, level=1, mails=("reminder",)), 8, "B")
    sent = MailSent(
        id=ORDER_ID, day=LATER, for_=asked.event, mail="reminder", hash="00", at="2026-11-24T10:00:00+01:00"
    )
    noted = OrderNoted(id=ORDER_ID, day=LATER, for_="private")
    made = rows(SOLD, told(issued, 2, "B"), *prints, asked, told(sent, 9, "B"), told(noted, 10))
    assert table(made, "document", "kind", "number", "printed") == [
        ("invoice", "B-2026-000001", 1),
        ("receipt", "A-000001", 3),
    ]
    assert table(made, "mail", "kind", "arrival", "sent") == [
        ("reminder", asked.event, "2026-11-24T10:00:00+01:00")
    ]
    assert ("B", "invoice", 2026, 1) in made.numbers
    assert days(made) == PLACED_DAY
    assert len(made.rows["order_fact"]) == 8


def test_of_two_placings_the_lower_clock_is_the_order_and_the_other_its_money_and_goods() -> None:
    again = told(placing(tender("card", 10200), number="B-000001", letter="B", handed=True), 2, "B")
    made = rows(again, SOLD)
    assert order_of(made, "number", *MONEY) == ("A-000001", 10200, 0, 0, 20400, 0)
    assert sum(one[0] for one in table(made, "stock_move", "quantity")) == -10 * PIECE
    assert days(made) == PLACED_DAY | {"2026-11-23 B payments card": (1, 10200, 0, 0)}
    assert made.numbers == {("A", "order", 0, 1), ("B", "order", 0, 1)}


def test_another_systems_order_that_comes_twice_counts_once() -> None:
    web = {"store": Store("ecwid", "1", "77", "W-77"), "as_given": True}
    first, second = told(placing(CASH, **web), 1), told(placing(CASH, number="B-000001", **web), 2, "B")
    assert days(rows(first, second)) == days(rows(first))
    assert order_of(rows(first, second), *MONEY) == order_of(rows(first), *MONEY)


EVERYTHING = (
    OPEN,
    told(taken(tender("card", 6000)), 2, "B"),
    told(edited(agreed(4, 2)), 3, "B"),
    told(edited(agreed(3, 1)), 3, "C"),
    told(credit(mugs(2, handed=False)), 4, "B"),
    told(handing((1, 3)), 2, "C"),
)


def test_the_order_of_arrival_changes_nothing() -> None:
    wanted = rows(*EVERYTHING)
    for facts in permutations(EVERYTHING):
        made = rows(*facts)
        assert made == wanted


def test_sales_and_edits_less_credits_are_what_is_left_whatever_happened() -> None:
    for count in range(1, len(EVERYTHING) + 1):
        made = rows(*EVERYTHING[:count])
        total, credited, rounding, paid, refunded = order_of(made, *MONEY)
        sums = {kind: 0 for kind in ("sales", "edits", "credits", "rounding", "payments")}
        for (_day, _letter, kind, _key), one in made.days.items():
            sums[kind] = sums.get(kind, 0) + one.gross
        assert sums["sales"] + sums["edits"] + sums["credits"] == total - credited
        assert (sums["payments"], sums["rounding"]) == (paid - refunded, rounding)
