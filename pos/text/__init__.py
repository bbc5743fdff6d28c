"""The words and formats a person reads: gettext for sentences, Babel for money, numbers and dates.

`_`, `ngettext`, `pgettext` and `current()` speak the language of the window, which `use` changes.
Paper and other threads carry a `Speech` of their own. Message ids are the English sentences. Nothing is
translated at import time: constants are marked with `mark` and looked up where they are shown. What is
written in a comment `# Translators: …` right above a text goes into the catalogues with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.text.speech import CONTEXT, LANGUAGES, PAPER_LANGUAGES, Speech

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = [
    "LANGUAGES",
    "PAPER_LANGUAGES",
    "Speech",
    "_",
    "current",
    "in_words",
    "mark",
    "ngettext",
    "pgettext",
    "said_again",
    "sentence",
    "use",
]

_current = Speech()


def use(language: str = "en", locale: str = "") -> Speech:
    """Speak this language from now on, with money and dates as the shop's locale writes them.

    What only papers speak is English in the window.
    """
    global _current
    _current = Speech(language if language in LANGUAGES else "en", locale)
    return _current


def current() -> Speech:
    """The speech of the window."""
    return _current


def _(message: str) -> str:
    """The message in the language of the window."""
    return _current.gettext(message)


def ngettext(one: str, many: str, count: Decimal | int) -> str:
    """The message for this count in the language of the window."""
    return _current.ngettext(one, many, count)


def said_again(words: str) -> str:
    """A message that was said before the language changed, in the language of the window now."""
    from pos.text.again import said_again as again

    return again(words, _current.language)


def pgettext(context: str, message: str) -> str:
    """The message as it is meant here, in the language of the window."""
    return _current.pgettext(context, message)


def mark(message: str, context: str = "") -> str:
    """The message itself, marked so that it is translated; `_` looks it up where it is shown.

    `context` parts it from the same English words that mean something else in another place.
    """
    return f"{context}{CONTEXT}{message}" if context else message


def sentence(problem: object, speech: Speech | None = None) -> str:
    """What an error or a note says to the person at the till, in the window's language or another speech."""
    from pos.text.sentences import sentence_in  # brings money and all errors along; not for the first paint

    return sentence_in(speech or _current, problem)


def in_words(value: object) -> str:
    """A value alone as it stands inside a sentence: numbers, prices and days as the shop writes them."""
    from pos.text.sentences import value_in

    return value_in(_current, value)
