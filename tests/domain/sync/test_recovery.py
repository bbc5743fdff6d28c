"""The words of a recovery sheet: as they are typed from paper, and what a slip says."""

from __future__ import annotations

import pytest

from pos.domain.sync.errors import SheetMistyped, SheetShort, SheetWordWrong
from pos.domain.sync.recovery import WORDS, is_beginning, is_word, seed_of, words_of
from pos.domain.words.errors import CashierError

SEEDS = (bytes(32), bytes(range(32)), b"\xff" * 32, bytes(range(255, 223, -1)))
WRITTEN = " ".join(words_of(SEEDS[1]))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_key_comes_back_as_it_was_however_it_is_typed(seed: bytes) -> None:
    words = words_of(seed)
    assert len(words) == WORDS
    assert all(map(is_word, words))
    for typed in (
        " ".join(words),
        "\n".join(words).upper(),
        " · ".join(words),
        f"1. {words[0]}, " + "   ".join(words[1:]) + ".\r\n",
    ):
        assert seed_of(typed) == seed


def test_the_first_words_are_those_of_the_paper_that_named_them() -> None:
    """127.0.0.1 is lusab-babad (Wilkerson, 2009)."""
    assert words_of(bytes((127, 0, 0, 1)) + bytes(28))[:2] == ("lusab", "babad")


@pytest.mark.parametrize(("typed", "error"), [
    ("", SheetShort()),
    (WRITTEN.rpartition(" ")[0], SheetShort()),
    (f"{WRITTEN} babab", SheetShort()),
    (WRITTEN.replace(WRITTEN[:5], "babax", 1), SheetWordWrong(1)),
    (f"{WRITTEN[:6]}bab {WRITTEN[12:]}", SheetWordWrong(2)),
    (f"{WRITTEN[:6]}gutih {WRITTEN[12:]}", SheetMistyped()),
    ("éàç €€€ 12345", SheetWordWrong(1)),
])  # fmt: skip
def test_a_slip_is_said_without_the_words(typed: str, error: CashierError) -> None:
    with pytest.raises(type(error)) as refused:
        seed_of(typed)
    assert str(refused.value) == str(error)
    assert WRITTEN[:5] not in str(refused.value)


def test_a_word_is_seen_to_be_wrong_while_it_is_typed() -> None:
    assert all(is_beginning("lusab"[:at]) for at in range(6))
    for wrong in ("a", "bb", "lusaq", "lus4", "lusabb"):
        assert not is_beginning(wrong)
