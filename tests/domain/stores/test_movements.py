"""Whether a figure of the web shop moved by something of ours, by what its orders tell."""

from __future__ import annotations

import pytest

from pos.domain.stores.movements import Moved, Span, Touched, by_others, moved

KEYED, STILL = Span(100, 200, exact=False), Span(100, 200, exact=True)


@pytest.mark.parametrize(
    ("order", "span", "sums"),
    [
        (Touched(150, 150, "PAID", 2), KEYED, {-2}),
        (Touched(100, 100, "PAID", 2), KEYED, {0, -2}),  # of the very second: before or after the reading?
        (Touched(100, 100, "PAID", 2), STILL, {-2}),
        (Touched(200, 200, "PAID", 2), STILL, {-2}),
        (Touched(201, 201, "PAID", 2), STILL, {0}),
        (Touched(150, 150, "AWAITING_PAYMENT", 2), STILL, {0}),
        (Touched(150, 170, "PAID", 2), STILL, {0, -2}),  # paid later: whether that lowers nobody says
        (Touched(150, 170, "CANCELLED", 2), STILL, {0, -2}),
        (Touched(50, 60, "PAID", 2), STILL, {0}),
        (Touched(50, 150, "PAID", 2), STILL, {0, -2}),
        (Touched(50, 150, "REFUNDED", 2), STILL, {0, 2}),
        (Touched(50, 150, "AWAITING_PAYMENT", 2), STILL, {0}),
        (Touched(150, 150, "PAID", 2, is_ours=True), STILL, {0}),
        (Touched(50, 150, "CANCELLED", 2, is_ours=True), STILL, {0, 2}),
    ],
)
def test_what_an_order_may_have_moved(order: Touched, span: Span, sums: set[int]) -> None:
    assert by_others([order], span) == sums


def test_several_orders_add_up_in_every_way() -> None:
    orders = [Touched(150, 150, "PAID", 1), Touched(150, 170, "PAID", 2)]
    assert by_others(orders, STILL) == {-1, -3}


@pytest.mark.parametrize(
    ("by", "wanted", "others", "answer"),
    [
        (4, 4, {0}, Moved.YES),
        (3, 4, {-1}, Moved.YES),
        (0, 4, {0}, Moved.NO),
        (-1, 4, {-1}, Moved.NO),
        (2, 4, {0}, Moved.UNCLEAR),
        (-1, -1, {0, -1}, Moved.UNCLEAR),  # ours, or theirs: never a guess
        (4, 4, {0, -1}, Moved.YES),
    ],
)
def test_a_difference_was_made_or_not_or_nobody_knows(
    by: int, wanted: int, others: set[int], answer: Moved
) -> None:
    assert moved(by, wanted, frozenset(others)) is answer
