"""Turn what was typed about a customer into a look-up of the index: all words, and pieces of the number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from pos.contacts.phone import fragments
from pos.domain.words.text import clean, words

TEXT_LIMIT = 200
WORDS_MAX = 8
LONGEST_WORD = 40
LONGEST_FRAGMENT = 20

MARK = "§"
"""Stands before the pieces of phone numbers: no word of a name begins with it."""

PIECE = 3
"""Characters of a piece; the shorter ends are kept too, so that each digit begins a piece."""

_NUMBER = re.compile(r"[+(]?[0-9(][0-9().\-/]*")


@dataclass(frozen=True, slots=True)
class Match:
    """A look-up: what the full-text index is asked, and what of its answer is looked at once more."""

    asked: str
    sure: str
    values: tuple[str, ...]


def match_of(text: str, country: str) -> Match | None:
    """The look-up of a text, or None where it holds neither a letter nor a digit."""
    asked: list[str] = []
    sure: list[str] = []
    values: list[str] = []
    for number, tokens in groupby(clean(text, TEXT_LIMIT).split(), key=_is_number):
        if not number:
            found = [word[:LONGEST_WORD] for token in tokens for word in words(token)]
            asked += [_beginning(word) for word in dict.fromkeys(found)]
            continue
        typed = " ".join(tokens)
        one = _digits(typed, country)
        if one:
            asked.append(one.asked)
            values += one.values
            sure += [one.sure] if one.sure else []
    if not asked:
        return None
    return Match(" AND ".join(asked[:WORDS_MAX]), " AND ".join(sure) or "1", tuple(values))


def pieces(digits: str) -> list[str]:
    """The words of the index that a number, or a fragment of three digits or more, is made of."""
    return [MARK + digits[start : start + PIECE] for start in range(len(digits) - PIECE + 1)]


def _is_number(token: str) -> bool:
    return bool(_NUMBER.fullmatch(token)) or (token.isdecimal() and not token.isascii())


def _digits(typed: str, country: str) -> Match | None:
    """Digits are a piece of a phone number, or words of a name or an e-mail."""
    parts = [part[:LONGEST_FRAGMENT] for part in fragments(typed, country)]
    if not parts:
        return None
    named = list(dict.fromkeys(words(typed)))[:WORDS_MAX]
    asked = [_piece(part) for part in parts] + [" AND ".join(map(_beginning, named))]
    whole = " OR ".join(f"({one})" for one in asked)
    if all(len(part) <= PIECE for part in parts):
        return Match(f"({whole})", "", ())
    sure = ["instr(e.phones, ?) > 0"] * len(parts)
    sure.append("(" + " AND ".join(["instr(' ' || e.words, ?) > 0"] * len(named)) + ")")
    return Match(f"({whole})", f"({' OR '.join(sure)})", (*parts, *(f" {word}" for word in named)))


def _piece(part: str) -> str:
    if len(part) < PIECE:
        return _beginning(MARK + part)
    return " AND ".join(f'"{piece}"' for piece in dict.fromkeys(pieces(part)))


def _beginning(word: str) -> str:
    return f'"{word}"*'
