"""What both shops know of an order's standing: so that only a change of one of them goes to the other."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pos.domain.decisions.about_store import STATUS_CONFLICT
from pos.domain.money.amounts import Money
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.stores.outgoing import FULFILMENT_THERE, PAYMENT_THERE, money_note
from pos.domain.stores.uploads import What
from pos.domain.stores.web_order import StoreChange, StoreOrder
from pos.journal.kinds.stores.asking import StoreAsked
from pos.journal.kinds.stores.uploads import StoreIntended
from pos.services.stores.up.uploads import done, intend, uploads_of
from pos.stores.connector import Connector

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

STANDING = "payment_status, fulfilment_status, tracking_number, total + rounding, paid, refunded, currency"
ROW = f"SELECT {STANDING} FROM orders WHERE uid = ?"
KNOWN = """SELECT payment, fulfilment, tracking, total, noted FROM store_upload WHERE store = ?
    AND what IN ('order', 'status') AND subject = ? AND ended = 'done' ORDER BY clock DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Stands:
    """How an order stands, in the web shop's words."""

    payment: str
    fulfilment: str
    tracking: int  # what tells its number from others, 0 where there is none
    total: str
    noted: int = 0  # what tells the staff's note on its money from others, 0 none, -1 not known

    def says_the_same(self, other: Stands) -> bool:
        """Whether nothing of it need be said to who knows the other; a note is not taken back."""
        noted = other.noted if self.noted == 0 or other.noted < 0 else self.noted
        return replace(self, noted=noted) == other


def stands_here(reader: sqlite3.Connection, order: str) -> Stands:
    """How an order stands here."""
    row = reader.execute(ROW, (bytes.fromhex(order),)).fetchone()
    return stands_by(row)


def stands_by(row: Sequence[Any]) -> Stands:
    """How an order stands by the columns of `STANDING`."""
    word, goods, tracking, *sums, currency = row
    payment = PaymentStatus(word)
    total, paid, refunded = (Money(one, currency) for one in sums)
    return Stands(
        PAYMENT_THERE[payment],
        FULFILMENT_THERE[FulfilmentStatus(goods)],
        mark_of(tracking),
        str(total.major),
        mark_of(money_note(payment, paid, refunded, total)),
    )


def known_of(reader: sqlite3.Connection, store: str, order: str) -> Stands | None:
    """What both shops knew last."""
    row = reader.execute(KNOWN, (store, bytes.fromhex(order))).fetchone()
    return Stands(*row) if row else None


def as_there(line: Connector, stands: Stands) -> Stands:
    """The same in the words that this web shop has."""
    payment, fulfilment = line.read_back(stands.payment, stands.fulfilment)
    return replace(stands, payment=payment, fulfilment=fulfilment)


def mark_of(text: str) -> int:
    """What tells a tracking number or a note from others, and nothing of it; 0 where there is none."""
    return zlib.crc32(text.encode()) or 1 if text else 0


def met(known: Stands | None, was: Stands, here: Stands, *, same: tuple[bool, bool]) -> Stands:
    """What both shops know once something there was followed; what changed here alone is still to be said.

    `was` is how it stood here before, `same` whether money and goods are the same there by now.
    """
    if known is None:
        return here
    payment = here.payment if same[0] or here.payment != was.payment else known.payment
    fulfilment = here.fulfilment if same[1] or here.fulfilment != was.fulfilment else known.fulfilment
    tracking = here.tracking if here.tracking != was.tracking else known.tracking
    return Stands(payment, fulfilment, tracking, known.total, known.noted)


def clash(there: StoreChange, known: Stands, here: Stands, *, as_one: bool = False) -> tuple[str, str] | None:
    """What is said here and there of money or goods, where both shops changed it to something else.

    With `as_one` the web shop has one word for both: who changes it there says it of the one and the other.
    """
    axes = (
        (there.payment_status, known.payment, here.payment),
        (there.fulfilment_status, known.fulfilment, here.fulfilment),
    )
    all_differ = len({*zip(*axes, strict=True)}) == len(axes[0])
    return next(
        (
            (ours, theirs)
            for theirs, was, ours in axes
            if len({theirs, was, ours}) == 3 or (as_one and all_differ and ours != theirs)
        ),
        None,
    )


def in_words(status: str) -> str:
    """A status of the web shop as people read it."""
    return status.replace("_", " ").capitalize()


def which_stands(
    store: str, order: str, number: str, differs: tuple[str, str], there: StoreOrder
) -> StoreAsked:
    """The question whose word on an order stands, ours or the web shop's.

    It names the order by its number inside there, and what went back of it there, if anything.
    """
    here, said = map(in_words, differs)
    told = (there.internal, str(there.refunded)) if there.refunded else (there.internal,)
    return StoreAsked(
        store=store, about=STATUS_CONFLICT, subject=order, name=number, here=here, there=said, candidates=told
    )


def agree(
    tx: Transaction,
    store: str,
    order: str,
    internal: str,
    stands: Stands,
    at: int,
    *,
    gave_back: bool = False,
    told: str = "",
) -> None:
    """From now on this is what both know; nothing is said there. `told` is its total there."""
    ways = uploads_of(tx.raw(), store, What.STATUS, order)
    intend(
        tx,
        StoreIntended(
            store=store, what=What.STATUS, id=order, attempt=ways.next, at=at, total=stands.total,
            payment=stands.payment, fulfilment=stands.fulfilment, tracking=stands.tracking,
            noted=stands.noted,
        ),
    )  # fmt: skip
    last = uploads_of(tx.raw(), store, What.STATUS, order).last
    assert last is not None
    done(tx, store, last, internal=internal, told=told or stands.total, gave_back=gave_back, at=at)
