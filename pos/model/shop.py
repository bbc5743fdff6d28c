"""Tables about the shop itself: settings, people, tills, number series, imports."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class Setting(Base):
    """One decision of the shop, or (``methods.card``) one element of a list of them: a JSON value."""

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
    """One life of one till, and where it took over from the one before; two lives may bear one letter."""

    __tablename__ = "till"
    __table_args__ = (kind(Kind.DERIVED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[bytes] = mapped_column(unique=True)
    letter: Mapped[str]
    role: Mapped[str]
    shop: Mapped[str]
    demo: Mapped[int]
    opened_at: Mapped[str]
    continues_life: Mapped[bytes]
    continues_seq: Mapped[int]
    continues_chain: Mapped[bytes]


class Voucher(Base):
    """A key of a life, from which number on it signs, and who vouched for it; 0 where others did later."""

    __tablename__ = "voucher"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    origin: Mapped[bytes] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(primary_key=True)
    by: Mapped[str]


class Fence(Base):
    """The last entry of a removed till's life that counts."""

    __tablename__ = "fence"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    origin: Mapped[bytes] = mapped_column(primary_key=True)
    seq: Mapped[int]
    chain: Mapped[bytes]


class Series(Base):
    """The last number taken in a series under one till's letter; year 0 where the series has no year."""

    __tablename__ = "series"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    letter: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class CatalogueImport(Base):
    """One catalogue file: being taken in until ``imported``, unless it was taken back."""

    __tablename__ = "catalogue_import"
    __table_args__ = (kind(Kind.DERIVED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    format: Mapped[str]
    at: Mapped[str]
    created: Mapped[int]
    updated: Mapped[int]
    imported: Mapped[int]
    undone: Mapped[int]


class ImportEntry(Base):
    """An entry that took a part of a catalogue file in."""

    __tablename__ = "import_entry"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    import_id: Mapped[int] = mapped_column(ForeignKey("catalogue_import.id"), primary_key=True)
    arrival: Mapped[int] = mapped_column(primary_key=True)
