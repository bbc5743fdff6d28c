"""The proof at the end of a round: the hub says what it holds, and counts this till's sales itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pos.journal.stored import LAST
from pos.services.sync import ledger
from pos.services.till.life import CHOICE, KEEP_CHOICE

if TYPE_CHECKING:
    from pos.services.till.till import Till
    from pos.sync.carrier import Carrier

BLANKED = "sync_blanked"
ERASINGS = """SELECT e.arrival, json_extract(CAST(p.body AS TEXT), '$.entries') FROM entry e
    JOIN entry_part p USING (arrival) WHERE e.arrival > ? AND e.kind = 'customer.erased' ORDER BY e.arrival"""


def confirm(till: Till, line: Carrier) -> tuple[int, int, bool]:
    """Keep the hub's heads and its count of this till's sales; returns count, sum, whether it is as here.

    Only what it has not counted before is counted, there and here, between the same two numbers.
    """
    heads = line.heads()
    with till.transaction() as tx:
        ledger.say(tx.raw(), heads, tx.now.isoformat(timespec="seconds"))
    reader = till.database.reader()
    count = total = 0
    is_same = True
    for part in ledger.own_parts(reader, till.life.origin):
        upto = min(part.upto, heads[part.origin].seq) if part.origin in heads else 0
        counted, sales, came_to = ledger.counted(reader, part.origin)
        if counted < upto:
            there = line.sales(part.origin, counted, upto)
            here = ledger.sales_here(reader, part.origin, counted, upto)
            if (there.count, there.total) == here:
                with till.transaction() as tx:
                    ledger.count(tx.raw(), part.origin, upto, sales + there.count, came_to + there.total)
            else:
                is_same = False
            sales, came_to = sales + there.count, came_to + there.total
        count, total = count + sales, total + came_to
    return count, total, is_same


def blank_erased(till: Till, line: Carrier, *, is_office: bool) -> None:
    """Let the hub forget what an erased customer's entries said: the office's work, once for each erasing."""
    if not is_office:
        return
    reader = till.database.reader()
    row = reader.execute(CHOICE, (BLANKED,)).fetchone()
    done = int(row[0]) if row else 0
    (last,) = reader.execute(LAST).fetchone()
    found = reader.execute(ERASINGS, (done,)).fetchall()
    events = [bytes.fromhex(event) for _arrival, listed in found for event in _ids(listed)]
    if events:
        line.blank(events)
    if last > done:
        with till.transaction() as tx:
            tx.raw().execute(KEEP_CHOICE, (BLANKED, str(last)))


def _ids(listed: str) -> list[str]:
    ids: list[str] = json.loads(listed)
    return ids
