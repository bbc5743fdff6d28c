"""The worked tables of statuses and balances, and that order of arrival changes none of them."""

from __future__ import annotations

from itertools import permutations

import pytest

from pos.domain.orders.facts import (
    Axis,
    Corrected,
    Credited,
    Fact,
    HandedOver,
    MoneyIn,
    MoneyOut,
    Said,
    Stamp,
    Taken,
    Tender,
    Version,
    What,
)
from pos.domain.orders.parts import Part, PartKey, Worth
from pos.domain.orders.standing import Standing, standing

ONE = 1_000_000
MUG = PartKey(line=1)


def at(clock: int, event: str = "") -> Stamp:
    return Stamp(clock, event or f"{clock:032x}")


def placed(total: int = 5400, mugs: int = 3, clock: int = 1, of: str = "") -> Version:
    part = Part(MUG, (), Worth(total, total, (0,)), mugs * ONE)
    return Version(at(clock), (part,), total, total, of)


def paid(amount: int, clock: int = 2, method: str = "card") -> MoneyIn:
    return MoneyIn(at(clock), (Tender(method, amount),))


def back(amount: int, clock: int = 9) -> MoneyOut:
    return MoneyOut(at(clock), (Tender("card", amount),))


def credit(gross: int, mugs: int, clock: int = 5, what: What = What.REFUND, returned: int = 0) -> Credited:
    taken = Taken(MUG, Worth(gross, gross, (0,)), returned * ONE, (mugs - returned) * ONE)
    return Credited(at(clock), what, f"{1:032x}", (taken,))


FACTS: list[tuple[str, tuple[Fact, ...], tuple[int, int, str]]] = [
    ("30 by till A, 24 by till B", (paid(3000, 2), paid(2400, 3)), (0, 0, "Paid")),
    ("20 paid", (paid(2000),), (3400, 0, "Part paid")),
    ("one mug credited, money later", (paid(5400), credit(1800, 1)), (0, 1800, "Paid")),
    ("and given back", (paid(5400), credit(1800, 1), back(1800)), (0, 0, "Partially refunded")),
    ("20 paid, cancelled", (paid(2000), credit(5400, 3, what=What.CANCEL)), (0, 2000, "Paid")),
    ("and given back", (paid(2000), credit(5400, 3, what=What.CANCEL), back(2000)), (0, 0, "Refunded")),
    ("unpaid, cancelled", (credit(5400, 3, what=What.CANCEL),), (0, 0, "Cancelled")),
    ("edited to 72", (paid(5400), placed(7200, 4, clock=4, of=f"{1:032x}")), (1800, 0, "Part paid")),
    ("paid twice", (paid(5400, 2), paid(5400, 3)), (0, 5400, "Paid")),
    ("an overpayment given back", (paid(6000), back(600)), (0, 0, "Paid")),
    (
        "the same three mugs given back twice",
        (paid(5400), credit(5400, 3, 5), credit(5400, 3, 6), back(5400, 7), back(5400, 8)),
        (5400, 0, "Refunded"),
    ),
    ("nothing yet", (), (5400, 0, "Awaiting payment")),
    (
        "the wrong method corrected",
        (paid(5400), Corrected(at(3), Tender("card", 5400), Tender("cash", 5400))),
        (0, 0, "Paid"),
    ),
]


@pytest.mark.parametrize(("facts", "stands"), [row[1:] for row in FACTS], ids=[row[0] for row in FACTS])
def test_money_stands_as_the_table_says_in_any_order(
    facts: tuple[Fact, ...], stands: tuple[int, int, str]
) -> None:
    for arrived in permutations((placed(), *facts)):
        now = standing((*arrived, arrived[0]))
        assert (now.due, now.to_give_back, now.payment_status.value) == stands


def test_a_tender_put_right_leaves_nothing_of_its_coins_behind() -> None:
    """303.36, of which 303.35 in cash were a card: all goes back to that, and cash owes no coin."""
    wrong, right = Tender("cash", 30335, -1, id="wrong"), Tender("card", 30336, id="right")
    now = standing((placed(30336), MoneyIn(at(2), (wrong,)), Corrected(at(3), wrong, right)))
    assert (now.rounding, now.balance) == (0, 0)
    assert now.held == now.owed_from == {"card": 30336}
    back_again = Tender("cash", 30335, -1, id="cash")
    now = standing((*now.facts, Corrected(at(4), right, back_again)))
    assert now.held == {"cash": 30335}
    assert now.owed_from == {"cash": 30336}


def handed(mugs: int, says: str = "Shipped", clock: int = 3, seen: tuple[str, ...] = ()) -> HandedOver:
    return HandedOver(at(clock), ((1, mugs * ONE),), says, seen)


def said(status: str, clock: int = 4, seen: tuple[str, ...] = ()) -> Said:
    return Said(at(clock), Axis.FULFILMENT, status, seen)


GOODS: list[tuple[str, tuple[Fact, ...], str]] = [
    ("nothing yet", (), "Awaiting processing"),
    ("said ready", (said("Ready for pickup"),), "Ready for pickup"),
    ("part of it sent", (handed(2),), "Processing"),
    ("all sent", (handed(3),), "Shipped"),
    ("sent, then said delivered", (handed(3), said("Delivered", seen=(f"{3:032x}",))), "Delivered"),
    ("said processing while open counts no more", (said("Processing", 2), handed(3)), "Shipped"),
    ("sent in two parts", (handed(2), handed(1, "Delivered", 5)), "Delivered"),
    ("sent, taken back", (handed(3), handed(-3, "", 5)), "Awaiting processing"),
    ("cancelled before", (credit(5400, 3, what=What.CANCEL),), "Will not deliver"),
    ("all came back", (handed(3), credit(5400, 3, returned=3)), "Returned"),
    ("one came back", (handed(3), credit(1800, 1, returned=1)), "Shipped"),
    ("one dropped, the rest sent", (credit(1800, 1, 2), handed(2)), "Shipped"),
    ("sent while it was cancelled", (handed(3), credit(5400, 3, what=What.CANCEL)), "Shipped"),
    ("handed over twice", (handed(3, clock=3), handed(3, "Delivered", 4)), "Delivered"),
    (
        "the later of two who did not know",
        (said("Processing", 2), said("Out for delivery", 3)),
        "Out for delivery",
    ),
    (
        "one who knew wins whatever the clocks",
        (said("Out for delivery", 9), said("Processing", 3, seen=(f"{9:032x}",))),
        "Processing",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "status"), [row[1:] for row in GOODS], ids=[row[0] for row in GOODS])
def test_goods_stand_as_the_table_says_in_any_order(facts: tuple[Fact, ...], status: str) -> None:
    for arrived in permutations((placed(), *facts)):
        assert standing(arrived).fulfilment_status.value == status


def test_of_two_placings_of_one_order_the_first_is_the_order_and_the_money_of_both_counts() -> None:
    now = standing((placed(7200, 4, clock=8), placed(), paid(5400, 2), paid(7200, 9)))
    assert (now.version.total, now.paid, now.to_give_back) == (5400, 12600, 7200)


def test_of_two_edits_of_one_version_the_later_stands() -> None:
    first = f"{1:032x}"
    facts = (placed(), placed(7200, 4, 5, first), placed(3600, 2, 4, first))
    now: Standing = standing(facts)
    assert (now.version.total, now.has_two_versions) == (7200, True)


def test_what_an_edit_took_out_counts_as_sold_up_to_what_was_given_back_of_it() -> None:
    whole = Version(
        at(1),
        (
            Part(MUG, (), Worth(3600, 3600, (0,)), 2 * ONE),
            Part(PartKey(line=2), (), Worth(1800, 1800, (0,)), ONE),
        ),
        5400,
        5400,
    )
    without = Version(at(4), whole.parts[:1], 3600, 3600, whole.stamp.event)
    taken = Taken(PartKey(line=2), Worth(1800, 1800, (0,)), dropped=ONE)
    given = Credited(at(3), What.REFUND, whole.stamp.event, (taken,))
    now = standing((whole, paid(5400), without, given, back(1800)))
    assert (now.goods_of(2).sold, now.goods_of(2).open) == (ONE, 0)
    assert (now.due, now.to_give_back) == (0, 0)
