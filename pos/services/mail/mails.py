"""Messages to customers that entries asked for: how many wait to be sent."""

from __future__ import annotations

from pos.services.till.till import Till


class Mails:
    """What lies in the outgoing post."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def waiting(self) -> int:
        """How many messages were not sent yet."""
        (count,) = self._till.database.reader().execute("SELECT COUNT(*) FROM mail").fetchone()
        return int(count)
