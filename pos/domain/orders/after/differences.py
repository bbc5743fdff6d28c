"""What is different between two carts of one order, in words; and a change made of one put onto the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from pos.domain.orders.cart import Cart, CartLine
from pos.domain.words.fields import field_of


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was changed, as a few words inside a sentence."""

    text: ClassVar[str] = ""

    def __str__(self) -> str:
        """The English words."""
        return self.text.format_map({one.name: field_of(self, one.name) for one in fields(self)})


@dataclass(frozen=True, slots=True)
class OfLine(Said):
    """Something about a line."""

    name: str


@dataclass(frozen=True, slots=True)
class QuantityChanged(OfLine):
    """More or less of it."""

    text: ClassVar[str] = "{name}: {now} instead of {was}"
    was: Decimal
    now: Decimal


class LineAdded(OfLine):
    """It is new."""

    text = "{name} added"


class LineRemoved(OfLine):
    """It is gone."""

    text = "{name} taken out"


class PriceChanged(OfLine):
    """It costs something else."""

    text = "price of {name}"


class ReductionChanged(OfLine):
    """Another discount of its own."""

    text = "discount on {name}"


class NoteChanged(OfLine):
    """Other words on it."""

    text = "note on {name}"


class DiscountChanged(Said):
    """Another discount on the order."""

    text = "discount on the order"


class ChargesChanged(Said):
    """Other charges."""

    text = "delivery fee and surcharges"


class TaxesChanged(Said):
    """Other rates, or none."""

    text = "taxes"


class CustomerChanged(Said):
    """Another customer, or other things about the same."""

    text = "customer"


class BillingChanged(Said):
    """Another address for the bill."""

    text = "billing address"


class NotMadeYet(Said):
    """A version that nobody made."""

    text = "There is no such version yet."


@dataclass(frozen=True, slots=True)
class MadeBy(Said):
    """Who changed an order, when, and what."""

    text: ClassVar[str] = "{by} changed it, {at}: {changes}."
    by: str
    at: datetime
    changes: tuple[Said, ...]


AGREED = {
    "discount": DiscountChanged(),
    "charges": ChargesChanged(),
    "taxes_by_hand": TaxesChanged(),
    "exemption": TaxesChanged(),
    "buyer": CustomerChanged(),
    "billing": BillingChanged(),
}
"""What a version holds beside its lines, by the field of the cart."""

BESIDE = (
    *AGREED, "exemption_reason", "fulfilment", "payment_method", "customer_note", "private_note", "deposit",
    "promised", "fee_by_hand", "method_by_hand",
)  # fmt: skip
"""All that a cart holds beside its lines."""


def differences(before: Cart, after: Cart) -> Iterator[Said]:
    """What was changed, line by line and then the rest; lines are called by their numbers."""
    old, new = ({line.id: line for line in cart.lines} for cart in (before, after))
    for line in before.lines:
        if line.id not in new:
            yield LineRemoved(line.name)
        else:
            yield from _of_line(line, new[line.id])
    for line in after.lines:
        if line.id not in old:
            yield LineAdded(line.name)
    changed = (said for name, said in AGREED.items() if field_of(before, name) != field_of(after, name))
    yield from dict.fromkeys(changed)


def _of_line(before: CartLine, after: CartLine) -> Iterator[Said]:
    if before.quantity != after.quantity:
        yield QuantityChanged(before.name, before.quantity, after.quantity)
    if before.unit_price != after.unit_price:
        yield PriceChanged(before.name)
    if before.discount != after.discount:
        yield ReductionChanged(before.name)
    if before.note != after.note:
        yield NoteChanged(before.name)


def onto(now: Cart, mine: Cart) -> Cart:
    """The cart of an edit on top of what somebody else made of its order meanwhile.

    What the edit changed stays as it is written there; what it left alone is as it is `now`.
    """
    if mine.edits is None:
        raise ValueError("only a cart that edits an order is put onto another version of it")
    before = mine.edits.before
    named: dict[str, Any] = {name: _chosen(before, mine, now, name) for name in BESIDE}
    return replace(now, lines=tuple(_lines(before, mine, now)), edits=mine.edits, **named)


def _chosen(before: Cart, mine: Cart, now: Cart, name: str) -> Any:
    return field_of(now if field_of(mine, name) == field_of(before, name) else mine, name)


def _lines(before: Cart, mine: Cart, now: Cart) -> Iterator[CartLine]:
    was = {line.id: line for line in before.lines}
    written = {line.id: line for line in mine.lines}
    for line in now.lines:
        if line.id not in was:
            yield line
        elif line.id in written:
            yield _merged(was[line.id], written[line.id], line)
    known = {line.id for line in now.lines}
    for line in mine.lines:
        if line.id not in known and line != was.get(line.id):
            yield line


def _merged(before: CartLine, mine: CartLine, now: CartLine) -> CartLine:
    changed = {
        one.name: field_of(mine, one.name)
        for one in fields(CartLine)
        if field_of(mine, one.name) != field_of(before, one.name)
    }
    return replace(now, **changed)
