"""Entries of other tills: taken in as they were sealed, applied once, parked with the reason, or refused."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

import pytest
from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from sqlalchemy import Connection

from pos.domain.shop.errors import EntryWrong
from pos.domain.sync.roles import Role
from pos.journal import seal, trust
from pos.journal.kinds.base import Place
from pos.journal.kinds.days import CashMoved
from pos.journal.kinds.documents import DocumentReprinted
from pos.journal.kinds.tills import (
    Invited,
    TillKeyed,
    TillOpened,
    TillVouched,
    Vouched,
)
from pos.journal.lives.vouching import Known
from pos.journal.receive import Received
from pos.journal.seal import header_of
from pos.journal.stored import Stored
from pos.journal.trust import By, Key, Newcomer, entry_message
from pos.model.database import raw
from tests.journal import orders
from tests.journal.tills import (
    KNOWN,
    ROOT,
    SHOP,
    Writing,
    empty_file,
    parked,
    resealed,
    tables,
    take,
)


def test_what_is_taken_in_gives_the_same_tables_once(till: Writing, here: Connection) -> None:
    assert take(here, till.entries()) == Received(3, 0, False)
    assert tables(here) == tables(till.connection)
    assert take(here, till.entries()) == Received(0, 0, False)
    assert tables(here) == tables(till.connection)


def changed(entry: Stored, **fields: object) -> Stored:
    return replace(entry, **fields)  # type: ignore[arg-type]


HARMS = {
    "a body changed": lambda one: changed(one, body=one.body + b" "),
    "a header changed": lambda one: changed(one, header=one.header.replace(b"Lucie", b"Marie")),
    "a longer salt": lambda one: changed(
        one,
        body_salt=one.body_salt + one.body[:1],
        body=one.body[1:],
    ),
    "a chain of another": lambda one: changed(one, chain=b"c" * 32),
    "another number": lambda one: changed(one, seq=7),
    "a seal of another key": lambda one: changed(one, sig=ROOT.sign(entry_message(one.chain))),
    "a short seal": lambda one: changed(one, sig=b""),
    "an event's id of another": lambda one: changed(one, event_id=b"e" * 16),
    "a clock beyond all": lambda one: changed(one, hlc=1 << 63),
    "too large a header": lambda one: changed(one, header=one.header + b" " * seal.HEADER_LIMIT),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_not_as_it_was_written_is_refused(till: Writing, here: Connection, harm: str) -> None:
    first, second, third = till.entries()
    with pytest.raises(EntryWrong):
        take(here, [first, second, HARMS[harm](third)])


def test_an_entry_whose_before_is_missing_is_refused(till: Writing, here: Connection) -> None:
    first, _second, third = till.entries()
    with pytest.raises(EntryWrong, match="entry 2 is missing"):
        take(here, [first, third])


def test_a_till_that_nobody_knows_is_set_aside_until_the_office_accepts_it(
    till: Writing, here: Connection, files: ExitStack
) -> None:
    assert take(here, till.entries(), Known()) == Received(3, 3, False)
    life = till.head.origin.hex()
    assert parked(here) == [("unknown_till", life), ("waits", life), ("waits", life)]
    office = Writing(files.enter_context(empty_file()), "A", Key(b"a" * 32))
    office.write(TillVouched(life, till.key.public.hex()))
    take(here, office.entries(), Known(frozenset({office.key.public})))
    assert parked(here) == []
    assert here.exec_driver_sql("SELECT number FROM orders").fetchall() == [("A-000001",)]


def test_only_the_office_accepts_tills(till: Writing, here: Connection, files: ExitStack) -> None:
    key = Key(b"a" * 32)
    opened = TillOpened(SHOP, "A", key.public.hex(), "0", role="till")
    other = Writing(files.enter_context(empty_file()), "A", key, opened)
    other.write(TillVouched(till.head.origin.hex(), till.key.public.hex()))
    take(here, other.entries(), Known(frozenset({key.public})))
    take(here, till.entries(), Known())
    assert parked(here)[0][0] == "unknown_till"


def newcomer(letter: str, key: Key) -> Newcomer:
    return Newcomer(SHOP, letter, letter.encode().ljust(16, b"\0"), key.public)


def vouched(key: Key, voucher: Vouched | UnsetType, before: Place | UnsetType = UNSET) -> TillOpened:
    return TillOpened(SHOP, "C", key.public.hex(), "0", voucher=voucher, continues=before)


def by_root(key: Key) -> TillOpened:
    signed = trust.vouch(ROOT, By.ROOT, newcomer("C", key))
    return vouched(key, Vouched("root", signed.signature.hex()))


def by_invitation(key: Key) -> TillOpened:
    asked, once = trust.invite(ROOT, SHOP, "C", Role.OFFICE, date(2026, 12, 1))
    joined = trust.join(asked, once, newcomer("C", key))
    said = Invited("office", "2026-12-01", asked.key.hex(), asked.signature.hex())
    return vouched(key, Vouched("invitation", joined.signature.hex(), said))


@pytest.mark.parametrize("opened", [by_root, by_invitation])
@pytest.mark.parametrize(("root", "is_known"), [(ROOT.public, True), (b"x" * 32, False), (None, False)])
def test_the_shop_key_vouches(here: Connection, files: ExitStack, opened, root, is_known) -> None:  # type: ignore[no-untyped-def]
    key = Key(b"c" * 32)
    joined = Writing(files.enter_context(empty_file()), "C", key, opened(key))
    take(here, joined.entries(), Known(root=root))
    assert (parked(here) == []) is is_known


def test_the_life_before_vouches_whichever_comes_first(
    till: Writing, here: Connection, files: ExitStack
) -> None:
    key = Key(b"c" * 32)
    signed = trust.vouch(till.key, By.PREDECESSOR, newcomer("C", key))
    before = Place(till.head.origin.hex(), till.head.seq, till.head.chain.hex())
    opened = vouched(key, Vouched("predecessor", signed.signature.hex()), before)
    own = files.enter_context(empty_file())
    take(own, till.entries())  # a life that continues another one has it in its file
    after = Writing(own, "C", key, opened)
    after.write(CashMoved("float", 500, "2026-11-24"))
    take(here, after.entries())
    assert parked(here)[0] == ("unknown_till", till.head.origin.hex())
    take(here, till.entries())
    assert parked(here) == []
    assert here.exec_driver_sql("SELECT sum(gross) FROM day_total WHERE kind = 'drawer'").scalar() == 10_500


def test_another_key_signs_from_the_entry_after_the_one_that_names_it(
    till: Writing, here: Connection
) -> None:
    new = Key(b"n" * 32)
    till.write(TillKeyed(new.public.hex()))
    till.key = new
    till.write(CashMoved("float", 1, "2026-11-24"))
    assert take(here, till.entries()) == Received(5, 0, False)
    assert tables(here) == tables(till.connection)


def test_what_waits_for_an_order_is_applied_when_it_comes(here: Connection, files: ExitStack) -> None:
    one, other = (Writing(files.enter_context(empty_file()), x, Key(x.encode() * 32)) for x in "BC")
    placed = orders.placing(orders.tender("cash", 10200))
    one.write(placed)
    other.write(placed)  # what it prints is known to it
    other.write(DocumentReprinted(placed.id, "2026-11-24", "A-000001"))
    opened, _placed, reprinted = other.entries()
    again = resealed(other.key, reprinted, opened, seq=2)
    known = Known(frozenset({one.key.public, other.key.public}))
    take(here, [opened, again], known)
    assert parked(here) == [("waits", placed.id)]
    take(here, one.entries(), known)
    assert parked(here) == []
    assert here.exec_driver_sql("SELECT max(printed) FROM document").scalar() == 1


def test_a_kind_of_a_newer_program_is_kept_and_set_aside(till: Writing, here: Connection) -> None:
    _first, placed, last = till.entries()
    for fields in ({"kind": "drawer.kicked"}, {"format": 2}):
        newer = resealed(till.key, last, placed, seq=3, **fields)
        here.exec_driver_sql("SAVEPOINT again")
        assert take(here, [*till.entries()[:2], newer]) == Received(3, 1, False)
        assert parked(here) == [("from_newer", "")]
        here.exec_driver_sql("ROLLBACK TO again")


def test_a_tail_written_again_by_the_next_life_is_applied_once(
    till: Writing, here: Connection, files: ExitStack
) -> None:
    """Under the letter of the life that wrote it first, whichever of the two comes first."""
    first, placed, cash = till.entries()
    key = Key(b"c" * 32)
    life = Writing(files.enter_context(empty_file()), "C", key)
    (opened,) = life.entries()
    again = resealed(key, cash, opened, seq=2, was=Place(till.head.origin.hex(), 3, cash.chain.hex()))
    known = Known(KNOWN.keys | {key.public})
    other = files.enter_context(empty_file())
    take(here, [first, placed, cash, opened, again], known)
    take(other, [first, placed, opened, again, cash], known)
    assert tables(here) == tables(other)
    rows = here.exec_driver_sql("SELECT letter, count, gross FROM day_total WHERE kind = 'drawer'").fetchall()
    assert [tuple(row) for row in rows] == [("B", 1, 10_000)]


def test_entries_of_one_event_that_say_different_things_are_refused(
    till: Writing, here: Connection, files: ExitStack
) -> None:
    key = Key(b"c" * 32)
    life = Writing(files.enter_context(empty_file()), "C", key)
    life.write(CashMoved("float", 1, "2026-11-23"))
    opened, cash = life.entries()
    event = header_of(till.entries()[2].header).event_id
    forged = replace(resealed(key, cash, opened, event_id=event), event_id=bytes.fromhex(event))
    take(here, till.entries())
    with pytest.raises(EntryWrong, match="another entry bears its id"):
        take(here, [opened, forged], Known(KNOWN.keys | {key.public}))


def steps_of_the_last(length: int, files: ExitStack) -> int:
    """Steps of SQLite's machine in which the last entry of a life of so many is taken in."""
    till, here = Writing(files.enter_context(empty_file()), "B", Key(b"b" * 32)), empty_file()
    for amount in range(1, length):
        till.write(CashMoved("float", amount, "2026-11-23"))
    steps = []
    with here as file:
        *before, last = till.entries()
        take(file, before)
        raw(file).set_progress_handler(lambda: steps.append(1), 10)
        take(file, [last])
        raw(file).set_progress_handler(None, 0)
    return len(steps)


def test_an_entry_takes_no_longer_to_be_taken_in_where_its_life_is_long(files: ExitStack) -> None:
    short, long = steps_of_the_last(30, files), steps_of_the_last(300, files)
    assert long < short * 1.5
