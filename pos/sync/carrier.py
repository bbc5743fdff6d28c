"""What brings entries to other tills and back: a hub, or in tests a memory; all of them keep this protocol.

A carrier keeps, for each life of the shop, its entries 1, 2, 3 ... exactly as they were sealed, and hands
them out. It never judges what an entry says: who wrote it is the matter of its signature, what it means that
of its reader.
Every call ends: with an answer, or with one of the errors of `pos.domain.sync.errors`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec

from pos.journal.stored import Stored

FORMAT = 1
"""What this program writes on a hub."""
PAGE_ENTRIES = 500
PAGE_BYTES = 1 << 20
"""What is appended in one transaction at most: a single entry may be larger."""


WaitsFor = Callable[[Callable[[], None]], None]
"""Told what ends a wait, from any thread."""


def unheard(_ends: Callable[[], None]) -> None:
    """Nobody ever ends it."""


class PlaceTaken(Exception):
    """Another entry stands where one is to be, or one before it is missing: ask for the head."""


class EntryRefused(Exception):
    """The carrier does not take one of these entries, whatever comes after it; none of the page was kept."""


@dataclass(frozen=True, slots=True)
class HubInfo:
    """What a carrier says of itself.

    `hub` and `epoch` are hexadecimal: the second changes when its owner brings a backup of it back.
    A till writes `format`; one that cannot read `oldest` any more may only append. `clock` is the hub's, with
    its offset; `is_office` says what the login may do.
    """

    hub: str
    epoch: str
    shop: str
    format: int
    oldest: int
    clock: datetime
    is_office: bool


@dataclass(frozen=True, slots=True)
class HubHead:
    """The last entry of a life that a carrier holds: its number and chain value."""

    seq: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class Want:
    """Entries of one life that are asked for: those with `after` < number <= `upto`."""

    origin: bytes
    after: int
    upto: int


@dataclass(frozen=True, slots=True)
class Sales:
    """Entries `order.placed` that a carrier holds of one life: how many, and the sum of `agreed.total`.

    The sum is in minor units, as the carrier itself reads it from the bytes it keeps.
    """

    count: int
    total: int


class BaseImage(msgspec.Struct, frozen=True):
    """Ready rows of the tables with the exact entries they come from, cut in pieces.

    `life` of the shop wrote it, and `sig` is its signature over all the rest; `version` says which tables it
    fills. `vector` says how far it goes by life, `shas` the SHA-256 of each piece.
    """

    id: bytes
    shop: str
    life: bytes
    made_at: str
    version: str
    vector: dict[bytes, int]
    shas: tuple[bytes, ...]
    sig: bytes = b""

    @property
    def message(self) -> bytes:
        """What is signed."""
        rest = (self.id, self.shop, self.life, self.made_at, self.version, sorted(self.vector.items()))
        return b"comptoir base\0" + msgspec.msgpack.encode((*rest, self.shas))


class Carrier(Protocol):
    """An open line to where the entries of all tills of one shop are kept; used by one thread at a time.

    Any call raises HubUnreachable, HubWentAway, LoginRefused, CertificateWrong, ClockWrong, TillRemoved or
    FormatTooOld; after one of these the line is closed and good for nothing but `close`.
    """

    def hello(self) -> HubInfo:
        """What it is, and what time it has."""

    def head(self, origin: bytes) -> HubHead | None:
        """The last entry it holds of a life; None where it holds none."""

    def heads(self) -> dict[bytes, HubHead]:
        """The last entry of every life, all of one moment."""

    def chains(self, origin: bytes, seqs: Sequence[int]) -> dict[int, bytes]:
        """The chain values of these entries of a life, as far as it holds them."""

    def append(self, origin: bytes, entries: Sequence[Stored]) -> None:
        """Keep entries of one life in the order of their numbers, the first right behind its head.

        All of them when it returns, or none. Raises PlaceTaken or EntryRefused; a line that breaks here
        leaves both possible.
        """

    def read(self, wants: Sequence[Want], limit: int) -> list[Stored]:
        """Entries that are asked for, of each life by number and without a gap, `limit` of each at most."""

    def sales(self, origin: bytes, after: int, upto: int) -> Sales:
        """The sales among entries of a life with `after` < number <= `upto`."""

    def images(self) -> tuple[BaseImage, ...]:
        """The base images it holds whole, newest first; raises BaseChanged where one says no such thing."""

    def chunk(self, image: bytes, number: int) -> bytes:
        """One piece of a base image, from 0; raises BaseChanged where it is not there."""

    def put_image(self, image: BaseImage, chunks: Iterable[bytes]) -> None:
        """Keep a base image in place of older ones; for the office. One that is cut short is never shown."""

    def blank(self, events: Sequence[bytes]) -> None:
        """Blank the personal parts of these events wherever they stand; for the office.

        Base images go: their rows hold what these parts said. The next till that is let in brings a new one.
        """

    def lease(self, name: str, holder: bytes, seconds: int) -> int | None:
        """Hold a name for so long by the carrier's clock, or for longer; None while somebody else does.

        The number returned grows whenever the name goes to another holder: it fences off who held it before.
        """

    def release(self, name: str, holder: bytes) -> None:
        """Hold a name no longer; nothing happens where somebody else does."""

    def cancel(self) -> None:
        """End what another thread waits for on this line at once: it meets HubWentAway."""

    def close(self) -> None:
        """Hang up; never raises."""


class Uplink(Protocol):
    """How the till of one folder gets to its shop's hub."""

    @property
    def is_set_up(self) -> bool:
        """Whether this folder knows a hub; asked often, and answered from memory or one file."""

    @property
    def hub(self) -> str:
        """The hub's id as it was when this till joined, hexadecimal; "" where it knows none."""

    def connect(self, waits_for: WaitsFor = unheard) -> Carrier:
        """A new line; `waits_for` hears first what ends it, dialling included. Raises what a Carrier does."""

    def hang_up(self) -> None:
        """End all that is waited for, from any thread; a new line ends before it begins."""
