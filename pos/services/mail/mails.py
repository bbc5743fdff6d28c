"""Messages to customers that entries asked for: how many wait to be sent."""

from __future__ import annotations

from pos.services.till.till import Till


class Mails:
    """What lies in the outgoing post."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def waiting(self) -> int:
        """How many messages this till asked for and did not send yet; others send their own."""
        (count,) = (
            self._till.database.reader()
            .execute(
                """SELECT COUNT(*) FROM mail m JOIN entry e USING (arrival)
                   WHERE m.sent = '' AND e.origin = ?""",
                (self._till.life.origin,),
            )
            .fetchone()
        )
        return int(count)
