"""A scanner is told from fingers by the time between its keys."""

from __future__ import annotations

import pytest

from ui.sell.burst import Burst

CODE = "4006381333931"


def typed(burst: Burst, text: str, gap: float, start: float = 100.0) -> float:
    """Press the keys with that many seconds between them; gives the second after the last."""
    at = start
    for character in text:
        burst.key(character, at)
        at += gap
    return at


@pytest.mark.parametrize(
    ("text", "gap", "code"),
    [
        (CODE, 0.004, CODE),
        (CODE, 0.034, CODE),
        (CODE, 0.050, ""),
        ("MUG-BLU", 0.010, "MUG-BLU"),
        ("A-1", 0.010, ""),
        ("#A-000214", 0.001, "#A-000214"),
        ("  4006381333931", 0.001, CODE),
    ],
)
def test_keys_in_one_breath_ended_by_enter_are_a_code(text: str, gap: float, code: str) -> None:
    burst = Burst()
    assert burst.end(typed(burst, text, gap)) == code


def test_enter_after_a_pause_is_the_persons_own() -> None:
    burst = Burst()
    at = typed(burst, CODE, 0.004)
    assert burst.end(at + 0.5) == ""


def test_what_was_typed_before_the_scan_is_not_part_of_it() -> None:
    burst = Burst()
    at = typed(burst, "3x", 0.2)
    assert burst.end(typed(burst, CODE, 0.004, at)) == CODE


def test_a_shortcut_in_between_ends_the_burst() -> None:
    burst = Burst()
    at = typed(burst, "4006", 0.004)
    burst.interrupt()
    assert burst.end(at) == ""


def test_the_second_enter_of_a_scanner_is_known_and_a_later_one_is_not() -> None:
    burst = Burst()
    at = typed(burst, CODE, 0.004)
    burst.end(at)
    assert burst.echoes(at + 0.005)
    assert not burst.echoes(at + 1)


def test_enter_after_a_key_that_followed_the_scan_counts() -> None:
    burst = Burst()
    at = typed(burst, CODE, 0.004)
    burst.end(at)
    burst.interrupt()
    assert not burst.echoes(at + 0.02)


def test_a_burst_runs_from_its_second_key() -> None:
    burst = Burst()
    burst.key("4", 1.0)
    assert not burst.running
    burst.key("0", 1.01)
    assert burst.running
    burst.key("0", 1.5)
    assert not burst.running
