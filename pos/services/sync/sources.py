"""Where a till that joins gets its entries: ready rows and all beyond them, from a hub or a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.sync.errors import CodeOfAnotherShop, CodeUsed, HubOfAnotherShop, LoginRefused, NoHub
from pos.services.sync.base.making import BESIDE
from pos.services.sync.base.taking import Base
from pos.services.till.files import in_sentences
from pos.sync import base, bundle
from pos.sync.carrier import WaitsFor, Want
from pos.sync.hub.line import HubLine
from pos.sync.hub.wait import Wait

if TYPE_CHECKING:
    from pos.journal.stored import Stored
    from pos.services.till.till import Clock
    from pos.sync.carrier import Carrier, HubHead
    from pos.sync.code import PairingCode
    from pos.sync.hub.login import HubLogin

PAGE = 500


@dataclass(frozen=True, slots=True)
class Source:
    """Where a till's entries come from: `count` and `entries` are of those beyond numbers by life.

    `base` are ready rows with their entries, None where there are none; it raises what is wrong with them.
    """

    count: Callable[[Mapping[bytes, int]], int]
    entries: Callable[[Mapping[bytes, int]], Iterator[Stored]]
    base: Callable[[], Base | None]


@contextmanager
def source_of(code: PairingCode, file: Path | None, clock: Clock, waits_for: WaitsFor) -> Iterator[Source]:
    """Where the entries come from, which is the code's shop; `waits_for` hears how to end a line to a hub."""
    if file is not None:
        with in_sentences():
            if bundle.head_of(file).shop != code.shop:
                raise CodeOfAnotherShop(file.name)
        yield Source(
            lambda held: max(0, bundle.count_of(file) - sum(held.values())),
            partial(_beyond, file),
            partial(_beside, file),
        )
        return
    if code.hub is None:
        raise NoHub
    wait = Wait()
    waits_for(wait.end)
    with closing(_line(code, code.hub, clock, wait)) as line:
        info = line.hello()
        if (info.shop, info.hub) != (code.shop, code.hub.hub):
            raise HubOfAnotherShop
        heads = line.heads()
        yield Source(
            lambda held: sum(max(0, head.seq - held.get(origin, 0)) for origin, head in heads.items()),
            partial(_entries_of, line, heads),
            partial(_newest, line),
        )


def _line(code: PairingCode, login: HubLogin, clock: Clock, wait: Wait) -> HubLine:
    """A line by the login of a code; one that the hub does not know any more was used, or its day is over."""
    try:
        return HubLine(login, clock, wait=wait)
    except LoginRefused:
        raise CodeUsed(code.letter) from None


def _beyond(file: Path, held: Mapping[bytes, int]) -> Iterator[Stored]:
    """The entries of a bundle; those of before are passed over, and the rest proves it whole."""
    return (one for one in bundle.entries_of(file) if one.seq > held.get(one.origin, 0))


def _beside(file: Path) -> Base | None:
    """The base image that lies beside a bundle."""
    image = file.with_name(file.name + BESIDE)
    if not image.exists():
        return None
    about = base.about(image)
    return Base(about, base.pieces(image, len(about.shas)))


def _newest(line: Carrier) -> Base | None:
    """The hub's base image."""
    images = line.images()
    if not images:
        return None
    return Base(images[0], (line.chunk(images[0].id, number) for number in range(len(images[0].shas))))


def _entries_of(line: Carrier, heads: Mapping[bytes, HubHead], held: Mapping[bytes, int]) -> Iterator[Stored]:
    """All beyond these numbers that the hub holds at this moment, a life after the other."""
    for origin, head in sorted(heads.items()):
        after = held.get(origin, 0)
        while after < head.seq and (page := line.read([Want(origin, after, head.seq)], PAGE)):
            yield from page
            after = page[-1].seq
