"""Tables about the shop itself: settings, people, tills, number series, imports."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class Setting(Base):
    """One decision of the shop: a JSON value, with the clock that set it."""

    __tablename__ = "setting"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    clock: Mapped[str]


class Person(Base):
    """Someone who sells."""

    __tablename__ = "person"
    __table_args__ = (kind(Kind.DERIVED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    archived: Mapped[int]
    clocks: Mapped[str]


class Till(Base):
    """One life of one till: a new one begins after a restore or a copy."""

    __tablename__ = "till"
    __table_args__ = (kind(Kind.DERIVED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[bytes] = mapped_column(unique=True)
    letter: Mapped[str] = mapped_column(unique=True)
    key_id: Mapped[str]
    opened_at: Mapped[str]


class Series(Base):
    """The last number taken in a series under one till's letter; year 0 where the series has no year."""

    __tablename__ = "series"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    letter: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class CatalogueImport(Base):
    """One catalogue file taken in, and whether it was taken back."""

    __tablename__ = "catalogue_import"
    __table_args__ = (kind(Kind.DERIVED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    format: Mapped[str]
    at: Mapped[str]
    created: Mapped[int]
    updated: Mapped[int]
    origin: Mapped[bytes]
    first_seq: Mapped[int]
    last_seq: Mapped[int]
    undone: Mapped[int]
