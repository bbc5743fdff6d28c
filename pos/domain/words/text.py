"""Texts as people mean them: cleaned where they enter the program, folded where they are compared."""

from __future__ import annotations

import re
import unicodedata

NAME_LIMIT = 250
"""Characters of a name; what a person types in one line."""

NOTE_LIMIT = 5_000
"""Characters of a note."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
"""Colours and cursor moves of terminals: nothing of them is text."""

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u202a-\u202e\u2066-\u2069"  # overrides of direction; the plain marks of right-to-left scripts stay
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef"  # byte order marks, notes, what is no character
    "\ud800-\udfff]"  # halves of characters
)
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that show nothing."""

_INVISIBLE = ("C", "Z", "M")


def clean(text: str, limit: int = NAME_LIMIT, *, lines: bool = False) -> str:
    """A text as it may be kept: NFC, without control characters, at most `limit` characters long.

    Line breaks become blanks unless `lines`, then they are all `\\n`. A text that shows nothing is empty.
    """
    if text.isascii() and text.isprintable():
        return text.strip()[:limit].rstrip()
    text = _BREAKS.sub("\n" if lines else " ", _ESCAPES.sub("", text)).replace("\t", " ")
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text)).strip()[:limit].rstrip()
    return text if any(map(_is_seen, text)) else ""


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] not in _INVISIBLE and character not in _BLANK


_WITHOUT_MARK = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŧ": "t"}
)
"""Letters that Unicode does not take apart, and how they are typed on a keyboard without them."""

_ACCENTS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # Latin, Greek, Cyrillic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u0640\u064b-\u065f\u0670"  # Arabic points and the line that stretches a word
    "\ufe00-\ufe0f]"  # the look of an emoji
)


def _fold_one(character: str) -> str:
    if character.isascii():
        return character.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", apart).translate(_WITHOUT_MARK))


class _Folds(dict[int, str]):
    """Folds of the characters met so far."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        return folded


class _WordFolds(dict[int, str]):
    """The same with blanks for everything that parts words."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = "".join(map(_as_word, _FOLDS[code]))
        return folded


def _as_word(character: str) -> str:
    if character.isalnum():
        # Chinese is written without blanks: each character is found by itself.
        chinese = "\u3400" <= character <= "\u9fff" or character > "\U0001ffff"
        return f" {character} " if chinese else character
    category = unicodedata.category(character)
    if category in ("Mn", "Mc"):
        return character
    if category == "Cf":
        return ""
    return f" {character} " if category == "So" else " "


_FOLDS = _Folds()
_WORD_FOLDS = _WordFolds()
_ASCII_FOLDS = bytes(ord(_WORD_FOLDS[code]) for code in range(128)) + bytes(128)
"""The same for texts of ASCII alone, where each letter becomes one: in half the time."""


def fold(text: str) -> str:
    """The text without case and accents, for comparing: `Crème Brûlée` is `creme brulee`."""
    return text.translate(_FOLDS)


def language_code(text: str) -> str:
    """The two or three letters of a language: "de" for "DE", "de-AT" and "de_CH.UTF-8"; "" for none."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?![A-Za-z])", text)
    return found[1].lower() if found else ""


def words(text: str) -> list[str]:
    """The folded words of a text, in order; what is neither letter nor digit parts them."""
    if text.isascii():
        return text.encode().translate(_ASCII_FOLDS).decode().split()
    return unicodedata.normalize("NFC", text).translate(_WORD_FOLDS).split()


def spans(name: str, typed: list[str]) -> tuple[tuple[int, int], ...]:
    """The parts of a name that typed words match: (start, end) of the beginnings of its words."""
    folded, places = _with_places(name)
    found = []
    for match in re.finditer(r"\S+", folded):
        fit = max((len(word) for word in typed if word and match[0].startswith(word)), default=0)
        if fit:
            found.append((places[match.start()], places[match.start() + fit - 1] + 1))
    return tuple(found)


def _with_places(name: str) -> tuple[str, list[int]]:
    """The name's word folds, and for each of their characters the place in the name it comes from."""
    folds = [_WORD_FOLDS[ord(character)] for character in name]
    return "".join(folds), [place for place, fold in enumerate(folds) for _ in fold]
