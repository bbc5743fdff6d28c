"""Who knew of what on an order, and what a person must decide where two tills did not know of each other.

A till knows its own entries on an order, those that it names, and what the writers of these knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pos.domain.orders.after.exceptions import OrderException, Strangers, exceptions_of
from pos.domain.orders.standing import Standing
from pos.journal.ids import moment
from pos.journal.kinds.base import Place
from pos.journal.kinds.decisions import exception_id
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.orders.facts import Story, Told
from pos.journal.orders.papers import papers_of
from pos.journal.seal import Header


def known_by(told: Iterable[Told]) -> dict[str, frozenset[str]]:
    """By event of an order: the events on it that its writer knew, itself among them."""
    every = {one.event: one for one in told}
    by_life: dict[str, list[tuple[int, str]]] = {}
    for one in every.values():
        life, seq = _first_place(one.header)
        by_life.setdefault(life, []).append((seq, one.event))

    def named(one: Told) -> set[str]:
        life, seq = _first_place(one.header)
        return {event for at, event in by_life[life] if at < seq} | set(one.fact.knew)

    @cache
    def known(event: str) -> frozenset[str]:
        found, todo = {event}, [event]
        while todo:
            one = every.get(todo.pop())
            more = named(one) - found if one else set()
            found |= more
            todo += more
        return frozenset(found)

    return {event: known(event) for event in every}


def exceptions_on(story: Story, now: Standing) -> Iterator[OrderException]:
    """What needs a person on an order; nothing where one life wrote all of it."""
    lives = {_first_place(one.header)[0] for one in story.told}
    if len(lives) == 1:
        return
    placings = {one.event for one in story.counted if isinstance(one.fact, OrderPlaced)} - {story.first.event}
    yield from exceptions_of(now, _strangers(story.told), _standing_invoices(story, placings), placings)


def exception_rows(story: Story, now: Standing) -> Iterator[tuple[str, str, str]]:
    """The rows of an order's exceptions: the kind, the id, and since when."""
    at = {one.event: one.header.recorded_at for one in story.told}
    for one in exceptions_on(story, now):
        since = max((at[event] for event in one.causes), key=moment)
        yield one.kind.value, id_of(story, one), since


def id_of(story: Story, one: OrderException) -> str:
    """The id of an exception, the same on every till."""
    return exception_id(one.kind.value, (story.placed.id,), one.causes)


def _standing_invoices(story: Story, doubled: set[str]) -> dict[str, str]:
    """The numbers of the invoices that no credit notes take back whole, by the event that issued each."""
    papers = [one for one in papers_of(story) if one.told.event not in doubled]
    credited: dict[str, int] = {}
    for one in papers:
        if one.kind == "credit_note":
            credited[one.of] = credited.get(one.of, 0) + one.total
    invoices = [one for one in papers if one.kind == "invoice"]
    return {one.told.event: one.number for one in invoices if credited.get(one.number, 0) < max(1, one.total)}


def _strangers(told: Iterable[Told]) -> Strangers:
    known = known_by(told)
    return lambda one, other: one not in known[other] and other not in known[one]


def _first_place(header: Header) -> tuple[str, int]:
    """The life that wrote an event first, and its number there; a later life may have written it again."""
    was = header.was
    return (was.life, was.seq) if isinstance(was, Place) else (header.origin, header.seq)
