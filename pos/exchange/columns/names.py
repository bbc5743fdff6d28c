"""What columns are called in the price lists of this world, and what they mean."""

from __future__ import annotations

import re

from pos.domain.words.text import fold
from pos.exchange.columns.abroad import ABROAD
from pos.exchange.columns.stems import by_stem

FIELDS: dict[str, tuple[str, ...]] = {
    "handle": ("handle", "slug", "url handle", "parent handle", "handleid", "reference handle"),
    "name": (
        "name", "item name", "product name", "title", "product title", "item", "product", "designation",
        "libelle", "nom", "nom du produit", "produit", "article", "artikelname", "produktname", "bezeichnung",
        "artikelbezeichnung", "titel", "artikel", "produkt", "nombre", "nombre del producto", "producto",
        "nome", "nome prodotto", "prodotto", "naam", "productnaam", "omschrijving", "label", "intitule",
        "denumire", "nazwa", "navn", "namn",
    ),
    "sku": (
        "sku", "variant sku", "custom label", "internal reference", "reference", "ref",
        "product code sku", "product code",
        "item code", "code article", "article code", "artikelnummer", "art nr", "artnr", "artikel nr",
        "artikelnr", "item number", "item no", "product number", "part number", "code produit", "code",
        "referencia", "referenza", "codice", "codigo", "nummer", "numero", "no",
        "supplier reference", "ugs", "model", "custom sku",
    ),
    "barcode": (
        "barcode", "bar code", "ean", "ean13", "ean 13", "code ean", "ean code", "gtin", "upc", "isbn",
        "code barre", "code barres", "code a barres", "gencod", "gencode", "strichcode", "barcodes",
        "codigo de barras", "codice a barre", "variant barcode", "product upc", "product upc ean",
        "upc ean", "ean8", "jan", "global trade item number", "global trade number",
    ),
    "price": (
        "price", "sales price", "selling price", "unit price", "retail price", "regular price",
        "variant price", "list price", "prix", "prix de vente", "prix ttc", "prix unitaire", "pv", "pv ttc",
        "pvp",
        "preis", "verkaufspreis", "vk", "vk preis", "bruttopreis", "preis brutto", "einzelpreis", "precio",
        "precio de venta", "prezzo", "prezzo di vendita", "prijs", "verkoopprijs", "price tax incl",
        "price tax excl", "price tax excluded", "price tax included",
        "price tax excluded or price tax included", "prix ht", "pu ht", "prix unitaire ht",
        "pu", "pv ht", "nettopreis", "preis netto", "rrp", "msrp", "pris", "cena",
    ),
    "cost": (
        "cost", "cost price", "supply price", "unit cost", "cost per item", "default unit cost",
        "wholesale price",
        "purchase price", "buying price", "buy price", "prix d achat", "prix achat", "pa", "pa ht",
        "prix d achat ht",
        "einkaufspreis", "ek", "ek preis", "costo", "precio de compra", "coste", "prezzo di acquisto",
        "inkoopprijs",
    ),
    "stock": (
        "stock", "in stock", "quantity", "qty", "stock quantity", "inventory count", "inventory quantity",
        "on hand", "quantity on hand", "stock on hand", "stock available", "current stock",
        "current stock level", "quantite", "qte",
        "en stock", "stock actuel", "inventory", "stock level", "inventaire",
        "bestand", "lagerbestand", "menge", "lager", "anzahl", "existencias",
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
    "sale": (
        "sale price", "special price", "discounted price", "discount price", "promo price", "offer price",
        "promotional price", "action price", "prix promo", "prix promotionnel", "prix solde", "tarif promo",
        "angebotspreis", "aktionspreis", "sonderpreis", "precio rebajado", "precio de oferta",
        "precio oferta", "prezzo scontato", "prezzo in offerta", "prezzo promozionale", "actieprijs",
        "aanbiedingsprijs", "preco promocional", "cena promocyjna", "reapris",
    ),
    "before": (
        "compare at price", "compare to price", "compare price", "compared price", "compareatprice",
        "original price", "old price", "previous price", "price before", "before price", "was price",
        "recommended price", "prix barre", "ancien prix", "prix avant remise", "streichpreis",
        "alter preis", "precio anterior", "precio original", "prezzo precedente", "prezzo originale",
        "oude prijs", "van prijs", "preco original", "cena przed obnizka", "stara cena",
    ),
    "sale from": (
        "date sale price starts", "sale price from", "sale from", "sale start", "sale starts",
        "sale start date", "special price from date", "special from date", "discount from",
        "discount start date", "promo start",
    ),
    "sale until": (
        "date sale price ends", "sale price to", "sale until", "sale to", "sale end", "sale ends",
        "sale end date", "special price to date", "special to date", "discount to", "discount end date",
        "promo end",
    ),
    "percent off": ("discount percent", "discount percentage", "remise en pourcentage", "rabatt prozent"),
    "amount off": ("discount amount", "montant de la remise", "rabattbetrag"),
    "on sale": ("on sale", "en promotion", "im angebot"),
    "state": (
        "status", "state", "published", "active", "is active", "visible", "visibility status", "enabled",
        "is enabled", "is published", "product visible", "is available", "product status", "listing status",
        "product online", "is variation visible", "sellable", "statut", "etat", "publie", "actif",
        "visible en ligne", "aktiv", "sichtbar", "veroffentlicht", "estado", "activo", "publicado", "stato",
        "attivo", "pubblicato", "visibile", "actief", "gepubliceerd", "zichtbaar", "ativo", "aktywny",
    ),
    "archived": (
        "archived", "is archived", "hidden", "is hidden", "deleted", "is deleted", "discontinued",
        "inactive", "disabled", "archive", "archiviert", "inaktiv", "archivado", "archiviato",
        "gearchiveerd",
    ),
    "sold at": (
        "available for sale", "disponible a la vente", "disponible para la venta", "enabled location",
    ),
    "unit": ("unit", "unit and precision", "unite", "unite de vente", "einheit", "unidad", "unita", "uom"),
    "tracked": ("track stock", "track inventory", "tracked", "manage stock", "suivi du stock"),
    "weighed": ("sold by weight", "vendu au poids", "nach gewicht"),
    "weight": (
        "weight", "product weight", "item weight", "variant weight", "shipping weight", "grams",
        "variant grams", "weight value", "net weight", "gross weight", "weight in grams", "weight in kg",
        "poids", "poids net", "poids brut", "gewicht", "nettogewicht", "bruttogewicht", "versandgewicht",
        "peso", "peso neto", "peso netto", "peso lordo", "waga", "hmotnost", "suly", "greutate", "tezina",
        "вес", "вага", "тегло", "βαρος", "agirlik", "vikt", "vaegt", "vekt", "paino", "svoris", "svars",
        "kaal", "重量", "무게", "משקל", "الوزن", "berat",
    ),
    "weight unit": (
        "weight unit", "variant weight unit", "unit of weight", "unite de poids", "gewichtseinheit",
        "unidad de peso", "weight class", "weight uom",
    ),
    "currency": ("currency", "currency code", "devise", "wahrung", "moneda", "valuta", "moeda"),
    "place": (
        "location", "location name", "place", "warehouse", "outlet", "store", "branch", "entrepot",
        "magasin", "lieu",
        "lagerort", "filiale", "standort", "almacen", "tienda", "magazzino", "negozio", "vestiging",
        "magazijn",
    ),
    "options": ("options", "product values", "variant values", "attributes"),
    "kind": (
        "variation name", "variant name", "variation", "variant", "variants", "variante", "declinaison",
        "variations",
    ),
    "option1": (
        "option1 value", "option 1 value", "option value 1", "variant option one value",
        "productoptiondescription1",
        "option 1",
    ),
    "option2": (
        "option2 value", "option 2 value", "option value 2", "variant option two value",
        "productoptiondescription2",
        "option 2",
    ),
    "option3": (
        "option3 value", "option 3 value", "option value 3", "variant option three value",
        "productoptiondescription3", "option 3",
    ),
    "option1 name": (
        "option1 name", "option 1 name", "option name 1", "variant option one name", "productoptionname1",
        "option set 1",
    ),
    "option2 name": (
        "option2 name", "option 2 name", "option name 2", "variant option two name", "productoptionname2",
        "option set 2",
    ),
    "option3 name": (
        "option3 name", "option 3 name", "option name 3", "variant option three name", "productoptionname3",
        "option set 3",
    ),
}  # fmt: skip
"""Field to the columns that mean it, the likeliest first, as `plain_key` writes them."""


def _meanings() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for field, names in FIELDS.items():
        abroad = (plain_key(name) for name in re.split("[,;]", ABROAD.get(field, "")))
        for at, name in enumerate((*names, *abroad)):
            if name:
                found.setdefault(name, (field, at))
    return found


ANYWHERE = (
    "name", "sku", "barcode", "price", "sale", "before", "sale from", "sale until",
    "percent off", "amount off", "on sale", "cost", "stock", "tracked", "category", "description",
    "tax", "picture", "state", "archived", "unit", "weight", "weight unit", "currency",
)  # fmt: skip
"""Fields that a column has in the table of any web shop, whatever it calls the rest."""

_LONGEST = 100

ALIKE = frozenset({"stock", "tax"})
"""Fields that take what several columns of the same name say: the stock of more places, more rates."""

TOGETHER = frozenset({"stock", "tax", "barcode", "picture", "state", "archived", "sold at"})
"""Fields that several columns can have together."""

SEVERAL = frozenset({"barcode", "picture", "state", "archived", "sold at"})
"""Fields that take what all their columns say."""

_MONEY = frozenset({"price", "cost"})

_NO_PLACE = "tracker|policy|item|management|level|status|backorder|backorderable|count|quantity|qty|alert"
_PATTERNS = (
    (re.compile(r"current quantity .+|location .+"), "stock"),
    (re.compile(rf"inventory (?!(?:{_NO_PLACE})\b).+"), "stock"),
    (re.compile(r"(?:weight|poids|gewicht|peso|waga) (?:in )?(?:g|kg|lbs?|oz|grams?|gr|кг|г)"), "weight"),
    (re.compile(r"(?:image|picture|photo|bild) ?\d+(?: src| url)?"), "picture"),
)

_AT_PLACE = re.compile(
    r"(?:current quantity|inventory|location|in stock|on hand|available|stock|quantity|price|"
    r"available for sale)[\s_:/-]+(.+)",
    re.IGNORECASE,
)

_WITHOUT_TAX = re.compile(
    r"\b(?:ht|hors taxes?|net|netto|nettopreis|tax excl|tax excluded(?! or)|excl|exkl|eks moms|"
    r"ohne mwst|sin iva|iva esclusa|"
    r"senza iva|sem iva|ex btw|zonder btw|bez vat|bez dph|bez pdv|bez ddv|без ндс|без пдв|без ддс|χωρις φπα|"
    r"kdv haric|uten mva|ilman alvia|veroton|税抜|nettoar|neto)\b"
)
_MEASURES = re.compile(
    r"weight|width|height|length|depth|size|dimension|volume|rate|rating|percent|discount|margin|poids|largeur|"
    r"hauteur|longueur|profondeur|taille|remise|marge|taux|gewicht|breite|hohe|lange|tiefe|grosse|rabatt|peso|"
    r"ancho|alto|largo|altezza|larghezza|lunghezza|sconto|hoogte|breedte|waga|szerokosc|wysokosc|dlugosc|rabat|"
    r"вес|ширина|высота|длина|скидка|hmotnost|sirka|vyska|agirlik|genislik|old|compare|before|was|ancien|alt"
)
_BESIDE = re.compile(
    r"\b(?:[a-z]{0,2}(?:eur|usd|gbp|chf|pln|czk|huf|ron|rsd|rub|uah|bgn|try|tl|jpy|cny|clp|cop|brl|mxn|ars|sek|"
    r"nok|dkk|isk)|euro|euros|zl|kc|ft|kr|lei|руб|р|грн|лв|дин|brutto|netto|neto|net|gross|ttc|ht|incl|inkl|excl|"
    r"exkl|tax|vat|mwst|iva|btw|dph|ndc|ндс|пдв|ддс|kdv|moms|mva|alv|pvm|pvn|pdv|ddv|dahil|haric|inclusa|esclusa|"
    r"compresa|inclusive|exclusive|incluido|con|sin|senza|sem|com|mit|ohne|met|zonder|inc|ex|s|c|z|bez|su|be|с|без|st|szt|"
    r"ks|db|per|pro|pc|stuk|stk|stuck|шт|ед)\b"
)
"""Currencies, taxes and pieces that stand beside what a column is called."""


_OF_GOODS_WORDS = """product products item items article articles produit produits artikel artikels artikler
articulo articulos articolo articoli prodotto prodotti producto productos produto produtos artigo vare varer
tuote toote preces produktu produkt towaru zbozi tovaru termek cikk artikla proizvoda urun товара товар товару
seller l de du del available disponible disponibles disponibil current actual actuel actuele total"""
_OF_GOODS = frozenset(_OF_GOODS_WORDS.split())
"""Words that only say whose a code, a price or a stock is."""


def plain_key(column: str) -> str:
    """A column's name without case, accents, signs and what stands in brackets."""
    column = column[:_LONGEST]
    bare = re.sub(r"\[[^][]*\]|\([^()]*\)", " ", column) or column
    return " ".join(re.sub(r"[\W_]+", " ", fold(bare)).split())


def is_measure(name: str) -> bool:
    """Whether a column of this plain name holds sizes, rates or older prices, which look like prices."""
    return _MEASURES.search(name) is not None


def meaning(name: str) -> tuple[str, int] | None:
    """What a column of this plain name means and how likely that is, 0 the likeliest; None where unknown."""
    if name in MEANINGS:
        return MEANINGS[name]
    if pattern := by_pattern(name):
        return pattern, len(MEANINGS)
    bare = " ".join(_BESIDE.sub(" ", name).split())
    told = MEANINGS.get(bare)
    if told is not None and told[0] in _MONEY:
        return told
    bare = " ".join(word for word in name.split() if word not in _OF_GOODS)
    told = MEANINGS.get(bare)
    if told is not None and bare != name:
        return told[0], told[1] + len(MEANINGS)
    stem = None if is_measure(name) else by_stem(name)
    return (stem, len(MEANINGS) + 1) if stem else None


def by_pattern(name: str) -> str | None:
    """The field of a column whose name holds a number or a place."""
    return next((field for pattern, field in _PATTERNS if pattern.fullmatch(name)), None)


def place_of(column: str) -> str:
    """The place a column is for: what stands in brackets, or behind the usual words."""
    if found := re.search(r"[\[(]([^])]+)[\])]\s*$", column):
        return found[1].strip()
    found = _AT_PLACE.match(column)
    return (found[1] if found else column).replace("_", " ").strip()


def without_tax(column: str) -> bool:
    """Whether the name of a price column says that its prices hold no tax."""
    return _WITHOUT_TAX.search(plain_key(column)) is not None


MEANINGS = _meanings()
"""Column to what it means and how likely that is, 0 the likeliest."""
