"""How many there are of a variant at a location, and every move that made it so (millionths of a piece)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class Stock(Base):
    """The sum of a variant's moves at a location, kept as a row and added again by ``verify``."""

    __tablename__ = "stock"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"), primary_key=True)
    location: Mapped[str] = mapped_column(primary_key=True)
    on_hand: Mapped[int]


class Move(Base):
    """One move; ``order_id`` where an order caused it, ``arrival`` the entry that says so."""

    __tablename__ = "stock_move"
    __table_args__ = (Index("ix_stock_move_variant", "variant_id"), kind(Kind.DERIVED))

    id: Mapped[int] = mapped_column(primary_key=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("variant.id"))
    location: Mapped[str]
    quantity: Mapped[int]
    reason: Mapped[str]
    order_id: Mapped[int | None]
    note: Mapped[str]
    at: Mapped[str]
    arrival: Mapped[int]
