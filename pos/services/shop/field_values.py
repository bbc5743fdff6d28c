"""What a field of a record is called, and its value as a person reads it: no key, no code, no mere True."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from pos.contacts.phone import shown_phone
from pos.domain.catalogue.choices import questions_in
from pos.domain.money.quantity import from_micro
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.domain.words.languages import LANGUAGES
from pos.domain.words.phrases import CountryName, Phrase, UnitPrice
from pos.journal.kinds.customers import ADDRESS, KeptAddress
from pos.journal.kinds.products import ASK
from pos.services.shop.methods import BUILT_IN
from pos.text import mark

FIELDS = {
    "name": mark("name"),
    "category": mark("category"),
    "description": mark("description"),
    "tax_class": mark("tax class"),
    "source": mark("where it comes from"),
    "handle": mark("how it is called there"),
    "picture": mark("picture"),
    "picture_url": mark("picture"),
    "questions": mark("what is chosen when it is sold"),
    "favourite": mark("place among the favourites"),
    "archived": mark("archived"),
    "product": mark("product"),
    "options": mark("options"),
    "sku": mark("SKU"),
    "barcodes": mark("barcodes"),
    "price": mark("price"),
    "cost": mark("cost"),
    "unit": mark("unit"),
    "tracked": mark("stock is counted"),
    "shares": mark("one stock together"),
    "oversell": mark("selling more than there is"),
    "till": mark("the till that has it"),
    "weight": mark("weight in grams"),
    "price_before": mark("price before"),
    "position": mark("place among the variants"),
    "company": mark("company"),
    "email": mark("e-mail"),
    "phone": mark("phone"),
    "tax_id": mark("tax number"),
    "legal_id": mark("registration number"),
    "language": mark("language"),
    "note": mark("note"),
    "tax_exempt": mark("exempt from tax"),
    "delivery_method": mark("way of delivery"),
    "payment_method": mark("way of payment"),
    "kind": mark("how it is handed over"),
    "method": mark("way of delivery"),
    "at": mark("delivery day"),
    "promised": mark("promised for"),
    "deposit": mark("deposit"),
    "tracking_number": mark("tracking number"),
    "customer_note": mark("note for the customer"),
    "private_note": mark("private note"),
    "address": mark("address"),
    "cart": mark("what is quoted"),
    "valid_until": mark("valid until"),
    "text": mark("text"),
}
"""What a field is called in a sentence."""
SETTINGS = {
    "name": mark("name of the shop"),
    "prices_include_tax": mark("prices include tax"),
    "tax_classes": mark("taxes"),
    "tax_number": mark("tax number"),
    "address": mark("address"),
    "registration": mark("registration number"),
    "receipt_footer": mark("last lines of the receipt"),
    "methods": mark("ways to pay"),
    "delivery_methods": mark("ways to deliver"),
    "invoice_at_once": mark("invoices at once"),
    "payment_days": mark("days to pay an invoice"),
    "quote_days": mark("days that a quote is good for"),
    "invoice_terms": mark("terms on invoices"),
    "iban": mark("account (IBAN)"),
    "bic": mark("bank (BIC)"),
    "bank_holder": mark("holder of the account"),
    "logo": mark("logo"),
    "email": mark("e-mail"),
    "phone": mark("phone"),
    "website": mark("website"),
    "language": mark("language"),
    "oversell": mark("selling more than there is"),
    "low_stock": mark("few are left from"),
    "statuses": mark("own statuses"),
    "mail_server": mark("mail server"),
    "mail_login": mark("login of the mail server"),
    "mail_texts": mark("texts of messages"),
}
"""What a setting is called; of another one its key is said."""
MICRO = ("price", "cost", "price_before")
YES_OR_NO = ("archived", "tracked", "tax_exempt")
"""What tables hold as 1 and 0."""
COUNTED = ("low_stock", "payment_days", "quote_days", "position")
"""Where none is a number as any other."""
PICTURES = ("picture", "logo")
YES, NO = Phrase(mark("yes")), Phrase(mark("no"))
BY_THE_PIECE = Phrase(mark("by the piece"))
A_PICTURE, TYPED, EMPTY = Phrase(mark("a picture")), Phrase(mark("asked at the till")), Phrase(mark("empty"))
POLICIES = {
    "": mark("as usual"),
    "allow": mark("Sell without a word"),
    "warn": mark("Say so, and sell"),
    "block": mark("Do not sell"),
}
HANDED_OVER = {
    FulfilmentKind.TAKE_AWAY.value: mark("taken away at once"),
    FulfilmentKind.PICKUP.value: mark("to be picked up"),
    FulfilmentKind.DELIVERY.value: mark("to be delivered"),
}
KEYED = {
    "tax_class": "tax_classes",
    "delivery_method": "delivery_methods",
    "method": "delivery_methods",
    "payment_method": "methods",
}
"""Fields that hold the key of something in the settings, and the setting with their names."""
SPOKEN = {one.code: one.name for one in LANGUAGES}


def field_called(name: str, *, is_setting: bool = False) -> Phrase:
    """A field in the words of a sentence; of what no word is known as entries name it.

    Lists of the settings are a setting for each of their rows, `methods.card`.
    """
    if name.startswith(ADDRESS):
        return Phrase(mark("address"))
    name = name.partition(".")[0]
    return Phrase((SETTINGS if is_setting else FIELDS).get(name, name.replace("_", " ")))


def as_read(reader: sqlite3.Connection, name: str, value: Any) -> object:
    """The value as a sentence takes it."""
    if isinstance(value, bool) or (name in YES_OR_NO and value is not None):
        return YES if value else NO
    if name in MICRO:
        return _price(reader, name, value)
    if value is None or value is UNSET or value in ("", 0, [], {}):
        return _nothing(reader, name, value)
    if isinstance(value, Address):
        return _lines(value)
    if name.startswith(ADDRESS):
        return _address(value)
    if (by_name := VALUES.get(name)) is not None:
        return by_name(reader, value)
    if name in KEYED:
        return _named(reader, KEYED[name], str(value))
    return _plain(value)


def _nothing(reader: sqlite3.Connection, name: str, value: Any) -> object:
    """What a field says that holds nothing: of some that is an answer too."""
    if name == "oversell":
        return Phrase(POLICIES[""])
    if name == "unit":
        return BY_THE_PIECE
    if name == "tax_class":
        rows = reader.execute("SELECT value FROM setting WHERE key LIKE 'tax\\_classes.%' ESCAPE '\\'")
        first = min((json.loads(row) for (row,) in rows), key=lambda one: one["place"], default=None)
        return Phrase(first["name"]) if first and first["name"] else EMPTY
    return 0 if value == 0 and name in COUNTED else EMPTY


def _price(reader: sqlite3.Connection, name: str, value: Any) -> object:
    if name == "price" and value in (None, ASK):
        return TYPED
    if name != "price" and not value:
        return EMPTY
    return UnitPrice(from_micro(value), str(_setting(reader, "currency") or ""))


def _product(reader: sqlite3.Connection, value: Any) -> object:
    row = reader.execute("SELECT name FROM product WHERE uid = ?", (bytes.fromhex(value),)).fetchone()
    return str(row[0]) if row else str(value)


def _named(reader: sqlite3.Connection, setting: str, key: str) -> object:
    """How the row of the settings with that key is called; names that the program gives are words of it."""
    known = _setting(reader, f"{setting}.{key}")
    name = known.get("name") if isinstance(known, dict) else ""
    return Phrase(name or BUILT_IN.get(key, key))


def _plain(value: Any) -> object:
    """Lists and records by what they name, addresses by their lines."""
    if isinstance(value, Mapping):
        return value.get("name") or tuple(_plain(part) for part in value.values() if part)
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    return value if isinstance(value, int) else str(value)


def _address(value: Any) -> object:
    """An address of a customer in one line, its label first."""
    kept = msgspec.convert(value, KeptAddress)
    if not isinstance(kept.address, Address) or kept.is_gone:
        return EMPTY
    return _lines(kept.address, kept.label)


def _lines(of: Address, label: str = "") -> tuple[object, ...]:
    lines: list[object] = [*filter(None, (label, of.name, of.company, of.one_line))]
    return (*lines, CountryName(of.country)) if of.country else tuple(lines)


def _setting(reader: sqlite3.Connection, key: str) -> Any:
    row = reader.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return json.loads(row[0]) if row else None


VALUES: dict[str, Callable[[sqlite3.Connection, Any], object]] = {
    "product": _product,
    "phone": lambda _reader, value: shown_phone(str(value), ""),
    "oversell": lambda _reader, value: Phrase(POLICIES.get(str(value), str(value))),
    "language": lambda _reader, value: SPOKEN.get(str(value), str(value)),
    "kind": lambda _reader, value: Phrase(HANDED_OVER.get(str(value), str(value))),
    "questions": lambda _reader, value: tuple(one.name for one in questions_in(str(value))),
    **dict.fromkeys(PICTURES, lambda _reader, _value: A_PICTURE),
}
