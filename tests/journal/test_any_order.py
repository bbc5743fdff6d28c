"""Derived tables are a function of the set of entries: of three tills, shuffled, with clocks years wrong."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from pos.journal import seal
from pos.journal.kinds.base import Fact
from pos.journal.kinds.decisions import ExceptionResolved
from pos.journal.kinds.documents import (
    DocumentReprinted,
    InvoiceIssued,
    MailSent,
    OrderMailed,
    OrderReminded,
    PapersSettled,
)
from pos.journal.kinds.orders import (
    DetailFields,
    DetailPersonal,
    OrderDetailsSet,
    OrderNoted,
    OrderStatusSaid,
)
from pos.journal.kinds.payments import PaymentCorrected, TakenBack
from pos.journal.kinds.quotes import QuoteEnded, QuoteFields, QuoteMailed, QuoteSet
from pos.journal.kinds.sold import AgreedOrder, CreditNote, Invoice
from pos.journal.kinds.tills import TillOpened
from tests.journal import orders
from tests.journal.tables import Entry, arrive, empty_file, tables_after

ORDERS = ("0d" * 16, "0e" * 16)
QUOTE = "0f" * 16
TILLS = ("A", "B", "C")
YEAR = 366 * 24 * 3600 * 1000 << 16
WRONG = {"A": 56 * YEAR, "B": 46 * YEAR, "C": 66 * YEAR}
"""The clocks of the tills: one right, one ten years behind, one ten years ahead."""


@dataclass
class History:
    """What three tills wrote, each knowing only some of what the others had."""

    chance: random.Random
    entries: list[Entry] = field(default_factory=list)
    seqs: dict[str, int] = field(default_factory=dict)

    def write(self, till: str, fact: Fact, names: Iterable[str] = ()) -> str:
        """Add an entry whose clock is beyond all that it names; gives its event id."""
        seq = self.seqs[till] = self.seqs.get(till, 0) + 1
        seen = [one.header.hlc for one in self.entries if one.header.event_id in set(names)]
        header = seal.Header(
            origin=origin(till),
            seq=seq,
            event_id=f"{len(self.entries):030x}{ord(till):02x}",
            kind=fact.kind,
            scope="",
            entity_id=fact.entity,
            hlc=max(
                WRONG[till] + len(self.entries) + self.chance.randrange(8), *(1 + one for one in seen), 0
            ),
            recorded_at=f"2026-11-2{self.chance.randrange(1, 9)}T09:00:00.000+01:00",
            user="Lucie",
            format=1,
        )
        self.entries.append(Entry(header, fact))
        return header.event_id

    def events(self, *kinds: str, of: str) -> list[str]:
        """The events of these kinds about an order."""
        return [
            one.header.event_id
            for one in self.entries
            if one.header.kind in kinds and one.header.entity_id == of
        ]

    def some(self, events: list[str]) -> tuple[str, ...]:
        """A part of them: what a till knew of."""
        return tuple(one for one in events if self.chance.random() < 0.5)


def origin(till: str) -> str:
    return till.encode().hex().ljust(32, "0")


def history(seed: int) -> History:
    """A history with every kind of entry about orders."""
    told = History(random.Random(seed))
    chance = told.chance
    for till in TILLS:
        told.write(till, TillOpened(shop="5" * 32, letter=till, key=2 * origin(till), program=""))
    for n, order in enumerate(ORDERS, 1):
        tenders = (orders.tender("cash", 10200),) if chance.random() < 0.5 else ()
        placing = orders.placing(*tenders, number=f"A-{n:06d}", handed=bool(tenders), mails=("confirmation",))
        told.write(
            "A", structs.replace(placing, id=order, agreed=_other_goods() if n == 1 else placing.agreed)
        )
    if chance.random() < 0.2:  # by a copy of the cart with other goods in it
        again = orders.placing(orders.tender("card", 10200), number="B-000001", letter="B", handed=True)
        told.write("B", structs.replace(again, id=ORDERS[0]))
    for _ in range(chance.randrange(2, 16)):
        order, till = chance.choice(ORDERS), chance.choice(TILLS)
        fact, names = chance.choice(WHAT)(told, order, till)
        told.write(till, structs.replace(fact, id=order, day=f"2026-11-2{chance.randrange(1, 9)}"), names)
    for till in TILLS:
        told.write(till, QuoteSet(QUOTE, "2026-11-23", QuoteFields(number=f"{till}-Q000001", revision=1)))
        told.write(till, ExceptionResolved(which="e" * 16, choice="keep"))
    asks = told.write("A", QuoteSet(QUOTE, "2026-11-24", QuoteFields(sent=1), mails=("quote",)))
    for when in ("T09", "T10"):
        told.write("A", QuoteMailed(QUOTE, "2026-11-24", asks, "quote", "e" * 64, f"2026-11-24{when}"))
    told.write("C", QuoteEnded(QUOTE, "2026-11-24", "placed", ORDERS[0]))
    return told


def _other_goods() -> AgreedOrder:
    agreed = orders.agreed()
    return structs.replace(
        agreed, lines=tuple(structs.replace(line, variant="cc" * 16) for line in agreed.lines)
    )


def _taken(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    amount = told.chance.choice([4000, 6000, 10200])
    return orders.taken(orders.tender("card", amount), orders.tender("cash", 500, rounding=-2)), ()


def _given(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    credits = told.some(told.events("order.credited", of=order))[:1]
    return orders.given(orders.tender("cash", 1800), of="".join(credits)), credits


def _corrected(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    tid = orders.tender("cash", 1).tid
    return PaymentCorrected(
        id=order, day="", tid=tid, back=TakenBack("cash", 500, -2), right=orders.tender("card", 498)
    ), ()


def _credited(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    of = told.chance.choice(told.events("order.placed", "order.edited", of=order))
    handed = told.chance.random() < 0.5
    to = told.chance.choice(["stock", "damaged", "gone"])
    what = told.chance.choice(["refund", "cancel", "void", "exchange"])
    part = orders.mugs(told.chance.randrange(1, 4), handed=handed, to=to)
    fact = orders.credit(part, orders.bowls(1, handed=handed), what=what, number=_number(told, till, "R"))
    note = CreditNote(f"{till}C-2026-{told.seqs[till]:06d}", "A-2026-000001")
    return structs.replace(fact, of=of, credit_note=note), (of,)


def _edited(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    of = told.chance.choice(told.events("order.placed", "order.edited", of=order))
    agreed = orders.agreed(told.chance.randrange(1, 6), told.chance.randrange(3))
    return structs.replace(orders.edited(agreed), from_=of), (of,)


def _details(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    f = DetailFields(kind=told.chance.choice(["pickup", "delivery"]))
    personal = DetailPersonal(tracking_number=told.chance.choice(["6A", "7B"]))
    return OrderDetailsSet(id=order, day="", f=f, personal=personal), ()


def _handed(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    seen = told.some(told.events("goods.handed_over", "order.status_said", of=order))
    line = (told.chance.randrange(1, 3), told.chance.choice([1, 2, 3, -1]))
    return orders.handing(line, how=told.chance.choice(["shipped", "picked_up"]), seen=seen), seen


def _said(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    seen = told.some(told.events("goods.handed_over", "order.status_said", of=order))
    status = told.chance.choice(["Processing", "Ready for pickup", "Delivered", "own"])
    axis = told.chance.choice(["payment", "fulfilment"])
    return OrderStatusSaid(id=order, day="", axis=axis, status=status, seen=seen, mails=("status",)), seen


def _invoiced(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    invoice = Invoice(number=f"{till}-2026-{told.seqs[till]:06d}", day="2026-11-23", due="")
    of = told.chance.choice(told.events("order.placed", of=order))
    return InvoiceIssued(id=order, day="", invoice=invoice, of=of), (of,)


def _settled(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    of = told.chance.choice(told.events("order.placed", "order.edited", of=order))
    note = CreditNote(_number(told, till, "C"), f"{till}-2026-000001")
    return PapersSettled(id=order, day="", of=of, total=120, net=100, tax=20, credit_note=note), (of,)


def _printed(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    return DocumentReprinted(id=order, day="", number="A-000001"), ()


def _noted(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    return OrderNoted(id=order, day="", for_="private"), ()


def _reminded(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    return OrderReminded(id=order, day="", level=1, mails=("reminder",)), ()


def _written(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    return OrderMailed(id=order, day="", mails=("confirmation",)), ()


def _mailed(told: History, order: str, till: str) -> tuple[Any, tuple[str, ...]]:
    asked = told.chance.choice(told.events("order.placed", "order.reminded", of=order))
    sent = MailSent(id=order, day="", for_=asked, mail="confirmation", hash="00", at="2026-11-23")
    return sent, (asked,)


def _number(told: History, till: str, mark: str) -> str:
    return f"{till}-{mark}{told.seqs[till]:06d}"


WHAT = (
    _taken, _given, _corrected, _credited, _edited, _details, _handed, _said, _invoiced, _settled, _printed,
    _noted, _reminded, _written, _mailed,
)  # fmt: skip


@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_entries_give_the_same_tables_in_any_order(seed: int, order: int) -> None:
    entries = history(seed).entries
    shuffled = list(entries)
    shuffled += entries[:: 1 + order % 7]  # some come twice
    random.Random(order).shuffle(shuffled)
    by_life = sorted(entries, key=lambda one: (one.header.origin, one.header.seq))
    wanted = tables_after(entries)
    assert tables_after(shuffled) == wanted
    assert tables_after(by_life) == wanted


@given(st.integers(0, 2**32))
def test_the_sums_hold_whatever_came(seed: int) -> None:
    from pos.journal.kinds import documents, payments
    from pos.journal.kinds.days import INVARIANTS
    from pos.journal.kinds.stock import INVARIANTS as STOCK

    with empty_file() as connection:
        arrive(connection, history(seed).entries)
        for what, sql in (INVARIANTS | STOCK | payments.INVARIANTS).items():
            assert connection.exec_driver_sql(sql).fetchone() is None, what
    assert documents.INVARIANTS


@pytest.mark.parametrize("seed", range(3))
def test_a_history_has_what_it_should(seed: int) -> None:
    kinds = {one.fact.kind for n in range(seed * 40, seed * 40 + 40) for one in history(n).entries}
    assert len(kinds) == 21
