"""Who knew of what on an order, and what a person must decide where two tills did not know of each other.

A till knows its own entries on an order, those that it names, and what the writers of these knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations

from msgspec import UnsetType

from pos.domain.orders.after.exceptions import ExceptionKind, OrderException, Strangers, exceptions_of
from pos.domain.orders.standing import Standing
from pos.journal.heads import event_of
from pos.journal.ids import moment
from pos.journal.kinds.base import Place
from pos.journal.kinds.decisions import exception_id
from pos.journal.kinds.documents import InvoiceIssued, PapersSettled
from pos.journal.kinds.orders import OrderCredited, OrderEdited, OrderPlaced
from pos.journal.orders.details import set_twice
from pos.journal.orders.facts import Story, Told
from pos.journal.orders.papers import counted_papers, standing_invoices
from pos.journal.orders.settled import papers_off
from pos.journal.seal import Header

DETAIL = "orders:"
"""How the subject begins of what is asked about one detail of an order."""
SETTLING = {ExceptionKind.REFUNDED_EDITED, ExceptionKind.GIVEN_BACK_TWICE}
"""Whose answers also bring the papers to what is left: they are not asked about beside."""


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
    """What needs a person on an order; where one life wrote all of it only figures that were given so."""
    if rest_of(story.placed):
        yield OrderException(ExceptionKind.SUM_OPEN, (story.first.event,))
    lives = {_first_place(one.header)[0] for one in story.told}
    if len(lives) == 1:
        return
    placings = {one.event for one in story.counted if isinstance(one.fact, OrderPlaced)} - {story.first.event}
    strangers = _strangers(story.told)
    standing = {one.told.event for one in standing_invoices(counted_papers(story))}
    found = list(exceptions_of(now, strangers, standing if len(standing) > 1 else (), placings))
    yield from found
    for name, heads in set_twice(story):
        events = sorted(event_of(clock) for clock in heads.values)
        yield OrderException(ExceptionKind.BOTH_CHANGED, tuple(events), name)
    asked = {one.kind for one in found}
    is_settled = any(isinstance(one.fact, PapersSettled) for one in story.told)
    if ExceptionKind.TWO_PAPERS in asked or (asked & SETTLING and not is_settled):
        return
    if papers := _papers_apart(story, now, strangers):
        yield OrderException(ExceptionKind.TWO_PAPERS, tuple(sorted(papers)))


def rest_of(placed: OrderPlaced) -> int:
    """What a total that was given has beside all that is named with it, in minor units; less than 0 too."""
    return 0 if isinstance(placed.store, UnsetType) else placed.store.rest


def exception_rows(story: Story, now: Standing) -> Iterator[tuple[str, str, str]]:
    """The rows of an order's exceptions: the kind, the id, and since when."""
    at = {one.event: one.header.recorded_at for one in story.told}
    for one in exceptions_on(story, now):
        since = max((at[event] for event in one.causes), key=moment)
        yield one.kind.value, id_of(story, one), since


def subject_of(story: Story, one: OrderException) -> str:
    """What an exception is about: the order, or one of its details as table, id and field."""
    return f"{DETAIL}{story.placed.id}:{one.field}" if one.field else story.placed.id


def id_of(story: Story, one: OrderException) -> str:
    """The id of an exception, the same on every till."""
    return exception_id(one.kind.value, (subject_of(story, one),), one.causes)


def _papers_apart(story: Story, now: Standing, strangers: Strangers) -> set[str]:
    """The events of tills that did not know of each other whose papers are not what is left."""
    if not papers_off(story, now):
        return set()
    makers = OrderPlaced | OrderEdited | OrderCredited | InvoiceIssued | PapersSettled
    events = sorted({one.event for one in story.told if isinstance(one.fact, makers)})
    return {event for pair in combinations(events, 2) if strangers(*pair) for event in pair}


def _strangers(told: Iterable[Told]) -> Strangers:
    known = known_by(told)
    return lambda one, other: one not in known[other] and other not in known[one]


def _first_place(header: Header) -> tuple[str, int]:
    """The life that wrote an event first, and its number there; a later life may have written it again."""
    was = header.was
    return (was.life, was.seq) if isinstance(was, Place) else (header.origin, header.seq)
