"""Who sells: names, so that every entry says who made it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from pos.domain.words.errors import NameMissing
from pos.domain.words.text import clean
from pos.journal.kinds.shop import PersonFields, PersonSet
from pos.services.till.till import Till

NAME_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who sells."""

    id: str
    name: str


class People:
    """Names those who sell, and says who does now."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def all(self) -> tuple[Person, ...]:
        rows = self._till.database.reader().execute(
            "SELECT uid, name FROM person WHERE archived = 0 AND name <> '' ORDER BY name, uid"
        )
        return tuple(Person(uid.hex(), name) for uid, name in rows)

    def current(self) -> str:
        """The name of who sells now."""
        return self._till.person

    def add(self, name: str) -> Person:
        """Name someone who sells; a known name gives the known person."""
        name = clean(name, NAME_LIMIT).strip()
        if not name:
            raise NameMissing
        for known in self.all():
            if known.name == name:
                return known
        person = Person(uuid.uuid4().hex, name)
        with self._till.transaction() as tx:
            tx.record(PersonSet(person.id, PersonFields(name=name)))
        return person

    def take_over(self, name: str) -> None:
        """From now on this person sells; remembered by this machine."""
        self._till.person = name
        with self._till.transaction() as tx:
            tx.connection.exec_driver_sql("INSERT OR REPLACE INTO choice VALUES ('person',?)", (name,))
