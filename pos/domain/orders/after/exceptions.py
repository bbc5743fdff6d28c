"""What a person must decide on an order that two tills changed without knowing of each other.

Nothing is dropped or stopped by it: both facts stand, and an exception lives as long as the facts give it.
The table is that of `after-sale.md`, section 9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product
from typing import TypeVar

from pos.domain.orders.facts import Credited, Fact, HandedOver, MoneyIn, MoneyOut, Said, What
from pos.domain.orders.standing import Standing, standing

F = TypeVar("F", MoneyIn, MoneyOut, HandedOver, Credited)

Strangers = Callable[[str, str], bool]
"""Whether of two events neither writer knew of the other one."""


class ExceptionKind(StrEnum):
    """What two tills did to one order, or another system's figures left open."""

    TWO_STATUSES = "two_statuses"
    PAID_TWICE = "paid_twice"
    PAID_AFTER_CANCEL = "paid_after_cancel"
    TWO_VERSIONS = "two_versions"
    TWO_PAPERS = "two_papers"
    REFUNDED_EDITED = "refunded_edited"
    HANDED_TOO_MUCH = "handed_too_much"
    SENT_AFTER_CANCEL = "sent_after_cancel"
    GIVEN_BACK_TWICE = "given_back_twice"
    PLACED_TWICE = "placed_twice"
    SUM_OPEN = "sum_open"
    BOTH_CHANGED = "both_changed"


@dataclass(frozen=True, slots=True)
class OrderException:
    """One decision to make; `causes` are the events that gave it, `field` the detail they set."""

    kind: ExceptionKind
    causes: tuple[str, ...]
    field: str = ""


def exceptions_of(
    now: Standing, strangers: Strangers, papers: Iterable[str], placings: Iterable[str] = ()
) -> Iterator[OrderException]:
    """Everything that needs a person.

    `papers` are the events whose invoices and credit notes do not fit together, `placings` those of placings
    beside the first that are no repeat of it.
    """
    found = _Finding(now, strangers)
    for kind, causes in (
        (ExceptionKind.TWO_STATUSES, found.claims()),
        (ExceptionKind.PAID_TWICE, found.payments()),
        (ExceptionKind.PAID_AFTER_CANCEL, found.paid_while_cancelled()),
        (ExceptionKind.TWO_PAPERS, set(papers)),
        (ExceptionKind.REFUNDED_EDITED, found.credited_while_edited()),
        (ExceptionKind.HANDED_TOO_MUCH, found.handed_too_much()),
        (ExceptionKind.SENT_AFTER_CANCEL, found.sent_while_cancelled()),
        (ExceptionKind.GIVEN_BACK_TWICE, found.credits() | found.payouts()),
        (ExceptionKind.PLACED_TWICE, set(placings)),
    ):
        if causes:
            yield OrderException(kind, tuple(sorted(causes)))
    for edits in found.edits():
        yield OrderException(ExceptionKind.TWO_VERSIONS, tuple(sorted(edits)))


class _Finding:
    """Looks for facts that do not go together; every answer is the events that cause it."""

    def __init__(self, now: Standing, strangers: Strangers) -> None:
        self._now = now
        self._strangers = strangers

    def claims(self) -> set[str]:
        """Words on the goods that do not know each other and differ."""
        said = {
            one.stamp.event: one.status if isinstance(one, Said) else one.says for one in self._now.claims
        }
        return set(said) if len(set(said.values())) > 1 else set()

    def payments(self) -> set[str]:
        """Money of two tills that together is more than was owed, while it is not given back."""
        if not self._now.to_give_back:
            return set()
        return {
            event
            for pair in self._pairs(self._all(MoneyIn))
            if self._until(*pair).to_give_back
            for event in self._events(pair)
        }

    def payouts(self) -> set[str]:
        """Money of two tills that together is more than was to be given back."""
        if not self._now.due:
            return set()
        found: set[str] = set()
        for one, other in self._pairs(self._all(MoneyOut)):
            there = self._until(one, other)
            gone = sum(tender.amount for tender in other.tenders)
            if there.due and there.balance - gone <= 0:
                found |= set(self._events((one, other)))
        return found

    def paid_while_cancelled(self) -> set[str]:
        """Money that came while another till cancelled, and is still here."""
        if not self._now.to_give_back:
            return set()
        return self._met(self._all(MoneyIn), self._cancels())

    def edits(self) -> Iterator[set[str]]:
        """Edits that were made of one version."""
        by_base: dict[str, set[str]] = {}
        for one in self._now.versions:
            if one.of:
                by_base.setdefault(one.of, set()).add(one.stamp.event)
        return (edits for edits in by_base.values() if len(edits) > 1)

    def credited_while_edited(self) -> set[str]:
        """Refunds and cancels of what was being edited."""
        edits = [one for one in self._now.versions if one.of]
        return self._met(edits, self._now.credits)

    def handed_too_much(self) -> set[str]:
        """Handings over, where more pieces of a line are out than it has."""
        if self._now.is_cancelled:
            return set()
        lines = {one.n for one in self._now.goods if one.handed > max(0, one.sold - one.dropped)}
        return {
            one.stamp.event
            for one in self._all(HandedOver)
            if any(n in lines and pieces > 0 for n, pieces in one.pieces)
        }

    def sent_while_cancelled(self) -> set[str]:
        """Handings over of what another till cancelled, while the goods are with the customer."""
        if not any(one.with_customer for one in self._now.goods):
            return set()
        handed = [one for one in self._all(HandedOver) if any(pieces > 0 for _n, pieces in one.pieces)]
        return self._met(handed, self._cancels())

    def credits(self) -> set[str]:
        """Credits of two tills that took of the same line or charge."""
        return {
            event
            for one, other in self._pairs(self._now.credits)
            if {taken.part for taken in one.taken} & {taken.part for taken in other.taken}
            for event in self._events((one, other))
        }

    def _cancels(self) -> list[Credited]:
        return [one for one in self._now.credits if one.what in (What.CANCEL, What.VOID)]

    def _all(self, kind: type[F]) -> list[F]:
        return [one for one in self._now.facts if isinstance(one, kind)]

    def _until(self, *facts: F) -> Standing:
        """How the order stood with these facts and all before them; its placing is one."""
        last, placing = max(one.stamp for one in facts), self._now.versions[0]
        return standing(one for one in self._now.facts if one is placing or one.stamp <= last)

    def _pairs(self, facts: Sequence[F]) -> Iterator[tuple[F, F]]:
        """Two facts each, by clock, whose writers did not know of the other one."""
        return (pair for pair in combinations(facts, 2) if self._strangers(*self._events(pair)))

    def _met(self, facts: Sequence[Fact], others: Sequence[Fact]) -> set[str]:
        """The events of one list and the other whose writers did not know of each other."""
        pairs = (self._events(pair) for pair in product(facts, others))
        return {event for pair in pairs if self._strangers(*pair) for event in pair}

    @staticmethod
    def _events(pair: tuple[Fact, Fact]) -> tuple[str, str]:
        return pair[0].stamp.event, pair[1].stamp.event
