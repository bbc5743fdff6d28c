"""Payment codes are module for module what segno makes of the same text."""

from __future__ import annotations

import random

import pytest
import segno

from pos.contacts.bank import MOST_BYTES
from pos.documents.codes import _BLOCKS, LEVEL, MASK, payment_matrix


def by_segno(text: str) -> tuple[tuple[bool, ...], ...]:
    code = segno.make_qr(text.encode(), error=LEVEL, mask=MASK, boost_error=False)
    return tuple(tuple(map(bool, line)) for line in code.matrix)


@pytest.mark.parametrize(
    "size", [8, 14, 15, 26, 27, 42, 62, 84, 85, 106, 107, 122, 152, 180, 181, 213, 251, 287]
)
def test_every_size(size: int) -> None:
    dice = random.Random(size)
    text = "BCD\n002\n" + "".join(dice.choice("abcXYZ0189 \n") for _ in range(size - 8))
    assert payment_matrix(text) == by_segno(text)


def test_the_largest() -> None:
    text = "BCD\n002\n" + "é" * 161 + "x"
    assert len(text.encode()) == MOST_BYTES
    assert payment_matrix(text) == by_segno(text)
    assert len(payment_matrix(text)) == 4 * len(_BLOCKS) + 17


def test_any_text() -> None:
    dice = random.Random(69)
    for _ in range(30):
        text = "BCD\n" + "".join(dice.choice("äöü€ abc\n01") for _ in range(dice.randint(1, 90)))
        assert payment_matrix(text) == by_segno(text)
