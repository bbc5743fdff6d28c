"""The kinds of messages, which of several is sent, and how a message stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos.domain.words.errors import CashierError


class MailKind(StrEnum):
    """What a message tells; those of the shop are `TO_SHOP`, the others go to the customer."""

    CONFIRMATION = "confirmation"
    CHANGED = "changed"
    PAID = "paid"
    STATUS = "status"
    TRACKING = "tracking"
    READY = "ready"
    REFUND = "refund"
    CANCELLED = "cancelled"
    REMINDER = "reminder"
    QUOTE = "quote"
    NEW_ORDER = "new_order"
    LOW_STOCK = "low_stock"
    WRONG = "wrong"


TO_SHOP = frozenset({MailKind.NEW_ORDER, MailKind.LOW_STOCK, MailKind.WRONG})
OFF = frozenset({MailKind.PAID, *TO_SHOP})
STATUS = "status:"
"""How the switch of the messages about a status begins."""
TELLING = frozenset({"status:Ready for pickup", "status:Out for delivery", "status:Shipped"})
"""What is not sent before the shop switches it on; of statuses only these are from the beginning."""


@dataclass(frozen=True, slots=True)
class MailSwitch:
    """Whether a kind of message is sent, or one about a status; `key` is the kind's or the status's."""

    key: str
    on: bool


@dataclass(frozen=True, slots=True)
class MailText:
    """Subject and text of a kind of message in a language, `key` as in "refund.fr"; with places to fill."""

    key: str
    subject: str
    body: str


def is_on(key: str, switches: Iterable[MailSwitch]) -> bool:
    """Whether the shop sends this: as it switched it, else as it is from the beginning."""
    said = {one.key: one.on for one in switches}
    return said.get(key, key in TELLING if key.startswith(STATUS) else key not in OFF)


class MailState(StrEnum):
    """How a message stands: it waits for its turn, or for a person who knows better, went, or never will."""

    WAITING = "waiting"
    PARKED = "parked"
    PERHAPS = "perhaps"
    SENT = "sent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class QueuedMail:
    """A message of the outgoing post as a person sees it; `id` names it to commands.

    `order` is the number of the order or quote that it is about.

    `to` is "" where nobody can be written to (any more); `at` is when it went, else when it was asked for,
    `next_at` when it is tried again, where it was tried before.
    """

    id: str
    order: str
    kind: str
    to: str
    state: MailState
    tries: int
    reason: CashierError | None
    at: datetime
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """How many messages wait, how many perhaps went, and how many a person must look at."""

    waiting: int
    perhaps: int
    parked: int = 0


@dataclass(frozen=True, slots=True)
class PlannedMail:
    """A message to an address ("" where none is known), and whether it goes out."""

    kind: str
    to: str
    send: bool = True


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a message about an order would go, or why none goes; `order` is its id."""

    order: str
    number: str
    to: str
    refused: CashierError | None = None


class MailPlan:
    """The messages to customers of one save: at most one to an address, that of the kind which asks first.

    Who saves asks for the most telling kind first. `unticked` are the kinds that a person wants none of.
    """

    def __init__(self) -> None:
        self.unticked: frozenset[str] = frozenset()
        self.planned: list[PlannedMail] = []

    def ask(
        self, kind: MailKind, to: str, switches: Iterable[MailSwitch], *, key: str = ""
    ) -> tuple[str, ...]:
        """The kinds that an entry asks for: this one, or none; `key` is another switch too."""
        told = any(one.to.casefold() == to.casefold() for one in self.planned)
        if told or not is_on(kind.value, switches) or (key and not is_on(key, switches)):
            return ()
        send = bool(to) and kind.value not in self.unticked
        self.planned.append(PlannedMail(kind.value, to, send))
        return (kind.value,) if send else ()


def status_key(status: str) -> str:
    """The switch of the messages about a status."""
    return f"{STATUS}{status}"
