"""The letters that a till's lives bear, one after the other."""

from __future__ import annotations

import pytest

from pos.domain.shop.numbering import next_letter


@pytest.mark.parametrize(
    ("taken", "letter"),
    [
        (set(), "A"),
        ({"A"}, "A2"),
        ({"A", "A2", "B", "AA4"}, "A3"),
        ({"A", "A3"}, "A4"),
        ({"A9", "A10"}, "A11"),
        ({"B", "B2"}, "A"),
    ],
)
def test_the_next_life_bears_a_letter_behind_all_that_are_known(taken: set[str], letter: str) -> None:
    assert next_letter("A", taken) == letter
