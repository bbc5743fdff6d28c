"""The kinds of messages, which of several is sent, and how a message stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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
TELLING = (
    MailKind.CANCELLED,
    MailKind.REFUND,
    MailKind.CHANGED,
    MailKind.TRACKING,
    MailKind.READY,
    MailKind.STATUS,
    MailKind.PAID,
    MailKind.CONFIRMATION,
)
"""Of several that one save would send to one address the first is sent."""
OFF = frozenset({MailKind.PAID, *TO_SHOP})
"""What is not sent before the shop switches it on."""


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
    return said.get(key, key not in OFF)


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
class MailFollows:
    """A message that something done with an order sends, or why it sends none: "" is no reason."""

    kind: str
    to: str
    send: bool
    why: str = ""


NO_ADDRESS, SWITCHED_OFF, UNTICKED = "no address", "switched off", "unticked"
"""Why no message is sent."""


def follows(
    kind: MailKind, to: str, switches: Iterable[MailSwitch], unticked: Collection[str], *, key: str = ""
) -> MailFollows:
    """The message of a kind to an address, or why there is none; `key` is another switch than the kind's."""
    if not to:
        return MailFollows(kind.value, "", False, NO_ADDRESS)
    if not is_on(kind.value, switches) or (key and not is_on(key, switches)):
        return MailFollows(kind.value, to, False, SWITCHED_OFF)
    if kind.value in unticked:
        return MailFollows(kind.value, to, False, UNTICKED)
    return MailFollows(kind.value, to, True)


def unticked_of(mails: Mapping[str, bool]) -> frozenset[str]:
    """The kinds a person or a script wants none of."""
    return frozenset(kind for kind, wanted in mails.items() if not wanted)
