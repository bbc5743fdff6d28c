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
