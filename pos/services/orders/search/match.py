"""Turn what was typed about an order into a look-up: beginnings of words, digits in a row, amounts.

The same value asks the full-text index, makes sure of its answer, and looks at orders that the index does
not hold yet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pos.contacts.phone import fragments
from pos.domain.money.amounts import decimals
from pos.domain.words.text import clean, words

TEXT_LIMIT = 200
GROUPS_MAX = 8
LONGEST_WORD = 40
LONGEST_PIECE = 20

MARK = "§"
"""Stands before pieces of numbers, as AMOUNT, GOODS and BUYER do before theirs: no word begins with them."""
AMOUNT, GOODS, BUYER, NAME = "¤a", "¤v", "¤c", "¤n"

PIECE = 3
"""Digits of a piece; the shorter ends are kept too, so that each digit begins a piece."""

_NUMBER = re.compile(r"[+(]?[0-9(][0-9().\-/]*")
_AMOUNT = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:[ .,'’\u00a0\u202f][0-9]{3}){1,3})(?:[.,]([0-9]{1,3}))?")
_SIGNS = re.compile(r"[€$£¥]|\b[A-Z]{3}\b")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: the beginning of a word, a word whole, or digits in a row."""

    text: str
    whole: bool = False
    digits: bool = False
    forms: tuple[str, ...] = ()
    """All words of the index that begin so, where they are known: each is read as far as is needed."""

    @property
    def asked(self) -> str:
        """What the full-text index is asked."""
        if self.forms:
            return "(" + " OR ".join(f'"{form}"' for form in self.forms) + ")"
        if not self.digits:
            return f'"{self.text}"' if self.whole else f'"{self.text}"*'
        if len(self.text) < PIECE:
            return f'"{MARK}{self.text}"*'
        return " AND ".join(f'"{piece}"' for piece in dict.fromkeys(pieces(self.text)))

    @property
    def loose(self) -> str:
        """What the index answers at once, row by row: it knows beginnings of so many letters."""
        return self.asked if self.digits or self.whole or self.forms else f'"{self.text[:PIECE]}"*'

    @property
    def sure(self) -> tuple[str, str]:
        """A condition on an entry `e` that says the same, with its value."""
        if self.digits:
            return "instr(e.digits, ?) > 0", self.text
        end = " " if self.whole else ""
        return "instr(' ' || e.words || ' ', ?) > 0", f" {self.text}{end}"

    def fits(self, padded: str, digits: str) -> bool:
        """Whether an entry has it, whose words have a blank on each side."""
        if self.digits:
            return self.text in digits
        return f" {self.text}{' ' if self.whole else ''}" in padded


Group = tuple[tuple[Term, ...], ...]
"""What one part of the text can mean; all terms of one meaning must be there."""


@dataclass(frozen=True, slots=True)
class Match:
    """All groups must fit, or one of the terms of `instead`: goods and people found by another index."""

    groups: tuple[Group, ...]
    instead: tuple[Term, ...] = ()

    def spelled(self, known: Callable[[str], tuple[str, ...]]) -> Match:
        """The same with the words of the index that begin as long ones do, where `known` gives them."""

        def spelled(term: Term) -> Term:
            loose = not term.whole and not term.digits and len(term.text) > PIECE
            return replace(term, forms=known(term.text)) if loose else term

        groups = tuple(tuple(tuple(map(spelled, terms)) for terms in group) for group in self.groups)
        return Match(groups, self.instead)

    @property
    def asked(self) -> str:
        """What the full-text index is asked."""
        return self._asked(lambda term: term.asked)

    @property
    def loose(self) -> str:
        """What is asked first: more than fits, but the newest come without reading all that there are."""
        return self._asked(lambda term: term.loose)

    def _asked(self, of: Callable[[Term], str]) -> str:
        typed = " AND ".join(f"({_either(group, of)})" for group in self.groups)
        return " OR ".join([*([f"({typed})"] if typed else []), *map(of, self.instead)])

    @property
    def is_sure(self) -> bool:
        """Whether what the index is asked needs no second look: pieces of a number must stand in a row."""
        return not any(_is_long(term) for group in self.groups for terms in group for term in terms)

    @property
    def sure(self) -> tuple[str, list[str]]:
        """The same as a condition on an entry `e`, with its values."""
        said: list[str] = []
        values: list[str] = []
        for group in self.groups:
            meanings = []
            for terms in group:
                conditions = [term.sure for term in terms]
                meanings.append(" AND ".join(condition for condition, _value in conditions))
                values += [value for _condition, value in conditions]
            said.append("(" + " OR ".join(f"({one})" for one in meanings) + ")")
        others = [term.sure for term in self.instead]
        values += [value for _condition, value in others]
        either = [" AND ".join(said), *(condition for condition, _value in others)]
        return "(" + " OR ".join(f"({one})" for one in either) + ")", values

    def fits(self, found: str, digits: str) -> bool:
        """Whether an entry's words and digits fit."""
        padded = f" {found} "
        typed = bool(self.groups) and all(
            any(all(term.fits(padded, digits) for term in terms) for terms in group) for group in self.groups
        )
        return typed or any(term.fits(padded, digits) for term in self.instead)


def match_of(text: str, country: str, currency: str, instead: Sequence[Term] = ()) -> Match | None:
    """The look-up of a text; None where it holds neither a letter nor a digit and nothing stands instead."""
    typed = clean(text, TEXT_LIMIT).strip()
    whole = amounts_of(typed, currency)
    groups: list[Group] = []
    if whole and " " in typed:  # an amount with blanks between its thousands
        instead = (*instead, *whole)
    for number, tokens in groupby(typed.split(), key=_is_number):
        if number:
            groups.append(_of_digits(" ".join(tokens), country, currency))
        else:
            groups += [group for token in tokens for group in _of_word(token, currency)]
    groups = [group for group in groups if group]
    if not groups and not instead:
        return None
    return Match(tuple(groups[:GROUPS_MAX]), tuple(instead))


def named(name: str) -> str:
    """One word of the index for the whole name of what was sold: its words in whatever order."""
    folded = " ".join(sorted(set(words(name))))
    return f"{NAME}{hashlib.blake2b(folded.encode(), digest_size=5).hexdigest()}"


def pieces(digits: str) -> list[str]:
    """The words of the index that a number, or a fragment of three digits or more, is made of."""
    return [MARK + digits[start : start + PIECE] for start in range(len(digits) - PIECE + 1)]


def terms_of(found: str, digits: str) -> str:
    """Everything the index knows of an order; the ends of a number are pieces too."""
    parts = digits.split()
    ends = [MARK + part[-length:] for part in parts for length in (1, 2)]
    numbers = [piece for part in parts for piece in pieces(part)]
    return " ".join([found, *dict.fromkeys(numbers + ends)])


def amounts_of(text: str, currency: str) -> tuple[Term, ...]:
    """The amounts that a text can mean, each as the word of the index; none for another text."""
    places = decimals(currency)
    written = _AMOUNT.fullmatch(_SIGNS.sub("", text).strip())
    if written is None:
        return ()
    whole, part = re.sub(r"\D", "", written[1]), written[2] or ""
    found = [int(whole + part.ljust(places, "0"))] if len(part) <= places else []
    if len(part) == 3:  # a thousand, written with its mark
        found.append(int(whole + part) * 10**places)
    return tuple(Term(f"{AMOUNT}{one}", whole=True) for one in dict.fromkeys(found))


def _of_digits(typed: str, country: str, currency: str) -> Group:
    """Digits are a piece of a number, an amount, or words of a name or an e-mail."""
    parts = [Term(part[:LONGEST_PIECE], digits=True) for part in fragments(typed, country)]
    named = tuple(dict.fromkeys(Term(word[:LONGEST_WORD]) for word in words(typed)))[:GROUPS_MAX]
    meanings = [(part,) for part in parts] + [(one,) for one in amounts_of(typed, currency)]
    return tuple(meanings + ([named] if named else []))


def _of_word(token: str, currency: str) -> Iterator[Group]:
    amounts = amounts_of(token, currency)
    found = tuple(dict.fromkeys(Term(word[:LONGEST_WORD]) for word in words(token)))
    if amounts:
        yield (*((one,) for one in amounts), *([found] if found else []))
    else:
        yield from (((one,),) for one in found)


def _either(group: Iterable[Sequence[Term]], of: Callable[[Term], str]) -> str:
    return " OR ".join("(" + " AND ".join(map(of, terms)) + ")" for terms in group)


def _is_long(term: Term) -> bool:
    return term.digits and len(term.text) > PIECE


def _is_number(token: str) -> bool:
    return bool(_NUMBER.fullmatch(token)) or (token.isdecimal() and not token.isascii())
