"""What a code of several GS1 fields says: number of goods, batch, dates, weight, count, price.

Read as element strings with or without separators (`01…17…10…`), with brackets (`(01)…`), and as GS1 Digital
Link (`https://…/01/…?17=…`). Fields: GS1 General Specifications, chapter 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import parse_qsl, unquote, urlsplit

from pos.domain.money.quantity import MILLION, from_micro

GROUP_SEPARATOR = "\x1d"
"""Sent between the fields of a code, by some scanners as Ctrl+]."""

_SHOWN_SEPARATORS = re.compile(r"\u241d|<GS>|\{GS\}|<FNC1>|\{FNC1\}|\\x1d|\^\]|\|", re.IGNORECASE)
"""What scanners send that are to show separators, or may not send what does not print."""

_SYMBOLOGY = re.compile(r"\](?:C1|e[0-3]|d[12]|Q3|J1)")
"""Only these say that fields follow."""

_BLANKS = re.compile(r"[\x00-\x1c\x1e-\x20\x7f\u00a0\u200b-\u200f\ufeff]")
_BRACKETS = re.compile(r"\(([0-9]{2,4})\)([^()]*)|\[([0-9]{2,4})\]([^\[\]]*)")
_WEB = re.compile(r"(?:https?://)?(?=[^/]*\.)([\w.\-]+)(?::[0-9]+)?/", re.IGNORECASE)
_LENGTH_OF_NAME = {"23": 3, "24": 3, "25": 3, "40": 3, "41": 3, "42": 3, "71": 3} | dict.fromkeys(
    ("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"), 4
)
"""Digits of a field's name, by its first two; two where none is given."""

_FIXED = {"00": 18, "01": 14, "02": 14, "03": 14, "04": 16, "20": 2, "41": 13} | dict.fromkeys(
    ("11", "12", "13", "14", "15", "16", "17", "18", "19", "31", "32", "33", "34", "35", "36"), 6
)
"""Characters of fields that need no separator behind them, by the first two digits of their name."""

_NAMES = {
    "00",
    "01",
    "02",
    "03",
    *map(str, range(10, 18)),
    "20",
    "21",
    "22",
    "30",
    "37",
    *map(str, range(90, 100)),
}
_LONGEST = 90
_NUMBERS = re.compile(r"[0-9]+")
_UNITS = {
    "310": ("kg", Decimal(1)), "311": ("m", Decimal(1)), "314": ("m²", Decimal(1)), "315": ("l", Decimal(1)),
    "316": ("m³", Decimal(1)), "320": ("kg", Decimal("0.45359237")), "356": ("kg", Decimal("0.028349523125")),
}  # fmt: skip
"""What a measure is in, by the first three digits of its name, and how many of that one of it is."""


@dataclass(frozen=True, slots=True)
class Packet:
    """What stands on a packet; `number` has 14 digits, a price has no currency where the code names none."""

    number: str
    batch: str = ""
    serial: str = ""
    use_by: date | None = None
    count: Decimal | None = None
    measure: Decimal | None = None
    unit: str = ""
    price: Decimal | None = None


_TIMES = {
    "kg": ("kg", 1),
    "g": ("kg", 1000),
    "l": ("l", 1),
    "ml": ("l", 1000),
    "cl": ("l", 100),
    "m": ("m", 1),
}
_TIMES |= {"cm": ("m", 100), "m2": ("m²", 1), "m²": ("m²", 1), "m3": ("m³", 1), "m³": ("m³", 1)}
"""Units in which goods are sold: what of the measures above they are, and how many make one of it."""
_POUND = Decimal("0.45359237")


def amount_in(packet: Packet, unit: str) -> Decimal:
    """How many of a unit of sale are in the packet; one where it does not say so."""
    amount = packet.count if packet.count and not unit else _measured(packet, unit)
    return from_micro(int(amount * MILLION)) if amount and amount * MILLION >= 1 else Decimal(1)


def _measured(packet: Packet, unit: str) -> Decimal | None:
    sold = unit.strip().casefold().rstrip(".")
    if packet.measure and sold in ("lb", "lbs") and packet.unit == "kg":
        return (packet.measure / _POUND).quantize(Decimal("0.001"))
    of, times = _TIMES.get(sold, ("", 0))
    return packet.measure * times if packet.measure and of == packet.unit else None


def read(code: str) -> Packet | None:
    """The packet a code of fields tells of; None where it is something else or names no goods.

    The check digit of the number is for the caller to try.
    """
    code = _BLANKS.sub("", code)
    if _WEB.match(code):
        fields = dict(_linked(code))
    elif code.startswith(("(", "[")) or "](" in code[:5] or code[3:4] == "(":
        fields = dict(_bracketed(code))
    else:
        fields = _elements(code)
    number = fields.get("01") or fields.get("02") or fields.get("8006", "")[:14]
    return _packet(number, fields) if len(number) == 14 and _NUMBERS.fullmatch(number) else None


def _bracketed(code: str) -> Iterator[tuple[str, str]]:
    """The fields of a code with its names in brackets."""
    for found in _BRACKETS.finditer(code):
        yield found[1] or found[3], found[2] or found[4] or ""


def _linked(address: str) -> Iterator[tuple[str, str]]:
    """The fields of a GS1 Digital Link: pairs of its path from the number of goods on, then of its query."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
    except ValueError:
        return
    steps = [unquote(step) for step in parts.path.split("/") if step]
    start = next((at for at, step in enumerate(steps[:-1]) if step.casefold() in _GOODS), len(steps))
    for name, value in zip(steps[start::2], steps[start + 1 :: 2], strict=False):
        yield ("01", value.zfill(14)) if name.casefold() in _GOODS else (_SHORT.get(name, name), value)
    for name, value in parse_qsl(parts.query):
        yield ("01", value.zfill(14)) if name.casefold() in _GOODS else (name, value)


_GOODS = frozenset({"01", "gtin", "ean", "ean13", "upc", "isbn", "barcode"})
"""What the number of goods is called in addresses; the first is the standard's."""
_SHORT = {"lot": "10", "ser": "21", "cpv": "22"}
"""Names that the first edition of Digital Link had for fields."""


def _elements(code: str) -> dict[str, str]:
    """The fields of an element string; none where nothing says that it is one and not all of it is fields."""
    told = _SYMBOLOGY.match(code)
    text = _SHOWN_SEPARATORS.sub(GROUP_SEPARATOR, code[told.end() :] if told else code)
    marked = bool(told) or GROUP_SEPARATOR in text
    if not marked and (len(text) < 16 or text[:2] not in ("00", "01", "02")):
        return {}
    fields: dict[str, str] = {}
    rest = text.lstrip(GROUP_SEPARATOR)
    while rest:
        name = rest[: _LENGTH_OF_NAME.get(rest[:2], 2)]
        if not _is_name(name):
            return fields if marked else {}
        rest = rest[len(name) :]
        size = _FIXED.get(name[:2])
        value = rest[:size] if size else rest.split(GROUP_SEPARATOR, 1)[0]
        if not value or (size and len(value) < size) or len(value) > _LONGEST:
            return fields if marked else {}
        fields.setdefault(name, value)
        rest = rest[len(value) :].lstrip(GROUP_SEPARATOR)
    return fields


def _is_name(name: str) -> bool:
    if not _NUMBERS.fullmatch(name) or len(name) != _LENGTH_OF_NAME.get(name[:2], 2):
        return False
    return len(name) > 2 or name in _NAMES


def _packet(number: str, fields: Mapping[str, str]) -> Packet:
    measure, unit = _measure(fields)
    days = (_day(fields.get(name, "")) for name in ("17", "15", "16", "7003"))
    counts = (_whole(fields.get(name, "")) for name in ("30", "37"))
    return Packet(
        number,
        fields.get("10", ""),
        fields.get("21", ""),
        next((day for day in days if day), None),
        next((count for count in counts if count), None),
        measure,
        unit,
        _price(fields),
    )


def _measure(fields: Mapping[str, str]) -> tuple[Decimal | None, str]:
    for name, value in fields.items():
        if len(name) == 4 and name[:3] in _UNITS and (amount := _scaled(value, name[3])):
            unit, times = _UNITS[name[:3]]
            return amount * times, unit
    return None, ""


def _price(fields: Mapping[str, str]) -> Decimal | None:
    """The amount to pay (392x, or 393x with a currency of three digits in front)."""
    for name, value in fields.items():
        if len(name) == 4 and name[:3] in ("392", "393"):
            return _scaled(value[3:] if name[:3] == "393" else value, name[3])
    return None


def _scaled(value: str, places: str) -> Decimal | None:
    whole = _whole(value)
    return whole and whole.scaleb(-int(places))


def _whole(value: str) -> Decimal | None:
    return Decimal(value) if len(value) <= 15 and _NUMBERS.fullmatch(value) else None


def _day(value: str) -> date | None:
    """A day written YYMMDD, of this century; day 00 is the last of the month."""
    if len(value) < 6 or not _NUMBERS.fullmatch(value[:6]):
        return None
    year, month, day = 2000 + int(value[:2]), int(value[2:4]), int(value[4:6])
    try:
        if day:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None
