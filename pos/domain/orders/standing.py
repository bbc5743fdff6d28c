"""How an order stands: one function from all its facts, in any order of arrival.

Statuses, balances, what is left and what is on its way are computed here and nowhere else; no entry stores
one. The rules and their tables are those of `after-sale.md`, sections 1 to 3 and 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from pos.domain.orders.facts import (
    Axis,
    Corrected,
    Credited,
    Fact,
    HandedOver,
    MoneyIn,
    MoneyOut,
    Said,
    Stamp,
    Tender,
    Version,
    What,
)
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.orders.parts import Part

F = TypeVar("F", Version, MoneyIn, MoneyOut, Corrected, Credited, HandedOver, Said)

OPEN_STATUSES = (
    FulfilmentStatus.AWAITING,
    FulfilmentStatus.PROCESSING,
    FulfilmentStatus.READY,
    FulfilmentStatus.OUT,
)
"""What a person may say while something is open."""

GONE_STATUSES = (FulfilmentStatus.SHIPPED, FulfilmentStatus.DELIVERED)
"""What a handing over says, and a person may say after it."""


class LineGoods(NamedTuple):
    """Pieces of one line: sold in the version in force, handed over, come back, and credited before that."""

    n: int
    sold: int
    handed: int
    returned: int
    dropped: int

    @property
    def open(self) -> int:
        """Still to be handed over."""
        return max(0, self.sold - self.handed - self.dropped)

    @property
    def with_customer(self) -> int:
        """Handed over and not come back."""
        return max(0, self.handed - self.returned)

    def off_shelf(self, back: int) -> int:
        """How many are not in stock; `back` are those of the returned that came to the shop."""
        return max(0, self.sold - self.dropped - back, self.with_customer)


@dataclass(frozen=True)
class Standing:
    """An order's facts, and everything that follows from them."""

    facts: tuple[Fact, ...]

    # versions

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """All versions by their clocks; of two placings of one order the first is version 1."""
        found = sorted(self._all(Version), key=lambda one: one.stamp)
        placings = [one for one in found if not one.of]
        return tuple(one for one in found if one.of or one is placings[0])

    @cached_property
    def version(self) -> Version:
        """The version in force: the one with the greatest clock."""
        return self.versions[-1]

    @cached_property
    def has_two_versions(self) -> bool:
        """Whether two edits were made of one version, by tills that did not know of each other."""
        made_of = [one.of for one in self.versions]
        return len(made_of) != len(set(made_of))

    # value

    @cached_property
    def credits(self) -> tuple[Credited, ...]:
        """All credits, by their clocks."""
        return tuple(sorted(self._all(Credited), key=lambda one: one.stamp))

    @cached_property
    def left(self) -> tuple[Part, ...]:
        """What is left of each part of the version in force."""
        lefts = {part.key: part for part in self.version.parts}
        for credit in self.credits:
            for taken in credit.taken:
                if taken.part in lefts:
                    part = lefts[taken.part]
                    lefts[taken.part] = part.without(taken.worth, taken.returned + taken.dropped)
        return tuple(lefts.values())

    @cached_property
    def credited(self) -> int:
        """What was taken off again; of a part at most what it was worth, should two have given it back."""
        if not self.credits:
            return 0
        return sum(part.worth.gross for part in self.version.parts) - sum(
            one.worth.gross for one in self.left
        )

    @cached_property
    def is_all_credited(self) -> bool:
        """Whether nothing of the order is left."""
        return bool(self.credits) and not any(one.worth.gross or one.pieces for one in self.left)

    @cached_property
    def is_cancelled(self) -> bool:
        """Whether it was cancelled or taken back whole: that is final."""
        return any(one.what in (What.CANCEL, What.VOID) for one in self.credits)

    # money

    @cached_property
    def paid(self) -> int:
        """Money in, change excluded, corrections included."""
        tenders = sum(one.amount for fact in self._all(MoneyIn) for one in fact.tenders)
        return tenders + sum(one.right.amount - one.back.amount for one in self._all(Corrected))

    @cached_property
    def refunded(self) -> int:
        """Money out."""
        return sum(one.amount for fact in self._all(MoneyOut) for one in fact.tenders)

    @cached_property
    def rounding(self) -> int:
        """What coins added to what was due, over all payments in and out."""
        money: list[MoneyIn | MoneyOut] = [*self._all(MoneyIn), *self._all(MoneyOut)]
        corrected = sum(one.right.rounding - one.back.rounding for one in self._all(Corrected))
        return sum(one.rounding for fact in money for one in fact.tenders) + corrected

    @cached_property
    def balance(self) -> int:
        """Above zero the customer owes it, below it is the customer's."""
        return self.version.total - self.credited + self.rounding - self.paid + self.refunded

    @property
    def due(self) -> int:
        """Still to be paid."""
        return max(0, self.balance)

    @property
    def to_give_back(self) -> int:
        """Kept although it is not owed."""
        return max(0, -self.balance)

    @cached_property
    def held(self) -> dict[str, int]:
        """What each method holds of this order: money in less money out."""
        return {method: kept for method, (kept, _rounding) in self._kept.items() if kept > 0}

    @cached_property
    def owed_from(self) -> dict[str, int]:
        """What each method holds without what coins added: the weights of giving back as it was paid."""
        sums = {method: kept - rounding for method, (kept, rounding) in self._kept.items()}
        return {method: amount for method, amount in sums.items() if amount > 0}

    @cached_property
    def _kept(self) -> dict[str, tuple[int, int]]:
        """Money and cash rounding by method, in the order in which the methods came."""
        sums: dict[str, tuple[int, int]] = {}
        for sign, one in self._tenders():
            kept, rounding = sums.get(one.method, (0, 0))
            # what coins add to a payment back lowers what is owed from the method, as in a payment
            sums[one.method] = (kept + sign * one.amount, rounding + one.rounding)
        return sums

    def _tenders(self) -> Iterator[tuple[int, Tender]]:
        every: list[MoneyIn | MoneyOut | Corrected] = []
        every += [*self._all(MoneyIn), *self._all(MoneyOut), *self._all(Corrected)]
        for fact in sorted(every, key=_stamp):
            if isinstance(fact, Corrected):
                yield -1, replace(fact.back, rounding=-fact.back.rounding)  # what coins added is undone too
                yield 1, fact.right
            else:
                for one in fact.tenders:
                    yield (1 if isinstance(fact, MoneyIn) else -1), one

    @cached_property
    def payment_status(self) -> PaymentStatus:
        """The first row of the table that fits."""
        worth, kept = self.version.total - self.credited + self.rounding, self.paid - self.refunded
        if not self.paid and not self.refunded:
            if self.is_cancelled or (worth == 0 and self.credited > 0):
                return PaymentStatus.CANCELLED
            return _paid_so_far(worth, 0)
        status = _paid_so_far(worth, kept)
        if status is PaymentStatus.PAID and self.credited > 0 and self.refunded > 0:
            back = self.is_all_credited and not self.to_give_back
            return PaymentStatus.REFUNDED if back else PaymentStatus.PARTIALLY_REFUNDED
        return status

    @cached_property
    def payment_own(self) -> str:
        """The shop's own status that was said last, while the money gives the one it stands as; else ""."""
        said = [one for one in self._all(Said) if one.axis is Axis.PAYMENT]
        last = max(said, key=_stamp, default=None)
        return last.own if last and last.status == self.payment_status else ""

    # goods

    @cached_property
    def goods(self) -> tuple[LineGoods, ...]:
        """The pieces of every line that was ever sold."""
        sold = {part.key.line: part.pieces for part in self.version.parts if part.key.line}
        handed: dict[int, int] = {}
        returned: dict[int, int] = {}
        dropped: dict[int, int] = {}
        for fact in self._all(HandedOver):
            for n, pieces in fact.pieces:
                handed[n] = handed.get(n, 0) + pieces
        for credit in self.credits:
            for taken in credit.taken:
                returned[taken.part.line] = returned.get(taken.part.line, 0) + taken.returned
                dropped[taken.part.line] = dropped.get(taken.part.line, 0) + taken.dropped
        lines = sorted(n for n in sold.keys() | handed.keys() | returned.keys() | dropped.keys() if n)
        return tuple(
            # a line that an edit took out counts as sold again up to what was credited of it
            LineGoods(
                n,
                sold.get(n, returned.get(n, 0) + dropped.get(n, 0)),
                handed.get(n, 0),
                returned.get(n, 0),
                dropped.get(n, 0),
            )
            for n in lines
        )

    def goods_of(self, n: int) -> LineGoods:
        """The pieces of one line."""
        return next((one for one in self.goods if one.n == n), LineGoods(n, 0, 0, 0, 0))

    @property
    def is_with_customer(self) -> bool:
        """Whether all goods were handed over and some did not come back."""
        return not any(one.open for one in self.goods) and any(one.with_customer for one in self.goods)

    @cached_property
    def fulfilment_status(self) -> FulfilmentStatus:
        """How far the goods are; what a person said counts only where the pieces allow it."""
        handed = sum(max(0, one.handed) for one in self.goods)
        if any(one.open for one in self.goods):
            said = self.claimed(OPEN_STATUSES) or FulfilmentStatus.AWAITING
            waits = said is FulfilmentStatus.AWAITING and handed
            return FulfilmentStatus.PROCESSING if waits else said
        if not handed:
            return FulfilmentStatus.WILL_NOT_DELIVER
        if not any(one.with_customer for one in self.goods):
            return FulfilmentStatus.RETURNED
        return self.claimed(GONE_STATUSES) or FulfilmentStatus.DELIVERED

    @cached_property
    def fulfilment_own(self) -> str:
        """The shop's own status of the claim that stands, while the pieces allow it; else ""."""
        status = self.fulfilment_status
        claim = self._claim((status,) if status in (*OPEN_STATUSES, *GONE_STATUSES) else ())
        last = self._claim(OPEN_STATUSES if status in OPEN_STATUSES else GONE_STATUSES)
        return claim.own if claim is last and isinstance(claim, Said) else ""

    @cached_property
    def claims(self) -> tuple[Said | HandedOver, ...]:
        """What was said of the goods and no other claim names, by clock."""
        said = [one for one in self._all(Said) if one.axis is Axis.FULFILMENT]
        every: list[Said | HandedOver] = [*said, *self._all(HandedOver)]
        named = {event for one in every for event in one.seen}
        return tuple(sorted((one for one in every if one.stamp.event not in named), key=_stamp))

    def claimed(self, among: Sequence[FulfilmentStatus]) -> FulfilmentStatus | None:
        """The latest claim that says one of these."""
        claim = self._claim(among)
        return FulfilmentStatus(_says(claim)) if claim else None

    def _claim(self, among: Sequence[FulfilmentStatus]) -> Said | HandedOver | None:
        return next((one for one in reversed(self.claims) if _says(one) in among), None)

    def _all(self, kind: type[F]) -> Sequence[F]:
        found: Sequence[F] = self._by_kind.get(kind, ())
        return found

    @cached_property
    def _by_kind(self) -> dict[type[Fact], list[Any]]:
        kinds: dict[type[Fact], list[Any]] = {}
        for one in self.facts:
            kinds.setdefault(type(one), []).append(one)
        return kinds


def _paid_so_far(worth: int, kept: int) -> PaymentStatus:
    """What the money kept says of an order that is worth so much."""
    if worth <= 0 or kept >= worth:
        return PaymentStatus.PAID
    return PaymentStatus.AWAITING if kept <= 0 else PaymentStatus.PART_PAID


def begun(
    worth: int, paid: int, *, has_goods: bool, handed: bool
) -> tuple[int, PaymentStatus, FulfilmentStatus]:
    """What a `Standing` of the placing alone says: what is due, and both statuses."""
    if not has_goods:
        fulfilment = FulfilmentStatus.WILL_NOT_DELIVER
    else:
        fulfilment = FulfilmentStatus.DELIVERED if handed else FulfilmentStatus.AWAITING
    return worth - paid if worth > paid else 0, _paid_so_far(worth, paid), fulfilment


def _says(claim: Said | HandedOver) -> str:
    return claim.status if isinstance(claim, Said) else claim.says


def standing(facts: Iterable[Fact]) -> Standing:
    """How an order stands by all that happened to it; a fact counts once, whatever copies there are."""
    once = {(type(one), one.stamp): one for one in facts}
    return Standing(tuple(sorted(once.values(), key=_stamp)))


def _stamp(fact: Fact) -> Stamp:
    return fact.stamp
