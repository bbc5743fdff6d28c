"""What an order's entries mean to the rules: the values that `standing` reads, made of sealed facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, UnsetType

from pos.domain.money.pricing import Pricing
from pos.domain.money.tax import TaxRounding
from pos.domain.orders import facts
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.orders.parts import Agreed, Part, PartKey, Worth, parts_of
from pos.domain.orders.standing import Standing, standing
from pos.domain.shop.errors import EntryDamaged
from pos.journal.kinds.orders import (
    GoodsHandedOver,
    OrderCredited,
    OrderEdited,
    OrderFact,
    OrderPlaced,
    OrderStatusSaid,
)
from pos.journal.kinds.payments import PaymentCorrected, PaymentGivenBack, PaymentTaken
from pos.journal.kinds.sold import (
    AgreedOrder,
    AgreedPersonal,
    Named,
    SoldCharge,
    SoldLine,
    Store,
    Tendered,
)
from pos.journal.seal import Header


class Told(Struct, frozen=True):
    """A fact of an order, the header of its entry, and the letter of the till that wrote it.

    `seal` is the beginning of that entry's chain value, for papers: no row depends on it.
    """

    header: Header
    fact: OrderFact
    letter: str
    seal: str = ""

    @property
    def stamp(self) -> facts.Stamp:
        """When it was written, by the clock that orders facts."""
        return facts.Stamp(self.header.hlc, self.header.event_id)

    @property
    def event(self) -> str:
        """The event's id."""
        return self.header.event_id


class Story:
    """An order's facts in their order: the placing that counts comes first, then the others by clock.

    Of two placings of one id the one with the lower clock is the order; of the other only its money and
    goods are facts of it, and nothing of one that brings the same order of another system once more.
    """

    def __init__(self, told: Iterable[Told]) -> None:
        every = sorted(told, key=lambda one: one.stamp)
        first = next((one for one in every if isinstance(one.fact, OrderPlaced)), None)
        if first is None or not isinstance(first.fact, OrderPlaced):
            raise EntryDamaged
        self.first = first
        self.placed: OrderPlaced = first.fact
        self.told = (first, *(one for one in every if one is not first))
        self.versions = {one.event: one for one in every if one is first or isinstance(one.fact, OrderEdited)}
        """The placing and each edit by event, by clock: the last is in force."""

    @property
    def in_force(self) -> Told:
        """The fact that made the version in force."""
        return next(reversed(self.versions.values()))

    @property
    def agreed(self) -> AgreedOrder:
        """The agreement in force."""
        return agreed_by(self.in_force)

    def agreed_of(self, event: str) -> AgreedOrder:
        """The agreement of a version; of one that is not here yet that of the placing."""
        return agreed_by(self.versions.get(event, self.first))

    @property
    def buyer(self) -> Named:
        """Who it is for, as the version in force says; blank where nobody is known, or it was erased."""
        personal = personal_of(self.in_force)
        return personal.buyer if isinstance(personal.buyer, Named) else Named()

    @property
    def counted(self) -> Iterator[Told]:
        """The facts without those that repeat what another system had sent."""
        return (one for one in self.told if one is self.first or not self._repeats(one.fact))

    @property
    def tenders(self) -> Iterator[Tendered]:
        """Every tender that was taken, by clock."""
        for one in self.counted:
            if isinstance(one.fact, OrderPlaced | PaymentTaken):
                yield from one.fact.tenders
            elif isinstance(one.fact, PaymentCorrected):
                yield one.fact.right

    def _repeats(self, fact: OrderFact) -> bool:
        if not isinstance(fact, OrderPlaced):
            return False
        ours, theirs = self.placed.store, fact.store
        return isinstance(ours, Store) and isinstance(theirs, Store) and ours.internal == theirs.internal

    def standing(self) -> Standing:
        """How the order stands by all of them."""
        return standing(fact for one in self.counted for fact in self._facts(one))

    def _facts(self, one: Told) -> Iterator[facts.Fact]:
        stamp, fact = one.stamp, one.fact
        match fact:
            case OrderPlaced():
                if one is self.first:
                    yield version(self.placed, fact.agreed, stamp)
                if fact.tenders:
                    yield facts.MoneyIn(stamp, _tenders(fact.tenders))
                if fact.handed:
                    pieces = tuple((line.n, line.qty) for line in fact.agreed.lines)
                    yield facts.HandedOver(stamp, pieces, FulfilmentStatus.DELIVERED)
            case OrderEdited():
                yield version(self.placed, fact.agreed, stamp, fact.from_)
            case PaymentTaken():
                yield facts.MoneyIn(stamp, _tenders(fact.tenders))
            case PaymentGivenBack():
                yield facts.MoneyOut(stamp, _tenders(fact.tenders))
            case PaymentCorrected():
                back = facts.Tender(fact.back.method, fact.back.amount, fact.back.rounding, id=fact.tid)
                yield facts.Corrected(stamp, back, _tender(fact.right))
            case OrderCredited():
                yield credited(fact, stamp)
            case GoodsHandedOver():
                pieces = tuple((line.n, line.qty) for line in fact.lines)
                yield facts.HandedOver(stamp, pieces, handing_says(fact.how), fact.seen)
            case OrderStatusSaid():
                given, own = fact.stands_as or fact.status, fact.status if fact.stands_as else ""
                yield facts.Said(stamp, facts.Axis(fact.axis), given, fact.seen, own)


def agreed_by(one: Told) -> AgreedOrder:
    """The agreement that a placing or an edit made."""
    assert isinstance(one.fact, OrderPlaced | OrderEdited)
    return one.fact.agreed


def personal_of(one: Told) -> AgreedPersonal:
    """What a placing or an edit says of people; nothing where it was erased."""
    assert isinstance(one.fact, OrderPlaced | OrderEdited)
    return one.fact.personal or AgreedPersonal()


def handing_says(how: str) -> FulfilmentStatus:
    """The status that a handing over claims."""
    return FulfilmentStatus.SHIPPED if how == "shipped" else FulfilmentStatus.DELIVERED


def terms_of(placed: OrderPlaced) -> Pricing:
    """The terms of the arithmetic of all versions of an order."""
    return Pricing(placed.currency, placed.includes_tax, TaxRounding(placed.tax_rounding))


def version(placed: OrderPlaced, agreed: AgreedOrder, stamp: facts.Stamp, of: str = "") -> facts.Version:
    """A version of an order as the rules read it."""
    return facts.Version(stamp, parts(placed, agreed), agreed.total, agreed.net, of)


def parts(placed: OrderPlaced, agreed: AgreedOrder) -> tuple[Part, ...]:
    """The parts of a version: what refunds take from."""
    exempt = bool(agreed.exemption)
    found = [
        Agreed(PartKey(line=one.n), () if exempt else one.taxes, printed(one) - one.share, one.qty)
        for one in agreed.lines
    ]
    found += [
        Agreed(PartKey(charge=n), () if exempt else one.taxes, printed(one))
        for n, one in enumerate(agreed.charges, 1)
    ]
    return parts_of(terms_of(placed), found, exempt=exempt)


def printed(one: SoldLine | SoldCharge) -> int:
    """The amount of a line or charge as it is printed: the net one in an exempt order."""
    return one.amount if isinstance(one.net_amount, UnsetType) else one.net_amount


def credited(fact: OrderCredited, stamp: facts.Stamp) -> facts.Credited:
    """What a credit took."""
    taken = tuple(
        facts.Taken(
            PartKey(one.line, one.charge),
            Worth(one.gross, one.net, one.taxes),
            one.returned,
            one.dropped,
            facts.Fate(one.to),
        )
        for one in fact.parts
    )
    return facts.Credited(stamp, facts.What(fact.what), fact.of, taken)


def _tenders(tenders: Iterable[Tendered]) -> tuple[facts.Tender, ...]:
    return tuple(_tender(one) for one in tenders)


def _tender(one: Tendered) -> facts.Tender:
    return facts.Tender(one.method, one.amount, one.rounding, bool(one.moved), one.tid)
