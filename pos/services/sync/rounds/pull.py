"""Take in what other tills wrote, by how far each life is here and there."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from pos.domain.shop.errors import EntryWrong
from pos.services.sync.rounds import crash
from pos.services.sync.rounds.heads import common, is_here, last_here
from pos.sync.carrier import HubHead, Want

if TYPE_CHECKING:
    from pos.journal.stored import Stored
    from pos.model.database import Database
    from pos.services.sync.taking_in import Taking
    from pos.sync.carrier import Carrier

AT_ONCE = 2000
"""Entries asked for at once, of all lives together."""
LEAST = 20
"""Entries asked for at once of each life, however many there are."""


class Puller:
    """Reads what is missing here and takes it in; a life with a wrong entry stops no other."""

    def __init__(self, database: Database, line: Carrier, taking: Taking) -> None:
        self._database = database
        self._line = line
        self._taking = taking
        self._searched: set[bytes] = set()
        self.stopped: set[bytes] = set()
        """Lives of which the hub holds something that is missing or not as it was written."""

    def missing(self, heads: Mapping[bytes, HubHead]) -> dict[bytes, Want]:
        """What of these heads leads to entries that are not here."""
        reader = self._database.reader()
        wants: dict[bytes, Want] = {}
        for origin, head in sorted(heads.items()):
            if not is_here(reader, origin, head):
                last = last_here(reader, origin)
                if last >= head.seq:
                    self._searched.add(origin)
                    last = common(self._line, reader, origin, head.seq).seq
                wants[origin] = Want(origin, last, head.seq)
        return wants

    def pull(self, wants: dict[bytes, Want]) -> None:
        """Take all of it in, life beside life."""
        while wants:
            self._database.turns.give_way()
            limit = max(LEAST, AT_ONCE // len(wants))
            page = self._line.read(list(wants.values()), limit)
            got = {origin: list(some) for origin, some in groupby(page, key=lambda entry: entry.origin)}
            for origin in list(wants):
                self._take(wants, origin, got.get(origin, []))

    def _take(self, wants: dict[bytes, Want], origin: bytes, entries: list[Stored]) -> None:
        """Take one life's entries in, and say what is wanted of it next."""
        want = wants[origin]
        if not entries:  # the hub holds a gap there: what is behind it cannot be had
            self.stopped.add(origin)
            del wants[origin]
            return
        try:
            self._taking.take(entries)
        except EntryWrong:
            again = self._searched_again(want)
            if again is None:
                self.stopped.add(origin)
                del wants[origin]
            else:
                wants[origin] = again
            return
        crash.crash_point("after a page was taken in")
        if entries[-1].seq >= want.upto:
            del wants[origin]
        else:
            wants[origin] = Want(origin, entries[-1].seq, want.upto)

    def _searched_again(self, want: Want) -> Want | None:
        """The same from where both logs agree, once; None where that was not what is wrong."""
        if want.origin in self._searched:
            return None
        self._searched.add(want.origin)
        last = common(self._line, self._database.reader(), want.origin, want.upto)
        return Want(want.origin, last.seq, want.upto) if last.seq < want.after else None
