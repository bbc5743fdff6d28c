"""A till that was removed: what it wrote behind its fence counts nowhere, but for what the office accepts."""

from __future__ import annotations

from contextlib import ExitStack

import msgspec
import pytest
from sqlalchemy import Connection

from pos.journal.append import Head
from pos.journal.kinds.base import Place
from pos.journal.kinds.days import CashMoved
from pos.journal.kinds.decisions import ExceptionResolved, fenced_entry
from pos.journal.kinds.tills import (
    TillFenced,
    TillOpened,
    TillVouched,
)
from pos.journal.lives.vouching import Known
from pos.journal.proof.rebuild import remake
from pos.journal.stored import Stored, store_all
from pos.journal.trust import Key
from pos.services.sync.rounds.heads import START, following
from tests.journal import orders
from tests.journal.tills import (
    KNOWN,
    SHOP,
    Writing,
    drawer,
    empty_file,
    parked,
    resealed,
    tables,
    take,
)


def test_what_is_behind_a_fence_is_set_aside_also_where_it_was_applied(
    till: Writing, here: Connection, files: ExitStack
) -> None:
    other = files.enter_context(empty_file())
    take(here, till.entries())  # this till had applied all before it heard of the fence
    office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
    upto = till.entries()[1]
    office.write(TillFenced(till.head.origin.hex(), upto.seq, upto.chain.hex()))
    known = Known(KNOWN.keys | {office.key.public})
    assert take(here, office.entries(), known).remade
    which = fenced_entry(till.head.origin.hex(), till.head.event_id)
    assert parked(here) == [("fenced", which)]
    assert not take(other, [*office.entries(), *till.entries()], known).remade
    assert parked(other) == [("fenced", which)]
    assert tables(here) == tables(other)
    assert drawer(here) is None
    assert not take(here, till.entries(), known).remade


@pytest.mark.parametrize(
    ("choices", "role", "counts"),
    [
        (["accept"], "office", True),
        (["accept"], "till", False),
        (["leave_out"], "office", False),
        (["accept", "leave_out"], "office", False),
        (["leave_out", "accept"], "office", True),
    ],
)
def test_entries_behind_a_fence_are_accepted_one_by_one_in_any_order(
    till: Writing, files: ExitStack, choices: list[str], role: str, counts: bool
) -> None:
    upto = till.entries()[1]
    till.write(CashMoved("float", 500, "2026-11-24"))
    life = till.head.origin.hex()
    key = Key(b"a" * 32)
    office = Writing(
        files.enter_context(empty_file()), "A", key, TillOpened(SHOP, "A", key.public.hex(), "0", role=role)
    )
    office.write(TillFenced(life, upto.seq, upto.chain.hex()))
    for choice in choices:
        office.write(ExceptionResolved(fenced_entry(life, till.entries()[2].event_id.hex()), choice))
    known = Known(KNOWN.keys | {key.public})
    found = []
    for entries in (
        [*till.entries(), *office.entries()],
        [*office.entries(), *till.entries()],
        [*till.entries()[:2], *office.entries(), *till.entries()[2:]],
        *([*office.entries()[:n], *till.entries(), *office.entries()[n:]] for n in (1, 2, 3)),
    ):
        here = files.enter_context(empty_file())
        for one in entries:  # as bundles of one entry each
            take(here, [one], known)
        found.append(tables(here))
        assert drawer(here) == (10_000 if counts else None)
        assert len(parked(here)) == (1 if counts else 2)
        remake(here)
        assert tables(here) == found[0]
    assert found == found[:1] * len(found)


def test_what_continues_a_removed_life_counts_by_an_end_of_its_own(till: Writing, files: ExitStack) -> None:
    life, first = till.head, till.entries()[0]
    key = Key(b"d" * 32)
    opened = TillOpened(SHOP, "B2", key.public.hex(), "0", continues=Place(life.origin.hex(), 1, "c" * 64))
    later = Writing(files.enter_context(empty_file()), "D", key, opened)
    for _time in range(2):
        later.write(CashMoved("float", 500, "2026-11-24"))
    office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
    office.write(TillFenced(life.origin.hex(), 1, first.chain.hex()))
    known = Known(KNOWN.keys | {key.public, office.key.public})
    both = [*till.entries()[:1], *later.entries()]
    for ends, gross in ((0, None), (2, 500)):
        if ends:
            office.write(TillFenced(later.head.origin.hex(), ends, later.entries()[ends - 1].chain.hex()))
        found = []
        for entries in (
            [*both, *office.entries()],
            [*office.entries(), *both],
            [*both[1:], *office.entries(), both[0]],
        ):
            here = files.enter_context(empty_file())
            for one in entries:
                take(here, [one], known)
            found.append(tables(here))
            assert drawer(here) == gross
            remake(here)
            assert tables(here) == found[0]
        assert found == found[:1] * 3


def test_what_two_lives_carry_behind_a_fence_is_accepted_once_for_both(
    till: Writing, files: ExitStack
) -> None:
    """A till that met only the copy of a next life decides as one that met the first."""
    opened, _placed, moved = till.entries()
    life, key = opened.origin.hex(), Key(b"d" * 32)
    began = TillOpened(SHOP, "B2", key.public.hex(), "0", continues=Place(life, 1, opened.chain.hex()))
    later = Writing(files.enter_context(empty_file()), "D", key, began)
    (first,) = later.entries()
    copy = resealed(key, moved, first, seq=2, was=Place(life, 3, moved.chain.hex()))
    office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
    office.write(TillFenced(first.origin.hex(), 1, first.chain.hex()))
    office.write(TillFenced(life, 1, opened.chain.hex()))
    known = Known(KNOWN.keys | {key.public, office.key.public})
    which = fenced_entry(life, moved.event_id.hex())
    office.write(ExceptionResolved(which, "accept"))
    for entries in ([opened, first, copy], till.entries(), [*till.entries(), first, copy]):
        for order in ([*office.entries(), *entries], [*entries, *office.entries()]):
            here = files.enter_context(empty_file())
            for one in order:
                take(here, [one], known)
            assert drawer(here) == 10_000
            remake(here)
            assert drawer(here) == 10_000


def test_this_tills_own_decisions_bring_and_take_at_once(till: Writing, files: ExitStack) -> None:
    office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
    here, life = office.connection, till.head.origin.hex()
    take(here, till.entries(), Known())
    assert drawer(here) is None
    office.write(TillVouched(life, till.key.public.hex()))
    assert drawer(here) == 10_000
    office.write(TillFenced(life, 2, till.entries()[1].chain.hex()))
    assert drawer(here) is None
    for choice, gross in (("accept", 10_000), ("leave_out", None)):
        office.write(ExceptionResolved(fenced_entry(life, till.head.event_id), choice))
        assert drawer(here) == gross


def test_a_till_that_was_removed_keeps_what_it_wrote_itself(till: Writing, files: ExitStack) -> None:
    here = till.connection
    here.exec_driver_sql("INSERT INTO choice VALUES ('origin',?)", (till.head.origin.hex(),))
    office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
    upto = till.entries()[1]
    office.write(TillFenced(till.head.origin.hex(), upto.seq, upto.chain.hex()))
    assert not take(here, office.entries(), Known(frozenset({office.key.public}))).remade
    till.write(CashMoved("float", 500, "2026-11-24"))
    before = tables(here)
    remake(here)
    assert (tables(here), drawer(here)) == (before, 10_500)


def test_two_copies_of_an_event_that_waited_are_applied_once(
    till: Writing, here: Connection, files: ExitStack
) -> None:
    """A payment that two lives carry, and whose order comes last, is money once."""
    placed = orders.placing()
    office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
    office.write(placed)
    first, *_others = till.entries()
    paid = Writing(files.enter_context(empty_file()), "C", Key(b"c" * 32))
    paid.write(placed)
    paid.write(orders.taken(orders.tender("card", 4000)))
    opened, _placed, payment = paid.entries()
    one = resealed(paid.key, payment, opened, seq=2)
    other = resealed(till.key, payment, first, seq=2, was=Place(opened.origin.hex(), 2, one.chain.hex()))
    known = Known(KNOWN.keys | {office.key.public, paid.key.public})
    take(here, [opened, one, first, other], known)
    assert [why for why, _uid in parked(here)] == ["waits", "waits"]
    take(here, office.entries(), known)
    assert parked(here) == []
    assert here.exec_driver_sql("SELECT paid FROM orders").scalar() == 4000
    before = tables(here)
    remake(here)
    assert tables(here) == before


class Parted:
    """A removed till's log as the office knew it, and what its old image wrote beside it."""

    def __init__(self, till: Writing, files: ExitStack, known: int, other: int) -> None:
        """`known` and `other` amounts put into the drawer behind the order, on either way."""
        self.common = till.entries()[:2]
        image = files.enter_context(empty_file())
        self.other = Writing(image, "B", till.key)
        store_all(image, self.common[1:])
        self.other.head = Head(till.head.origin, 2, self.common[1].chain)
        for at in range(known - 1):
            till.write(CashMoved("float", 10_000, f"2026-11-{24 + at}"))
        for at in range(other):
            self.other.write(CashMoved("float", 1, f"2026-11-{24 + at}"))
        self.known = till.entries()[2:]
        self.beside = self.other.entries()[2:]
        self.office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
        self.office.write(TillFenced(till.head.origin.hex(), till.head.seq, till.head.chain.hex()))
        self.gross = 10_000 * known

    def orders(self) -> list[list[Stored]]:
        """Orders in which they may come: of one till each by number, the two ways in either order."""
        fence, common, known, beside = self.office.entries(), self.common, self.known, self.beside
        return [
            [*fence, *common, *known, *beside],
            [*fence, *common, *beside, *known],
            [*common, *beside, *fence, *known],
            [*common, *beside, *known, *fence],
            [*common, *known, *beside, *fence],
            [*common, *known[:1], *beside, *fence, *known[1:]],
            [*common, *beside[:1], *known, *fence, *beside[1:]],
            [*fence, *common, *known[:-1], *beside, known[-1]],
        ]


@pytest.mark.parametrize(("known", "other"), [(1, 3), (3, 1), (3, 3)])
@pytest.mark.parametrize("at_once", [1, 100])
def test_what_an_old_image_wrote_before_a_fence_counts_nowhere(
    till: Writing, files: ExitStack, known: int, other: int, at_once: int
) -> None:
    """A number tells nothing: the place before the fence bears another entry than the office knew."""
    parted = Parted(till, files, known, other)
    trusted = Known(KNOWN.keys | {parted.office.key.public})
    found = []
    for entries in parted.orders():
        here = files.enter_context(empty_file())
        for at in range(0, len(entries), at_once):
            take(here, entries[at : at + at_once], trusted)
        assert drawer(here) == parted.gross
        assert [why for why, _which in parked(here)] == ["fenced"] * other
        found.append(tables(here))
        remake(here)
        assert tables(here) == found[0]
    assert found == found[:1] * len(found)


def test_orders_that_an_old_image_placed_before_a_fence_count_nowhere_until_they_are_accepted(
    till: Writing, files: ExitStack
) -> None:
    """Orders that come together are applied together: one of them may stand beside the way."""
    parted = Parted(till, files, 2, 0)
    for at in range(3):
        placed = orders.placing(letter="B", number=f"B-{at + 7:06}")
        parted.other.write(msgspec.structs.replace(placed, id=f"{at:032x}"))
    parted.beside = parted.other.entries()[2:]
    trusted = Known(KNOWN.keys | {parted.office.key.public})
    count = "SELECT count(*) FROM orders"
    files_of = []
    for entries in parted.orders():
        here = files.enter_context(empty_file())
        take(here, entries, trusted)
        assert here.exec_driver_sql(count).scalar() == 1
        files_of.append(here)
    which = fenced_entry(till.head.origin.hex(), parted.beside[0].event_id.hex())
    for choice, placed in (("accept", 2), ("leave_out", 1)):
        parted.office.write(ExceptionResolved(which, choice))
        for here in files_of:
            take(here, parted.office.entries(), trusted)
            assert here.exec_driver_sql(count).scalar() == placed
            remake(here)
            assert here.exec_driver_sql(count).scalar() == placed
    assert len({str(tables(here)) for here in files_of}) == 1


def test_what_only_the_old_image_wrote_counts_until_the_fences_own_way_is_here(
    till: Writing, files: ExitStack
) -> None:
    """At the fence itself it is told at once; before it nobody knows yet which entries both ways share."""
    parted = Parted(till, files, 2, 3)
    here = files.enter_context(empty_file())
    trusted = Known(KNOWN.keys | {parted.office.key.public})
    take(here, [*parted.office.entries(), *parted.common, *parted.beside], trusted)
    assert drawer(here) == 1
    assert len(parked(here)) == 2
    assert take(here, parted.known, trusted).remade
    assert drawer(here) == parted.gross
    assert [one.chain for one in following(here, till.head.origin, START, 10)] == [
        one.chain for one in (*parted.common, *parted.known)
    ], "what is sent on is what leads to the fence"
