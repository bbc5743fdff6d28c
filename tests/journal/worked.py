"""What one entry does to the derived tables, told without local numbers: for worked tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from pos.journal import seal
from pos.journal.heads import clock
from pos.journal.kinds.base import Fact
from pos.journal.kinds.tills import TillOpened
from pos.journal.proof.rows import rows_in
from pos.model.schema import derived
from tests.journal.tables import Entry, arrive, empty_file

SHOP, KEY = "5" * 32, "7" * 64
HLC = 0x100
"""The first entry's clock; each next one's is greater by 16."""


@dataclass(frozen=True)
class Worked:
    """A fact, what came before it, the names of the ids they bear, and what it does to rows.

    A row appears (+), goes (-), or is another in some columns (~): "old → new".
    """

    fact: Fact
    rows: str
    before: tuple[Fact, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[str]:
        """The rows, each in one line."""
        found: list[str] = []
        for line in self.rows.split("\n"):
            if line.strip()[:2] in ("+ ", "- ", "~ "):
                found.append(line.strip())
            elif line.strip():
                found[-1] += f" {line.strip()}"
        return found


def event(n: int) -> str:
    """The event id of the nth fact; 0 is the till's opening."""
    return f"e{n:x}" * 16


def at(n: int) -> str:
    """The clock of the nth fact."""
    return clock(HLC + 16 * n, event(n))


def life(letter: str) -> str:
    """The origin of a till."""
    return letter.encode().hex() * 16


def changes(worked: Worked) -> str:
    """What the fact adds and takes away, a row a line."""
    opened = TillOpened(SHOP, "A", KEY, "1.0")
    facts = [opened, *worked.before, worked.fact]
    entries = [_entry(n, fact) for n, fact in enumerate(facts)]
    if isinstance(worked.fact, TillOpened):
        entries = [_entry(0, worked.fact)]
    names = [(SHOP, "SHOP"), (KEY, "KEY"), (life("a"), "A"), *worked.names]
    for n in range(len(facts)):
        names += [(at(n), f"@{n}"), (event(n), f"#{n}")]
    with empty_file() as connection:
        arrive(connection, entries[:-1])
        before = _told(connection, names)
        arrive(connection, entries[-1:])
        after = _told(connection, names)
    gone = [row for row in before if row not in after]
    new = [row for row in after if row not in before]
    lines = []
    for row in gone:
        other = next((one for one in new if "uid" in row and _key(one) == _key(row)), None)
        if other is None:
            lines.append(f"- {_line(row)}")
            continue
        new.remove(other)
        moved = (f"{name} {row.get(name, 'nothing')} → {other.get(name, 'nothing')}"
                 for name in {**row, **other} if row.get(name) != other.get(name))  # fmt: skip
        lines.append(f"~ {' '.join(_key(row))}: {', '.join(moved)}")
    lines += [f"+ {_line(row)}" for row in new]
    return "\n".join(sorted(lines, key=lambda line: (line.split()[1], "-~+".index(line[0]), line)))


def _key(row: dict[str, str]) -> tuple[str, str]:
    return row["table"], row.get("uid", "")


def _line(row: dict[str, str]) -> str:
    return " ".join((row["table"], *(f"{name}={said}" for name, said in row.items() if name != "table")))


def _entry(n: int, fact: Fact) -> Entry:
    header = seal.Header(
        origin=life("a"),
        seq=n + 1,
        event_id=event(n),
        kind=fact.kind,
        scope="",
        entity_id=fact.entity,
        hlc=HLC + 16 * n,
        recorded_at=f"2026-11-24T09:{n:02}:00.000+01:00",
        user="Lucie",
        format=1,
    )
    return Entry(header, fact)


def _told(connection: Connection, names: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Every row: its table, and its columns that hold something."""
    found = []
    for table in derived():
        columns = [column.name for column in table.columns if column.name != "id"]
        for row in rows_in(connection, table):
            said = {"table": table.name}
            for name, value in zip(columns, row, strict=True):
                if value not in (0, "", None):
                    said[name] = _said(value, names)
            found.append(said)
    return found


def _said(value: Any, names: Sequence[tuple[str, str]]) -> str:
    text = str(value).replace("2026-11-24T", "").replace(":00.000+01:00", "")
    for said, name in names:
        text = text.replace(said, name)
    return text
