"""Says in the language of the window what was said in another: a message that was on screen at the change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pos.text.speech import CATALOGUES, DOMAIN, LANGUAGES

Pair = tuple[str, str]
"""The English text and how one language says it."""
_JOINT = re.compile(r"( · |\n+|(?<=[.!?…:]) )")
"""What stands between messages that are shown as one."""
_PLACE = re.compile(r"\\\{(\w+)\\\}")


def said_again(words: str, language: str) -> str:
    """The same message in that language, with what stood in its places; what is no message of ours stays.

    What was joined of several messages is told again one by one.
    """
    said = _again(words, language, whole=False)
    if said is not None:
        return said
    joined = _one_by_one(words, language)
    return joined if joined != words else _again(words, language, whole=True) or words


def _one_by_one(words: str, language: str) -> str:
    parts = _JOINT.split(words)  # sentence, joint, sentence, …
    told: list[str] = []
    at = 0
    while at < len(parts):
        until, said = _longest(parts, at, language)
        told += said, *parts[until : until + 1]
        at = until + 1
    return "".join(told)


def _longest(parts: Sequence[str], begin: int, language: str) -> tuple[int, str]:
    """The most sentences from there that are one message, and how it is said; an unknown one stays."""
    for until in range(len(parts), begin, -2):
        said = _again("".join(parts[begin:until]), language, whole=False)
        if said is not None:
            return until, said
    return begin + 1, parts[begin]


def _again(words: str, language: str, *, whole: bool) -> str | None:
    """One message; without `whole` none that has sentences in its places, since those may be messages too."""
    for other in LANGUAGES:
        if other != language and (found := _found(words, other, whole=whole)):
            english, values = found
            return _told(english, language).format_map(values) if values else _told(english, language)
    return None


def _found(words: str, language: str, *, whole: bool) -> tuple[str, dict[str, str]] | None:
    """The English text of what was said, and what stood in its places."""
    exact, shaped = _texts(language)
    if words in exact:
        return exact[words], {}
    for shape, english in shaped:
        fits = shape.fullmatch(words)
        if fits and (whole or not any(map(_JOINT.search, fits.groupdict().values()))):
            return english, fits.groupdict()
    return None


def _told(english: str, language: str) -> str:
    return dict(_pairs(language)).get(english, english)


@lru_cache(maxsize=4)
def _texts(language: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Whole texts by their words, and those with places by their shape, the most words first."""
    pairs = sorted(_pairs(language), key=lambda pair: -len(re.sub(r"\{\w*\}", "", pair[1])))
    exact = {said: english for english, said in pairs if "{" not in said}
    return exact, [(_shape(said), english) for english, said in pairs if _worth_telling(said)]


def _worth_telling(said: str) -> bool:
    """Whether a text with places has words enough to be known again by them."""
    return "{" in said and len(re.sub(r"\{\w*\}|\W", "", said)) >= 8


def _shape(said: str) -> re.Pattern[str]:
    seen: set[str] = set()

    def place(found: re.Match[str]) -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>.+?)"

    return re.compile(_PLACE.sub(place, re.escape(said)), re.DOTALL)


@lru_cache(maxsize=4)
def _pairs(language: str) -> tuple[Pair, ...]:
    """All texts of the program in a language; English knows them from the French catalogue."""
    from babel.messages.mofile import read_mo

    known = "fr" if language == "en" else language
    with (CATALOGUES / known / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        catalogue = read_mo(file)
    pairs: list[Pair] = []
    for message in catalogue:
        ids = [str(one) for one in _forms(message.id)]
        said = ids if language == "en" else [str(one) for one in _forms(message.string)]
        if message.id and not message.context:
            pairs += zip(ids, said, strict=False)
    return tuple(pairs)


def _forms(text: object) -> Sequence[object]:
    """One text, or one for each number."""
    return text if isinstance(text, list | tuple) else (text,)
