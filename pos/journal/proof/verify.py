"""The whole proof: chains, seals, tills, sums, the file itself, and on wish every entry applied once more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError

from pos.journal.lives.vouching import Known
from pos.journal.proof.beside import Beside, Part
from pos.journal.proof.compare import compare, schema_fault
from pos.journal.proof.parts import file_fault, seal_fault
from pos.journal.proof.rebuild import copy_journal, drop_lists, rebuild
from pos.journal.proof.steps import Progress, Steps
from pos.journal.proof.walk import ChainWalk, Fault, Seal, Walked, has_entry
from pos.journal.trust import LastEntry
from pos.model import customer_search, order_lists, schema, search
from pos.model.database import raw

CACHE = "PRAGMA cache_size = -64000"
"""Of the copy, in kilobytes: its indexes are written in no order."""

PAGE = 4096
"""Bytes of a page of the copy."""

INDEXES = {"products": search.COVERS, "customers": customer_search.COVERS, "orders": order_lists.COVERS}
"""How many rows of a search index are missing or left over, by what it finds."""


class Answer(StrEnum):
    """What the proof comes to."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_PROVABLE = "not_provable"


@dataclass(frozen=True, slots=True)
class LifeFound:
    """One life of a till: how many entries, those its own key sealed, and whether that key is known here."""

    letter: str
    life: str
    entries: int
    signed: int
    vouched: bool


@dataclass(frozen=True, slots=True)
class Unprovable:
    """A life whose entries anybody may have written, as far as is known here."""

    life: str
    letter: str
    why: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """An entry that is kept and not applied."""

    life: str
    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found."""

    entries: int
    first_bad: Fault | None
    unprovable: tuple[Unprovable, ...] = ()
    parked: tuple[SetAside, ...] = ()
    lives: tuple[LifeFound, ...] = ()
    stale: tuple[str, ...] = ()
    """The search indexes that do not hold what they should: caches, of which nothing is proven."""

    @property
    def answer(self) -> Answer:
        """Wrong where something does not add up; not provable where a till is not known here."""
        if self.first_bad is not None:
            return Answer.WRONG
        return Answer.NOT_PROVABLE if self.unprovable else Answer.RIGHT

    @property
    def ok(self) -> bool:
        """Whether everything adds up, and is proven."""
        return self.answer is Answer.RIGHT


def verify(
    connection: Connection,
    known: Known,
    *,
    remembered: Iterable[LastEntry] = (),
    target: Path | None = None,
    expect: Seal | None = None,
    progress: Progress = lambda _done, _total: None,
) -> Audit:
    """Prove a shop's file; `target` names a new file to apply every entry to once more, and compare.

    `remembered` are the last entries of this folder's tills, `expect` a number and seal that some receipt
    printed. What `progress` raises stops the proof.
    """
    steps = Steps(progress)
    entries = 0
    try:
        with steps.inside(connection):
            entries = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
            steps.begin(entries, 1 if target is None else 2)
            with Beside(connection, entries) as beside:
                walk = ChainWalk(steps.done, every=target is not None and not beside.others, expect=expect)
                fault = _found(connection, walk, target, steps, beside) or _remembered(connection, remembered)
                return _judged(connection, walk, known, fault)
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return Audit(entries, Fault("file", str(getattr(error, "orig", error))))


def _found(
    connection: Connection, walk: ChainWalk, target: Path | None, steps: Steps, beside: Beside
) -> Fault | None:
    """The first thing that does not add up, by the order of the parts, whichever was proven first."""
    of_file = partial(file_fault, whole=target is not None)
    pending = [beside.begin(of_file)] if beside.others else []
    fault = walk.run(connection) or schema_fault(connection)
    if fault is None and not pending:
        fault = of_file(connection, steps.still)
    if fault is None and pending and target is not None:
        pending = [*map(beside.begin, _shares(connection, walk, beside.others)), *pending]
    rebuilt = None
    if fault is None and target is not None:
        steps.over()
        rebuilt = _rebuild(connection, target, steps)
    for one in pending if fault is None else ():
        fault = fault or one.outcome(connection, steps.still)
    return fault or rebuilt


def _shares(connection: Connection, walk: ChainWalk, others: int) -> Iterator[Part]:
    """The seals of all entries, in as many shares as there are processes to help."""
    keys = {origin: dict(walked.keys) for origin, walked in walk.lives.items()}
    last = connection.exec_driver_sql("SELECT max(arrival) FROM entry").scalar_one()
    ends = [last * share // others for share in range(others + 1)]
    for after, until in pairwise(ends):
        yield partial(seal_fault, keys=keys, after=after, until=until)


def _judged(connection: Connection, walk: ChainWalk, known: Known, fault: Fault | None) -> Audit:
    parked = tuple(
        SetAside(row[0].hex(), row[1], row[2])
        for row in connection.exec_driver_sql(
            "SELECT origin, seq, why FROM entry JOIN parked USING (arrival) ORDER BY origin, seq"
        )
    )
    vouched = walk.known(known)
    aside = {one.life for one in parked if one.why == "unknown_till"}
    lives = tuple(_life(one, origin in vouched) for origin, one in walk.lives.items())
    return Audit(
        walk.entries,
        fault or next((_hidden(one) for one in lives if one.vouched and one.life in aside), None),
        tuple(
            Unprovable(one.life, one.letter, "the key of this till is not known here")
            for one in lives
            if not one.vouched and one.life not in aside
        ),
        parked,
        lives,
        tuple(name for name, sql in INDEXES.items() if connection.exec_driver_sql(sql).scalar_one()),
    )


def _life(walked: Walked, is_vouched: bool) -> LifeFound:
    life = walked.life
    return LifeFound(life.opened.letter, life.origin.hex(), walked.entries, walked.entries, is_vouched)


def _hidden(life: LifeFound) -> Fault:
    """A till that is known, and whose entries were set aside all the same."""
    return Fault(f"{life.life[:8]}:1", "it is set aside, and its till is known")


def _remembered(connection: Connection, remembered: Iterable[LastEntry]) -> Fault | None:
    for head in remembered:
        if not has_entry(connection, head.origin, head.seq, head.chain.hex()):
            return Fault(f"{head.origin.hex()[:8]}:{head.seq}", "this till wrote it, and it is not here")
    return None


def _rebuild(connection: Connection, path: Path, steps: Steps) -> Fault | None:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as fresh:
            raw(fresh).isolation_level = None  # savepoints are ours, and so is the transaction
            for statement in ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY", CACHE):
                fresh.exec_driver_sql(statement)  # the copy is thrown away in the end
            schema.empty_shop(PAGE).backup(raw(fresh))
            fresh.exec_driver_sql("BEGIN")
            drop_lists(fresh)
            copy_journal(connection, fresh)
            rebuild(fresh, steps.done)
            with steps.inside(fresh):
                return _unapplied(connection, fresh) or compare(connection, fresh)
    finally:
        engine.dispose()


def _unapplied(ours: Connection, theirs: Connection) -> Fault | None:
    """The first entry that was applied here, and cannot be."""
    rows = theirs.exec_driver_sql("SELECT arrival, origin, seq, why FROM entry JOIN parked USING (arrival)")
    for arrival, origin, seq, why in rows:
        if not ours.exec_driver_sql("SELECT 1 FROM parked WHERE arrival = ?", (arrival,)).fetchone():
            return Fault(f"{origin.hex()[:8]}:{seq}", f"it cannot be applied: {why}")
    return None
