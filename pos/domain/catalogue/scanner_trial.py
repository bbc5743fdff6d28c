"""Three codes to try a scanner with, and what follows from what it typed for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.catalogue import keyboards
from pos.domain.catalogue.bars import code_128, ean_13
from pos.domain.catalogue.keyboards import Pair
from pos.domain.catalogue.scanners import End, ScannerHabits


@dataclass(frozen=True, slots=True)
class TrialCode:
    """One printed code; `forms` are all that a scanner may rightly or wrongly send for it, the best first."""

    name: str
    text: str
    modules: str
    forms: tuple[str, ...]


_EAN, _UPC, _SIGNS = "2912345678906", "012345678905", "Ab-01/Zq.M"
TRIAL: tuple[TrialCode, ...] = (
    TrialCode("EAN-13", _EAN, ean_13(_EAN), (_EAN, _EAN[:-1])),
    TrialCode("UPC-A", _UPC, ean_13(f"0{_UPC}"), (f"0{_UPC}", _UPC, _UPC[:-1], _UPC[1:])),
    TrialCode("Code 128", _SIGNS, code_128(_SIGNS), (_SIGNS, _SIGNS.upper(), _SIGNS.lower())),
)
"""Digits, a zero in front that gets lost, and signs that lie elsewhere on every keyboard."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the scanner typed for one code, and what came after it."""

    typed: str
    end: End


class Finding(StrEnum):
    """What a scanner does."""

    ENTER = "enter"
    TAB = "tab"
    NOTHING = "nothing"
    ENDS_DIFFER = "ends differ"
    KEYBOARD = "keyboard"
    CAPITALS = "capitals"
    ONE_CASE = "one case"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    CODE_KIND = "kind of code"
    ZERO_LOST = "zero lost"
    CHECK_DIGIT_LOST = "check digit lost"
    UNREAD = "unread"


GOOD = frozenset({Finding.ENTER, Finding.TAB})
"""With these nothing is to be done."""
MENDED = frozenset(
    {Finding.NOTHING, Finding.KEYBOARD, Finding.CAPITALS, Finding.PREFIX, Finding.SUFFIX, Finding.ZERO_LOST}
)
"""What this program makes good by itself."""

_KIND = re.compile(r"\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found, the habits that follow, and the places in `TRIAL` of codes that could not be read."""

    findings: tuple[Finding, ...]
    habits: ScannerHabits
    unread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Understood:
    """One code found in what was typed for it: what stood around, in which form it came, its kind told."""

    before: str
    form: str
    after: str
    kind: str = ""


def remembered(habits: ScannerHabits) -> tuple[Finding, ...]:
    """What is known of a scanner without trying it again."""
    known = {
        Finding.KEYBOARD: habits.keyboard,
        Finding.PREFIX: habits.prefix,
        Finding.SUFFIX: habits.suffix,
    }
    end = (Finding(habits.end.value),) if habits.end else ()
    return (*end, *(finding for finding, value in known.items() if value))


def diagnose(sent: Sequence[Sent]) -> Diagnosis:
    """What a scanner does that typed this for the codes of `TRIAL`, in their order."""
    ends = {one.end for one in sent}
    end = ends.pop() if len(ends) == 1 else End.UNKNOWN
    findings = [Finding(end.value) if end else Finding.ENDS_DIFFER]
    ways = [(pair, turned, _read(sent, pair, turned)) for turned in (False, True) for pair in _PAIRS]
    pair, turned, read = max(ways, key=lambda way: _worth(way[2]))
    understood = [one for one in read if one is not None]
    unread = tuple(at for at, one in enumerate(read) if one is None)
    if unread:
        return Diagnosis((*findings, Finding.UNREAD), ScannerHabits(end), unread)
    if pair:
        findings.append(Finding.KEYBOARD)
    if turned:
        findings.append(Finding.CAPITALS)
    prefix, suffix = _around(understood)
    if prefix:
        findings.append(Finding.PREFIX)
    if suffix:
        findings.append(Finding.SUFFIX)
    findings += _of_codes(understood, prefix)
    return Diagnosis(tuple(findings), ScannerHabits(end, prefix, suffix, pair))


_PAIRS: tuple[Pair | None, ...] = (None, *keyboards.PAIRS)


def _read(sent: Sequence[Sent], pair: Pair | None, turned: bool) -> list[_Understood | None]:
    """What is understood where the scanner types so; `turned` is with CapsLock."""
    texts = (keyboards.meant(one.typed, pair) if pair else one.typed for one in sent)
    tried = (text.swapcase() if turned else text for text in texts)
    return [_find(text, code) for text, code in zip(tried, TRIAL, strict=True)]


def _find(text: str, code: TrialCode) -> _Understood | None:
    kind = _KIND.search(text)
    rest = text[: kind.start()] + text[kind.end() :] if kind else text
    for form in code.forms:
        before, found, after = rest.partition(form)
        if found:
            return _Understood(before, form, after, kind[0] if kind else "")
    return None


def _worth(read: Sequence[_Understood | None]) -> tuple[int, int]:
    """How much is understood: as many codes as can be, each in the best form."""
    places = [code.forms.index(one.form) for one, code in zip(read, TRIAL, strict=True) if one]
    return len(places), -sum(places)


def _around(read: Sequence[_Understood]) -> tuple[str, str]:
    """What stands before and after every code alike."""
    before = {one.before for one in read}
    after = {one.after for one in read}
    return (before.pop() if len(before) == 1 else "", after.pop() if len(after) == 1 else "")


def _of_codes(read: Sequence[_Understood], prefix: str) -> Iterator[Finding]:
    ean, upc, signs = read
    if any(one.kind or one.before != prefix for one in read):
        yield Finding.CODE_KIND
    if upc.form == _UPC[1:]:
        yield Finding.ZERO_LOST
    if ean.form == _EAN[:-1]:
        yield Finding.CHECK_DIGIT_LOST
    if signs.form != _SIGNS:
        yield Finding.ONE_CASE
