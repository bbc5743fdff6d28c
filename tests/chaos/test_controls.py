"""The naive designs, which must fail where ours holds: a proof that lets them pass proves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pytest
from msgspec.structs import replace

from pos.journal.heads import Heads
from pos.journal.stored import Stored
from pos.services.sync.rounds import pull
from pos.services.sync.rounds import round as rounds
from tests.chaos.walk import in_memory
from tests.chaos.world import World, template
from tests.memory_hub import MemoryLine


@pytest.fixture
def world() -> Iterator[World]:
    with in_memory() as folder:
        of = folder / "of"
        of.mkdir()
        shop = template(of)
        (folder / "world").mkdir()
        made = World(folder / "world", of, shop)
        yield made
        made.close()


def test_who_keeps_what_stands_at_a_place_already_loses_a_sale_of_a_copy(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """INSERT ... ON CONFLICT DO NOTHING as the only defence, and numbers compared without their chains."""

    def kept(line: MemoryLine, origin: bytes, entries: Sequence[Stored]) -> None:
        held = line._hub.entries.setdefault(origin, [])
        held += [replace(entry, arrival=0) for entry in entries if entry.seq > len(held)]

    monkeypatch.setattr(MemoryLine, "append", kept)
    for module in (rounds, pull):
        monkeypatch.setattr(module, "is_here", lambda reader, origin, head: head.seq <= last(reader, origin))
    last = pull.last_here
    _forks(world)
    with pytest.raises((AssertionError, KeyError)):
        world.prove()


def test_the_same_with_chains_compared_loses_nothing(world: World) -> None:
    _forks(world)
    world.prove()


def _forks(world: World) -> None:
    world.round(1)
    world.image(1)
    world.sell(1)
    world.round(1)
    world.clone(1)
    world.sell(3, 2)
    world.heal()


def test_who_lets_the_last_arrival_win_diverges(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def arrived(
        self: Heads[object], clock: str, value: object, seen: Iterable[str], here: object
    ) -> Heads[object]:
        return Heads({clock: value})

    def edited() -> None:
        world.edit(0, 11)
        world.passes(1)
        world.edit(2, 12)
        world.heal()

    world.heal()
    edited()
    world.prove()
    monkeypatch.setattr(Heads, "arrived", arrived)
    edited()
    with pytest.raises(AssertionError):
        world.prove()


def test_one_cursor_over_all_tills_never_gets_what_was_committed_late(world: World) -> None:
    """Numbers are taken when a row is written, and seen when it is committed."""
    numbers = iter(range(1, 10))
    first, second = next(numbers), next(numbers)
    committed: dict[int, str] = {second: "b"}
    cursor, got = 0, set[str]()
    for more in ({}, {first: "a"}):
        committed |= more
        got |= {row for number, row in committed.items() if number > cursor}
        cursor = max(committed)
    assert got == {"b"}, "a cursor that is a number of all rows passed one by"
    for at in (0, 1):  # ours: B's page is there before A's, which began earlier
        world.sell(at)
    for at in (1, 2, 0, 2):
        world.round(at)
    assert len(world.machines[2].kit.numbers()) == 2
