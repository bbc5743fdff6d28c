"""How one scanner behaves: what it types around a code, at which keyboard, and what it ends with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from pos.domain.catalogue import keyboards
from pos.domain.catalogue.barcode import is_valid, normal
from pos.domain.catalogue.keyboards import Pair
from pos.domain.catalogue.misread import to_keep


class End(StrEnum):
    """What a scanner sends after a code."""

    UNKNOWN = ""
    ENTER = "enter"
    TAB = "tab"
    NOTHING = "nothing"


SURE_DIGITS = (12, 13, 14)
"""Lengths of numbers that no person types in one breath; eight digits might be a date."""
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class ScannerHabits:
    """What was found out of the scanner at this machine; as delivered, nothing is known of it."""

    end: End = End.UNKNOWN
    prefix: str = ""
    suffix: str = ""
    keyboard: Pair | None = None

    def read(self, typed: str) -> str:
        """The code that the scanner read, from what it typed."""
        code = typed
        if self.keyboard and not is_valid(normal(typed)):  # the computer's keyboard may be another one now
            code = keyboards.meant(typed, self.keyboard)
        if len(code) > len(self.prefix) + len(self.suffix):
            code = code.removeprefix(self.prefix).removesuffix(self.suffix)
        return code

    def ends_by_rest(self, code: str) -> bool:
        """Whether a code that nothing followed is a scan: a number of goods, or of such a scanner any."""
        if self.end == End.NOTHING:
            return len(code) >= SHORTEST
        number, _cause = to_keep(code)
        return len(number) in SURE_DIGITS and is_valid(number)

    def written(self) -> str:
        """All of it as one line; nothing where nothing is known."""
        if self == AS_DELIVERED:
            return ""
        of = [self.end.value, self.prefix, self.suffix, list(self.keyboard or ())]
        return json.dumps(of)

    @classmethod
    def from_written(cls, line: str) -> ScannerHabits:
        """What was written down; as delivered where it cannot be read."""
        try:
            end, prefix, suffix, keyboard = json.loads(line)
            pair = tuple(keyboard)
            known = pair if pair in keyboards.PAIRS else None
            return cls(End(end), str(prefix), str(suffix), known)
        except (ValueError, TypeError):
            return AS_DELIVERED


AS_DELIVERED = ScannerHabits()
