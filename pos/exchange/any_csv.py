"""Any other table: what its columns mean is guessed from their names, and can be corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from operator import itemgetter

from pos.domain.imports.mistakes import NothingToSell, StateUnknown
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.exchange import cells as says
from pos.exchange.cell_table import CellTable, LeftOut, distinct
from pos.exchange.columns.guess import guess
from pos.exchange.columns.names import place_of, plain_key
from pos.exchange.columns.particulars import tax_of
from pos.exchange.currencies import in_one_currency, in_own_currency
from pos.exchange.numbers import mistake
from pos.exchange.offers import Offers, hidden
from pos.exchange.weights import Weights

_ASKED = frozenset({"variable", "variabel", "open", "ask", "libre", "offen", "frei"})
_NOT_THERE = frozenset({"not stocked", "n/a", "-"})
_PLAIN_KINDS = frozenset({"regular", "default", "default title", "standard", "normal"})

Row = tuple[int, list[str]]


def header_row(records: Sequence[Sequence[str]], wanted: Mapping[str, str] | None = None) -> int | None:
    """Where the header is among the first records: the first row with a name or SKU and one field more.

    With a mapping it is the first row that has its columns. None where no row reads like a header.
    """
    alone = None
    for at, record in enumerate(records[:30]):
        if wanted and set(wanted) <= set(distinct(record)):
            return at
        fields = set(guess(record).values())
        if fields & {"name", "sku"}:
            if len(fields) > 1:
                return at
            alone = at if alone is None else alone
    return alone


def read(sheet: CellTable, mapping: Mapping[str, str]) -> Iterator[ImportedProduct]:
    """Every good product, its columns read as the mapping says."""
    reader = Reader(sheet, mapping)
    sheet.use(mapping)
    if reader.handle != CellTable.ABSENT:
        families = sheet.families(reader.handle, reader.name)
    elif reader.place != CellTable.ABSENT and not reader.grouped:
        families = reader.at_places()
    elif reader.grouped and reader.name != CellTable.ABSENT:
        families = reader.namesakes()
    else:
        yield from reader.singles()
        return
    for rows in families:
        yield from reader.together(rows)


class Reader:
    """Where the fields are in one sheet, and what stands in them."""

    def __init__(self, sheet: CellTable, mapping: Mapping[str, str]) -> None:
        self.sheet = sheet
        places: dict[str, list[int]] = {}
        for at, column in enumerate(sheet.columns):
            if column in mapping:
                places.setdefault(mapping[column], []).append(at)
        self.places = places
        first = {field: found[0] for field, found in places.items()}.get
        absent = CellTable.ABSENT
        self.name, self.sku = first("name", absent), first("sku", absent)
        self.price, self.cost = first("price", absent), first("cost", absent)
        self.handle, self.category = first("handle", absent), first("category", absent)
        self.description, self.unit = first("description", absent), first("unit", absent)
        self.tracked, self.weighed = first("tracked", absent), first("weighed", absent)
        self.currency, self.place = first("currency", absent), first("place", absent)
        self.packed, self.kind = first("options", absent), first("kind", absent)
        self.stock, self.barcode = places.get("stock", []), places.get("barcode", [])
        self.tax, self.picture = places.get("tax", []), places.get("picture", [])
        self.options = [first(f"option{n}", absent) for n in (1, 2, 3)]
        self.option_names = [first(f"option{n} name", absent) for n in (1, 2, 3)]
        self.grouped = any(at != absent for at in (self.handle, self.packed, self.kind, *self.options))
        self.states = places.get("state", [])
        self.archived, self.sold_at = places.get("archived", []), places.get("sold at", [])
        self._at_places(sheet)
        self.offers = Offers(
            sheet,
            self.price,
            sale=first("sale", absent),
            before=first("before", absent),
            first=first("sale from", absent),
            last=first("sale until", absent),
            percent=first("percent off", absent),
            amount=first("amount off", absent),
            switch=first("on sale", absent),
        )
        self.stated = bool(self.states or self.archived or self.sold_at)
        self.measured = not places.keys().isdisjoint(("unit", "weighed"))
        self._weights = Weights(sheet, first("weight", absent), first("weight unit", absent))
        self._weighs = "weight" in places
        self._paths: dict[str, str | None] = {"": None}
        # A record that ends before these says too little to be trusted.
        sheet.needed = 1 + max(self.name, self.sku, self.price)

    def _at_places(self, sheet: CellTable) -> None:
        """Tell the columns of one place from those of others; keep those of the place that was chosen."""
        self._usual_price = self.price
        self._stocks: dict[int, list[tuple[Decimal | None, bool | None]]] = {}
        named = {at: place_of(sheet.columns[at]) for at in self.stock}
        sheet.added = tuple(sheet.columns[at] for at in (*self.stock, self.place) if at != CellTable.ABSENT)
        if len(named) < 2:
            return
        sheet.stocked.update(dict.fromkeys(named.values()))
        if sheet.only:
            self.stock = [at for at, place in named.items() if place == sheet.only]
            self.sold_at = [at for at in self.sold_at if place_of(sheet.columns[at]) == sheet.only]
            own = (at for at, column in enumerate(sheet.columns) if place_of(column) == sheet.only)
            self.price = next(
                (at for at in own if plain_key(sheet.columns[at]) == plain_key(sheet.columns[self.price])),
                self.price,
            )
            sheet.used.add(self.price)

    def singles(self) -> Iterator[ImportedProduct]:
        """One product a row."""
        sheet = self.sheet
        for row, cells in (
            sheet.rows()
            if self.currency == CellTable.ABSENT
            else in_own_currency(self.sheet, self.sku, self.currency, self.price)
        ):
            try:
                name = sheet.name(row, cells, self.name)
                yield self.product(row, cells, name, (self.variant(row, cells, ""),))
            except LeftOut as out:
                sheet.note(out.why)

    def namesakes(self) -> Iterator[list[Row]]:
        """Rows with options, the same name and category, wherever they stand; all others by themselves.

        A row without a name that has options belongs to the row above it; rows that say no category to the
        only one of their name.
        """
        found: dict[str, dict[str, list[Row]]] = {}
        name = category = ""
        for row, cells in self.sheet.rows():
            has_options = bool(self._options(cells))
            if (own := cells[self.name].strip()) or not has_options:
                heads = has_options or not cells[self.price].strip()
                name, category = own if heads else f"\n{row}", cells[self.category].strip()
            found.setdefault(name, {}).setdefault(category, []).append((row, cells))
        for families in found.values():
            if len(families) == 2 and "" in families:
                yield sorted(chain(*families.values()), key=itemgetter(0))
            else:
                yield from families.values()

    def together(self, rows: list[Row]) -> Iterator[ImportedProduct]:
        """The product that these rows make up; the only row without options is but its heading."""
        row, cells = next((each for each in rows if each[1][self.name].strip()), rows[0])
        try:
            name = self.sheet.name(row, cells, self.name)
        except LeftOut as out:
            self.sheet.note_family(out.why, rows, cells[self.handle])
            return
        name = name and name.removesuffix(f" / {self._options(cells)}")
        rows = (
            in_one_currency(self.sheet, rows, self.sku, self.currency, self.price)
            if self.currency != CellTable.ABSENT
            else rows
        )
        bare = [at for at, each in rows if not self._options(each)] or self._headings(rows)
        heading = ""
        if len(bare) == 1 < len(rows):
            heading = next(each[self.price] for at, each in rows if at == bare[0])
            rows = [each for each in rows if each[0] != bare[0]]
        if self.place != CellTable.ABSENT:
            rows = self._once(rows)
        variants = []
        for at, each in rows:
            each[self.price] = each[self.price] if each[self.price].strip() else heading
            try:
                one = self.variant(at, each, self._options(each))
            except LeftOut as out:
                self.sheet.note(out.why)
                continue
            variants.append(self._with_stock_of_all(one))
        if variants:
            for at in (self.category, self.description, *self.option_names, *self.tax, *self.picture):
                cells[at] = cells[at] or next((each[at] for _, each in rows if each[at]), "")
            yield self.product(row, cells, name, tuple(variants))

    def _headings(self, rows: list[Row]) -> list[int]:
        """Rows with a name and no SKU above such that have an SKU and no name."""
        named = [row for row, cells in rows if cells[self.name].strip() and not cells[self.sku].strip()]
        others = [cells for row, cells in rows if row not in named]
        coded = all(cells[self.sku].strip() and not cells[self.name].strip() for cells in others)
        return named if others and coded else []

    def at_places(self) -> Iterator[list[Row]]:
        """Rows of one thing in several places, wherever they stand; all others by themselves."""
        found: dict[str, list[Row]] = {}
        for row, cells in self.sheet.rows():
            codes = (cells[at].strip() for at in (self.sku, *self.barcode, self.name))
            key = next(filter(None, codes), "") if cells[self.place].strip() else ""
            found.setdefault(key or f"\n{row}", []).append((row, cells))
        yield from found.values()

    def _once(self, rows: list[Row]) -> list[Row]:
        """Each variant once, in its first row; what it has in each place is written down."""
        first: dict[tuple[str, str], Row] = {}
        for row, cells in rows:
            place = cells[self.place].strip()
            own = first.setdefault((cells[self.sku].strip(), self._options(cells)), (row, cells))
            if place:
                self.sheet.stocked[place] = None
            if not self.sheet.only or place == self.sheet.only:
                self._stocks.setdefault(own[0], []).append(self._stock(row, cells))
        return list(first.values())

    def _with_stock_of_all(self, one: ImportedVariant) -> ImportedVariant:
        """A variant with what it has in its places together; nothing, where it is not at the one chosen."""
        if self.place == CellTable.ABSENT or not self.stock:
            return one
        said = self._stocks.get(one.row, [])
        if any(tracked is False for _, tracked in said):
            return one._replace(stock=None, tracked=False)
        counted = [stock for stock, _ in said if stock is not None]
        if not counted and said:
            return one
        return one._replace(stock=sum(counted, Decimal(0)), tracked=True)

    def _options(self, cells: list[str]) -> str:
        values = [value for at in self.options if (value := cells[at].strip())]
        if not values and cells[self.packed]:
            values = [
                each.partition(":")[2].strip() for each in re.split(r"[,;](?=[^,;:]+:)", cells[self.packed])
            ]
        if not values and (kind := cells[self.kind].strip()).casefold() not in _PLAIN_KINDS:
            values = [kind]
        return self.sheet.clean_line(" / ".join(values)) or ""

    def _option_names(self, cells: list[str]) -> tuple[str, ...]:
        names = [name for at in self.option_names if (name := self.sheet.line(cells, at))]
        if not self.places.keys() & {"option1 name", "option2 name", "option3 name"}:
            names = [self.sheet.columns[at] for at in self.options if at != CellTable.ABSENT]
        if not names and cells[self.packed]:
            pairs = re.split(r"[,;](?=[^,;:]+:)", cells[self.packed])
            names = [name for each in pairs if (name := self.sheet.clean_line(each.partition(":")[0]))]
        return tuple(names)

    def family(
        self, head: Row, kinds: Sequence[tuple[Row, str]], names: Sequence[str] = ()
    ) -> Iterator[ImportedProduct]:
        """The product of one row with its kinds, each of a row of its own and with its options."""
        row, cells = head
        try:
            name = self.sheet.name(row, cells, self.name)
        except LeftOut as out:
            self.sheet.note_family(out.why, [each for each, _ in kinds], cells[self.handle])
            return
        variants = []
        for (at, each), options in kinds:
            try:
                variants.append(self.variant(at, each, self.sheet.clean_line(options) or ""))
            except LeftOut as out:
                self.sheet.note(out.why)
        if variants:
            whole = self.product(row, cells, name, tuple(variants))
            pictures = (url for (_, each), _ in kinds for url in self._pictures(each))
            yield whole._replace(
                picture_urls=tuple(dict.fromkeys((*whole.picture_urls, *pictures))),
                option_names=tuple(names) if any(one.options for one in variants) else (),
            )
        elif not kinds:
            self.sheet.note(NothingToSell(row, self.sheet.columns[self.price]))

    def inherit(self, cells: list[str], head: list[str], *fields: str) -> None:
        """Let a row say what its product says, where it says nothing of these fields itself."""
        for field in fields:
            for at in self.places.get(field, ()):
                cells[at] = cells[at] if cells[at].strip() else head[at]

    def product(
        self, row: int, cells: list[str], name: str | None, variants: tuple[ImportedVariant, ...]
    ) -> ImportedProduct:
        raw = cells[self.category]
        try:
            category = self._paths[raw]
        except KeyError:
            category = self._paths[raw] = self.sheet.clean_line(says.path(raw))
        return ImportedProduct(
            row,
            cells[self.handle].strip(),
            name,
            variants,
            self.sheet.text(row, cells, self.description) if cells[self.description] else None,
            category,
            self._tax(cells) if self.tax else None,
            self._pictures(cells) if self.picture else (),
            self._option_names(cells) if self.grouped else (),
        )

    def variant(self, row: int, cells: list[str], options: str) -> ImportedVariant:
        sheet = self.sheet
        if not cells[self.price]:
            cells[self.price] = cells[self._usual_price]  # a place without a price of its own
        try:
            price, before = self.offers.of(row, cells)
        except LeftOut:
            price = before = None
            if cells[self.price].strip().casefold() not in _ASKED:
                raise
        cost = sheet.cost(row, cells, self.cost) if cells[self.cost] else None
        stock, tracked = self._stock(row, cells)
        codes = self._barcodes(row, cells) if self.barcode else None
        sku = sheet.sku(row, cells, self.sku) if cells[self.sku] else None
        if codes and self.sku == CellTable.ABSENT and not codes[0].isdecimal():
            sku, codes = codes[0], codes[1:] or None
        asks = price is None and self.price != CellTable.ABSENT
        unit = self._unit(cells) if self.measured else None
        state = self._hidden(row, cells) if self.stated else None
        weight = self._weights.of(row, cells) if self._weighs else None
        return ImportedVariant(
            *(row, options, sku, codes, price, cost, stock, tracked, None, asks, unit, None, before, state),
            weight,
        )

    def _tell_unknown(self, row: int, cells: list[str]) -> None:
        for at in self.states:
            if cells[at].strip() and hidden(cells[at]) is None:
                self.sheet.note(mistake(StateUnknown, row, self.sheet.columns[at], cells[at]))

    def _hidden(self, row: int, cells: list[str]) -> bool | None:
        """Whether it is not for sale: by one of its states, or at none of the places."""
        states = [hidden(cells[at]) for at in self.states]
        if None in states:
            self._tell_unknown(row, cells)
        states += [says.yes(cells[at]) for at in self.archived]
        places = [said for at in self.sold_at if (said := hidden(cells[at])) is not None]
        told = [each for each in states if each is not None] + ([all(places)] if places else [])
        return any(told) if told else None

    def _stock(self, row: int, cells: list[str]) -> tuple[Decimal | None, bool | None]:
        """The stock of all places together, and whether it is counted at all."""
        tracked = says.yes(cells[self.tracked]) if cells[self.tracked] else None
        total: Decimal | None = None
        for at in self.stock:
            try:
                found = self.sheet.number(row, cells, at)
            except LeftOut as out:
                some = says.in_stock(cells[at])
                if some:
                    return None, False
                if some is None and cells[at].strip().casefold() not in _NOT_THERE:
                    self.sheet.note_cell(out.why, cells[at])
                found = None if some is None else Decimal(0)
            if found is not None:
                total = found if total is None else total + found
        if tracked is None and total is not None:
            tracked = True
        return (None if tracked is False else total), tracked

    def _barcodes(self, row: int, cells: list[str]) -> tuple[str, ...] | None:
        if len(self.barcode) == 1:
            return self.sheet.barcodes(row, cells, self.barcode[0])
        found = [code for at in self.barcode for code in self.sheet.barcodes(row, cells, at) or ()]
        return tuple(dict.fromkeys(found)) or None

    def _tax(self, cells: list[str]) -> str | None:
        switched = [tax_of(self.sheet.columns[at], cells[at]) for at in self.tax]
        named = [each or says.tax(cells[at], None) for at, each in zip(self.tax, switched, strict=True)]
        taxes = [each for each in named if each and each != "0"]
        return " + ".join(taxes) or ("0" if "0" in named else None)

    def _pictures(self, cells: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(url for at in self.picture for url in says.addresses(cells[at])))

    def _unit(self, cells: list[str]) -> str | None:
        if cells[self.weighed] and says.yes(cells[self.weighed]):
            return "kg"
        return says.unit(cells[self.unit]) if cells[self.unit] else None
