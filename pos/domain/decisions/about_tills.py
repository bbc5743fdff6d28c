"""What other tills wrote that does not count, or counts twice, said to the person who decides."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.decisions.exceptions import Sentence

UNKNOWN_TILL, FENCED_ENTRIES, FORKED = "unknown_till", "fenced_entries", "forked"
SAME_LETTER, SAME_NUMBER = "same_letter", "same_number"
FROM_NEWER, CANNOT_APPLY, CLOCK_OFF = "from_newer", "cannot_apply", "clock_off"
KINDS = (UNKNOWN_TILL, FENCED_ENTRIES, FORKED, SAME_LETTER, SAME_NUMBER, FROM_NEWER, CANNOT_APPLY, CLOCK_OFF)
KEEP, AGAIN = "keep", "again"


@dataclass(frozen=True, slots=True)
class AboutTill(Sentence):
    """Names the till by its letter."""

    letter: str


@dataclass(frozen=True, slots=True)
class UnknownTill(AboutTill):
    text = "A computer says it is till {letter} of this shop, and nobody vouches for it. Let it count?"


@dataclass(frozen=True, slots=True)
class FencedEntry(AboutTill):
    what: str

    text = "Till {letter} wrote {what} after it was closed out. Let it count?"


@dataclass(frozen=True, slots=True)
class Forked(AboutTill):
    text = "Two computers wrote as till {letter}. All they wrote counts. Is that right?"


@dataclass(frozen=True, slots=True)
class SameLetter(AboutTill):
    text = "Two tills bear the letter {letter}. Their papers keep their numbers; give one another letter."


@dataclass(frozen=True, slots=True)
class SameNumber(Sentence):
    number: str

    text = "Two papers bear the number {number}. Both stay as they are; tell your accountant."


@dataclass(frozen=True, slots=True)
class FromNewer(AboutTill):
    count: int

    text = "{count} entry of till {letter} is of a newer program. Update this one, then try again."
    many = "{count} entries of till {letter} are of a newer program. Update this one, then try again."


@dataclass(frozen=True, slots=True)
class CannotApply(AboutTill):
    count: int

    text = "{count} entry of till {letter} cannot be read here. It is kept; the others count."
    many = "{count} entries of till {letter} cannot be read here. They are kept; the others count."


@dataclass(frozen=True, slots=True)
class ClockOff(AboutTill):
    said: str

    text = "The clock of till {letter} is wrong: it wrote on {said}. What it sold counts; set its clock."
