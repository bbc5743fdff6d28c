"""A hub in memory: several tills of one test reach it, and it fails in the ways that a real one does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import TypeVar

from msgspec.structs import replace

from pos.domain.sync.errors import ClockWrong, HubUnreachable, HubWentAway, LoginRefused, TillRemoved
from pos.journal.stored import Stored
from pos.sync.carrier import (
    FORMAT,
    BaseImage,
    EntryRefused,
    HubHead,
    HubInfo,
    PlaceTaken,
    Sales,
    WaitsFor,
    Want,
    unheard,
)

T = TypeVar("T")
SILENCE = 20.0
"""Seconds that a line may say nothing."""

Trouble = Callable[[str], Exception | None]
"""Told the name of each call; what it returns is raised in its place."""


@dataclass
class _Lease:
    holder: bytes
    until: float
    fence: int


@dataclass
class Faults:
    """What goes wrong with a hub from now on; all of it is right when nothing is set."""

    is_down: bool = False
    before: Trouble = lambda _call: None  # the call is lost on its way
    after: Trouble = lambda _call: None  # its answer is
    refuses: Callable[[Stored], bool] = lambda _entry: False
    changes: Callable[[Stored], Stored] = lambda entry: entry  # what is read differs from what was kept
    is_silent: Callable[[str], bool] = lambda _call: False  # nothing is heard until the line is ended
    refused_logins: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)


class MemoryHub:
    """Entries of all lives of one shop, as a real hub keeps them."""

    def __init__(self, shop: str, clock: Callable[[], datetime], hub: str = "0" * 31 + "1") -> None:
        self.shop = shop
        self.clock = clock
        self.id = hub
        self.epoch = "1"
        self.format = FORMAT
        self.oldest = FORMAT
        self.entries: dict[bytes, list[Stored]] = {}
        self.stored_images: list[tuple[BaseImage, list[bytes]]] = []
        self.leases: dict[str, _Lease] = {}
        self.faults = Faults()
        self.calls: list[str] = []

    def snapshot(self) -> dict[bytes, list[Stored]]:
        """What it holds now, as a backup of it would."""
        return {origin: list(entries) for origin, entries in self.entries.items()}

    def restore(self, held: dict[bytes, list[Stored]]) -> None:
        """Hold again what it held then, and nothing since."""
        self.entries = {origin: list(entries) for origin, entries in held.items()}

    def uplink(self, name: str = "till", *, office: bool = True) -> MemoryUplink:
        """The way one till gets here; its name is that of its login."""
        return MemoryUplink(self, name, is_office=office)


@dataclass
class MemoryUplink:
    """How one till gets to a hub in memory; `is_set_up` can be taken away, as when it leaves."""

    at: MemoryHub
    name: str
    is_office: bool = True
    is_set_up: bool = True
    hub: str = ""
    is_over: bool = False
    lines: set[MemoryLine] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.hub = self.at.id

    def hang_up(self) -> None:
        self.is_over = True
        for line in tuple(self.lines):
            line.cancel()

    def connect(self, waits_for: WaitsFor = unheard) -> MemoryLine:
        line = MemoryLine(self.at, self)
        self.lines.add(line)
        if self.is_over:
            raise HubWentAway
        waits_for(line.cancel)
        faults = self.at.faults
        if faults.is_silent("connect"):
            line.ended.wait(SILENCE)
            raise HubWentAway
        if faults.is_down:
            raise HubUnreachable
        if self.name in faults.removed:
            raise TillRemoved
        if self.name in faults.refused_logins:
            raise LoginRefused
        if trouble := faults.before("connect"):
            raise trouble
        self.at.calls.append("connect")
        return line


class MemoryLine:
    """One till's line to a hub in memory."""

    def __init__(self, hub: MemoryHub, uplink: MemoryUplink) -> None:
        self._hub = hub
        self._uplink = uplink
        self.ended = Event()

    @property
    def is_closed(self) -> bool:
        return self.ended.is_set()

    def _call(self, name: str, act: Callable[[], T]) -> T:
        """Do what a call asks for, unless it or its answer is lost on the way."""
        faults = self._hub.faults
        self._hub.calls.append(name)
        if self.is_closed or faults.is_down:
            raise HubWentAway
        if faults.is_silent(name):
            self.ended.wait(SILENCE)
            raise HubWentAway
        if trouble := faults.before(name):
            self.ended.set()
            raise trouble
        answer = act()
        if trouble := faults.after(name):
            self.ended.set()
            raise trouble
        return answer

    def hello(self) -> HubInfo:
        hub = self._hub
        return self._call(
            "hello",
            lambda: HubInfo(
                hub.id, hub.epoch, hub.shop, hub.format, hub.oldest, hub.clock(), self._uplink.is_office
            ),
        )

    def head(self, origin: bytes) -> HubHead | None:
        return self._call("head", lambda: self._heads().get(origin))

    def heads(self) -> dict[bytes, HubHead]:
        return self._call("heads", self._heads)

    def _heads(self) -> dict[bytes, HubHead]:
        found = self._hub.entries.items()
        return {origin: HubHead(held[-1].seq, held[-1].chain) for origin, held in found if held}

    def chains(self, origin: bytes, seqs: Sequence[int]) -> dict[int, bytes]:
        held = self._hub.entries.get(origin, [])
        return self._call(
            "chains", lambda: {seq: held[seq - 1].chain for seq in seqs if 1 <= seq <= len(held)}
        )

    def append(self, origin: bytes, entries: Sequence[Stored]) -> None:
        def act() -> None:
            held = self._hub.entries.get(origin, [])
            if [entry.seq for entry in entries] != list(range(len(held) + 1, len(held) + 1 + len(entries))):
                raise PlaceTaken
            if any(entry.origin != origin or self._hub.faults.refuses(entry) for entry in entries):
                raise EntryRefused
            kept = [replace(entry, arrival=0) for entry in entries]
            self._hub.entries[origin] = held + kept

        self._call("append", act)

    def read(self, wants: Sequence[Want], limit: int) -> list[Stored]:
        def act() -> list[Stored]:
            found: list[Stored] = []
            for want in wants:
                held = self._hub.entries.get(want.origin, [])
                found += held[want.after : want.upto][:limit]
            return [self._hub.faults.changes(entry) for entry in found]

        return self._call("read", act)

    def sales(self, origin: bytes, after: int, upto: int) -> Sales:
        def act() -> Sales:
            held = self._hub.entries.get(origin, [])[after:upto]
            totals = [_total(entry) for entry in held if entry.kind == "order.placed"]
            return Sales(len(totals), sum(totals))

        return self._call("sales", act)

    def images(self) -> tuple[BaseImage, ...]:
        return self._call("images", lambda: tuple(image for image, _ in reversed(self._hub.stored_images)))

    def chunk(self, image: bytes, number: int) -> bytes:
        def act() -> bytes:
            return next(chunks[number] for one, chunks in self._hub.stored_images if one.id == image)

        return self._call("chunk", act)

    def put_image(self, image: BaseImage, chunks: Iterable[bytes]) -> None:
        kept = list(chunks)
        assert tuple(hashlib.sha256(chunk).digest() for chunk in kept) == image.shas

        def act() -> None:
            self._hub.stored_images = [(image, kept)]

        self._call("put_image", act)

    def blank(self, events: Sequence[bytes]) -> None:
        def act() -> None:
            self._hub.stored_images = []
            for origin, held in self._hub.entries.items():
                self._hub.entries[origin] = [
                    replace(entry, personal=None, personal_salt=None) if entry.event_id in events else entry
                    for entry in held
                ]

        self._call("blank", act)

    def lease(self, name: str, holder: bytes, seconds: int) -> int | None:
        def act() -> int | None:
            now = self._hub.clock().timestamp()
            held = self._hub.leases.get(name)
            if held and held.holder != holder and held.until > now:
                return None
            fence = 1 if held is None else held.fence + (held.holder != holder)
            self._hub.leases[name] = _Lease(holder, now + seconds, fence)
            return fence

        return self._call("lease", act)

    def release(self, name: str, holder: bytes) -> None:
        def act() -> None:
            held = self._hub.leases.get(name)
            if held and held.holder == holder:
                held.until = 0.0

        self._call("release", act)

    def cancel(self) -> None:
        self.ended.set()

    def close(self) -> None:
        self.ended.set()
        self._uplink.lines.discard(self)


def clock_wrong(at: datetime) -> ClockWrong:
    """What a till with another date than its certificate's meets."""
    return ClockWrong(at.date())


def _total(entry: Stored) -> int:
    total: int = json.loads(entry.body)["agreed"]["total"]
    return total
