"""Statuses as a shop has them: given ones renamed or switched off, and its own that stand as a given one.

Renaming and switching off change no entry. An own status is shown while the order has the one it stands as.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pos.domain.words.errors import CashierError, NameMissing

PAYMENT, FULFILMENT = "payment", "fulfilment"
"""What a status tells of: the money, the goods."""

STANDS_AS: Mapping[str, tuple[str, ...]] = {
    PAYMENT: ("Awaiting payment", "Part paid", "Paid"),
    FULFILMENT: (
        "Awaiting processing", "Processing", "Ready for pickup", "Out for delivery", "Shipped", "Delivered",
    ),
}  # fmt: skip
"""What one of the shop's own may stand as; only these can be said, and switched off."""

GIVEN: Mapping[str, tuple[str, ...]] = {
    PAYMENT: (*STANDS_AS[PAYMENT], "Partially refunded", "Refunded", "Cancelled"),
    FULFILMENT: (*STANDS_AS[FULFILMENT], "Will not deliver", "Returned"),
}
"""All that follow from money and goods; each may be renamed."""


@dataclass(frozen=True, slots=True)
class ShopStatus:
    """What a shop decided about one status: `key` is the word of a given one, else names one of its own.

    `stands_as` is "" for a given one. What is off is not offered; orders that have it still say so.
    """

    key: str
    axis: str
    name: str = ""
    stands_as: str = ""
    off: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the shop made it."""
        return bool(self.stands_as)


class StatusNameTaken(CashierError):
    text = "“{name}” is a status already. Choose another name."
    name: str


class StatusOff(CashierError):
    text = "“{name}” is switched off in Settings. Choose another status; nothing was changed."
    name: str


def checked(statuses: Iterable[ShopStatus]) -> tuple[ShopStatus, ...]:
    """Statuses as they may be kept: own ones have names, and no two of one axis the same.

    Raises NameMissing or StatusNameTaken.
    """
    kept = tuple(one for one in statuses if one.is_own or one.name or one.off)
    for axis, given in GIVEN.items():
        said = {one.key: one for one in kept if one.axis == axis}
        names = [said[key].name if key in said and said[key].name else key for key in given]
        for one in said.values():
            if one.is_own and not one.name:
                raise NameMissing
            if one.is_own:
                names.append(one.name)
        folded = [name.casefold() for name in names]
        for at, name in enumerate(names):
            if folded.index(name.casefold()) != at:
                raise StatusNameTaken(name)
    return kept


def offered(statuses: Iterable[ShopStatus], axis: str) -> tuple[ShopStatus, ...]:
    """What can be said on an axis: the given ones, behind each the own ones that stand as it."""
    said = {one.key: one for one in statuses if one.axis == axis}
    found: list[ShopStatus] = []
    for key in STANDS_AS[axis]:
        found.append(said.get(key, ShopStatus(key, axis)))
        found += [one for one in said.values() if one.stands_as == key]
    return tuple(one for one in found if not one.off)


def named_as(statuses: Iterable[ShopStatus], axis: str, written: str) -> ShopStatus | None:
    """The status that is written by its key, its name or the given word, capitals or not; None for no status.

    Raises StatusOff.
    """
    known = [one for one in statuses if one.axis == axis]
    folded = written.casefold()
    by_name = [one for one in known if folded in (one.key.casefold(), one.name.casefold())]
    if by_name and by_name[0].off:
        raise StatusOff(by_name[0].name or by_name[0].key)
    if by_name:
        return by_name[0]
    return next((ShopStatus(key, axis) for key in GIVEN[axis] if key.casefold() == folded), None)
