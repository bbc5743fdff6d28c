"""The words a mistyped one may mean, among the words of the shop's own products."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pos.model import search as sql

SHORTEST = 3
"""Letters from which a word can be mistyped; below, too many words are alike."""

LONG = 6
"""Letters from which a word may have two mistakes."""

KEPT_WORDS = 100_000
"""Words kept in memory at most, for the letters asked for."""

_LAST = chr(0x10FFFF)


@dataclass(slots=True)
class _Vocabulary:
    """Words by first letter with the number of products that have them, at one state of the index."""

    state: bytes
    by_letter: dict[str, tuple[Sequence[str], Sequence[int]]] = field(default_factory=dict)


class Spelling:
    """Nearest words by swapped, missing, additional and wrong letters."""

    def __init__(self, reader: Callable[[], sqlite3.Connection]) -> None:
        self._reader = reader
        self._vocabulary = _Vocabulary(b"")

    def is_known(self, word: str) -> bool:
        """Whether any product has a word that begins so."""
        return bool(self._reader().execute(sql.TERM_BEGINS, (word, word + _LAST)).fetchone())

    def nearest(self, word: str, most: int = 5) -> list[str]:
        """The words it may mean, the likeliest first; words led by another letter only where none fits."""
        if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
            return []
        found = self._nearest(word, word[0], most)
        return found or (self._nearest(word, word[1], most) if word[1] != word[0] else [])

    def _nearest(self, word: str, letter: str, most: int) -> list[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        terms, products = self._words(letter)
        mistakes = 2 if len(word) >= LONG else 1
        best: dict[int, tuple[float, int]] = {}
        # A word half typed is compared with as much of each word, and stands back behind whole ones.
        for penalty, choices in ((0.0, terms), (0.5, [term[: len(word)] for term in terms])):
            for _, distance, place in process.extract(
                word, choices, scorer=OSA.distance, score_cutoff=mistakes, limit=4 * most
            ):
                if distance:
                    mark = (distance + penalty, -products[place])
                    best[place] = min(best.get(place, mark), mark)
        return [terms[place] for place in sorted(best, key=best.__getitem__)[:most]]

    def _words(self, letter: str) -> tuple[Sequence[str], Sequence[int]]:
        """The vocabulary under a letter, read again when the index has changed."""
        connection = self._reader()
        row = connection.execute(sql.STATE).fetchone()
        state: bytes = row[0] if row else b""
        vocabulary = self._vocabulary
        kept = sum(len(terms) for terms, _ in vocabulary.by_letter.values())
        if vocabulary.state != state or kept > KEPT_WORDS:
            vocabulary = self._vocabulary = _Vocabulary(state)
        if letter not in vocabulary.by_letter:
            rows = connection.execute(sql.TERMS, (letter, letter + _LAST)).fetchall()
            vocabulary.by_letter[letter] = ([row[0] for row in rows], [row[1] for row in rows])
        return vocabulary.by_letter[letter]
