"""What columns mean beside the names of the usual ones: judged by their neighbours and by what is in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pos.exchange import cells as says
from pos.exchange.columns.names import plain_key
from pos.exchange.offers import hidden

_FLAG = re.compile(r"\s*(?:tax|vat|tva|mwst|ust|iva|btw|moms|gst)\s*[-–—:]\s*(\S.*)", re.IGNORECASE)
_USUAL = frozenset({"regular price", "list price"})
_STATES = ("state", "archived", "sold at")
_CHOICE_WORDS = """size colour color taille couleur pointure grosse farbe talla taglia colore maat kleur
tamanho cor rozmiar kolor storlek farg storrelse farve"""
_CHOICES = frozenset(_CHOICE_WORDS.split())
_COUNT = re.compile(r"-?\d+|not stocked", re.IGNORECASE)
_RATE = re.compile(r"[(\[]\s*(\d[\d.,]*\s*%)\s*[)\]]|(\d[\d.,]*\s*%)")

Sample = Sequence[Sequence[str]]


def particulars(header: Sequence[str], sample: Sample, mapping: Mapping[str, str]) -> dict[str, str]:
    """The whole mapping with what only its other columns or the rows make clear."""
    found = {
        column: field
        for column, field in mapping.items()
        if not _says_no_state(column, field, header, sample)
    }
    if "price" not in found.values():
        sale = next((column for column, field in found.items() if field == "sale"), "")
        found |= {sale: "price"} if sale else {}
    elif "before" not in found.values():
        usual = (each for each in header if each not in found and plain_key(each) in _USUAL)
        found |= dict.fromkeys([*usual][:1], "before")
    found |= {
        each: "tax"
        for at, each in enumerate(header)
        if each not in found and _is_flag(each, _below(at, sample))
    }
    found |= dict.fromkeys(_of_places(header, sample, found), "stock")
    if "stock" not in found.values():
        found |= dict.fromkeys([*_words_of_stock(header, sample, found)][:1], "stock")
    if not any(field.startswith(("option", "kind")) for field in found.values()):
        choices = _choices(header, sample, found)
        found |= {column: f"option{n}" for n, column in enumerate(choices, 1) if n <= 3}
    return found


def _of_places(header: Sequence[str], sample: Sample, found: Mapping[str, str]) -> Iterator[str]:
    """The columns of a list of stock that are called like its places, behind those of customs."""
    keys = [plain_key(column) for column in header]
    if "stock" in found.values() or not {"hs code", "coo"} <= set(keys):
        return
    for at, column in enumerate(header):
        below = _below(at, sample)
        counts = below and all(_COUNT.fullmatch(cell) for cell in below)
        if at > keys.index("coo") and column not in found and counts:
            yield column


def _words_of_stock(header: Sequence[str], sample: Sample, found: Mapping[str, str]) -> Iterator[str]:
    """The columns that only say whether there are some: "in stock", "ausverkauft"."""
    for at, column in enumerate(header):
        below = _below(at, sample) if column not in found else []
        if below and all(says.in_stock(cell) is not None for cell in below):
            yield column


def tax_of(column: str, cell: str) -> str | None:
    """The tax of a column that is switched on and off: its rate, else its name; "0" where it is off."""
    flag = _FLAG.fullmatch(column)
    if flag is None or (on := says.yes(cell)) is None:
        return None
    rate = _RATE.search(flag[1])
    return "0" if not on else says.tax(rate[1] or rate[2], None) if rate else says.tax(flag[1], None)


def _below(at: int, sample: Sample) -> list[str]:
    return [row[at].strip() for row in sample if at < len(row) and row[at].strip()]


def _says_no_state(column: str, field: str, header: Sequence[str], sample: Sample) -> bool:
    """Whether a column is only called like one of states."""
    below = _below(header.index(column), sample) if field in _STATES else []
    return bool(below) and all(hidden(cell) is None for cell in below)


def _is_flag(column: str, below: Sequence[str]) -> bool:
    return _FLAG.fullmatch(column) is not None and all(says.yes(cell) is not None for cell in below)


def _choices(header: Sequence[str], sample: Sample, found: Mapping[str, str]) -> Iterator[str]:
    """Sizes and colours, where goods of the same name differ by them."""
    name = next((at for at, each in enumerate(header) if found.get(each) == "name"), -1)
    names = Counter(row[name] for row in sample if 0 <= name < len(row) and row[name].strip())
    if not names or max(names.values()) < 2:
        return
    for at, column in enumerate(header):
        last = plain_key(column).rpartition(" ")[2]
        if column not in found and last in _CHOICES and _below(at, sample):
            yield column
