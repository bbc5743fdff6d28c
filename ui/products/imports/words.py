"""Names for people: formats, and what a column can mean."""

from __future__ import annotations

from pos.text import _, mark
from ui.products.imports.presenter import ANY, NOT_READ

_SAID = {"ecwid-legacy": mark("Ecwid (older format)")}
"""Titles that are more than the name of another program."""


def formats() -> list[tuple[str, str]]:
    """The formats that can be read, by name and title."""
    from pos.exchange.formats import FORMATS

    return [*((one.NAME, _(_SAID.get(one.NAME, one.TITLE))) for one in FORMATS), (ANY, _("Another table"))]


def format_words(name: str) -> str:
    """The title of one format."""
    return dict(formats()).get(name, name)


def encoding_words(name: str) -> str:
    """An encoding by the languages it is for, and its name."""
    return f"{_languages().get(name, '')} ({name})".strip()


def _languages() -> dict[str, str]:
    groups = {
        _("Western Europe"): "cp1252 cp850 mac_roman",
        _("Central Europe"): "cp1250 iso8859_2 cp852",
        _("Cyrillic"): "cp1251 koi8_r koi8_u cp866 iso8859_5",
        _("Greek"): "cp1253 iso8859_7 cp737 cp869",
        _("Turkish"): "cp1254 cp857",
        _("Hebrew"): "cp1255 cp862",
        _("Arabic"): "cp1256",
        _("Baltic"): "cp1257",
        _("Vietnamese"): "cp1258",
        _("Thai"): "cp874",
        _("Japanese"): "cp932 euc_jp",
        _("Chinese"): "gb18030 big5hkscs",
        _("Korean"): "cp949",
    }
    return {name: words for words, names in groups.items() for name in names.split()}


def meanings(format: str = ANY, beside: bool = False) -> list[tuple[str, str]]:
    """What a column can mean in this format, the usual ones first.

    One that the format's reader takes besides is left to it, and not lost.
    """
    from pos.exchange import formats as known

    of = known.named(format)
    left = _("As {format} means it").format(format=format_words(format)) if of and beside else _("Not read")
    fields = [(value, words) for value, words in _fields() if of is None or value in of.FIELDS]
    return [(NOT_READ, left), *fields]


def _fields() -> list[tuple[str, str]]:
    options = [
        (f"option{n}{part}", words.format(number=n))
        for n in (1, 2, 3)
        for part, words in (("", _("Option {number}")), (" name", _("Name of option {number}")))
    ]
    return [
        ("name", _("Name")),
        ("sku", _("SKU")),
        ("barcode", _("Barcode")),
        ("price", _("Price")),
        ("stock", _("Stock")),
        ("sale", _("Sale price")),
        ("before", _("Price before")),
        ("sale from", _("First day of the sale")),
        ("sale until", _("Last day of the sale")),
        ("percent off", _("Percent off the price")),
        ("amount off", _("Amount off the price")),
        ("on sale", _("On sale or not")),
        ("state", _("For sale, or a state as “draft”")),
        ("archived", _("Archived or not")),
        ("sold at", _("For sale in a place")),
        ("currency", _("Currency")),
        ("place", _("Place of the stock")),
        ("category", _("Category")),
        ("tax", _("Tax")),
        ("cost", _("Cost")),
        ("description", _("Description")),
        ("picture", _("Picture address")),
        ("unit", _("Unit")),
        ("weight", _("Weight of one")),
        ("weight unit", _("Unit of the weight")),
        ("weighed", _("Sold by weight")),
        ("tracked", _("Stock is counted")),
        ("handle", _("What groups its variants")),
        ("kind", _("Name of the variant")),
        ("options", _("Options in one cell")),
        *options,
    ]
