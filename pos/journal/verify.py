"""The whole audit: chain, seals, sums, the file's own integrity, and on wish the replay of every entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError

from pos.journal.replay import ChainWalk, Fault, check_sums, compare, replay, stored
from pos.model import schema


@dataclass(frozen=True, slots=True)
class Audit:
    """What was found: how many entries, whose seals could not be checked here, and the first fault."""

    entries: int
    unsigned: int
    first_bad: Fault | None

    @property
    def ok(self) -> bool:
        return self.first_bad is None


def verify(
    connection: Connection,
    keys: dict[str, bytes],
    *,
    rebuild: Path | None = None,
    expect: tuple[int, str] | None = None,
    progress: Callable[[int], None] = lambda _done: None,
) -> Audit:
    """Audit a shop's file; `rebuild` names a new file to replay into, `expect` a number and seal to find.

    `expect` is what some receipt printed: the number of an entry and the first digits of its chain value.
    """
    walk = ChainWalk(keys)
    try:
        fault = _walk(connection, walk, expect, progress) or check_sums(connection) or _integrity(connection)
        if fault is None and rebuild is not None:
            fault = _rebuild(connection, rebuild, progress)
    except (DatabaseError, UnicodeDecodeError) as error:
        fault = Fault("file", str(getattr(error, "orig", error)))
    return Audit(walk.entries, walk.unsigned, fault)


def _walk(
    connection: Connection,
    walk: ChainWalk,
    expect: tuple[int, str] | None,
    progress: Callable[[int], None],
) -> Fault | None:
    """The first entry that is not as it was sealed, or the seal that is looked for in vain."""
    expected = expect is None
    for entry in stored(connection):
        fault = walk.check(entry)
        if fault:
            return fault
        if expect and entry.seq == expect[0] and entry.chain.hex().startswith(expect[1].lower()):
            expected = True
        if walk.entries % 1000 == 0:
            progress(walk.entries)
    return None if expected or expect is None else Fault(f"{expect[0]}:{expect[1]}", "this seal is not here")


def _integrity(connection: Connection) -> Fault | None:
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if found != "ok":
        return Fault("file", str(found))
    row = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    return Fault(str(row[0]), "points at a row that is not there") if row else None


def _rebuild(connection: Connection, path: Path, progress: Callable[[int], None]) -> Fault | None:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as target:
            for pragma in ("synchronous = OFF", "journal_mode = OFF"):  # the copy is thrown away in the end
                target.exec_driver_sql(f"PRAGMA {pragma}")
            schema.create(target)
            return replay(connection, target, progress) or compare(connection, target)
    finally:
        engine.dispose()
