"""Put a question together of the events that caused it, alike on every till."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pos.domain.decisions.exceptions import Sentence, ShopException
from pos.journal.heads import LOWEST
from pos.journal.kinds.decisions import exception_id
from pos.journal.kinds.stock import StockMove
from pos.journal.records import EVERY
from pos.journal.seal import Header, header_of

HEADER = "SELECT header FROM entry WHERE event_id = ? ORDER BY arrival LIMIT 1"
LETTER = "SELECT letter FROM till WHERE origin = ?"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a decision itself puts right of the stock."""

    moves: tuple[StockMove, ...] = ()
    location: str = "main"


NOTHING = Correction()


@dataclass(frozen=True, slots=True)
class Cause:
    """An event that is a reason to ask, and the letter of the till that wrote it."""

    header: Header
    letter: str


@dataclass(frozen=True, slots=True)
class Question:
    """Of which kind, about which ids, by which events (hexadecimal); `about` is what scripts search."""

    kind: str
    ids: tuple[str, ...]
    events: tuple[str, ...]
    about: str
    choices: tuple[str, ...]
    details: Mapping[str, object] = field(default_factory=dict)

    def asked(self, causes: Sequence[Cause], sentence: Sentence) -> ShopException:
        """The question in words, since the last of its causes."""
        last = max(causes, key=lambda one: (one.header.hlc, one.header.event_id))
        return ShopException(
            exception_id(self.kind, self.ids, self.events),
            self.kind,
            self.about,
            last.header.recorded_at,
            sentence,
            self.choices,
            {**self.details, "causes": [_told(one) for one in causes]},
            self.events,
            ids=self.ids,
        )


def causes_of(reader: sqlite3.Connection, events: Iterable[str]) -> list[Cause]:
    """The entries of these events, by clock."""
    found = [_cause(reader, event) for event in events]
    return sorted(found, key=lambda one: (one.header.hlc, one.header.event_id))


def _cause(reader: sqlite3.Connection, event: str) -> Cause:
    """An event by whichever of its entries is here; its till is the one that wrote it first."""
    header = header_of(reader.execute(HEADER, (bytes.fromhex(event),)).fetchone()[0])
    till = reader.execute(LETTER, (header.writer,)).fetchone()
    return Cause(header, till[0] if till else "")


def letters_of(causes: Iterable[Cause]) -> tuple[str, ...]:
    """The tills that wrote, each once."""
    return tuple(sorted({one.letter for one in causes}))


def clock_in(clocks: str, name: str) -> str:
    """The clock of a field in the clocks of a row."""
    known = json.loads(clocks)
    return str(known.get(name, known.get(EVERY, LOWEST)))


def by_making(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Records, each with its id and its clocks in front, as they were made by clock."""
    return sorted(rows, key=lambda row: (clock_in(row[1], EVERY), row[0]))


def _told(one: Cause) -> dict[str, str]:
    header = one.header
    return {"kind": header.kind, "till": one.letter, "at": header.recorded_at, "person": header.user}
