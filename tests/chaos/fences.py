"""A till that was removed: which of its sales count everywhere, and that nobody else counts the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from pos.domain.shop.numbering import base_letter
from tests.shop_kit import ShopKit

PLACES = """SELECT lower(hex(e.event_id)), e.origin, e.seq, t.letter, f.seq FROM orders o
    JOIN entry w ON w.arrival = o.arrival JOIN entry e ON e.event_id = w.event_id
    JOIN till t ON t.origin = e.origin LEFT JOIN fence f ON f.origin = e.origin WHERE o.uid = ?"""
"""Everywhere that the entry of a sale stands, with the letter of each life and where that was ended."""


@dataclass
class Removal:
    """The letter that was closed out, and the sales that the office knew when it did so."""

    letter: str
    known: frozenset[bytes]
    accepted: set[str] = field(default_factory=set)

    def is_of(self, name: str) -> bool:
        """Whether a computer of that name is the till, or a copy of it."""
        return name[0] == self.letter.lower()

    def decides(self, office: ShopKit) -> None:
        """Every second entry that somebody asks for is let in, the others are left out."""
        asked = [one for one in office.shop.exceptions.all() if one.kind == "fenced_entries"]
        for at, one in enumerate(asked):
            choice = "leave_out" if at % 2 else "accept"
            office.shop.exceptions.resolve(one.id, choice)
            if choice == "accept":
                self.accepted.add(one.causes[0])

    def require_unknown(self, reader: sqlite3.Connection, sold: Iterable[bytes]) -> None:
        """Another till counts of what came later what was accepted or stands before the end of a life."""
        for uid in sold:
            places = reader.execute(PLACES, (uid,)).fetchall()
            assert not places or any(self._counts(*place) for place in places), "counts behind the fence"

    def _counts(self, event: str, origin: bytes, seq: int, letter: str, upto: int | None) -> bool:
        is_before = base_letter(letter) != self.letter if upto is None else seq <= upto
        return is_before or event in self.accepted
