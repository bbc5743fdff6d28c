"""Tables about web shops: which are connected, and what here is what there."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind

STORE_ASKED = "ended IN ('parked', 'count', 'product_gone', 'gone') OR also <> '' OR told <> total"
"""What a person may be asked about."""


class Store(Base):
    """A web shop as the latest entry about it says; ``syncs`` is a JSON list."""

    __tablename__ = "store"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    key: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[str]
    name: Mapped[str]
    currency: Mapped[str]
    url: Mapped[str]
    state: Mapped[str]
    holder: Mapped[str]
    stock: Mapped[str]
    syncs: Mapped[str]
    email: Mapped[str]
    orders_from: Mapped[str]
    settle: Mapped[int]
    at: Mapped[str]
    clock: Mapped[str]


class StorePast(Base):
    """Each entry about how a web shop is connected, since what holds now depends on what did before."""

    __tablename__ = "store_past"
    __table_args__ = (Index("store_past_of", "store", "clock"), kind(Kind.DERIVED, rowid=False))

    event: Mapped[bytes] = mapped_column(primary_key=True)
    store: Mapped[str]
    state: Mapped[str]
    holder: Mapped[str]
    syncs: Mapped[str]
    orders_from: Mapped[str]
    written_at: Mapped[str]
    clock: Mapped[str]
    arrival: Mapped[int]
    hub: Mapped[int]


class StoreLink(Base):
    """What a thing here is there; where several claim one thing there, the greatest clock has it."""

    __tablename__ = "store_link"
    __table_args__ = (
        Index("store_link_theirs", "store", "noun", "theirs", "clock"),
        kind(Kind.DERIVED, rowid=False),
    )

    store: Mapped[str] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(primary_key=True)
    ours: Mapped[bytes] = mapped_column(primary_key=True)
    theirs: Mapped[str]
    clock: Mapped[str]


class StoreUpload(Base):
    """One attempt to write something there: of an order, of its statuses, of a difference of stock.

    ``ended`` is "" while nothing is known, else "done" or why not; ``at`` and ``end_at`` are by the web
    shop's clock, ``told`` is the total there, ``also`` what bears the same marker, ``said`` its refusal.
    """

    __tablename__ = "store_upload"
    __table_args__ = (
        Index("ix_store_upload_subject", "store", "what", "subject"),
        Index("ix_store_upload_open", "store", sqlite_where=text("ended IN ('', 'doubt')")),
        Index("ix_store_upload_asked", "store", sqlite_where=text(STORE_ASKED)),
        kind(Kind.DERIVED, rowid=False),
    )

    uid: Mapped[bytes] = mapped_column(primary_key=True)
    store: Mapped[str]
    what: Mapped[str]
    subject: Mapped[bytes]
    attempt: Mapped[int]
    key: Mapped[str]
    hash: Mapped[str]
    at: Mapped[int]
    life: Mapped[bytes]
    delta: Mapped[int]
    before: Mapped[int]
    goods: Mapped[str]
    total: Mapped[str]
    payment: Mapped[str]
    fulfilment: Mapped[str]
    tracking: Mapped[int]
    noted: Mapped[int]
    clock: Mapped[str]
    ended: Mapped[str]
    end_clock: Mapped[str]
    end_at: Mapped[int]
    internal: Mapped[str]
    public: Mapped[str]
    told: Mapped[str]
    also: Mapped[str]
    gave_back: Mapped[int]
    said: Mapped[str]


class StoreStock(Base):
    """The figure there of a variant from which differences are counted."""

    __tablename__ = "store_stock"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    store: Mapped[str] = mapped_column(primary_key=True)
    variant: Mapped[bytes] = mapped_column(primary_key=True)
    base: Mapped[int]
    clock: Mapped[str]


class StoreQuestion(Base):
    """What only a person can say of a web shop, as the latest entry about it has it.

    ``candidates`` is a JSON list of ids here; ``is_over`` where nobody is asked any more.
    """

    __tablename__ = "store_question"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    store: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    here: Mapped[str]
    there: Mapped[str]
    candidates: Mapped[str]
    is_over: Mapped[int]
    clock: Mapped[str]
