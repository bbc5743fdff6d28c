"""Tables about web shops: which are connected, and what here is what there."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


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
