"""What may be done with an order after it was placed, and which facts it would write: plans, nothing saved.

Each `plan_X` refuses with a sentence or answers what would happen; the window's panel shows the plan, saving
writes it. The rules are those of `after-sale.md`, section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from pos.domain.money.amounts import Money, allocate, cash_round
from pos.domain.money.cash import require_coins
from pos.domain.money.tenders import METHOD_CASH
from pos.domain.orders.errors import (
    AlreadyCancelled,
    ChargeUnknown,
    LineUnknown,
    MoreThanLeft,
    MoreThanOwed,
    NothingChosen,
    NothingLeft,
    NothingToGiveBack,
    SomethingFollowed,
    TooLateToVoid,
)
from pos.domain.orders.facts import Credited, Fate, Taken, Tender, What
from pos.domain.orders.parts import Part, PartKey, Worth, take_amount, take_of_all, take_pieces
from pos.domain.orders.standing import Standing


class Back(StrEnum):
    """How money goes back when no tenders are named."""

    AS_PAID = "as paid"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the arithmetic needs beside the facts; `coin` is the smallest step of cash, in minor units."""

    currency: str
    prices_include_tax: bool
    coin: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """So many pieces of a line (millionths), and where they go; or an amount of it (minor units)."""

    n: int
    pieces: int = 0
    amount: int = 0
    to: Fate = Fate.STOCK


@dataclass(frozen=True, slots=True)
class ChargePiece:
    """An amount of a charge, by its place from 1; None takes the whole of what is left."""

    place: int
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be taken back: lines, charges, then an amount of what is left of the whole order."""

    lines: tuple[Piece, ...] = ()
    charges: tuple[ChargePiece, ...] = ()
    amount: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be written: the credit's parts, and the tenders given back, all amounts above zero."""

    what: What
    taken: tuple[Taken, ...]
    tenders: tuple[Tender, ...] = ()


def plan_refund(
    now: Standing, terms: Terms, request: Request, back: Back | Sequence[Tender] = Back.AS_PAID
) -> Plan:
    """Value and pieces given back of what is left; money only as far as it is then the customer's."""
    if now.is_cancelled:
        raise AlreadyCancelled
    if now.is_all_credited:
        raise NothingLeft
    taken = _Taking(now, terms).all(request)
    if not taken:
        raise NothingChosen
    return _with_money(now, terms, Plan(What.REFUND, taken), back)


def plan_cancel(
    now: Standing,
    terms: Terms,
    *,
    goods: Fate = Fate.STOCK,
    back: Back | Sequence[Tender] = Back.LATER,
    what: What = What.CANCEL,
) -> Plan:
    """All that is left taken off; open goods go to stock, those with the customer where `goods` says."""
    if now.is_cancelled:
        raise AlreadyCancelled
    if now.is_all_credited:
        raise NothingLeft
    taken = tuple(
        _moved(now, part, part.worth, part.pieces, goods)
        for part in now.left
        if part.worth.gross or part.pieces
    )
    return _with_money(now, terms, Plan(what, taken), back)


def plan_void(now: Standing, terms: Terms) -> Plan:
    """A finished sale taken back whole, money as it was paid; only while nothing followed it."""
    if now.is_cancelled or now.credits or len(now.versions) > 1:
        raise SomethingFollowed
    return plan_cancel(now, terms, back=Back.AS_PAID, what=What.VOID)


def require_recent(age: timedelta, minutes: int) -> None:
    """Refuse to undo a sale that is older than the shop allows, or lies ahead of a clock put right since."""
    if abs(age) > timedelta(minutes=minutes):
        raise TooLateToVoid(minutes)


def plan_repay(
    now: Standing, terms: Terms, back: Back | Sequence[Tender] = Back.AS_PAID
) -> tuple[Tender, ...]:
    """The tenders that give back what is the customer's."""
    if not now.to_give_back:
        raise NothingToGiveBack
    return give_back(now, terms, back)


def _with_money(now: Standing, terms: Terms, plan: Plan, back: Back | Sequence[Tender]) -> Plan:
    stamp = now.version.stamp._replace(hlc=now.facts[-1].stamp.hlc + 1)
    after = Standing((*now.facts, Credited(stamp, plan.what, now.version.stamp.event, plan.taken)))
    if back is Back.AS_PAID and not after.to_give_back:
        return plan
    return replace(plan, tenders=give_back(after, terms, back))


# taking


@dataclass(slots=True)
class _Taking:
    """Takes one thing after another, each of what the ones before left."""

    now: Standing
    terms: Terms

    def all(self, request: Request) -> tuple[Taken, ...]:
        lefts = {part.key: part for part in self.now.left}
        taken: list[Taken] = []

        def take(one: Taken) -> None:
            lefts[one.part] = lefts[one.part].without(one.worth, one.returned + one.dropped)
            taken.append(one)

        for line in request.lines:
            take(self._line(lefts, line))
        for charge in request.charges:
            take(self._charge(lefts, charge))
        if request.amount:
            left = sum(part.worth.gross for part in lefts.values())
            if request.amount > left:
                raise MoreThanLeft(self._money(left))
            for key, worth in take_of_all(tuple(lefts.values()), request.amount):
                take(Taken(key, worth))
        return tuple(taken)

    def _line(self, lefts: dict[PartKey, Part], piece: Piece) -> Taken:
        part = lefts.get(PartKey(line=piece.n))
        if part is None:
            raise LineUnknown(piece.n)
        if piece.pieces > part.pieces or piece.amount > part.worth.gross:
            raise MoreThanLeft(self._money(part.worth.gross))
        if piece.pieces:
            worth = take_pieces(part, piece.pieces, prices_include_tax=self.terms.prices_include_tax)
            return _moved(self.now, part, worth, piece.pieces, piece.to)
        if not piece.amount:
            raise NothingChosen
        return Taken(part.key, take_amount(part, piece.amount))

    def _charge(self, lefts: dict[PartKey, Part], piece: ChargePiece) -> Taken:
        part = lefts.get(PartKey(charge=piece.place))
        if part is None:
            raise ChargeUnknown(piece.place)
        amount = part.worth.gross if piece.amount is None else piece.amount
        if not part.worth.gross or amount > part.worth.gross:
            raise MoreThanLeft(self._money(part.worth.gross))
        return Taken(part.key, take_amount(part, amount))

    def _money(self, minor: int) -> Money:
        return Money(minor, self.terms.currency)


def _moved(now: Standing, part: Part, worth: Worth, pieces: int, to: Fate) -> Taken:
    """The pieces are taken from those with the customer first; the others were never handed over."""
    returned = min(pieces, now.goods_of(part.key.line).with_customer) if part.key.line else 0
    return Taken(part.key, worth, returned, pieces - returned, to)


# money


def give_back(after: Standing, terms: Terms, back: Back | Sequence[Tender]) -> tuple[Tender, ...]:
    """The tenders that give back what is to give back of an order that stands so."""
    if back is Back.LATER:
        return ()
    if back is Back.AS_PAID:
        return _as_paid(after, terms)
    assert not isinstance(back, Back)
    return _by_hand(after, terms, back)


def _as_paid(after: Standing, terms: Terms) -> tuple[Tender, ...]:
    """Split over the methods by what each still holds; cash, the last, in coins, at the end what is kept."""
    weights = after.owed_from
    shares = allocate(after.to_give_back, list(weights.values()))
    tenders = []
    for method, share in zip(weights, shares, strict=True):
        kept = after.held.get(method, 0)
        if method != METHOD_CASH:
            given = min(share, kept)
        else:
            given = kept if after.is_all_credited else min(cash_round(share, terms.coin), kept)
        rounding = share - given if method == METHOD_CASH else 0
        if given or rounding:
            tenders.append(Tender(method, given, rounding))
    return tuple(sorted(tenders, key=lambda one: one.method == METHOD_CASH))


def _by_hand(after: Standing, terms: Terms, tenders: Sequence[Tender]) -> tuple[Tender, ...]:
    """As it was said, at most what is the customer's; coins may give half a step more."""
    for one in tenders:
        if one.method == METHOD_CASH:
            require_coins(Money(one.amount, terms.currency))
    owed = after.to_give_back
    given = sum(one.amount for one in tenders)
    has_cash = any(one.method == METHOD_CASH for one in tenders)
    over = given - owed
    if over > 0 and not (has_cash and 2 * over <= terms.coin):
        raise MoreThanOwed(Money(owed, terms.currency))
    if not has_cash or not _rounds_to(owed, given, terms.coin):
        return tuple(tenders)
    last = max(place for place, one in enumerate(tenders) if one.method == METHOD_CASH)
    return tuple(replace(one, rounding=-over) if place == last else one for place, one in enumerate(tenders))


def _rounds_to(owed: int, given: int, coin: int) -> bool:
    """Whether coins could not have given what is owed any closer."""
    return given != owed and 2 * abs(given - owed) <= coin
