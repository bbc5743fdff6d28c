"""What the shop decided (journaled) and what this machine chose (local)."""

from __future__ import annotations

import json
import sqlite3
import threading
from dataclasses import fields

import msgspec

from pos.domain.money.tax import TaxList
from pos.domain.shop.elements import as_fields, as_lists
from pos.domain.shop.numbering import numbered
from pos.domain.shop.settings import ShopSettings
from pos.services.till.life import CHOICE, KEEP_CHOICE
from pos.services.till.till import Till

_OF_THE_TILL = {"letter", "shop_id", "demo"}
"""Fields that are shown with the shop's decisions, but belong to this till's life."""


_Stored = tuple[list[tuple[str, str]], tuple[str, str, int]]
"""The decisions as rows, and of this till's life the shop, the letter, and whether it is a demo."""


class _Known(threading.local):
    """The decisions as this thread read them, and the count of changes its own connection had seen then."""

    version = 0
    stored: _Stored | None = None
    settings: ShopSettings | None = None


class Settings:
    """Reads and changes the shop's decisions; what is read is kept until something is written."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._known = _Known()

    def current(self) -> ShopSettings:
        """The shop's decisions as they stand, also when another program changed them."""
        version, known = self._till.database.data_version(), self._known
        if known.settings is None or known.version != version:
            stored = _stored(self._till.database.reader(), self._till.life.origin)
            if known.settings is None or known.stored != stored:  # mostly something else was written
                known.settings, known.stored = _decided(stored), stored
            known.version = version
        return known.settings

    def rates(self, tax_class: str) -> TaxList:
        """The written rates of a tax class."""
        return self.current().rates(tax_class)

    def change(self, **changes: object) -> ShopSettings:
        """Set some of the fields of ShopSettings, in one entry; returns the new ones.

        What was typed is checked first: raises what is wrong with a number, an address or an account.
        """
        unknown = changes.keys() - ({field.name for field in fields(ShopSettings)} - _OF_THE_TILL)
        if unknown:
            raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
        from pos.journal.kinds.shop import SettingsSet, plain
        from pos.services.shop.fields import cleaned  # brings what checks numbers and addresses

        changes = cleaned(changes, str(changes.get("country") or self.current().country))
        with self._till.transaction() as tx:
            known = tx.raw().execute("SELECT key, value, clock FROM setting").fetchall()
            decided = {key: plain(value) for key, value in changes.items()}
            changed = as_fields(decided, {key: json.loads(value) for key, value, _clock in known})
            before: dict[str, tuple[str, ...]] = {
                key: (clock,) for key, _value, clock in known if key in changed
            }
            tx.record(SettingsSet(f=changed, b=before))
        self._known.settings = None
        return self.current()

    def next_numbers(self) -> tuple[tuple[str, str], ...]:
        """The series of this till with the number each takes next: order, invoice, credit_note."""
        life, year = self._till.life, self._till.clock().year
        last: dict[tuple[str, int], int] = {
            (kind, of_year): number
            for kind, of_year, number in self._till.database.reader().execute(
                "SELECT kind, year, last FROM series WHERE letter = ?", (life.letter,)
            )
        }
        years = {"order": 0, "invoice": year, "credit_note": year}
        return tuple(
            (series, numbered(series, life.letter, year, last.get((series, of_year), 0) + 1))
            for series, of_year in years.items()
        )

    def choice(self, key: str, default: str = "") -> str:
        """A choice of this machine, such as its printer."""
        row = self._till.database.reader().execute(CHOICE, (f"ui.{key}",)).fetchone()
        return str(row[0]) if row else default

    def choose(self, key: str, value: str) -> None:
        """Remember a choice of this machine."""
        with self._till.transaction() as tx:
            tx.connection.exec_driver_sql(KEEP_CHOICE, (f"ui.{key}", value))


def read(connection: sqlite3.Connection, origin: bytes) -> ShopSettings:
    """The shop's decisions from its table, with what the till of that life says of itself."""
    return _decided(_stored(connection, origin))


def _stored(connection: sqlite3.Connection, origin: bytes) -> _Stored:
    of_till = connection.execute("SELECT shop, letter, demo FROM till WHERE origin = ?", (origin,)).fetchone()
    return connection.execute("SELECT key, value FROM setting").fetchall(), of_till


def _decided(stored: _Stored) -> ShopSettings:
    """The decisions as values; unknown ones of a newer till are left alone."""
    rows, (shop, letter, demo) = stored
    known = {field.name for field in fields(ShopSettings)}
    given = as_lists({key: json.loads(value) for key, value in rows})
    decided = {key: value for key, value in given.items() if key in known}
    of_till = {"shop_id": shop, "letter": letter, "demo": bool(demo)}
    return msgspec.convert({"tax_classes": (), **decided, **of_till}, ShopSettings)
