"""Compare a catalogue file with the shop: which products are new, which fields of known ones change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from msgspec import UNSET, UnsetType, structs

from pos.domain.catalogue.barcode import bare_number
from pos.domain.imports.mistakes import NoName, NoPrice, ProductMissing, TaxUnknown
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant, Mistake, ReadFile
from pos.domain.money.quantity import from_micro, to_micro
from pos.domain.money.tax import TaxList
from pos.domain.shop.settings import Oversell, ShopSettings
from pos.domain.words.text import fold
from pos.journal.heads import hlc_of
from pos.journal.ids import new_ids
from pos.journal.kinds.products import ASK, ProductFields, ProductSet, VariantFields, VariantSet
from pos.journal.kinds.stock import StockMove
from pos.journal.records import seen
from pos.services.imports.matching import Matching, Meant

T = TypeVar("T")

STEP = 500
"""Products between two looks at progress and cancel."""


@dataclass(slots=True)
class Plan:
    """Products to write, their stock by the product's id, and what a person wants to know of them."""

    products: list[ProductSet] = field(default_factory=list)
    openings: dict[str, list[StockMove]] = field(default_factory=dict)
    counts: dict[str, list[StockMove]] = field(default_factory=dict)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    counted: int = 0
    mistakes: list[Mistake] = field(default_factory=list)


def plan(
    connection: sqlite3.Connection,
    file: ReadFile,
    settings: ShopSettings,
    *,
    count: bool,
    sell_hidden: bool = False,
    now: datetime,
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Plan:
    """What the file would change; `count` also counts known stock to the file. `step` may raise to cancel.

    What is not for sale by its state in the file is archived, or sold all the same where `sell_hidden`.
    """
    planner = _Planner(file.format, settings, count, sell_hidden, new_ids(now))
    matching = Matching(connection, file.format, file.products)
    for place, meant in enumerate(matching.meant()):
        if place % STEP == 0:
            step(min(place, len(file.products)), len(file.products))
        planner.take(meant)
    planner.plan.mistakes += matching.mistakes
    return planner.plan


class _Planner:
    def __init__(
        self, source: str, settings: ShopSettings, count: bool, sell_hidden: bool, ids: Iterator[str]
    ) -> None:
        self.plan = Plan()
        self._source = source
        self._count = count
        self._sell_hidden = sell_hidden
        self._ids = ids
        self._taxes = _tax_classes(settings)
        self._together: set[str] = set()

    def take(self, meant: Meant) -> None:
        """Add one product to the plan."""
        if meant.product is not None:
            self._update(meant.product, meant)
        elif meant.variants:
            self._create(meant.sources[0], [one for one, _new in meant.variants])

    def _create(self, product: ImportedProduct, rows: Sequence[ImportedVariant]) -> None:
        if product.name is None:
            self.plan.mistakes += [_nameless(product, one) for one in rows]
            return
        made = self._product_fields(product, self._source, product.handle)
        uid = next(self._ids)
        gone = [self._archived(one) for one in rows]
        whole = all(gone)
        if whole:
            made = structs.replace(made, archived=True)
        variants = []
        for place, one in enumerate(rows):
            if one.price is not None or self._has_price(one):
                variants.append(self._new_variant(uid, one, place, archived=not whole and bool(gone[place])))
        if not variants:
            return
        self.plan.products.append(ProductSet(uid, made, variants=tuple(variants)))
        self.plan.created += 1

    def _update(self, known: dict[str, Any], meant: Meant) -> None:
        uid = known["uid"].hex()
        archived = [self._archived(one) for one, _match in meant.variants]
        alone = bool(meant.variants) and all(_gave_way(match, meant) for _one, match in meant.variants)
        whole = bool(archived) and all(archived) and (alone or len(archived) >= meant.positions)
        state = {} if set(archived) <= {None} else {"archived": whole}
        changed, was, before = _changes(self._agreed(meant.sources) | state, known)
        variants = []
        named = any(one.name for one in meant.sources)
        priced = [(_above(one, meant.bare), match) for one, match in meant.variants]
        if variant := self._gives_way(meant):
            variants.append(variant)
        for place, (one, match) in enumerate(priced):
            if match is not None:
                stays = whole or _gave_way(match, meant)
                if changed_variant := self._changed_variant(uid, one, match, whole=stays):
                    variants.append(changed_variant)
            elif not named and one.above is None:
                self.plan.mistakes.append(NoName(one.row, ""))
            elif self._has_price(one):
                hidden = not whole and bool(self._archived(one))
                variants.append(self._new_variant(uid, one, meant.positions + place, archived=hidden))
        if not changed and not variants and uid not in self.plan.counts:
            self.plan.unchanged += 1
            return
        self.plan.updated += 1
        self.plan.products.append(
            ProductSet(uid, ProductFields(**changed), before, ProductFields(**was), tuple(variants))
        )

    def _agreed(self, sources: Sequence[ImportedProduct]) -> dict[str, Any]:
        """What the file says of a product; where it names it several times, only what is the same."""
        said = [_given(self._product_fields(one)) for one in sources]
        if len(said) == 1:
            return said[0]
        values = [(name, value) for fields in said for name, value in fields.items()]
        several = {
            name for name, value in values if (name, value) != next(one for one in values if one[0] == name)
        }
        return {name: value for name, value in values if name not in several}

    def _archived(self, one: ImportedVariant) -> bool | None:
        """Whether it is not sold, by its state in the file; None where the file says nothing."""
        return False if one.hidden and self._sell_hidden else one.hidden

    def _changed_variant(
        self, product: str, one: ImportedVariant, known: dict[str, Any], *, whole: bool
    ) -> VariantSet | None:
        archived = self._archived(one)
        state = {} if archived is None or whole else {"archived": archived}
        if one.barcodes and _no_better(one.barcodes, known["barcodes"]):
            one = one._replace(barcodes=None)
        changed, was, before = _changes(_variant_fields(one) | state, known)
        uid = known["uid"].hex()
        said = self._counted(one, known)
        if said is not None and to_micro(said) != known["on_hand"]:
            self.plan.counted += 1
            if self._count:
                count = StockMove(uid, counted=to_micro(said), expected=known["on_hand"])
                self.plan.counts.setdefault(product, []).append(count)
        return VariantSet(uid, VariantFields(**changed), before, VariantFields(**was)) if changed else None

    def _counted(self, one: ImportedVariant, known: dict[str, Any]) -> Decimal | None:
        """How many there are, where the file says so; of kinds that share their stock the first one does."""
        if one.stock is None or not known["tracked"] or known["shares"] in self._together:
            return None
        self._together |= {known["shares"]} - {""}
        return one.stock

    def _gives_way(self, meant: Meant) -> VariantSet | None:
        """The variant without options is sold no more where the file brings the kinds of its product."""
        kinds = [one for one, _match in meant.variants if one.above is not None and one.options]
        if meant.bare is None or meant.bare["archived"] or not kinds:
            return None
        if any(match is meant.bare for _one, match in meant.variants):
            return None
        changed, was, before = _changes({"archived": True}, meant.bare)
        return VariantSet(meant.bare["uid"].hex(), VariantFields(**changed), before, VariantFields(**was))

    def _has_price(self, one: ImportedVariant) -> bool:
        """Whether a new variant can be sold; one of a file that names no price is left out."""
        if one.price is None and not one.asks_price:
            self.plan.mistakes.append(NoPrice(one.row, ""))
            return False
        return True

    def _new_variant(self, product: str, one: ImportedVariant, place: int, *, archived: bool) -> VariantSet:
        """A variant that is made; what holds for it where nobody says anything is left out."""
        counted = one.stock is not None and one.tracked is not False
        fields = VariantFields(
            options=one.options or UNSET,
            sku=one.sku or UNSET,
            barcodes=one.barcodes or UNSET,
            price=_price(one),
            cost=UNSET if one.cost is None else to_micro(one.cost),
            unit=one.unit or UNSET,
            tracked=UNSET if counted else False,
            oversell=UNSET if one.oversell is None else _oversell(one),
            price_before=UNSET if not one.before else to_micro(one.before),
            weight=UNSET if one.weight is None else one.weight,
            position=place or UNSET,
            archived=True if archived else UNSET,
        )
        uid = next(self._ids)
        if counted and one.stock:
            self.plan.openings.setdefault(product, []).append(StockMove(uid, to_micro(one.stock)))
        return VariantSet(uid, fields)

    def _product_fields(self, product: ImportedProduct, source: str = "", handle: str = "") -> ProductFields:
        return ProductFields(
            name=product.name or UNSET,
            category=UNSET if product.category is None else product.category,
            description=UNSET if product.description is None else product.description,
            tax_class=UNSET if product.tax is None else self._tax_class(product.tax, product.row),
            source=source or UNSET,
            handle=handle or UNSET,
            picture_url=product.picture_urls[0] if product.picture_urls else UNSET,
        )

    def _tax_class(self, tax: str, row: int) -> str | UnsetType:
        key = self._taxes.get(_tax_key(tax))
        if key is None:
            self.plan.mistakes.append(TaxUnknown(row, "", tax))
            return UNSET
        return key


def _gave_way(match: dict[str, Any] | None, meant: Meant) -> bool:
    """Whether it is what the product was before it had kinds: what is said of it is said of the product."""
    return match is not None and match is meant.bare and bool(match["archived"]) and meant.has_kinds


def _no_better(said: Sequence[str], known: Sequence[str]) -> bool:
    """Whether codes are those the shop has, perhaps without the zeros that a spreadsheet ate."""
    same = {*map(bare_number, said)} == {*map(bare_number, known)}
    return same and sum(map(len, said)) <= sum(map(len, known))


def _nameless(product: ImportedProduct, one: ImportedVariant) -> Mistake:
    return (
        NoName(one.row, "")
        if one.above is None
        else ProductMissing(one.row, "", product.handle or product.of)
    )


def _above(one: ImportedVariant, bare: dict[str, Any] | None) -> ImportedVariant:
    """The variant with its price, where the file only says how much dearer than its product it is."""
    if one.above is None or one.price is not None or bare is None or bare["price"] is None:
        return one
    return one._replace(price=max(from_micro(bare["price"]) + one.above, Decimal(0)))


def _variant_fields(one: ImportedVariant) -> dict[str, Any]:
    """The fields the file names, as an entry sets them; options and what is not named are left alone."""
    fields = {
        "sku": _or_unset(one.sku),
        "barcodes": _or_unset(one.barcodes),
        "price": _price(one),
        "cost": _micro(one.cost),
        "price_before": _micro(one.before),
        "weight": _or_unset(one.weight),
        "unit": _or_unset(one.unit),
        "oversell": _oversell(one),
    }
    return {name: value for name, value in fields.items() if value is not UNSET}


def _given(fields: ProductFields) -> dict[str, Any]:
    return {name: value for name, value in structs.asdict(fields).items() if value is not UNSET}


def _or_unset(value: T | None) -> T | UnsetType:
    return UNSET if value is None else value


def _micro(value: Decimal | None) -> int | UnsetType:
    return UNSET if value is None else to_micro(value)


def _price(one: ImportedVariant) -> int | str | UnsetType:
    return ASK if one.asks_price else _micro(one.price)


def _oversell(one: ImportedVariant) -> str | UnsetType:
    if one.oversell is None:
        return UNSET
    return Oversell.ALLOW.value if one.oversell else Oversell.BLOCK.value


def _changes(
    fields: dict[str, Any], known: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], dict[str, tuple[str, ...]]]:
    """The fields that differ from what the shop has, what it has, and the clocks seen."""
    changed = {name: value for name, value in fields.items() if _held(name, known) != value}
    was = {name: _held(name, known) for name in changed}
    return (
        changed,
        {name: value for name, value in was.items() if value is not UNSET},
        seen(known["clocks"], changed),
    )


def _held(name: str, known: dict[str, Any]) -> Any:
    value = known[name]
    if name == "price" and value is None:
        return ASK
    if name == "cost" and value is None:
        return UNSET
    return bool(value) if name in ("tracked", "archived") else value


def _tax_classes(settings: ShopSettings) -> dict[TaxList | str, str]:
    """The shop's classes by rates, by key and by name."""
    found: dict[TaxList | str, str] = {}
    for one in reversed(settings.tax_classes):
        found |= {one.rates: one.key, fold(one.key): one.key, fold(one.name): one.key}
    return found


def _tax_key(tax: str) -> TaxList | str:
    parts = tuple(part.strip().removesuffix("%").strip() for part in tax.split(" + "))
    if all(_is_rate(part) for part in parts):
        return tuple(part for part in (_plain_rate(part) for part in parts) if part != "0")
    return fold(tax)


def _is_rate(part: str) -> bool:
    return part.replace(".", "", 1).isdecimal()


def _plain_rate(part: str) -> str:
    return (part.rstrip("0").rstrip(".") if "." in part else part) or "0"


def slices(products: Iterable[ProductSet], now: datetime) -> Iterator[tuple[ProductSet, ...]]:
    """The products in entries of at most `STEP` records.

    What replaces a value of a clock that lies ahead of ours goes alone, since the entry's own clock must then
    be later still.
    """
    ahead = int(now.timestamp() * 1000) + 1 << 16
    some: list[ProductSet] = []
    records = 0
    for one in products:
        clocks = one.seen_clocks
        if clocks and hlc_of(max(clocks)) >= ahead:
            yield (one,)
            continue
        size = max(1, len(one.variants))
        if some and records + size > STEP:
            yield tuple(some)
            some, records = [], 0
        some.append(one)
        records += size
    if some:
        yield tuple(some)
