"""How a till stands with its hub: what it remembers, and what it is doing at this moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from pos.domain.money.amounts import Money
from pos.domain.sync.errors import TRIED_AGAIN, of_the_hub
from pos.domain.sync.state import Confirmed, RoundSeen, SetAside, Standing, Steps, SyncState, TillHeard
from pos.domain.words.errors import CashierError
from pos.journal.seal import header_of
from pos.services.sync import ledger

ROUNDS_TOLD = 5
ASIDE = """SELECT coalesce(t.letter, ''), e.origin, p.why, count(*) FROM parked p JOIN entry e USING (arrival)
    LEFT JOIN till t ON t.origin = e.origin GROUP BY e.origin, p.why ORDER BY 1, e.origin, p.why"""
OFFSET_TOLD = 120.0
"""Seconds by which a clock may differ before a person is told."""
LIVES = """SELECT t.origin, t.letter, coalesce(s.seq, 0), coalesce(s.heard_at, ''),
    (SELECT max(seq) FROM entry e WHERE e.origin = t.origin)
    FROM till t LEFT JOIN sync_life s USING (origin) ORDER BY t.letter, t.origin"""


@dataclass
class Live:
    """What is going on in this program: written by the lane of the round, read by whoever looks."""

    is_running: bool = False
    is_paused: bool = False
    sending: Steps = field(default_factory=lambda: Steps(0, 0))
    getting: Steps = field(default_factory=lambda: Steps(0, 0))
    why: CashierError | None = None
    retry_at: str = ""

    def begin(self) -> None:
        """A round begins."""
        self.is_running = True
        self.sending = self.getting = Steps(0, 0)
        self.retry_at = ""

    def end(self, why: CashierError | None) -> None:
        """It is over."""
        self.is_running = False
        self.why = why


def _told(runs: Sequence[ledger.Run]) -> list[ledger.Run]:
    """The last rounds, newest first; of those in a row that moved nothing and ended alike the newest."""

    def alike(run: ledger.Run) -> tuple[str, int]:
        return run.why, id(run) if run.pushed or run.pulled else 0

    return [next(some) for _ended, some in groupby(runs, alike)][:ROUNDS_TOLD]


def state_of(reader: sqlite3.Connection, life: bytes, currency: str, live: Live) -> SyncState:
    """All of it, of one moment as far as a reader can see."""
    runs = ledger.runs(reader)
    last = runs[0] if runs else None
    ended_well = next((run for run in runs if not run.why), None)
    why = live.why or (_why(last) if last else None)
    unsent = ledger.unsent(reader, life)
    offset = ended_well.offset_ms / 1000 if ended_well else 0.0
    aside = tuple(
        SetAside(letter, origin.hex(), reason, count)
        for letter, origin, reason, count in reader.execute(ASIDE).fetchall()
    )
    return SyncState(
        standing=_standing(live, last, why, offset),
        why=why,
        sending=live.sending,
        getting=live.getting,
        unsent=unsent.entries,
        unsent_sales=unsent.sales,
        unsent_since=unsent.since,
        last_round_at=ended_well.ended if ended_well else "",
        retry_at=live.retry_at,
        offset_s=offset,
        parked=sum(one.count for one in aside),
        confirmed=_confirmed(ended_well, currency) if ended_well else None,
        tills=tuple(_heard(reader, row, life) for row in reader.execute(LIVES).fetchall()),
        rounds=tuple(RoundSeen(run.ended, _why(run), run.pushed, run.pulled) for run in _told(runs)),
        aside=aside,
        is_proven=ledger.is_proven(reader),
    )


def _standing(live: Live, last: ledger.Run | None, why: CashierError | None, offset: float) -> Standing:
    if live.is_running:
        return Standing.RUNNING
    if why is not None and not isinstance(why, TRIED_AGAIN):
        return Standing.REFUSED
    if live.is_paused:
        return Standing.PAUSED
    if why is not None:
        return Standing.OFFLINE
    if last is None:
        return Standing.WAITING
    return Standing.CLOCK_OFF if abs(offset) > OFFSET_TOLD else Standing.OK


def _why(run: ledger.Run) -> CashierError | None:
    """What ended an earlier round, from its name."""
    name, _space, of = run.why.partition(" ")
    return of_the_hub(name, of, date.fromisoformat(run.ended[:10]))


def _confirmed(run: ledger.Run, currency: str) -> Confirmed:
    return Confirmed(run.sales, Money(run.total, currency), run.is_same, run.ended)


def _heard(reader: sqlite3.Connection, row: tuple[bytes, str, int, str, int], life: bytes) -> TillHeard:
    origin, letter, on_hub, heard_at, here = row
    (header,) = reader.execute(ledger.HEADER, (origin, here)).fetchone()
    last_entry_at = header_of(header).recorded_at
    return TillHeard(letter, origin.hex(), origin == life, here, on_hub, last_entry_at, heard_at)
