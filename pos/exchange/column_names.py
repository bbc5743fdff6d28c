"""What columns are called in the price lists of this world, and what they mean."""

from __future__ import annotations

import re

from pos.domain.words.text import fold

FIELDS: dict[str, tuple[str, ...]] = {
    "handle": ("handle", "slug", "url handle", "parent handle"),
    "name": (
        "name", "item name", "product name", "title", "product title", "item", "product", "designation",
        "libelle", "nom", "nom du produit", "produit", "article", "artikelname", "produktname", "bezeichnung",
        "artikelbezeichnung", "titel", "artikel", "produkt", "nombre", "nombre del producto", "producto",
        "nome", "nome prodotto", "prodotto", "naam", "productnaam", "omschrijving", "label", "intitule",
        "denumire", "nazwa", "navn", "namn",
    ),
    "sku": (
        "sku", "variant sku", "internal reference", "reference", "ref", "product code sku", "product code",
        "item code", "code article", "article code", "artikelnummer", "art nr", "artnr", "artikel nr",
        "artikelnr", "item number", "item no", "product number", "part number", "code produit", "code",
        "referencia", "referenza", "codice", "codigo", "nummer", "numero", "no",
        "supplier reference", "ugs",
    ),
    "barcode": (
        "barcode", "bar code", "ean", "ean13", "ean 13", "code ean", "ean code", "gtin", "upc", "isbn",
        "code barre", "code barres", "code a barres", "gencod", "gencode", "strichcode", "barcodes",
        "codigo de barras", "codice a barre", "variant barcode", "product upc", "ean8", "jan",
    ),
    "price": (
        "price", "sales price", "selling price", "sale price", "unit price", "retail price", "regular price",
        "variant price", "list price", "prix", "prix de vente", "prix ttc", "prix unitaire", "pv", "pv ttc",
        "pvp",
        "preis", "verkaufspreis", "vk", "vk preis", "bruttopreis", "preis brutto", "einzelpreis", "precio",
        "precio de venta", "prezzo", "prezzo di vendita", "prijs", "verkoopprijs", "price tax incl",
        "price tax excl", "price tax excluded or price tax included", "prix ht", "pu ht", "prix unitaire ht",
        "pu", "pv ht", "nettopreis", "preis netto", "rrp", "msrp", "pris", "cena",
    ),
    "cost": (
        "cost", "cost price", "unit cost", "cost per item", "default unit cost", "wholesale price",
        "purchase price", "buying price", "prix d achat", "prix achat", "pa", "pa ht", "prix d achat ht",
        "einkaufspreis", "ek", "ek preis", "costo", "precio de compra", "coste", "prezzo di acquisto",
        "inkoopprijs",
    ),
    "stock": (
        "stock", "in stock", "quantity", "qty", "stock quantity", "inventory count", "inventory quantity",
        "on hand", "quantity on hand", "current stock", "current stock level", "quantite", "qte",
        "en stock", "stock actuel", "bestand", "lagerbestand", "menge", "lager", "anzahl", "existencias",
        "cantidad", "inventario", "giacenza", "quantita", "voorraad", "aantal", "count",
    ),
    "category": (
        "category", "categories", "category1", "category 1", "product category", "department",
        "categorie", "rayon", "famille", "famille d articles", "kategorie", "kategorien", "warengruppe",
        "categoria", "categorias", "familia", "reparto", "group",
    ),
    "description": (
        "description", "body html", "long description", "product description", "sales description",
        "descriptif", "beschreibung", "artikelbeschreibung", "descripcion", "descrizione", "beschrijving",
        "short description", "details",
    ),
    "tax": (
        "tax", "tax rate", "vat", "vat rate", "tax class", "tax category", "tva", "taux de tva", "taux tva",
        "mwst", "mwst satz", "ust", "steuersatz", "steuer", "steuerklasse", "iva", "tipo de iva", "aliquota",
        "aliquota iva", "btw", "gst", "moms", "tax 1 percent", "tax 2 percent",
    ),
    "picture": (
        "picture", "image", "images", "image url", "image urls", "image src", "photo", "bild", "bilder",
        "imagen", "immagine", "afbeelding", "picture url",
    ),
    "unit": ("unit", "unit and precision", "unite", "unite de vente", "einheit", "unidad", "unita", "uom"),
    "tracked": ("track stock", "track inventory", "tracked", "manage stock", "suivi du stock"),
    "weighed": ("sold by weight", "vendu au poids", "nach gewicht"),
    "currency": ("currency", "currency code", "devise", "wahrung", "moneda", "valuta", "moeda"),
    "options": ("options", "product values", "variant values", "attributes"),
    "kind": ("variation name", "variant name", "variation", "variant", "variante", "declinaison"),
    "option1": ("option1 value", "option 1 value", "option value 1"),
    "option2": ("option2 value", "option 2 value", "option value 2"),
    "option3": ("option3 value", "option 3 value", "option value 3"),
    "option1 name": ("option1 name", "option 1 name", "option name 1"),
    "option2 name": ("option2 name", "option 2 name", "option name 2"),
    "option3 name": ("option3 name", "option 3 name", "option name 3"),
}  # fmt: skip
"""Field to the columns that mean it, the likeliest first, as `plain_key` writes them."""

MEANINGS = {name: (field, at) for field, names in FIELDS.items() for at, name in enumerate(names)}
"""Column to what it means and how likely that is, 0 the likeliest."""

_LONGEST = 100

ALIKE = frozenset({"stock", "tax"})
"""Fields that take what several columns of the same name say: the stock of more places, more rates."""

SEVERAL = frozenset({"barcode", "picture"})
"""Fields that take what all their columns say."""

_PATTERNS = (
    (re.compile(r"current quantity .+|location .+"), "stock"),
    (re.compile(r"(?:image|picture|photo|bild) ?\d+(?: src| url)?"), "picture"),
)

_WITHOUT_TAX = re.compile(r"\b(?:ht|hors taxes?|net|netto|nettopreis|tax excl|excl|ohne mwst|sin iva)\b")


def plain_key(column: str) -> str:
    """A column's name without case, accents, signs and what stands in brackets."""
    column = column[:_LONGEST]
    bare = re.sub(r"\[[^][]*\]|\([^()]*\)", " ", column) or column
    return " ".join(re.sub(r"[\W_]+", " ", fold(bare)).split())


def by_pattern(name: str) -> str | None:
    """The field of a column whose name holds a number or a place."""
    return next((field for pattern, field in _PATTERNS if pattern.fullmatch(name)), None)


def without_tax(column: str) -> bool:
    """Whether the name of a price column says that its prices hold no tax."""
    return _WITHOUT_TAX.search(plain_key(column)) is not None
