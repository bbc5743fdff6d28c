"""Orders of another till that come together: written as one, none kept back by another, each once."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from pos.domain.shop.errors import EntryWrong
from pos.journal import receive, seal
from pos.journal.kinds.customers import CustomerErased
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Named, OrderPersonal
from pos.journal.proof.checks import AT_ONCE, Checks, Examined
from pos.journal.stored import Stored
from pos.journal.trust import Key, entry_message
from pos.model.database import raw
from tests.journal import orders
from tests.journal.tills import KNOWN, Writing, empty_file, parked, tables, take

SINCE = "2026-11-23T12:00:00Z"
SOLD = 6
NUMBERS = "SELECT number FROM orders ORDER BY number"


def order(n: int, **fields: object) -> OrderPlaced:
    placed = orders.placing(orders.tender("cash", 10200), number=f"B-{n:06d}", letter="B")
    return replace(placed, id=f"{n:032x}", **fields)


@pytest.fixture
def seller(files: ExitStack) -> Writing:
    """A till that sold six times."""
    made = Writing(files.enter_context(empty_file()), "B", Key(b"b" * 32))
    for n in range(1, SOLD + 1):
        made.write(order(n))
    return made


def looked_at(connection: Connection, entries: list[Stored]) -> list[Examined]:
    return list(Checks(raw(connection)).look(entries))


def numbers(connection: Connection) -> list[str]:
    return [number for (number,) in connection.exec_driver_sql(NUMBERS)]


def test_orders_of_a_till_that_is_known_are_one_piece(seller: Writing, here: Connection) -> None:
    first, *sold = seller.entries()
    take(here, [first])
    (piece,) = looked_at(here, sold)
    assert piece.made is not None
    assert len(piece.entries) == len(piece.made.orders) == SOLD
    found = receive.take(here, [piece], KNOWN, SINCE)
    assert (found.entries, found.placed, found.parked) == (SOLD, SOLD, 0)
    assert tables(here) == tables(seller.connection)


def test_a_piece_is_no_longer_than_a_sale_may_wait(here: Connection, files: ExitStack) -> None:
    long = Writing(files.enter_context(empty_file()), "B", Key(b"b" * 32))
    for n in range(1, AT_ONCE + 3):
        long.write(order(n))
    first, *sold = long.entries()
    take(here, [first])
    pieces = looked_at(here, sold)
    assert [len(one.entries) for one in pieces] == [AT_ONCE, 2]
    receive.take(here, pieces, KNOWN, SINCE)
    assert tables(here) == tables(long.connection)


def test_what_another_program_took_in_meanwhile_is_not_taken_in_again(
    seller: Writing, here: Connection
) -> None:
    first, *sold = seller.entries()
    take(here, [first])
    pieces = looked_at(here, sold)
    take(here, sold[:2])
    assert receive.take(here, pieces, KNOWN, SINCE).entries == SOLD - 2
    assert tables(here) == tables(seller.connection)


def rewritten(till: Writing, body: bytes, instead: bytes, place: int) -> list[Stored]:
    """The till's entries as it would have sealed them with something else at one place."""
    entries, before = till.entries(), seal.NO_CHAIN
    for at, one in enumerate(entries):
        data = one.body.replace(body, instead) if at == place else one.body
        digest = seal.part_hash(one.body_salt, data)
        chain = seal.link(before, one.header, digest, one.personal_hash)
        sig = till.key.sign(entry_message(chain))
        entries[at] = replace(one, body=data, body_hash=digest, chain=chain, sig=sig)
        before = chain
    return entries


def test_an_order_that_cannot_be_worked_with_keeps_no_other_back(seller: Writing, here: Connection) -> None:
    first, *sold = rewritten(seller, b"per_total", b"by_moonlight", 3)
    take(here, [first])
    pieces = looked_at(here, sold)
    assert [(len(one.entries), one.made is None) for one in pieces] == [(2, False), (1, True), (3, False)]
    found = receive.take(here, pieces, KNOWN, SINCE)
    assert (found.entries, found.placed, found.parked) == (SOLD, SOLD - 1, 1)
    assert parked(here) == [("cannot_apply: ValueError", "")]
    assert numbers(here) == [f"B-{n:06d}" for n in (1, 2, 4, 5, 6)]


def test_an_order_that_another_till_placed_keeps_no_other_back(
    seller: Writing, here: Connection, files: ExitStack
) -> None:
    other = Writing(files.enter_context(empty_file()), "C", Key(b"b" * 32))
    for n in 8, 1, 9:
        other.write(replace(order(n), number=f"C-{n:06d}", letter="C"))
    take(here, seller.entries())
    assert take(here, other.entries()).parked == 0
    assert numbers(here) == [*(f"B-{n:06d}" for n in range(1, SOLD + 1)), "C-000008", "C-000009"]


def test_what_came_before_an_entry_that_is_wrong_is_right(seller: Writing, here: Connection) -> None:
    entries = seller.entries()
    entries[4] = replace(entries[4], body=entries[4].body + b" ")
    with pytest.raises(EntryWrong, match=entries[4].name):
        looked_at(here, entries)
    looking = Checks(raw(here)).look(entries)
    before = [next(looking), next(looking)]
    assert [len(one.entries) for one in before] == [1, 3]
    receive.take(here, before, KNOWN, SINCE)
    assert numbers(here) == ["B-000001", "B-000002", "B-000003"]


def test_what_was_erased_before_it_came_is_blank_among_others(here: Connection, files: ExitStack) -> None:
    till = Writing(files.enter_context(empty_file()), "B", Key(b"b" * 32))
    till.write(order(1))
    named = till.write(order(2, personal=OrderPersonal(buyer=Named(name="Anna Berger"))))
    till.write(order(3, personal=OrderPersonal(buyer=Named(name="Jean Petit"))))
    first, *sold = till.entries()
    office = Writing(files.enter_context(empty_file()), "A", Key(b"b" * 32))
    office.write(CustomerErased("c" * 32, (named.event_id,)))
    take(here, [first, *office.entries()])
    (piece,) = looked_at(here, sold)
    receive.take(here, [piece], KNOWN, SINCE)
    assert here.exec_driver_sql("SELECT customer FROM orders ORDER BY number").scalars().all() == [
        "", "", "Jean Petit"
    ]  # fmt: skip
    kept = here.exec_driver_sql("SELECT count(*) FROM entry_part WHERE personal LIKE '%Anna%'").scalar()
    assert kept == 0
    assert parked(here) == []
