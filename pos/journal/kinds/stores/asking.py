"""Entries about what a person is asked of a web shop: what could not be matched, or stands in two ways."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar

from pos.journal.kinds.base import Arrived, Fact

if TYPE_CHECKING:
    from sqlalchemy import Connection

ASKED = """INSERT INTO store_question(store, about, subject, name, here, there, candidates, is_over, clock)
    VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET name = excluded.name, here = excluded.here,
    there = excluded.there, candidates = excluded.candidates, is_over = excluded.is_over,
    clock = excluded.clock WHERE excluded.clock > store_question.clock"""


class StoreAsked(Fact, frozen=True, kw_only=True):
    """Something that only a person can say; of several about one subject the latest stands."""

    kind: ClassVar[str] = "store.asked"

    store: str  # "ecwid:4711"
    about: str  # "match", "tax_unmatched", "status_conflict" or "rights_lost"
    subject: str  # its id there; of a status the order's here
    name: str = ""  # as people there call it
    here: str = ""  # what is so here
    there: str = ""  # what is so there
    candidates: tuple[str, ...] = ()  # the ids here that it may be
    over: bool = False  # it is no longer asked
    seen: tuple[str, ...] = ()  # the event id of the entry that it replaces

    @property
    def entity(self) -> str:
        return self.store


def store_asked(connection: Connection, fact: StoreAsked, arrived: Arrived) -> None:
    """Of all entries about one subject the latest stands."""
    row = (
        fact.store, fact.about, fact.subject, fact.name, fact.here, fact.there, json.dumps(fact.candidates),
        int(fact.over), arrived.clock,
    )  # fmt: skip
    connection.exec_driver_sql(ASKED, row)
