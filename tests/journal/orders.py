"""Orders told by hand: what several tills write about one sale of 3 mugs and 2 bowls, and its rows."""

from __future__ import annotations

from typing import Any

from msgspec import structs

from pos.journal.kinds.orders import (
    CreditedPart,
    GoodsHandedOver,
    HandedLine,
    OrderCredited,
    OrderEdited,
    OrderFact,
    OrderPlaced,
)
from pos.journal.kinds.payments import PaymentGivenBack, PaymentTaken
from pos.journal.kinds.sold import AgreedOrder, Seller, SoldLine, SoldTax, Tendered
from pos.journal.orders.columns import COLUMNS, ORDER, OrderRows
from pos.journal.orders.facts import Told
from pos.journal.orders.rows import rows_of
from pos.journal.seal import Header

ORDER_ID, MUG, BOWL = "0d" * 16, "aa" * 16, "bb" * 16
DAY, LATER = "2026-11-23", "2026-11-24"
PIECE = 1_000_000


def told(fact: OrderFact, clock: int, letter: str = "A", event: str = "") -> Told:
    """A fact of a till at a clock, which makes its event's id too."""
    header = Header(
        origin=letter.encode().hex().ljust(32, "0"),
        seq=clock,
        event_id=event or event_of(clock, letter),
        kind=fact.kind,
        scope="order:main",
        entity_id=fact.id,
        hlc=clock,
        recorded_at=f"{fact.day}T09:00:00.000+01:00",
        user="Lucie",
        format=1,
    )
    return Told(header, fact, letter)


def event_of(clock: int, letter: str = "A") -> str:
    return f"{clock:030x}{ord(letter):02x}"


def agreed(mugs: int = 3, bowls: int = 2) -> AgreedOrder:
    """Mugs at 18.00 and bowls at 24.00, prices with 20 %."""
    lines = tuple(
        SoldLine(n=n, name=name, qty=count * PIECE, price=price * PIECE, amount=count * price * 100,
                 taxes=("20",), variant=variant, moves=True)
        for n, name, count, price, variant in ((1, "Mug", mugs, 18, MUG), (2, "Bowl", bowls, 24, BOWL))
        if count
    )  # fmt: skip
    total = sum(line.amount for line in lines)
    net = round(total / 1.2)
    row = SoldTax("20", net, total - net, total)
    return AgreedOrder(lines, (row,), subtotal=total, net=net, tax=total - net, total=total)


def tender(method: str, amount: int, **fields: Any) -> Tendered:
    return Tendered(tid=f"{method:0>32}", method=method, amount=amount, **fields)


def placing(*tenders: Tendered, number: str = "A-000001", letter: str = "A", **fields: Any) -> OrderPlaced:
    return OrderPlaced(
        id=ORDER_ID, day=DAY, number=number, letter=letter, channel="counter", currency="EUR",
        includes_tax=True, tax_rounding="per_total", seller=Seller(name="Atelier Lune"),
        tenders=tenders, **({"agreed": agreed()} | fields),
    )  # fmt: skip


def taken(*tenders: Tendered, day: str = LATER) -> PaymentTaken:
    return PaymentTaken(id=ORDER_ID, day=day, tenders=tenders)


def given(*tenders: Tendered, of: str = "") -> PaymentGivenBack:
    return PaymentGivenBack(id=ORDER_ID, day=LATER, tenders=tenders, for_=of)


def credit(
    *parts: CreditedPart, what: str = "refund", of: int = 1, number: str = "A-R000001"
) -> OrderCredited:
    gross, net = sum(one.gross for one in parts), sum(one.net for one in parts)
    return OrderCredited(
        id=ORDER_ID, day=LATER, number=number, what=what, of=event_of(of), parts=parts, total=gross,
        net=net, tax=gross - net, taxes=(SoldTax("20", net, gross - net, gross),),
    )  # fmt: skip


def mugs(count: int, *, handed: bool = True, to: str = "stock") -> CreditedPart:
    """So many mugs that come back, or were never handed over."""
    pieces = count * PIECE
    gross, net = count * 1800, count * 1500
    came = {"returned": pieces} if handed else {"dropped": pieces}
    return CreditedPart(gross=gross, net=net, taxes=(gross - net,), line=1, to=to, **came)


def bowls(count: int, *, handed: bool = True) -> CreditedPart:
    came = {"returned" if handed else "dropped": count * PIECE}
    return CreditedPart(gross=count * 2400, net=count * 2000, taxes=(count * 400,), line=2, **came)


def edited(new: AgreedOrder, of: int = 1) -> OrderEdited:
    return OrderEdited(id=ORDER_ID, day=LATER, from_=event_of(of), agreed=new)


def handing(*lines: tuple[int, int], how: str = "shipped", seen: tuple[str, ...] = ()) -> GoodsHandedOver:
    handed = tuple(HandedLine(n, pieces * PIECE) for n, pieces in lines)
    return GoodsHandedOver(id=ORDER_ID, day=LATER, lines=handed, how=how, seen=seen)


def order_of(rows: OrderRows, *names: str) -> tuple[Any, ...]:
    """Columns of the order's own row."""
    row = dict(zip(ORDER, rows.order, strict=True))
    return tuple(row[name] for name in names)


def table(rows: OrderRows, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of an order's rows in a table, sorted."""
    places = [COLUMNS[name].index(column) for column in columns]
    return sorted(tuple(row[place] for place in places) for row in rows.rows[name])


def days(rows: OrderRows) -> dict[str, tuple[int, ...]]:
    """The sums of days by "day letter kind key", amounts alone."""
    return {" ".join(filter(None, key)): structs.astuple(one) for key, one in sorted(rows.days.items())}


def rows(*facts: Told) -> OrderRows:
    return rows_of(facts)
