"""An order that was only placed adds up to what its story makes of the placing, whatever it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Invoice, Store
from pos.journal.orders.columns import OrderRows
from pos.journal.orders.facts import Story, Told
from pos.journal.orders.placed import is_plain, rows_of_placing
from pos.journal.orders.rows import rows_of, rows_of_story
from tests.journal.facts import facts_of
from tests.journal.orders import DAY, ORDER_ID, agreed, placing, tender, told

RATES = st.sampled_from([(), ("20",), ("5.5",), ("9", "+9"), ("nonsense",)])
AMOUNTS = st.integers(-3, 3) | st.integers(-(2**40), 2**40)
METHODS = st.sampled_from(["cash", "web", "card"])


@st.composite
def placings(draw: st.DrawFn) -> Told:
    """Placings as any till may send them, with amounts and names that meet each other."""
    fact: Any = draw(facts_of(OrderPlaced))
    lines = [
        replace(one, n=draw(st.integers(n, n + 1)), taxes=draw(RATES), amount=draw(AMOUNTS))
        for n, one in enumerate(fact.agreed.lines)
    ]
    charges = [replace(one, taxes=draw(RATES), amount=draw(AMOUNTS)) for one in fact.agreed.charges]
    tenders = [replace(one, method=draw(METHODS), amount=draw(AMOUNTS)) for one in fact.tenders]
    exemption = draw(st.sampled_from(["", "exempt"]))
    made = replace(
        fact.agreed, lines=tuple(lines), charges=tuple(charges), total=draw(AMOUNTS), exemption=exemption
    )
    rounding = draw(st.sampled_from(["per_total", "per_line", "odd"]))
    fact = replace(fact, id=ORDER_ID, day=DAY, agreed=made, tenders=tuple(tenders), tax_rounding=rounding)
    return told(fact, 1)


def outcome(act: Callable[[], OrderRows]) -> OrderRows | str:
    """The rows, or what keeps them from being made; where a row of a table stands says nothing."""
    try:
        rows = act()
    except ValueError as error:
        return type(error).__name__
    return OrderRows(
        rows.order, {table: sorted(some) for table, some in rows.rows.items()}, rows.days, rows.numbers
    )


def assert_same(one: Told) -> None:
    assert is_plain(one.fact)
    alone = outcome(lambda: rows_of_placing(one))
    assert alone == outcome(lambda: rows_of_story(Story([one])))
    assert alone == outcome(lambda: rows_of([one]))


@settings(max_examples=25)
@given(placings())
def test_a_placing_alone_is_what_its_story_says(one: Told) -> None:
    if is_plain(one.fact):
        assert_same(one)
    else:
        assert outcome(lambda: rows_of([one])) == outcome(lambda: rows_of_story(Story([one])))


def test_money_and_goods_of_a_placing_alone() -> None:
    invoice = Invoice(number="A-2026-000001", day=DAY, due="2026-12-24")
    for paid in 0, 1, 10199, 10200, 10201:
        for handed in False, True:
            for more in {}, {"invoice": invoice, "mails": ("confirmation", "confirmation")}:
                tenders = (tender("cash", paid, rounding=1), tender("web", 5), tender("web", 0))
                assert_same(told(placing(*tenders, handed=handed, **more), 1))
    assert_same(told(placing(agreed=agreed(0, 0)), 1))


def test_an_order_of_a_web_shop_is_told_by_its_story() -> None:
    web = told(placing(store=Store("ecwid", "1", "77", "W-77", rest=4), as_given=True), 1)
    assert not is_plain(web.fact)
    assert rows_of([web]).rows["order_exception"]
