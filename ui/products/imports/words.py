"""Names for people: formats, and what a column can mean."""

from __future__ import annotations

from pos.text import _
from ui.products.imports.presenter import ANY, NOT_READ


def formats() -> list[tuple[str, str]]:
    """The formats that can be read, by name and title."""
    from pos.exchange.formats import FORMATS

    return [*((one.NAME, one.TITLE) for one in FORMATS), (ANY, _("Another table"))]


def format_words(name: str) -> str:
    """The title of one format."""
    return dict(formats()).get(name, name)


def meanings() -> list[tuple[str, str]]:
    """What a column can mean, the usual ones first."""
    options = [
        (f"option{n}{part}", words.format(number=n))
        for n in (1, 2, 3)
        for part, words in (("", _("Option {number}")), (" name", _("Name of option {number}")))
    ]
    return [
        (NOT_READ, _("Not read")),
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
        ("category", _("Category")),
        ("tax", _("Tax")),
        ("cost", _("Cost")),
        ("description", _("Description")),
        ("picture", _("Picture address")),
        ("unit", _("Unit")),
        ("weighed", _("Sold by weight")),
        ("tracked", _("Stock is counted")),
        ("handle", _("What groups its variants")),
        ("kind", _("Name of the variant")),
        ("options", _("Options in one cell")),
        *options,
    ]
