"""Why a web shop gave no answer, each as words inside a sentence."""

from __future__ import annotations

from pos.domain.words.phrases import Phrase


def mark(text: str) -> Phrase:
    """Words that the catalogues of messages hold."""
    return Phrase(text)


STOPPED = mark("it was stopped")
SILENT = mark("it said nothing for too long")
CUT = mark("the line was cut")
NOBODY = mark("nobody answers at this address")
UNKNOWN_NAME = mark("this name is unknown, or this computer is not online")
ANOTHER_NAME = mark("its certificate is for another name")
OUT_OF_DATE = mark("its certificate is out of date, or the date of this computer is wrong")
UNTRUSTED = mark("its certificate is of nobody this computer trusts")
NO_TLS = mark("no safe line could be made")
TOO_LARGE = mark("the answer is far too large")
NOT_JSON = mark("the answer is a page for people, not for programs")
BUSY = mark("it has trouble of its own")
ELSEWHERE = mark("it sends to another address")
UNKNOWN_TICKET = mark("it no longer knows what was sent")
NOT_REACHED = mark("it stopped before this one")
WAITS = mark("it wants nobody to ask for a while")
ALL = (
    STOPPED,
    SILENT,
    CUT,
    NOBODY,
    UNKNOWN_NAME,
    ANOTHER_NAME,
    OUT_OF_DATE,
    UNTRUSTED,
    NO_TLS,
    TOO_LARGE,
    NOT_JSON,
    BUSY,
    ELSEWHERE,
    UNKNOWN_TICKET,
    NOT_REACHED,
    WAITS,
)
