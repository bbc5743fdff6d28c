"""How an order is delivered and paid, as it was set field by field: of each field the heads.

The placing sets all of them. A handing over that brings a tracking number replaces what was said of it
before; a setting replaces what it names in `b` (`travel.md`, section 5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, structs

from pos.journal.heads import Heads, clock, heads_of
from pos.journal.kinds.base import Part
from pos.journal.kinds.orders import DetailFields, DetailPersonal, GoodsHandedOver, OrderDetailsSet
from pos.journal.kinds.sold import OrderPersonal, SoldFulfilment
from pos.journal.orders.facts import Story, Told

TRACKING = "tracking_number"
FIELDS = (*DetailFields.__struct_fields__, *DetailPersonal.__struct_fields__)

Details = dict[str, Heads[Any]]
"""By field: texts, or an address; UNSET where there is none, or where it was erased."""

_Version = tuple[str, Any, tuple[str, ...]]
"""A clock, the value, and the clocks of what it replaces."""


def details_of(story: Story) -> Details:
    """The details of an order by all of its facts."""
    found: dict[str, list[_Version]] = {name: [] for name in FIELDS}
    for one in sorted(story.told, key=lambda one: one.stamp):
        at = clock(one.header.hlc, one.event)
        for name, value, replaced in _said(story, one):
            before = (known for known, _value, _seen in found[name])
            found[name].append((at, value, tuple(before) if replaced is None else replaced))
    return {name: heads_of(versions) for name, versions in found.items()}


def in_force(story: Story) -> dict[str, Any]:
    """The details that hold: of each field the head with the greatest clock."""
    found = details_of(story)
    return {name: heads.values.get(heads.winner, _empty(name)) for name, heads in found.items()}


def set_twice(story: Story) -> Iterator[tuple[str, Heads[Any]]]:
    """The details whose heads say different things: nobody who set one had seen the other."""
    for name, heads in details_of(story).items():
        if any(value != heads.value for value in heads.values.values()):
            yield name, heads


def other_value(heads: Heads[Any]) -> Any:
    """The latest of what others set of a detail that says another thing than what holds."""
    return next(heads.values[one] for one in heads.losers if heads.values[one] != heads.value)


def _said(story: Story, one: Told) -> Iterator[tuple[str, Any, tuple[str, ...] | None]]:
    """What a fact sets, and what that replaces: None for all that was said before."""
    fact = one.fact
    if one is story.first:
        for name, value in _placed(story).items():
            yield name, value, ()
    elif isinstance(fact, GoodsHandedOver) and fact.personal and fact.personal.tracking_number:
        yield TRACKING, fact.personal.tracking_number, None
    elif isinstance(fact, OrderDetailsSet):
        given = _given(fact.f) | _given(fact.personal or DetailPersonal())
        for name in dict.fromkeys((*given, *fact.b)):
            if name in FIELDS:  # a newer program may set more
                yield name, given.get(name, _empty(name)), fact.b.get(name, ())


def _placed(story: Story) -> dict[str, Any]:
    placed, private = story.placed, story.placed.personal or OrderPersonal()
    return {
        "kind": placed.fulfilment.kind,
        "method": placed.fulfilment.method,
        "at": placed.fulfilment.at,
        "payment_method": placed.payment_method,
        "deposit": placed.deposit,
        "promised": placed.promised,
        "address": private.delivery,
        TRACKING: private.tracking_number,
        "customer_note": private.customer_note,
        "private_note": private.private_note,
    }


def _given(part: Part) -> dict[str, Any]:
    return {name: value for name, value in structs.asdict(part).items() if value is not UNSET}


def _empty(name: str) -> Any:
    """What a field holds that a setting names and does not say."""
    return {"address": UNSET, "kind": SoldFulfilment().kind}.get(name, "")
