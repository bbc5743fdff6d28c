"""What belongs to this machine alone: carts not yet placed, choices, and which life of the till this is."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class Draft(Base):
    """A cart not yet placed: the one being filled (held_at empty) or one put aside."""

    __tablename__ = "draft"
    __table_args__ = (kind(Kind.LOCAL, rowid=False),)

    cart_id: Mapped[bytes] = mapped_column(primary_key=True)
    held_at: Mapped[str]
    label: Mapped[str]
    cart: Mapped[bytes]


class Choice(Base):
    """A choice of this machine: printer, paper, theme, the origin this till writes as."""

    __tablename__ = "choice"
    __table_args__ = (kind(Kind.LOCAL, rowid=False),)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class MailTry(Base):
    """How far a message of the outgoing post came in the life ``life``; none where it just waits.

    ``state`` is waiting, handing (its end may be on its way), parked, perhaps or dropped; ``next_at`` counts
    milliseconds since 1970, ``reason`` is JSON, ``asked`` says that a person wants it sent again, ``note`` is
    the text of a message that no entry asked for (its ``arrival`` is the day below zero).
    """

    __tablename__ = "mail_try"
    __table_args__ = (kind(Kind.LOCAL, rowid=False),)

    arrival: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    life: Mapped[bytes]
    state: Mapped[str]
    tries: Mapped[int]
    next_at: Mapped[int]
    reason: Mapped[str]
    message_id: Mapped[str]
    asked: Mapped[int]
    note: Mapped[str]


class SyncLife(Base):
    """How far the hub holds a life, as it last said, and when entries of that life last came in here.

    Times are as recorded, "" for never; ``seq`` is 0 where it holds nothing of it. Of its own lives the
    hub counted ``sales`` with their ``total`` among the first ``counted`` entries.
    """

    __tablename__ = "sync_life"
    __table_args__ = (kind(Kind.LOCAL, rowid=False),)

    origin: Mapped[bytes] = mapped_column(primary_key=True)
    seq: Mapped[int]
    chain: Mapped[bytes]
    said_at: Mapped[str]
    heard_at: Mapped[str]
    counted: Mapped[int]
    sales: Mapped[int]
    total: Mapped[int]


class SyncRun(Base):
    """A round with the hub that came to an end: what it did, or the name of what kept it from doing so.

    ``sales`` and ``total`` are what the hub confirmed of this till's own, ``same`` whether they are as here.
    """

    __tablename__ = "sync_run"
    __table_args__ = (kind(Kind.LOCAL),)

    id: Mapped[int] = mapped_column(primary_key=True)
    began: Mapped[str]
    ended: Mapped[str]
    why: Mapped[str]
    pushed: Mapped[int]
    pulled: Mapped[int]
    offset_ms: Mapped[int]
    sales: Mapped[int]
    total: Mapped[int]
    same: Mapped[int]


class SyncMark(Base):
    """When the hub first held entries of a life, as it said: those with ``beyond`` < number <= ``seq``."""

    __tablename__ = "sync_mark"
    __table_args__ = (kind(Kind.LOCAL, rowid=False),)

    origin: Mapped[bytes] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    beyond: Mapped[int]
    at: Mapped[str]
