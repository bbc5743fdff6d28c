"""What single cells say: codes, yes and no, web pages as plain text, paths, picture addresses."""

from __future__ import annotations

import re

from pos.domain.catalogue.barcode import bare, kept, plain_digits
from pos.domain.words.text import clean, fold
from pos.exchange.numbers import rate

FIELDS = 16
"""Characters of the shortest code of several fields."""
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}")
_QUOTED = re.compile(r'="([^"]*)"')
_FLOAT = re.compile(r"(\d{6,})[.,]0+")
_APOSTROPHE = re.compile(r"'[\d=+@-]")
_SEVERAL = re.compile(r"\s*[;,|\n]\s*")
_SPACED_DIGITS = re.compile(r"\d[\d  -]*\d[Xx]?")
_ARROWS = re.compile(r"\s*(?:->|>|»|›|→)\s*")

_TRUTHS = "1 y yes true on x oui vrai o ja j wahr si sì sí s vero verdadero sim tak"
_LIES = "0 n no false off non faux nein falsch falso nao não nie"
_YES, _NO = frozenset(_TRUTHS.split()), frozenset(_LIES.split())


_SIGNS = re.compile(r"[\W_]+")
_SOME_WORDS = """unlimited illimité unbegrenzt infinite instock instore available enstock disponible auflager
lieferbar vorrätig verfügbar enexistencia enexistencias haystock disponibile disponibili inmagazzino
opvoorraad voorradig leverbaar emestoque disponível dostępny wmagazynie skladem naskladě dostupné вналичии
есть доступно внаявності налично stokta stoktavar mevcut ilager pålager varastossa raktáron înstoc διαθέσιμο
在庫あり 有货 有貨 现货 現貨 재고있음 במלאי متوفر"""
_NONE_WORDS = """outofstock soldout unavailable notavailable nostock rupture enrupture rupturedestock
enrupturedestock épuisé indisponible nondisponible horsstock nichtauflager nichtvorrätig nichtverfügbar
nichtlieferbar ausverkauft vergriffen agotado agotada sinexistencias sinstock nodisponible esaurito
nondisponibile uitverkocht nietopvoorraad nietvoorradig esgotado indisponível semestoque brak brakwmagazynie
wyprzedane niedostępny vyprodáno neniskladem vypredané nedostupné нетвналичии нет распродано немаєвнаявності
немає няманаличност tükendi stoktayok slutsåld slutilager utsolgt udsolgt loppu loppunut elfogyott
nincsraktáron εξαντλημένο 在庫なし 売り切れ 品切れ 缺货 缺貨 售罄 품절 אזלמהמלאי غيرمتوفر"""


def _folded(text: str) -> str:
    return _SIGNS.sub("", fold(text))


_SOME = frozenset(map(_folded, _SOME_WORDS.split()))
_NONE = frozenset(map(_folded, _NONE_WORDS.split()))


def was_rounded(cell: str) -> bool:
    """Whether a spreadsheet turned a long code into a rounded number: 4.00638E+12."""
    return _ROUNDED.fullmatch(cell) is not None and ("+" in cell or "." in cell or "," in cell)


def code(cell: str) -> str:
    """An SKU or barcode without what keeps spreadsheets from changing it: ="0012", '0012, 9501101100015.0."""
    if cell.isalnum():
        return cell
    if found := _QUOTED.fullmatch(cell):
        return found[1].strip()
    if _APOSTROPHE.match(cell):
        return cell[1:]
    return found[1] if (found := _FLOAT.fullmatch(cell)) else cell


def barcodes(cell: str) -> tuple[str, ...]:
    """The codes of one cell, each once; spaces and hyphens inside the digits are taken out."""
    if cell.isalnum():
        return (plain_digits(cell) if len(cell) < FIELDS else kept(cell),)
    found: dict[str, None] = {}
    for each in _SEVERAL.split(cell):
        each = code(bare(plain_digits(each.strip())))
        if _SPACED_DIGITS.fullmatch(each):
            digits = re.sub("[  -]", "", each)
            each = digits if 8 <= len(digits) <= 14 else each
        if each:
            found[each if len(each) < FIELDS else kept(each)] = None
    return tuple(found)


_REST = {8: 48 * 16 % 10, 12: 48 * 24 % 10, 13: 48 * 25 % 10, 14: 48 * 28 % 10}


def is_ean13(digits: str) -> bool:
    """Whether these are thirteen digits, the last of which fits the others; quick, for it is asked most."""
    if len(digits) != 13 or not digits.isascii():
        return False
    bytes_ = digits.encode()  # the zeros' own value, 48 times the weights 25, is a multiple of ten
    return (sum(bytes_[::2]) + 3 * sum(bytes_[1::2])) % 10 == 0


def check_digit_fits(barcode: str) -> bool:
    """Whether the last digit fits; True for codes that have no check digit."""
    if len(barcode) not in _REST or not (barcode.isascii() and barcode.isdecimal()):
        return True
    digits = barcode.encode()[::-1]
    return (sum(digits[::2]) + 3 * sum(digits[1::2]) - _REST[len(digits)]) % 10 == 0


def yes(cell: str) -> bool | None:
    """Yes or no in the languages spreadsheets write it; None where the cell says neither."""
    word = cell.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def in_stock(cell: str) -> bool | None:
    """Whether a word in place of a number says that there is some; None where it says neither."""
    word = _folded(cell)
    return True if word in _SOME or cell.strip() == "∞" else False if word in _NONE else None


def path(cell: str) -> str:
    """A category path with " / " between its levels."""
    return _ARROWS.sub(" / ", cell.strip()) if ">" in cell or not cell.isascii() else cell


def deepest(cell: str) -> str:
    """The most precise of several category paths: of "Clothing, Clothing > Shirts" the second."""
    found = [each.replace("\\,", ",") for each in re.split(r"(?<!\\),\s*", cell) if each.strip()]
    return path(max(found, key=lambda each: each.count(">"), default=""))


def addresses(cell: str) -> tuple[str, ...]:
    """The picture addresses of one cell, each once; only those of the web."""
    if not cell:
        return ()
    found = re.split(r"(?<![\s,;|])[\s,;|]++(?=[a-z]+://)", cell.strip())
    return tuple(
        dict.fromkeys(each.strip(" ,;|") for each in found if each.startswith(("http://", "https://")))
    )


def tax(cell: str, taxable: bool | None) -> str | None:
    """The rate or the class that a cell names; None where it is the shop's usual one."""
    if taxable is False:
        return "0"
    name = clean(cell)
    return None if name.casefold() in _USUAL_TAX else rate(name) or name


_USUAL_TAX = frozenset(
    {"", "default", "standard", "taxable", "normal", "default tax", "default tax class", "taxable goods"}
)


def unit(cell: str) -> str | None:
    """The till's unit for a word of the file, None where it is no unit the till knows."""
    word = fold(cell).split("/")[0].strip(" .0123456789")
    return _UNITS.get(word)


_UNIT_WORDS = {
    "": "pc pcs piece pieces unit units u ea each item st stk stuck stueck pce pz piezas",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramm kilogramme kilogrammes",
    "g": "g gr gram grams gramm gramme grammes",
    "l": "l lt ltr liter liters litre litres",
    "ml": "ml milliliter millilitre millilitres",
    "m": "m meter meters metre metres",
    "cm": "cm centimeter centimetre centimetres",
    "m2": "m2 m² sqm qm",
    "h": "h hour hours heure heures stunde stunden std",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
