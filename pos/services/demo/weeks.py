"""What the demo's customers buy in two weeks: decided beforehand, always the same for the same hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from pos.services.demo.goods import Item, Words
from pos.services.demo.regulars import AT_THE_COUNTER
from pos.services.demo.seller import ANNE, JULES

DAYS = 14
OPENS, CLOSES = time(9, 2), time(18, 40)
SATURDAY, CLOSED = 5, (6, 0)
ENGRAVING: Words = ("Engraving", "Gravure")
WRAPPING: Words = ("Gift wrapping", "Emballage cadeau")
FAIR: Words = ("Fair day", "Jour de marché")
NAMES = ("Lucie", "Paul & Mia", "Grand-mère", "Émile", "Noé 2026", "Famille Roux", "Clara")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of a basket: something of the catalogue, or something made to order at a price."""

    quantity: Decimal
    item: Item | None = None
    price: Decimal | None = None
    name: Words = ("", "")
    note: str = ""
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DemoSale:
    """A customer: when, served by whom, what, with which discount, and how it is paid.

    `cash` chooses among the amounts a customer is likely to hand over; `void` takes the sale back at once;
    `buyer` is the key of somebody the shop knows.
    """

    at: datetime
    person: str
    wanted: tuple[Wanted, ...]
    percent: Decimal | None
    pays: str
    cash: int
    void: bool
    buyer: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day the shop was open."""

    opened: datetime
    person: str
    sales: tuple[DemoSale, ...]


def days(now: datetime, items: Sequence[Item]) -> tuple[Day, ...]:
    """The two weeks up to now; closed on Sundays and Mondays, but today somebody is there."""
    random = Random(67000)
    today = now.date()
    dates = [today - timedelta(days=back) for back in reversed(range(DAYS))]
    opened = (each for each in dates if each == today or each.weekday() not in CLOSED)
    lived = [_day(random, each, now, items) for each in opened]
    return tuple(_with_buyers(day, back) for back, day in zip(range(len(lived))[::-1], lived, strict=True))


def _with_buyers(day: Day, back: int) -> Day:
    """The day with those among its customers whom the shop knows."""
    sales = (replace(one, buyer=AT_THE_COUNTER.get((back, n), "")) for n, one in enumerate(day.sales))
    return replace(day, sales=tuple(sales))


def sold(of: Iterable[Day]) -> dict[str, Decimal]:
    """What is sold and not taken back, by SKU."""
    quantities: dict[str, Decimal] = {}
    for sale in (sale for day in of for sale in day.sales if not sale.void):
        for line in sale.wanted:
            if line.item:
                quantities[line.item.sku] = quantities.get(line.item.sku, Decimal(0)) + line.quantity
    return quantities


def _day(random: Random, day: date, now: datetime, items: Sequence[Item]) -> Day:
    opened = min(datetime.combine(day, OPENS, now.tzinfo), now)
    closed = min(datetime.combine(day, CLOSES, now.tzinfo), now - timedelta(minutes=2))
    fair = day.weekday() == SATURDAY
    count = random.randint(18, 25) if fair else random.randint(8, 17)
    whole = datetime.combine(day, CLOSES, now.tzinfo) - datetime.combine(day, OPENS, now.tzinfo)
    minutes = max(int((closed - opened).total_seconds() // 60) - 8, 0)
    count = min(round(count * (minutes / (whole.total_seconds() / 60 - 8))), minutes)
    times = sorted(random.sample(range(8, 8 + minutes), count))
    # The shop takes back one sale a week: the seventh of a Thursday.
    void = 6 if day.weekday() == 3 else None
    moments = [opened + timedelta(minutes=at, seconds=random.randrange(20)) for at in times]
    sales = tuple(_sale(random, at, fair, place == void, items) for place, at in enumerate(moments))
    return Day(opened, ANNE, sales)


def _sale(random: Random, at: datetime, fair: bool, void: bool, items: Sequence[Item]) -> DemoSale:
    count = random.choices((1, 2, 3, 4, 5), (38, 30, 18, 9, 5))[0]
    wanted = [_wanted(random, item) for item in _choose(random, items, count)]
    if len(wanted) < 5 and random.random() < 0.09:
        wanted.append(Wanted(Decimal(1), price=Decimal("6.00"), name=ENGRAVING, note=random.choice(NAMES)))
    elif len(wanted) < 5 and random.random() < 0.05:
        wanted.append(Wanted(Decimal(random.randint(1, 2)), price=Decimal("3.00"), name=WRAPPING))
    afternoon = at.weekday() in (2, 4) and at.hour >= 14
    helped = afternoon or (fair and random.random() < 0.5)
    return DemoSale(
        at=at,
        person=JULES if helped else ANNE,
        wanted=tuple(wanted),
        percent=Decimal(5) if fair and len(wanted) > 2 else None,
        pays=random.choices(("cash", "card", "split", "cheque", "voucher"), (44, 46, 5, 2, 3))[0],
        cash=random.choices((0, 1, 2, 3), (30, 42, 22, 6))[0],
        void=void,
    )


def _choose(random: Random, items: Sequence[Item], count: int) -> list[Item]:
    """Different things, the popular ones more often."""
    chosen: dict[str, Item] = {}
    while len(chosen) < count:
        item = random.choices(items, [one.of.popular for one in items])[0]
        chosen[item.sku] = item
    return list(chosen.values())


def _wanted(random: Random, item: Item) -> Wanted:
    percent = Decimal(10) if item.of.unit == "" and item.price and random.random() < 0.05 else None
    if item.of.unit == "kg":
        return Wanted(Decimal(random.randrange(120, 900, 5)) / 1000, item)
    if item.of.unit == "m":
        return Wanted(Decimal(random.randrange(2, 11)) / 2, item)
    if item.price is None:
        return Wanted(Decimal(1), item, price=Decimal(random.choice((20, 30, 50))))
    small = item.price < 10
    quantity = random.choices((1, 2, 3, 4), (60, 22, 12, 6) if small else (86, 11, 2, 1))[0]
    return Wanted(Decimal(quantity), item, percent=percent)
