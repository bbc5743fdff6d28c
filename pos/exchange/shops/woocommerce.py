"""WooCommerce: variations name their parent by SKU or by "id:741", before or after it in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pos.domain.imports.mistakes import GroupLeftOut, NothingToSell, ParentMissing
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.domain.words.text import clean
from pos.exchange import cells as says
from pos.exchange import offers
from pos.exchange.cell_table import CellTable, LeftOut
from pos.exchange.weights import Weights

NAME = "woocommerce"
TITLE = "WooCommerce"

# The export writes its columns in the language of the shop; what is not here is told by other words for it.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "nom", "nombre", "nome", "naam", "nazwa", "имя"),
    "sku": ("sku", "ugs", "artikelnummer", "cod", "артикул"),
    "price": (
        *("regular price", "tarif régulier", "regulärer preis", "precio normal", "prezzo di listino"),
        *("reguliere prijs", "preço normal", "preço", "cena regularna", "базовая цена", "обычная цена"),
    ),
    "stock": (
        *("stock", "lager", "bestand", "lagerbestand", "inventario", "magazzino", "voorraad", "estoque"),
        *("stan magazynowy", "magazyn", "запасы"),
    ),
    "category": (
        *("categories", "catégories", "kategorien", "categorías", "categorie", "categorieën", "categorias"),
        *("kategorie", "категории"),
    ),
    "description": (
        "description",
        "beschreibung",
        "descripción",
        "descrizione",
        "beschrijving",
        "opis",
        "описание",
    ),
    "picture": (
        "images",
        "bilder",
        "imágenes",
        "immagini",
        "afbeeldingen",
        "imagens",
        "obrazki",
        "изображения",
    ),
    "cost": ("meta: _wc_cog_cost", "cost of goods", "cost"),
    "barcode": (
        *("gtin, upc, ean, or isbn", "gtin, upc, ean ou isbn", "gtin, upc, ean oder isbn", "meta: _barcode"),
        *("gtin, upc, ean o isbn", "gtin, upc, ean of isbn", "gtin, upc, ean или isbn"),
    ),
}
"""What a column can mean, and what the file calls it; the first is the name it is asked for by."""

_TYPES = frozenset(
    {"simple", "variable", "variation", "grouped", "external", "virtual", "downloadable", "bundle"}
    | {"composite", "subscription", "variable-subscription", "subscription_variation"}
)
_TELLING = frozenset({"variable", "variation", "grouped"})
_NAME = r"name|naam|nom|nome|nombre|nazwa|имя|название|назва|namn|navn|nimi|název|názov|név|adı|名"
_ATTRIBUTE = r"attri|eigenschap|atrybut|atribut|vlastnost|атрибут|аттрибут|egenskap|nitelik|özellik|属性"
_PLAIN = re.compile(r"\d{1,4}$|simple|visible|taxable", re.IGNORECASE)
_VALUE = r"val|wert|waarde|wartoś|значен|värde|verdi|værdi|arvo|hodnot|érték|değer|値"
_WEIGHT = r"weight|poids|gewicht|peso|waga|вес|вага|vikt|vekt|vægt|paino|hmotnost|súly|greutate|ağırlık|重量"
_TYPE = ("type", "typ", "tipo")
_SKU = ("sku", "ugs", "artikelnummer")
_PRICE = ("regular price", "tarif régulier", "regulärer preis", "precio normal", "prezzo di listino")
_PARENT = ("parent", "übergeordnetes produkt", "superior", "genitore")

Row = tuple[int, list[str]]


def recognises(columns: frozenset[str]) -> bool:
    """Whether a header with these keys is WooCommerce's, in one of the languages above."""
    return all(not columns.isdisjoint(names) for names in (_TYPE, _SKU, _PRICE))


def seen(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Where the type and the parent stand, told by what stands below, whatever the columns are called.

    Empty where no column holds WooCommerce's types.
    """
    for at, column in enumerate(columns):
        found = {each.strip() for row in rows for each in _cell(row, at).casefold().split(",")} - {""}
        telling = found & _TELLING or (found & {"simple"} and len(rows) > 2)
        if column != "product_type" and found and found <= _TYPES and telling:
            parent = CellTable.ABSENT if {*_PARENT} & {*columns} else _parent(at, len(columns), rows)
            return {_TYPE[0]: at} | ({_PARENT[0]: parent} if parent >= 0 else {})
    return {}


def _parent(type_at: int, width: int, rows: Sequence[Sequence[str]]) -> int:
    """The column in which nearly all variations name a number, or what stands elsewhere in another row."""
    variations = [row for row in rows if _cell(row, type_at).strip().casefold() == "variation"]
    heads = [row for row in rows if _cell(row, type_at).strip().casefold() != "variation"]
    elsewhere = {cell.strip() for row in heads for cell in row}
    for at in reversed(range(width)) if variations else ():
        named = [cell for row in variations if (cell := _cell(row, at).strip()) and not _PLAIN.match(cell)]
        there = {_cell(row, at).strip() for row in heads}
        by_number = all(cell.startswith("id:") for cell in named)
        if len(named) * 5 >= len(variations) * 4 and (
            by_number or (elsewhere.issuperset(named) and there.isdisjoint(named))
        ):
            return at
    return CellTable.ABSENT


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def read(sheet: CellTable) -> Iterator[ImportedProduct]:
    """Every product, in the order of the file, once all variations are known."""
    reader = _Reader(sheet)
    heads: list[tuple[Row, list[Row]]] = []
    families: dict[str, list[Row]] = {}
    variations: list[Row] = []
    for row, cells in sheet.rows():
        if reader.is_a(cells, "variation"):
            variations.append((row, cells))
            continue
        children: list[Row] = []
        heads.append(((row, cells), children))
        for name in reader.names(cells):
            families.setdefault(name, children)
    for row, cells in variations:
        parent = clean(cells[reader.parent])
        if parent in families:
            families[parent].append((row, cells))
        else:
            column = "" if reader.parent == CellTable.ABSENT else sheet.columns[reader.parent]
            sheet.note(ParentMissing(row, column, parent))
    for (row, cells), children in heads:
        yield from reader.finished(row, cells, children)


class _Reader:
    """Where WooCommerce's columns are in one sheet, and what stands in them."""

    def __init__(self, sheet: CellTable) -> None:
        self.sheet = sheet
        self.id = sheet.place("id", "identifiant")
        self.type = sheet.place(*_TYPE)
        self.sku = sheet.place(*_SKU)
        self.price = sheet.place(*_PRICE)
        self.parent = sheet.place(*_PARENT)
        self.published = sheet.place(
            "published", "publié", "veröffentlicht", "publicado", "pubblicato", "gepubliceerd"
        )
        self.offers = offers.Offers(
            sheet,
            self.price,
            sale=sheet.place(
                "sale price",
                "tarif promo",
                "angebotspreis",
                "precio rebajado",
                "prezzo in offerta",
                "actieprijs",
            ),
            first=sheet.place(
                "date sale price starts", "date de début de promo", "datum, an dem angebotspreis beginnt"
            ),
            last=sheet.place(
                "date sale price ends", "date de fin de promo", "datum, an dem angebotspreis endet"
            ),
        )
        self.name = sheet.place("name", "nom", "nombre", "nome")
        self.cost = sheet.place("meta: _wc_cog_cost", "cost of goods", "cost")
        self.barcode = sheet.place(
            "gtin, upc, ean, or isbn", "gtin, upc, ean ou isbn", "gtin, upc, ean oder isbn", "meta: _barcode"
        )
        self.stock = sheet.place("stock", "lager", "bestand", "lagerbestand", "inventario", "magazzino")
        self.backorders = sheet.place(
            "backorders allowed?",
            "autoriser les commandes de produits en rupture ?",
            "lieferrückstand erlaubt?",
        )
        self.categories = sheet.place("categories", "catégories", "kategorien", "categorías", "categorie")
        self.pictures = sheet.place("images", "bilder", "imágenes", "immagini")
        self.description = sheet.place("description", "beschreibung", "descripción", "descrizione")
        self.short = sheet.place("short description", "description courte", "kurzbeschreibung")
        weights = sheet.places(rf"(?:{_WEIGHT}).*")
        self.weights = Weights(sheet, next(iter(weights), CellTable.ABSENT), CellTable.ABSENT)
        self.weight = next(iter(weights), CellTable.ABSENT)
        self.tax_status = sheet.place("tax status", "état de la tva", "steuerstatus")
        self.tax_class = sheet.place("tax class", "classe de tva", "steuerklasse")
        attribute = rf"(?=.*\d)(?=.*(?:{_ATTRIBUTE}))"
        names = rf"{attribute}(?!.*(?:{_VALUE}))(?=.*(?:{_NAME})).*"
        values = rf"{attribute}(?=.*(?:{_VALUE})).*"
        self.option_names, self.options = sheet.places(names), sheet.places(values)

    def is_a(self, cells: list[str], kind: str) -> bool:
        """Whether the row is of this type; its cell may name several."""
        return kind in (each.strip() for each in cells[self.type].casefold().split(","))

    def names(self, cells: list[str]) -> list[str]:
        """What variations may call this product."""
        number, sku = clean(cells[self.id]), clean(cells[self.sku])
        return [name for name in (number and f"id:{number}", sku) if name]

    def finished(self, row: int, cells: list[str], children: list[Row]) -> Iterator[ImportedProduct]:
        """The product with its variations, or as the only one to sell where it cannot have any."""
        try:
            name = self.sheet.name(row, cells, self.name)
            if self.is_a(cells, "grouped"):
                raise LeftOut(GroupLeftOut(row, self.sheet.columns[self.type], name or ""))
            if self.is_a(cells, "variable") or children:
                if not children:
                    raise LeftOut(NothingToSell(row, self.sheet.columns[self.price]))
                for _, each in children:
                    each[self.weight] = each[self.weight] or cells[self.weight]
                self._share_stock((row, cells), [each for _, each in children])
                variants = self._variations(children)
            else:
                variants = (self._variant(row, cells, ""),)
            if variants:
                yield self._product(row, cells, name, variants)
        except LeftOut as out:
            self.sheet.note_family(out.why, children, cells[self.sku])

    def _share_stock(self, head: Row, children: list[list[str]]) -> None:
        """Give the stock that is counted at the product to the only variation that says so."""
        at_parent = [each for each in children if each[self.stock].strip().casefold() == "parent"]
        for each in at_parent:
            each[self.stock] = ""
        self.sheet.share_stock([self.stock], head, at_parent)

    def _product(
        self, row: int, cells: list[str], name: str | None, variants: tuple[ImportedVariant, ...]
    ) -> ImportedProduct:
        has_options = any(each.options for each in variants)
        handle = cells[self.id].strip() or (clean(cells[self.sku]) if has_options else "")
        names = (self.sheet.line(cells, at) for at in self.option_names)
        status = cells[self.tax_status].strip().casefold()
        described = self.description if cells[self.description].strip() else self.short
        return ImportedProduct(
            row=row,
            handle=handle,
            name=name,
            variants=variants,
            description=self.sheet.text(row, cells, described),
            category=self.sheet.clean_line(says.deepest(cells[self.categories])),
            tax=says.tax(cells[self.tax_class], False if status in ("none", "shipping") else None),
            picture_urls=says.addresses(cells[self.pictures]),
            option_names=tuple(each for each in names if each) if has_options else (),
        )

    def _variations(self, rows: list[Row]) -> tuple[ImportedVariant, ...]:
        found = []
        for row, cells in rows:
            values = (self.sheet.line(cells, at) for at in self.options)
            try:
                found.append(self._variant(row, cells, " / ".join(each for each in values if each)))
            except LeftOut as out:
                self.sheet.note(out.why)
        return tuple(found)

    def _variant(self, row: int, cells: list[str], options: str) -> ImportedVariant:
        sheet = self.sheet
        price, before = self.offers.of(row, cells)
        cost = sheet.cost(row, cells, self.cost)
        stock = sheet.stock(row, cells, self.stock)
        backorders = cells[self.backorders].strip().casefold()
        return ImportedVariant(
            row=row,
            options=options,
            sku=sheet.sku(row, cells, self.sku),
            barcodes=sheet.barcodes(row, cells, self.barcode),
            price=price,
            cost=cost,
            stock=stock,
            tracked=None if self.stock == CellTable.ABSENT else stock is not None,
            oversell=True if backorders == "notify" else says.yes(backorders),
            picture_url=next(iter(says.addresses(cells[self.pictures])), None),
            before=before,
            hidden=offers.hidden(cells[self.published]),
            weight=self.weights.of(row, cells),
        )
