"""Entries about tills: who writes, with which key, and who vouches for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from msgspec import UNSET, UnsetType

from pos.journal.kinds.base import Arrived, Fact, Part, Place, Waits
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

KEY = "INSERT INTO voucher(origin, seq, key, by) VALUES (?,?,?,?) ON CONFLICT DO NOTHING"


class Invited(Part, frozen=True):
    """An invitation that the shop key signed for a key that is used once."""

    role: str  # "office" or "till"
    until: str  # the last day to join; checked when joining, never by readers
    key: str  # the public half of the key that is used once
    signature: str  # the shop key's


class Vouched(Part, frozen=True):
    """Who signed for a life: `pos.journal.trust` says which bytes."""

    by: str  # "root", "predecessor" or "invitation"
    signature: str
    invitation: Invited | UnsetType = UNSET  # where it was invited


class TillOpened(Fact, frozen=True):
    """The first entry of every life: which till it is, its key, what it continues, who vouches."""

    kind: ClassVar[str] = "till.opened"

    shop: str  # the shop's id
    letter: str  # of the till in numbers of orders; A2 after A's restore
    key: str  # the public half of the till's key (Ed25519)
    program: str  # its version
    demo: bool = False  # nothing in this shop is real
    role: str = "office"  # what it may write: "office" everything, "till" no catalogue and no settings
    continues: Place | UnsetType = UNSET  # the till's own life before
    voucher: Vouched | UnsetType = UNSET


class TillKeyed(Fact, frozen=True):
    """A till has another key from its next entry on; the old one signed this."""

    kind: ClassVar[str] = "till.keyed"

    key: str  # the public half


class TillVouched(Fact, frozen=True):
    """A till of the office accepts a life that nobody had vouched for."""

    kind: ClassVar[str] = "till.vouched"

    life: str  # its origin
    key: str  # the public half of its key

    @property
    def entity(self) -> str:
        return self.life


class TillFenced(Place, Fact, frozen=True):
    """A till was removed: what it writes behind this place is parked everywhere."""

    kind: ClassVar[str] = "till.fenced"

    @property
    def entity(self) -> str:
        return self.life


def till_opened(connection: Connection, fact: TillOpened, arrived: Arrived) -> None:
    """A till began a life."""
    before = fact.continues if isinstance(fact.continues, Place) else Place("", 0, "")
    role = _role_of(connection, fact)
    connection.exec_driver_sql(
        """INSERT INTO till(origin, letter, role, shop, demo, opened_at, continues_life, continues_seq,
           continues_chain) VALUES (?,?,?,?,?,?,?,?,?)""",
        (
            arrived.origin, fact.letter, role, fact.shop, int(fact.demo), arrived.at,
            bytes.fromhex(before.life), before.seq, bytes.fromhex(before.chain),
        ),
    )  # fmt: skip
    by = fact.voucher.by if isinstance(fact.voucher, Vouched) else ""
    connection.exec_driver_sql(KEY, (arrived.origin, 1, bytes.fromhex(fact.key), by))


def _role_of(connection: Connection, fact: TillOpened) -> str:
    """What a life may write: what its invitation says, or what the life before might, never more.

    Raises Waits for the life before that vouches for it.
    """
    voucher = fact.voucher
    if not isinstance(voucher, Vouched):
        return fact.role
    if isinstance(voucher.invitation, Invited):
        return voucher.invitation.role
    if voucher.by == "predecessor" and isinstance(fact.continues, Place):
        before = bytes.fromhex(fact.continues.life)
        row = connection.exec_driver_sql("SELECT role FROM till WHERE origin = ?", (before,)).fetchone()
        if row is None:
            raise Waits(fact.continues.life)
        return str(row[0])
    return fact.role


def till_keyed(connection: Connection, fact: TillKeyed, arrived: Arrived) -> None:
    """From the next entry on another key signs."""
    place = (arrived.origin, arrived.header.seq + 1, bytes.fromhex(fact.key), "key")
    connection.exec_driver_sql(KEY, place)


def till_vouched(connection: Connection, fact: TillVouched, arrived: Arrived) -> None:
    """A life is accepted with its key; only the office may say so."""
    connection.exec_driver_sql(
        """INSERT INTO voucher(origin, seq, key, by) SELECT ?,0,?,'till' FROM till
           WHERE origin = ? AND role = 'office' ON CONFLICT DO NOTHING""",
        (bytes.fromhex(fact.life), bytes.fromhex(fact.key), arrived.origin),
    )


def till_fenced(connection: Connection, fact: TillFenced, arrived: Arrived) -> None:
    """A life ends at a place; of two fences the one further back holds."""
    connection.exec_driver_sql(
        """INSERT INTO fence(origin, seq, chain) VALUES (?,?,?)
           ON CONFLICT DO UPDATE SET seq = excluded.seq, chain = excluded.chain
           WHERE (excluded.seq, excluded.chain) < (seq, chain)""",
        (bytes.fromhex(fact.life), fact.seq, bytes.fromhex(fact.chain)),
    )


def letter_of(connection: Connection, arrived: Arrived) -> str:
    """The letter of the till that wrote an entry; Waits for who is not known here."""
    row = raw(connection).execute("SELECT letter FROM till WHERE origin = ?", (arrived.origin,)).fetchone()
    if row is None:
        raise Waits(arrived.origin.hex())
    return str(row[0])
