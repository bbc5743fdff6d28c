"""Fill the new file of a till that joins: with ready rows, or by all entries; proven, or thrown away."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pos.domain.shop.errors import EntryWrong
from pos.domain.sync.errors import BaseChanged, BaseFromAnother, BaseOfAnotherShop
from pos.domain.sync.roles import Role
from pos.journal.arrive import UNKNOWN_TILL, accepted_by
from pos.journal.lives.fences import is_ended
from pos.journal.proof.ready import fill, indexed_afterwards, made_afterwards
from pos.journal.proof.rebuild import FOR_LISTS, rebuild
from pos.journal.proof.walk import ChainWalk, copies
from pos.journal.stored import COUNT, HERE, misfit, store_all
from pos.journal.trust import is_signed
from pos.model.database import raw
from pos.model.shop_file import UNPROVEN
from pos.services.sync.base.making import ROWS, VECTOR, columns, tables, this_version
from pos.services.till.life import KEEP_CHOICE
from pos.sync.base import rows_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pos.journal.lives.vouching import Known
    from pos.journal.proof.steps import Steps
    from pos.journal.stored import Stored
    from pos.sync.carrier import BaseImage

APPLIED = "SELECT origin FROM till"
ASIDE = "SELECT DISTINCT e.origin FROM entry e JOIN parked USING (arrival) WHERE why = 'unknown_till'"
SET_ASIDE = """INSERT INTO parked(arrival, why, waits_for, since)
    SELECT arrival, ?, ?, '' FROM entry WHERE origin = ? AND seq = 1"""


@dataclass(frozen=True, slots=True)
class Base:
    """A base image, and its pieces in their order."""

    image: BaseImage
    pieces: Iterator[bytes]


def require_usable(image: BaseImage, shop: str) -> None:
    """Refuse an image of another shop, or of other tables; raises BaseOfAnotherShop or BaseFromAnother."""
    if image.shop != shop:
        raise BaseOfAnotherShop
    if image.version != this_version():
        raise BaseFromAnother


def take_base(
    connection: Connection, base: Base, known: Known, step: Callable[[], None], ready: Steps
) -> None:
    """Fill the empty tables of a new file; `step` is called after each piece, and what it raises ends it.

    `ready` counts the entries that are proven then, each once.
    Raises BaseChanged where a piece, an entry or a signature is not as it was written, or where the till that
    wrote it may not: the file is then to be thrown away.
    """
    with indexed_afterwards(connection, tables()):
        count = 0
        for sha, data in zip(base.image.shas, base.pieces, strict=False):
            if hashlib.sha256(data).digest() != sha:
                raise BaseChanged
            _add(connection, data)
            count += 1
            step()
        if count != len(base.image.shas):
            raise BaseChanged
    entries = sum(base.image.vector.values())
    ready.begin(entries, 1)
    _require_right(connection, base.image, known, ready)
    ready.done(entries)
    raw(connection).execute(KEEP_CHOICE, (UNPROVEN, base.image.id.hex()))


def take_all(connection: Connection, entries: Iterable[Stored], known: Known, ready: Steps) -> None:
    """Keep all entries in the empty tables of a new file, prove them, and apply them by life and number.

    `ready` counts those that are proven, and applied; what it raises ends it. Raises EntryWrong at the first
    that is not as it was written: the file is then to be thrown away.
    """
    ahead = iter(entries)
    while some := list(islice(ahead, ROWS)):
        _keep(connection, some)
    (count,) = raw(connection).execute(COUNT).fetchone()
    ready.begin(count, 2)
    walk = ChainWalk(ready.done)
    if fault := walk.chains(connection) or copies(connection):
        raise EntryWrong(fault.where, fault.what)
    _set_aside(connection, walk, known)
    ready.done(count)
    ready.over()
    with made_afterwards(connection, raw(connection).execute(FOR_LISTS).fetchall()):
        rebuild(connection, ready.done)
    ready.done(count)


def _keep(connection: Connection, entries: list[Stored]) -> None:
    """Keep entries; one that comes twice is kept once. What they say is looked at when all are here."""
    run = raw(connection).execute
    run("SAVEPOINT entries")
    try:
        store_all(connection, entries)
    except sqlite3.IntegrityError:  # some came before, or hold nothing where they must
        run("ROLLBACK TO entries")
        new = {one.chain: one for one in entries if run(HERE, (one.chain,)).fetchone() is None}
        for one in new.values():
            if what := misfit(one):
                raise EntryWrong(one.name, what) from None
        store_all(connection, list(new.values()))
    run("RELEASE entries")


def _set_aside(connection: Connection, walk: ChainWalk, known: Known) -> None:
    """Lives whose keys are not known wait for somebody who accepts them."""
    vouched = walk.known(known)
    for origin, walked in walk.lives.items():
        if origin not in vouched:
            raw(connection).execute(SET_ASIDE, (UNKNOWN_TILL, accepted_by(walked.life), origin))


def _add(connection: Connection, data: bytes) -> None:
    table, rows = rows_of(data)
    if table not in tables():
        raise BaseChanged
    try:
        fill(connection, table, columns(table), rows)
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, OverflowError) as error:
        raise BaseChanged from error


def _require_right(connection: Connection, image: BaseImage, known: Known, ready: Steps) -> None:
    """Every entry is in its chain and sealed, every life that counts is known; an office till wrote it."""
    run = raw(connection).execute
    walk = ChainWalk(ready.done)
    if walk.run(connection) is not None or dict(run(VECTOR).fetchall()) != image.vector:
        raise BaseChanged
    vouched = walk.known(known)
    applied, aside = ({origin for (origin,) in run(sql)} for sql in (APPLIED, ASIDE))
    if not applied <= vouched or aside & vouched or image.life not in vouched:
        raise BaseChanged
    writer = walk.lives[image.life]
    signed = any(is_signed(key, image.sig, image.message) for key in writer.keys.values())
    is_fenced = is_ended(raw(connection), image.life)
    if not signed or writer.life.opened.role != Role.OFFICE or is_fenced:
        raise BaseChanged
