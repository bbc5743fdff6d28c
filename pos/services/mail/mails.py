"""Messages to customers that entries asked for: how many wait to be sent, and how many perhaps were."""

from __future__ import annotations

from dataclasses import dataclass

from pos.services.till.till import Till

AGAIN = "mails.again"
"""The choice of a person: the life it was made in, and the last arrival that is sent again."""

COUNT = """WITH RECURSIVE own(origin) AS (SELECT :life UNION
        SELECT t.continues_life FROM own JOIN till t USING (origin) WHERE t.continues_seq > 0),
    queued AS (SELECT m.arrival <= :again OR
            (e.origin = :life AND instr(e.header, CAST('"was":' AS BLOB)) = 0) AS waits
        FROM mail m JOIN entry e USING (arrival) WHERE m.sent = '' AND e.origin IN own)
    SELECT coalesce(sum(waits), 0), count(*) - coalesce(sum(waits), 0) FROM queued"""
"""What this life asked for waits; what was queued before, also where it was written again, perhaps went."""


@dataclass(frozen=True, slots=True)
class Post:
    """Messages that wait to be sent, and those that an earlier life of this till perhaps sent."""

    waiting: int
    perhaps: int


class Mails:
    """What lies in the outgoing post of this till; others send their own."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def post(self) -> Post:
        """How many messages wait, and how many nobody knows of whether they went.

        A copy, a restored file or a disk put back never sends what was queued before it: the other one may.
        """
        reader, life = self._till.database.reader(), self._till.life.origin
        chosen = reader.execute("SELECT value FROM choice WHERE key = ?", (AGAIN,)).fetchone()
        of, _colon, last = chosen[0].partition(":") if chosen else ("", "", "")
        again = int(last) if of == life.hex() else 0  # what was chosen in another life is copied along
        return Post(*reader.execute(COUNT, {"life": life, "again": again}).fetchone())

    def send_again(self) -> None:
        """A person says that what was perhaps sent goes out: all that is here now."""
        with self._till.transaction() as tx:
            run = tx.connection.exec_driver_sql
            last = run("SELECT coalesce(max(arrival), 0) FROM mail").scalar_one()
            chosen = (AGAIN, f"{self._till.life.origin.hex()}:{last}")
            run("INSERT OR REPLACE INTO choice VALUES (?,?)", chosen)
