"""What an order adds to the sums of days: each fact on its own day, under the letter of its till.

The rule stands in `after-sale.md`, section 4. Over all its facts sales + edits - credits is what is left of
the order, whichever tills wrote them and in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from pos.domain.money.tax import is_compound
from pos.domain.orders.parts import Part, PartKey, Worth
from pos.domain.orders.standing import Standing
from pos.journal.kinds.orders import OrderCredited, OrderEdited, OrderPlaced
from pos.journal.kinds.payments import PaymentCorrected, PaymentGivenBack, PaymentTaken
from pos.journal.kinds.sold import AgreedOrder, SoldTax, Tendered
from pos.journal.orders.facts import Story, Told, agreed_by, credited


class Sum(Struct, gc=False):
    """How often, and amounts in minor units."""

    times: int
    gross: int
    net: int = 0
    tax: int = 0

    def add(self, times: int, gross: int, net: int, tax: int) -> None:
        """So much more."""
        self.times += times
        self.gross += gross
        self.net += net
        self.tax += tax

    def less(self, other: Sum) -> Sum:
        """What this has more than the other."""
        return Sum(
            self.times - other.times, self.gross - other.gross, self.net - other.net, self.tax - other.tax
        )


WEB = "web"
"""The method of money that a web shop took, and in place of a letter what counts for no till."""

Key = tuple[str, str, str, str]
"""Day, letter, what is summed ("sales", "tax", "payments", ...), and of it which: a rate, a method."""

Days = dict[Key, Sum]

Entry = tuple[str, str, int, int, int]
"""What is summed, which of it, and once how much: gross, net and tax."""


def count(days: Days, key: Key, gross: int, net: int = 0, tax: int = 0) -> None:
    """One more amount of a day."""
    known = days.get(key)
    if known is None:
        days[key] = Sum(1, gross, net, tax)
    else:
        known.add(1, gross, net, tax)


def days_of(story: Story, now: Standing) -> Days:
    """All that an order adds to the sums of days."""
    found: Days = {}
    lefts = {part.key: part for part in now.version.parts} if now.credits else {}
    ours = lineage(story) if len(story.versions) > 1 else set()
    for one in story.counted:
        fact = one.fact
        sums: list[Entry] = []
        if one is story.first:
            sums += _agreement("sales", agreed_by(one))
        elif isinstance(fact, OrderEdited) and one.event in ours:
            sums += _change(story.agreed_of(fact.from_), fact.agreed)
        elif isinstance(fact, OrderCredited):
            sums += _credit(one, fact, lefts)
        sums += _money(one)
        for kind, key, *amounts in sums:
            count(found, (one.fact.day, _letter(story, one, kind, key), kind, key), *amounts)
    if now.due:  # no fact but how it stands: what the orders placed on a day still owe
        letter = _letter(story, story.first, "due", "")
        count(found, (story.placed.day, letter, "due", story.placed.currency), now.due)
    return found


def count_placing(days: Days, placed: OrderPlaced, letter: str, due: int) -> None:
    """Add what an order of our own comes to of which there is nothing but its placing."""
    day = placed.day
    for kind, key, gross, net, tax in _agreement("sales", placed.agreed):
        count(days, (day, letter, kind, key), gross, net, tax)
    for kind, key, gross, net, tax in _tenders(placed.tenders, 1):
        count(days, (day, WEB if key == WEB and kind == "payments" else letter, kind, key), gross, net, tax)
    if due:
        count(days, (day, letter, "due", placed.currency), due)


def _letter(story: Story, one: Told, kind: str, key: str) -> str:
    """The till whose sums these are; what a web shop sold, and the money that it took, are no till's."""
    if kind == "payments":
        return WEB if key == WEB else one.letter
    return WEB if story.placed.store and kind != "rounding" else one.letter


def lineage(story: Story) -> set[str]:
    """The version in force and what it was made from, step by step."""
    found: set[str] = set()
    event = story.in_force.event
    while event in story.versions and event not in found:
        found.add(event)
        fact = story.versions[event].fact
        event = fact.from_ if isinstance(fact, OrderEdited) else ""
    return found


def _agreement(kind: str, agreed: AgreedOrder) -> list[Entry]:
    found = [(kind, "", agreed.total, agreed.net, agreed.tax)]
    if agreed.discount:
        found.append(("discounts", "", agreed.discount, 0, 0))
    return found + _taxes(agreed.taxes)


def _taxes(taxes: Iterable[SoldTax], sign: int = 1) -> list[Entry]:
    return [("tax", row.rate, sign * row.gross, sign * row.net, sign * row.tax) for row in taxes]


def _change(before: AgreedOrder, after: AgreedOrder) -> Iterator[Entry]:
    """What an edit adds to the version it was made from."""
    yield "edits", "", after.total - before.total, after.net - before.net, after.tax - before.tax
    if after.discount != before.discount:
        yield "discounts", "", after.discount - before.discount, 0, 0
    yield from _taxes(after.taxes)
    yield from _taxes(before.taxes, -1)


def _credit(one: Told, fact: OrderCredited, lefts: dict[PartKey, Part]) -> Iterator[Entry]:
    """What a credit takes off, at most what the ones before left of each part of the version in force."""
    took: list[tuple[Part, Worth]] = []
    is_whole = True
    for taken in credited(fact, one.stamp).taken:
        part = lefts.get(taken.part)
        if part is None:
            is_whole = False
            continue
        left = part.without(taken.worth, taken.returned + taken.dropped)
        lefts[taken.part] = left
        took.append((part, part.worth - left.worth))
        is_whole &= took[-1][1] == taken.worth
    gross, net = sum(worth.gross for _, worth in took), sum(worth.net for _, worth in took)
    yield "credits", fact.what, -gross, -net, net - gross
    yield from _taxes(fact.taxes if is_whole else rows_of_parts(took), -1)


def rows_of_parts(took: Iterable[tuple[Part, Worth]]) -> Iterator[SoldTax]:
    """The taxes of what was taken of parts, a rate at a time."""
    for part, worth in took:
        before = 0
        for rate, tax in zip(part.rates or ("0",), worth.taxes, strict=True):
            base = worth.net + before if is_compound(rate) else worth.net
            yield SoldTax(rate, base, tax, base + tax)
            before += tax


def added_up(rows: Iterable[SoldTax], less: Iterable[SoldTax] = ()) -> tuple[SoldTax, ...]:
    """Rows of taxes with each rate once, less others; a rate of which nothing is left stays with 0."""
    sums: dict[str, Sum] = {}
    for sign, every in ((1, rows), (-1, less)):
        for row in every:
            sums.setdefault(row.rate, Sum(0, 0)).add(0, sign * row.gross, sign * row.net, sign * row.tax)
    return tuple(SoldTax(rate, one.net, one.tax, one.gross) for rate, one in sums.items())


def _money(one: Told) -> Iterator[Entry]:
    """Money by method, and what coins added."""
    match one.fact:
        case OrderPlaced() | PaymentTaken():
            yield from _tenders(one.fact.tenders, 1)
        case PaymentGivenBack():
            yield from _tenders(one.fact.tenders, -1)
        case PaymentCorrected():
            back = one.fact.back
            yield "payments", back.method, -back.amount, 0, 0
            yield from _rounding(-back.rounding)
            yield from _tenders((one.fact.right,), 1)


def _tenders(tenders: Iterable[Tendered], sign: int) -> list[Entry]:
    found = []
    for one in tenders:
        if one.amount:
            found.append(("payments", one.method, sign * one.amount, 0, 0))
        if one.rounding:
            found += _rounding(one.rounding)
    return found


def _rounding(amount: int) -> list[Entry]:
    return [("rounding", "", amount, 0, 0)] if amount else []
