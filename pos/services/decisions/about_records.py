"""Fields that tills set without knowing of each other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from pos.domain.decisions import about_records as said
from pos.domain.decisions import about_store
from pos.domain.decisions.exceptions import ShopException
from pos.domain.money.quantity import from_micro
from pos.domain.words.phrases import Phrase
from pos.journal.heads import event_of
from pos.journal.kinds.base import Fact
from pos.journal.kinds.customers import (
    ADDRESS,
    CUSTOMER,
    CustomerFields,
    CustomerPersonal,
    CustomerSet,
    KeptAddress,
)
from pos.journal.kinds.products import (
    ASK,
    PRODUCT,
    VARIANT,
    ProductFields,
    ProductSet,
    ProductsSet,
    VariantFields,
    VariantSet,
)
from pos.journal.kinds.shop import PERSON, PersonFields, PersonSet, SettingsSet
from pos.journal.records import Noun
from pos.model.database import raw
from pos.services.decisions.asking import Question, causes_of, clock_in, letters_of
from pos.services.shop.field_values import MICRO, as_read, field_called
from pos.text import mark

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pos.services.till.transaction import Transaction

LOST = "SELECT noun, uid, field, clock, value FROM field_head WHERE awaited = 0 ORDER BY 1, 2, 3, 4 DESC"
ROWS = {
    "product": "SELECT id, clocks, name, '', uid FROM product WHERE uid = ? AND into_id IS NULL",
    "variant": """SELECT v.id, v.clocks, coalesce(p.name, ''), v.sku, p.uid FROM variant v
        LEFT JOIN product p ON p.id = v.product_id WHERE v.uid = ? AND v.into_id IS NULL""",
    "customer": """SELECT id, clocks, coalesce(nullif(name, ''), nullif(company, ''), email), '', uid
        FROM customer WHERE uid = ? AND into_id IS NULL""",
    "person": "SELECT id, clocks, name, '', uid FROM person WHERE uid = ?",
    "setting": "SELECT 0, '{\"value\":\"' || clock || '\"}', key, '', x'' FROM setting WHERE key = ?",
}
FIRST_SKU = (
    "SELECT sku FROM variant WHERE product_id = ? AND sku <> '' ORDER BY archived, position, uid LIMIT 1"
)
HEADS = """SELECT clock, value FROM field_head WHERE noun = ? AND uid = ? AND field = ? AND awaited = 0
    ORDER BY clock DESC"""
WROTE = """SELECT p.body FROM entry e JOIN entry_part p USING (arrival)
    WHERE e.event_id = ? AND e.kind = 'products.set' ORDER BY e.arrival LIMIT 1"""
NOUNS: dict[str, Noun] = {"product": PRODUCT, "variant": VARIANT, "customer": CUSTOMER, "person": PERSON}
SETTING = "setting"
SETTINGS = Phrase(mark("Settings"))


def both_changed(connection: Connection) -> Iterator[ShopException]:
    """Each field with heads that say different things: nobody who set one had seen the other."""
    for record, name, this, lost in _conflicts(connection):
        if not _is_of_store(raw(connection), record, name):
            yield _asked(raw(connection), record, name, this, lost)


def changed_there(connection: Connection) -> Iterator[ShopException]:
    """Each field that the web shop changed after it had been changed here."""
    for record, name, this, lost in _conflicts(connection):
        if _is_of_store(raw(connection), record, name):
            yield _asked_of_store(raw(connection), record, name, this, lost)


def _conflicts(connection: Connection) -> Iterator[tuple[_Record, str, Any, list[tuple[str, Any]]]]:
    """Each field that says several things: the value in force, and the others with their clocks."""
    rows = raw(connection).execute(LOST).fetchall()
    for (noun, uid, name), heads in groupby(rows, key=lambda row: (row[0], row[1], row[2])):
        lost = [(clock, json.loads(value)) for *_key, clock, value in heads]
        record = _record(raw(connection), noun, uid)
        if record is not None:
            this = _held(connection, record, name)
            if any(value != this for _clock, value in lost):
                yield record, name, this, lost


def _is_of_store(reader: sqlite3.Connection, of: _Record, name: str) -> bool:
    """Whether the value in force came from a web shop."""
    if of.noun not in ("product", "variant"):
        return False
    event = event_of(clock_in(of.clocks, name))
    row = reader.execute(WROTE, (bytes.fromhex(event),)).fetchone()
    return row is not None and bool(msgspec.json.decode(row[0], type=_Origin).store)


class _Origin(msgspec.Struct):
    """What an entry about products says of where it comes from."""

    store: str = ""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record some field of which has several heads; `owner` is a variant's product."""

    noun: str
    key: str
    row: int
    clocks: str
    called: str
    sku: str
    owner: str


def _record(reader: sqlite3.Connection, noun: str, uid: bytes) -> _Record | None:
    key = uid.decode() if noun == SETTING else uid.hex()
    found = reader.execute(ROWS[noun], (key if noun == SETTING else uid,)).fetchone()
    if found is None:
        return None
    row, clocks, called, sku, owner = found
    if noun == "product":
        (sku,) = reader.execute(FIRST_SKU, (row,)).fetchone() or ("",)
    return _Record(noun, key, row, clocks, called or sku or key[:8], sku, bytes(owner or b"").hex())


def _asked(
    reader: sqlite3.Connection, of: _Record, name: str, this: Any, lost: list[tuple[str, Any]]
) -> ShopException:
    winner = clock_in(of.clocks, name)
    events = tuple(sorted(event_of(clock) for clock in (winner, *(clock for clock, _value in lost))))
    subject = f"{of.noun}:{of.key}:{name}"
    field = of.key if of.noun == SETTING else name
    details = {
        "field": name,
        "this": _as_text(reader, name, this),
        "others": [_as_text(reader, name, value) for _clock, value in lost],
    }
    about = " ".join(filter(None, (of.sku, subject)))
    asked = Question(said.BOTH_CHANGED, (subject,), events, about, (said.THIS, said.OTHER), details)
    causes = causes_of(reader, events)
    sentence = said.BothChanged(
        SETTINGS if of.noun == SETTING else of.called,
        field_called(field, is_setting=of.noun == SETTING),
        as_read(reader, field, this),
        tuple(as_read(reader, field, value) for _clock, value in lost),
        letters_of(causes),
    )
    return asked.asked(causes, sentence)


def _asked_of_store(
    reader: sqlite3.Connection, of: _Record, name: str, this: Any, lost: list[tuple[str, Any]]
) -> ShopException:
    events = tuple(
        sorted(event_of(clock) for clock in (clock_in(of.clocks, name), *(one for one, _v in lost)))
    )
    subject = f"{of.noun}:{of.key}:{name}"
    here = next(value for _clock, value in lost if value != this)
    kind = about_store.PRICE_DIFFERS if name in MICRO else about_store.RECORD_CONFLICT
    texts = {"ours": _as_text(reader, name, here), "theirs": _as_text(reader, name, this)}
    details = {"field": name, "sku": of.sku, **texts}
    about = " ".join(filter(None, (of.sku, subject)))
    asked = Question(kind, (subject,), events, about, (about_store.OURS, about_store.THEIRS), details)
    sentence = about_store.BothDiffer(
        of.called, field_called(name), as_read(reader, name, here), as_read(reader, name, this)
    )
    return asked.asked(causes_of(reader, events), sentence)


def settle_field(tx: Transaction, one: ShopException, choice: str) -> None:
    """Set this value, or the latest of the others, over all that are known; raises OfficeOnly."""
    (subject,) = one.ids
    noun, key, name = subject.split(":", 2)
    uid = key.encode() if noun == SETTING else bytes.fromhex(key)
    lost = tx.raw().execute(HEADS, (noun, uid, name)).fetchall()
    record = _record(tx.raw(), noun, uid)
    assert record is not None
    value = _held(tx.connection, record, name)
    if choice == said.OTHER:
        value = next(other for other in (json.loads(text) for _clock, text in lost) if other != value)
    clocks = (clock_in(record.clocks, name), *(clock for clock, _text in lost))
    tx.record(_entry(record, name, value, clocks))


def _entry(of: _Record, name: str, value: Any, clocks: tuple[str, ...]) -> Fact:
    """The entry that sets a field and stands in the place of these versions of it."""
    noun, key, seen = of.noun, of.key, {name: clocks}
    if noun == SETTING:
        return SettingsSet({key: value}, {key: clocks})
    if noun == "person":
        return PersonSet(key, _fields(PersonFields, name, value), seen)
    if noun == "product":
        value = 0 if name == "favourite" and value is None else value
        return ProductsSet((ProductSet(key, _fields(ProductFields, name, value), seen),))
    if noun == "variant":
        value = ASK if name == "price" and value is None else value
        variant = VariantSet(key, _fields(VariantFields, name, value), seen)
        return ProductsSet((ProductSet(of.owner, variants=(variant,)),))
    if name.startswith(ADDRESS):
        kept = {name.removeprefix(ADDRESS): msgspec.convert(value, KeptAddress)}
        return CustomerSet(key, b=seen, personal=CustomerPersonal(addresses=kept))
    if name in CustomerFields.__struct_fields__:
        return CustomerSet(key, _fields(CustomerFields, name, value), seen)
    return CustomerSet(key, b=seen, personal=_fields(CustomerPersonal, name, value))


def _fields(of: type[Any], name: str, value: Any) -> Any:
    return msgspec.convert({name: value}, of, strict=False)


def _held(connection: Connection, of: _Record, name: str) -> Any:
    """The value in force, as an entry says it."""
    if of.noun == SETTING:
        sql = "SELECT value FROM setting WHERE key = ?"
        return json.loads(raw(connection).execute(sql, (of.key,)).fetchone()[0])
    return NOUNS[of.noun].held(connection, of.row, name)


def _as_text(reader: sqlite3.Connection, name: str, value: Any) -> str:
    """A value for scripts."""
    if name in MICRO and isinstance(value, int):
        return f"{from_micro(value):.2f}"
    if name == "product" and value:
        row = reader.execute("SELECT name FROM product WHERE uid = ?", (bytes.fromhex(value),)).fetchone()
        return str(row[0]) if row else str(value)
    if isinstance(value, dict):
        return ", ".join(_as_text(reader, "", part) for part in value.values() if part)
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
