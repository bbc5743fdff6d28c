"""Heads of a field are a function of the set of its versions, whatever the order and the clocks."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from pos.journal.heads import Heads, clock, hlc_of

Version = tuple[str, str, tuple[str, ...]]

A = clock(10, "a" * 32)
B = clock(20, "b" * 32)
C = clock(15, "c" * 32)

CASES: list[tuple[str, list[Version], str, tuple[str, ...]]] = [
    ("one", [(A, "red", ())], "red", ()),
    ("seen and set again", [(A, "red", ()), (B, "blue", (A,))], "blue", ()),
    ("not seen: both stay, the later wins", [(A, "red", ()), (B, "blue", ())], "blue", (A,)),
    ("a chain", [(A, "red", ()), (C, "grey", (A,)), (B, "blue", (C,))], "blue", ()),
    (
        "settled by one who names both",
        [(A, "red", ()), (C, "grey", ()), (B, "blue", (A, C))],
        "blue",
        (),
    ),
    ("a fork of one", [(A, "red", ()), (C, "grey", (A,)), (B, "blue", (A,))], "blue", (C,)),
]


def heads(versions: list[Version]) -> Heads[str]:
    found: Heads[str] = Heads()
    here: set[str] = set()
    for at, value, seen in versions:
        found = found.arrived(at, value, seen, here)
        here.add(at)
    return found


@pytest.mark.parametrize(
    ("versions", "value", "losers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_every_order_of_arrival_gives_the_same(
    versions: list[Version], value: str, losers: tuple[str, ...]
) -> None:
    for order in permutations(versions):
        found = heads(list(order))
        assert (found.value, found.losers) == (value, losers)


def history(dice: random.Random) -> list[Version]:
    """Three tills set one field and hear of one another now and then; one clock is years ahead."""
    known: list[dict[str, Version]] = [{}, {}, {}]
    versions: list[Version] = []
    for step in range(dice.randrange(2, 9)):
        till = dice.randrange(3)
        if dice.random() < 0.4:
            other = dice.randrange(3)
            known[till] |= known[other]
        seen = heads(list(known[till].values()))
        named = (seen.winner, *seen.losers) if seen.values else ()
        wall = step + (10**6 if till == 2 else 0)
        hlc = max([wall, *(1 + hlc_of(one) for one in named)])
        version = (clock(hlc, f"{dice.getrandbits(128):032x}"), f"{till}/{step}", named)
        known[till][version[0]] = version
        versions.append(version)
    return versions


@pytest.mark.parametrize("seed", range(200))
def test_tills_that_heard_of_everything_agree(seed: int) -> None:
    dice = random.Random(seed)
    versions = history(dice)
    wanted = heads(versions)
    named = {one for _at, _value, seen in versions for one in seen}
    assert set(wanted.values) == {at for at, _value, _seen in versions} - named
    for _ in range(10):
        shuffled = dice.sample(versions, len(versions))
        assert heads(shuffled) == wanted
        assert not wanted.awaited


def test_a_version_named_before_it_arrives_is_remembered_until_it_does() -> None:
    found = heads([(B, "blue", (A,))])
    assert found.awaited == {A}
    assert found.arrived(A, "red", (), {B}) == Heads({B: "blue"})


def test_who_has_seen_a_clock_of_the_year_2036_can_change_it() -> None:
    absurd = clock(2**60, "f" * 32)
    found = heads([(absurd, "wrong", ())])
    corrected = clock(hlc_of(absurd) + 1, "0" * 32)
    assert found.arrived(corrected, "right", (found.winner,), {absurd}).value == "right"
