"""What happened to an order, as the rules read it: one value a fact, narrow, without names or addresses.

Amounts are minor units, pieces millionths. The sealed entries say more (`pos.journal.kinds`); of each only
this decides how an order stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pos.domain.orders.parts import Part, PartKey, Worth


class Stamp(NamedTuple):
    """When a fact was written, by a clock that never lies behind what its writer had seen; ids break ties.

    A tuple, as all that an order has many of: it takes a quarter of the time to make.
    """

    hlc: int
    event: str


class Axis(StrEnum):
    """The two things a status speaks of."""

    PAYMENT = "payment"
    FULFILMENT = "fulfilment"


class What(StrEnum):
    """Why value was taken off an order again."""

    REFUND = "refund"
    CANCEL = "cancel"
    VOID = "void"
    EXCHANGE = "exchange"


class Fate(StrEnum):
    """Where goods went that came back."""

    STOCK = "stock"
    DAMAGED = "damaged"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Version:
    """A whole agreement: the order as placed, or as an edit of the version `of` made it."""

    stamp: Stamp
    parts: tuple[Part, ...]
    total: int
    net: int
    of: str = ""


@dataclass(frozen=True, slots=True)
class Tender:
    """Money of one method; `rounding` is what coins added (signed), `moved` that it went to another order."""

    method: str
    amount: int
    rounding: int = 0
    moved: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """Money that changed hands, all amounts above zero."""

    stamp: Stamp
    tenders: tuple[Tender, ...]


class MoneyIn(MoneyMoved):
    """Money that was taken, at placing or later."""

    __slots__ = ()


class MoneyOut(MoneyMoved):
    """Money that was given back."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """A tender that was written down under the wrong method: `back` is undone, `right` stands."""

    stamp: Stamp
    back: Tender
    right: Tender


@dataclass(frozen=True, slots=True)
class Taken:
    """What a credit took of one part; pieces returned were with the customer, dropped ones never were."""

    part: PartKey
    worth: Worth
    returned: int = 0
    dropped: int = 0
    to: Fate = Fate.STOCK


@dataclass(frozen=True, slots=True)
class Credited:
    """Value taken off again, of the parts of the version `of`."""

    stamp: Stamp
    what: What
    of: str
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Pieces by line that went to the customer, negative where that is taken back; it claims a status."""

    stamp: Stamp
    pieces: tuple[tuple[int, int], ...]
    says: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A person said how far the order is; `seen` names the claims this one replaces.

    `own` is the shop's own status that stands as the given one, "" where that itself was said.
    """

    stamp: Stamp
    axis: Axis
    status: str
    seen: tuple[str, ...] = ()
    own: str = ""


Fact = Version | MoneyIn | MoneyOut | Corrected | Credited | HandedOver | Said
