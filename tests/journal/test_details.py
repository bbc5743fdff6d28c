"""The details of an order: of each field the heads of what was set, whichever entry came first."""

from __future__ import annotations

from itertools import permutations

from msgspec import structs

from pos.journal.heads import clock
from pos.journal.kinds.orders import (
    DetailFields,
    DetailPersonal,
    GoodsHandedOver,
    OrderDetailsSet,
    TrackingPersonal,
)
from pos.journal.kinds.sold import OrderPersonal
from pos.journal.orders.details import TRACKING, details_of, in_force
from pos.journal.orders.facts import Story, Told
from tests.journal.orders import LATER, ORDER_ID, event_of, handing, order_of, placing, rows, told

PLACED = told(placing(personal=OrderPersonal(customer_note="ring twice")), 1)


def tracked(number: str, at: int, *replaced: Told, till: str = "A") -> Told:
    seen = tuple(clock(one.header.hlc, one.event) for one in replaced)
    personal = DetailPersonal(tracking_number=number)
    return told(OrderDetailsSet(ORDER_ID, LATER, b={TRACKING: seen}, personal=personal), at, till)


def test_the_number_in_force_is_the_latest_head_not_the_latest_clock() -> None:
    """A till whose clock was years ahead set one; another had seen it and set it again under its own."""
    ahead = tracked("WRONG", 900, PLACED, till="B")
    right = tracked("6A 100", 3, ahead, till="C")
    unaware = tracked("7B 200", 2, PLACED)
    for facts in permutations((PLACED, ahead, right, unaware)):
        heads = details_of(Story(facts))[TRACKING]
        assert heads.value == "6A 100"
        assert [heads.values[one] for one in heads.losers] == ["7B 200"]
        assert order_of(rows(*facts), "tracking_number") == ("6A 100",)
    settled = tracked("6A 100", 4, right, unaware)
    assert details_of(Story((PLACED, settled, right, ahead, unaware)))[TRACKING].losers == ()


def test_a_handing_over_stands_in_the_place_of_what_was_said_before() -> None:
    before = tracked("6A 100", 2, PLACED)
    handed = structs.replace(handing((1, 3)), personal=TrackingPersonal("8C 300"))
    assert isinstance(handed, GoodsHandedOver)
    facts = (PLACED, before, told(handed, 3))
    for order in permutations(facts):
        heads = details_of(Story(order))[TRACKING]
        assert (heads.value, heads.losers) == ("8C 300", ())


def test_what_was_taken_off_is_off_everywhere() -> None:
    named = (clock(1, event_of(1)),)
    off = OrderDetailsSet(
        ORDER_ID,
        LATER,
        f=DetailFields(kind="pickup", at=""),
        b={"customer_note": named, "at": named, "kind": named},
        personal=DetailPersonal(customer_note=""),
    )
    story = Story((told(off, 2), PLACED))
    assert in_force(story)["customer_note"] == ""
    assert in_force(Story((PLACED,)))["customer_note"] == "ring twice"
    assert order_of(rows(PLACED, told(off, 2)), "fulfilment") == ("pickup",)
