"""Send what the hub lacks, page by page: what one transaction wrote together, a page whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pos.journal.seal import header_of
from pos.services.sync.rounds import crash
from pos.services.sync.rounds.heads import following
from pos.sync.carrier import PAGE_BYTES, PAGE_ENTRIES, EntryRefused, HubHead

if TYPE_CHECKING:
    from pos.journal.stored import Stored
    from pos.model.database import Database
    from pos.sync.carrier import Carrier


class Pusher:
    """Appends entries of one life after another, and counts them."""

    def __init__(
        self, database: Database, line: Carrier, sent: Callable[[bytes, HubHead, int], None]
    ) -> None:
        """`sent` hears of each page the hub committed: the life, its head there now, how many entries."""
        self._database = database
        self._line = line
        self._sent = sent
        self.refused: list[str] = []

    def push(self, origin: bytes, head: HubHead) -> HubHead:
        """Send what continues this head; returns the hub's head afterwards.

        Where it does not take an entry, those before it are sent and none behind it: `refused` names it.
        Raises PlaceTaken where somebody else wrote meanwhile.
        """
        while page := self._page(origin, head):
            crash.crash_point("before a page is sent")
            sent = self._append(origin, page)
            crash.crash_point("after a page was sent")
            if sent:
                head = HubHead(page[sent - 1].seq, page[sent - 1].chain)
                self._sent(origin, head, sent)
            crash.crash_point("after a page was counted")
            if sent < len(page):
                self.refused.append(page[sent].name)
                break
        return head

    def _page(self, origin: bytes, head: HubHead) -> list[Stored]:
        """The next page; all that was read of the file is in memory before the hub is spoken to."""
        with self._database.reading() as connection:
            return cut(following(connection, origin, head, PAGE_ENTRIES + 1))

    def _append(self, origin: bytes, page: list[Stored]) -> int:
        """How many of the page's first entries the hub took."""
        try:
            self._line.append(origin, page)
        except EntryRefused:
            if len(page) == 1:
                return 0
            half = len(page) // 2
            sent = self._append(origin, page[:half])
            return sent if sent < half else half + self._append(origin, page[half:])
        return len(page)


def cut(entries: Iterable[Stored]) -> list[Stored]:
    """The first entries as they make a page: what one transaction wrote is not parted, unless it is too long.

    What was written together bears the same time to the millisecond.
    """
    page: list[Stored] = []
    size = 0
    for entry in entries:
        size += _size(entry)
        if page and (len(page) == PAGE_ENTRIES or size > PAGE_BYTES):
            return page[: _border(page, entry)]
        page.append(entry)
    return page


def _border(page: list[Stored], behind: Stored) -> int:
    """How many entries stand before the last border between two transactions; all where there is none."""
    at = len(page)
    later = _time(behind)
    while at and _time(page[at - 1]) == later:
        at -= 1
    return at or len(page)


def _time(entry: Stored) -> str:
    return header_of(entry.header).recorded_at


def _size(entry: Stored) -> int:
    return len(entry.header) + len(entry.body) + len(entry.personal or b"")
