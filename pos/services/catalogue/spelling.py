"""The words a mistyped one may mean, among the words of the shop's own products."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pos.model import search as sql

SHORTEST = 3
"""Letters from which a word can be mistyped; below, too many words are alike."""

LONG = 6
"""Letters from which a word may have two mistakes."""

FIRST_WRONG = 4
"""Letters from which the first one may be wrong or missing: "kandle", "andle"."""

KEPT_WORDS = 100_000
"""Words kept in memory at most, for the letters asked for."""

_LAST = chr(0x10FFFF)


@dataclass(slots=True)
class _Vocabulary:
    """Words by first letter with the number of products that have them, at one state of the index."""

    state: bytes
    by_letter: dict[str, tuple[Sequence[str], Sequence[int]]] = field(default_factory=dict)
    count: int = 0
    tails: Sequence[tuple[str, int, str]] | None = None
    """Every word without its first letter, with its products and whole; None until asked for."""


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
        vocabulary = self._current()
        found = _nearest(word, *self._words(vocabulary, word[0]), most, begun=True)
        if not found and word[0] != word[1]:
            found = _nearest(word, *self._words(vocabulary, word[1]), most, begun=False)
        return found or self._led_by_another(vocabulary, word)[:most]

    def _led_by_another(self, vocabulary: _Vocabulary, word: str) -> list[str]:
        """The words that differ in their first letter only, or have one more before it; whole ones first."""
        if len(word) < FIRST_WRONG:
            return []
        tails = self._tails(vocabulary)
        marks: list[tuple[bool, int, str]] = []
        for begin in (word[1:], word):
            for place in range(bisect_left(tails, (begin,)), len(tails)):
                tail, products, term = tails[place]
                if not tail.startswith(begin):
                    break
                marks.append((tail != begin, -products, term))
        return [term for _begun, _products, term in sorted(marks)]

    def _tails(self, vocabulary: _Vocabulary) -> Sequence[tuple[str, int, str]]:
        """All words by what follows their first letter, sorted once; none where there are too many."""
        if vocabulary.tails is None:
            # from the letters on: a catalogue may have as many numbers as products
            rows = self._reader().execute(sql.TERMS, ("a", _LAST)).fetchmany(KEPT_WORDS + 1)
            few = len(rows) <= KEPT_WORDS
            vocabulary.tails = sorted((term[1:], products, term) for term, products in rows) if few else ()
        return vocabulary.tails

    def _current(self) -> _Vocabulary:
        """The words kept, none of them where the index has changed since."""
        row = self._reader().execute(sql.STATE).fetchone()
        state: bytes = row[0] if row else b""
        vocabulary = self._vocabulary
        if vocabulary.state != state or vocabulary.count > KEPT_WORDS:
            vocabulary = self._vocabulary = _Vocabulary(state)
        return vocabulary

    def _words(self, vocabulary: _Vocabulary, letter: str) -> tuple[Sequence[str], Sequence[int]]:
        """The words under a letter, and how many products have each."""
        if letter not in vocabulary.by_letter:
            rows = self._reader().execute(sql.TERMS, (letter, letter + _LAST)).fetchall()
            vocabulary.by_letter[letter] = ([row[0] for row in rows], [row[1] for row in rows])
            vocabulary.count += len(rows)
        return vocabulary.by_letter[letter]


def _nearest(
    word: str, terms: Sequence[str], products: Sequence[int], most: int, *, begun: bool
) -> list[str]:
    """The likeliest words; with `begun` also those that a word half typed is the beginning of."""
    from rapidfuzz import process  # not before it is needed: most searches have no mistake
    from rapidfuzz.distance import OSA

    mistakes = 2 if len(word) >= LONG else 1
    best: dict[int, tuple[float, int]] = {}
    passes = [(0.0, terms)]
    if begun:  # compared with as much of each word, and behind the whole ones
        passes.append((0.5, [term[: len(word)] for term in terms]))
    for penalty, choices in passes:
        for _, distance, place in process.extract(
            word, choices, scorer=OSA.distance, score_cutoff=mistakes, limit=4 * most
        ):
            if distance:  # swapped letters are the likeliest mistake
                swapped = 0.25 if sorted(word) == sorted(terms[place]) else 0.0
                mark = (distance + penalty - swapped, -products[place])
                best[place] = min(best.get(place, mark), mark)
    return [terms[place] for place in sorted(best, key=best.__getitem__)[:most]]
