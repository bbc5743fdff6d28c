"""The journal itself: immutable entries, and the two sealed parts of each."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from pos.model.base import Base, Kind, kind


class Entry(Base):
    """One entry of some till's journal; ``arrival`` counts the entries of this file.

    A number may be there twice, where two computers wrote as one life, and an event too, where the till's
    next life wrote it again.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index("ix_entry_place", "origin", "seq"),
        Index("ix_entry_event", "event_id"),
        Index("ix_entry_keyed", "origin", "seq", sqlite_where=text("kind = 'till.keyed'")),
        kind(Kind.JOURNAL),
    )

    arrival: Mapped[int] = mapped_column(primary_key=True)
    origin: Mapped[bytes]
    seq: Mapped[int]
    event_id: Mapped[bytes]
    kind: Mapped[str]
    hlc: Mapped[int]
    header: Mapped[bytes]
    chain: Mapped[bytes] = mapped_column(unique=True)
    sig: Mapped[bytes]


class EntryPart(Base):
    """The exact bytes of an entry's body and personal part; the personal one may be blanked, once."""

    __tablename__ = "entry_part"
    __table_args__ = (kind(Kind.JOURNAL),)

    arrival: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[bytes]
    body_salt: Mapped[bytes]
    body_hash: Mapped[bytes]
    personal: Mapped[bytes | None]
    personal_salt: Mapped[bytes | None]
    personal_hash: Mapped[bytes | None]


class Parked(Base):
    """An entry that cannot be applied here yet: why, and the id of what it waits for, or ""."""

    __tablename__ = "parked"
    __table_args__ = (
        Index("ix_parked_waits", "waits_for", sqlite_where=text("waits_for <> ''")),
        kind(Kind.LOCAL),
    )

    arrival: Mapped[int] = mapped_column(primary_key=True)
    why: Mapped[str]
    waits_for: Mapped[str]
    since: Mapped[str]


TRIGGERS = [
    """CREATE TRIGGER entry_never_changes BEFORE UPDATE ON entry
       BEGIN SELECT RAISE(ABORT, 'journal entries never change'); END""",
    """CREATE TRIGGER entry_never_goes BEFORE DELETE ON entry
       BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END""",
    """CREATE TRIGGER entry_part_never_goes BEFORE DELETE ON entry_part
       BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END""",
    """CREATE TRIGGER entry_part_only_blanks BEFORE UPDATE ON entry_part
       WHEN NEW.arrival IS NOT OLD.arrival OR NEW.body IS NOT OLD.body OR NEW.body_salt IS NOT OLD.body_salt
         OR NEW.body_hash IS NOT OLD.body_hash OR NEW.personal_hash IS NOT OLD.personal_hash
         OR NEW.personal IS NOT NULL OR NEW.personal_salt IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'only a personal part may be blanked'); END""",
]
