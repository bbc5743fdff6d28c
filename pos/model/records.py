"""What is known of records beside their rows: other versions of fields, which are one, what was erased."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class FieldHead(Base):
    """A version of a field that another hides, or (`awaited`) one that was named and is not here yet."""

    __tablename__ = "field_head"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    noun: Mapped[str] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)
    awaited: Mapped[int]
    value: Mapped[str]


class RecordMerge(Base):
    """Somebody said that two records are one and the same."""

    __tablename__ = "record_merge"
    __table_args__ = (Index("ix_record_merge", "noun", "into_uid"), kind(Kind.DERIVED, rowid=False))

    noun: Mapped[str] = mapped_column(primary_key=True)
    uid: Mapped[bytes] = mapped_column(primary_key=True)
    into_uid: Mapped[bytes] = mapped_column(primary_key=True)
    clock: Mapped[str] = mapped_column(primary_key=True)


class Erased(Base):
    """An entry whose personal part is gone, also where the entry itself comes later."""

    __tablename__ = "erased"
    __table_args__ = (kind(Kind.DERIVED, rowid=False),)

    event_id: Mapped[bytes] = mapped_column(primary_key=True)
