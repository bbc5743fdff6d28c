"""Entries about what people decide where tills did not know of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import UNSET, UnsetType

from pos.journal.kinds.base import Arrived, Fact, Part

if TYPE_CHECKING:
    from sqlalchemy import Connection


class DecisionPersonal(Part, frozen=True):
    """A person's words."""

    note: str = ""


class ExceptionResolved(Fact, frozen=True):
    """A person chose; money and goods that move by it are entries of their own."""

    kind: ClassVar[str] = "exception.resolved"
    personal_type: ClassVar[type[Part] | None] = DecisionPersonal

    which: str  # the exception's id, 16 hexadecimal digits
    choice: str  # one of those its kind offers
    value: str = ""  # a count, an order, a number, where the choice asks for one
    seen: tuple[str, ...] = ()  # the event ids of the decisions on it that were known
    personal: DecisionPersonal | UnsetType = UNSET


def exception_resolved(connection: Connection, fact: ExceptionResolved, arrived: Arrived) -> None:
    """The decision stands beside the others on it; the one with the greatest clock is in force."""
    connection.exec_driver_sql(
        "INSERT INTO exception_done(which, choice, value, clock, arrival) VALUES (?,?,?,?,?)",
        (fact.which, fact.choice, fact.value, arrived.clock, arrived.arrival),
    )
