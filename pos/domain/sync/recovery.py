"""The words of a recovery sheet: a key as words that can be read aloud and typed, and back.

The words are proquints (Wilkerson, 2009): five letters for sixteen bits, each a consonant, vowel, consonant,
vowel, consonant. The last word is a check: the first sixteen bits of the key's SHA-256.
"""

from __future__ import annotations

import hashlib

from pos.domain.sync.errors import SheetMistyped, SheetShort, SheetWordWrong
from pos.domain.words.text import fold

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
SEED_BYTES, CHECK_BYTES = 32, 2
WORDS = (SEED_BYTES + CHECK_BYTES) // 2
"""How many words a sheet has."""
LETTERS = 5


def words_of(seed: bytes) -> tuple[str, ...]:
    """The words of a key, the check at their end."""
    data = seed + _check(seed)
    return tuple(_word(int.from_bytes(data[at : at + 2], "big")) for at in range(0, len(data), 2))


def typed_words(text: str) -> tuple[str, ...]:
    """The words of a text, however they are parted and in whatever letters."""
    return tuple("".join(one if one.isalpha() else " " for one in fold(text)).split())


def is_word(word: str) -> bool:
    """Whether a sheet can hold this word."""
    return len(word) == LETTERS and all(
        letter in (VOWELS if at % 2 else CONSONANTS) for at, letter in enumerate(word)
    )


def is_beginning(word: str) -> bool:
    """Whether a sheet can hold a word that begins so."""
    return is_word(word + "babab"[len(word) :]) if len(word) < LETTERS else is_word(word)


def seed_of(text: str) -> bytes:
    """The key that was typed. Raises SheetWordWrong, SheetShort or SheetMistyped, which never quote it."""
    words = typed_words(text)
    for place, word in enumerate(words[:WORDS], 1):
        if not is_word(word):
            raise SheetWordWrong(place)
    if len(words) != WORDS:
        raise SheetShort
    data = b"".join(_number(word).to_bytes(2, "big") for word in words)
    seed = data[:SEED_BYTES]
    if _check(seed) != data[SEED_BYTES:]:
        raise SheetMistyped
    return seed


def _check(seed: bytes) -> bytes:
    return hashlib.sha256(seed).digest()[:CHECK_BYTES]


def _word(number: int) -> str:
    first, second = number >> 10, number & 0x3FF
    return (
        CONSONANTS[first >> 2] + VOWELS[first & 3]
        + CONSONANTS[second >> 6] + VOWELS[second >> 4 & 3] + CONSONANTS[second & 15]
    )  # fmt: skip


def _number(word: str) -> int:
    number = 0
    for at, letter in enumerate(word):
        letters = VOWELS if at % 2 else CONSONANTS
        number = number * len(letters) + letters.index(letter)
    return number
