"""Goods back and others out in one ticket: what is credited, which money moves, what is left to settle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos.domain.money.amounts import allocate
from pos.domain.orders.amendment import Back, Plan, Request, Terms, give_back, plan_refund
from pos.domain.orders.facts import Credited, MoneyOut, Tender, What
from pos.domain.orders.standing import Standing


@dataclass(frozen=True, slots=True)
class Exchange:
    """The credit on the old order with the money handed out, and what moved to the new one.

    `left` is what the new order still costs, in minor units.
    """

    credit: Plan
    moved: tuple[Tender, ...]
    left: int

    @property
    def arrived(self) -> tuple[Tender, ...]:
        """The moved money as the new order has it: without what coins added to the old one."""
        over = max(0, -self.left)
        return tuple(
            replace(one, rounding=over if place == len(self.moved) - 1 else 0)
            for place, one in enumerate(self.moved)
        )


def plan_exchange(
    now: Standing,
    terms: Terms,
    request: Request,
    total: int,
    back: Back | Sequence[Tender] = Back.LATER,
) -> Exchange:
    """Take goods back against an order of `total`; `back` says how what is left of the money is given out.

    Moved is what is then to give back, at most the new total, by the methods it was paid with: with its coins
    where all of it moves, else to the cent.
    """
    credit = replace(plan_refund(now, terms, request, Back.LATER), what=What.EXCHANGE)
    stamp = now.version.stamp._replace(hlc=now.facts[-1].stamp.hlc + 1)
    credited = Credited(stamp, credit.what, now.version.stamp.event, credit.taken)
    after = Standing((*now.facts, credited))
    moved = _moved(after, terms, total)
    if not moved:
        return Exchange(replace(credit, tenders=_given(after, terms, back)), (), total)
    gone = Standing((*after.facts, MoneyOut(stamp._replace(hlc=stamp.hlc + 1), moved)))
    given = _given(gone, terms, back)
    return Exchange(replace(credit, tenders=given), moved, total - sum(one.amount for one in moved))


def _moved(after: Standing, terms: Terms, total: int) -> tuple[Tender, ...]:
    owed = after.to_give_back
    if owed <= total and after.is_all_credited:
        tenders = give_back(after, terms, Back.AS_PAID)
    else:
        weights = after.owed_from
        shares = allocate(min(owed, total), list(weights.values()))
        tenders = tuple(Tender(method, share) for method, share in zip(weights, shares, strict=True) if share)
    return tuple(replace(one, moved=True) for one in tenders)


def _given(after: Standing, terms: Terms, back: Back | Sequence[Tender]) -> tuple[Tender, ...]:
    """What is handed out of the rest; the tenders named are for the new order where nothing is left."""
    return give_back(after, terms, back) if after.to_give_back else ()
