"""Find what a catalogue file means in the shop: by its own handle, SKU, barcode, then name and options.

Nothing in the shop is meant by two rows of a file: what is alike is told apart by all the file says of it, or
the rows are left out with the question which is meant.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pos.domain.catalogue.barcode import bare_number, forms_of
from pos.domain.catalogue.stock import MAIN
from pos.domain.imports.mistakes import SeveralMeant
from pos.domain.imports.pairing import pair
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant, Mistake
from pos.domain.words.text import fold
from pos.services.imports import looks
from pos.services.imports.looks import Held, Row, Said

AT_ONCE = 500
"""Codes asked for by one statement."""

_CAPITALS = {letter: letter + 32 for letter in range(ord("A"), ord("Z") + 1)}

_KEPT = """p.into_id IS NULL AND (p.archived = 0
    OR NOT EXISTS (SELECT 1 FROM catalogue_import i WHERE i.id = p.import_id AND i.undone = 1))"""
"""What was not merged into another, nor taken back with the file that brought it."""

Place = tuple[int, int]
"""Of a variant: that of its product in the file, and its own in the product."""


@dataclass(slots=True)
class Meant:
    """A product of the shop, None for a new one, with what the file says of it.

    `sources` are the products of the file that are this one; each variant comes with the shop's own, None
    where it is new.
    """

    product: Row | None
    sources: list[ImportedProduct]
    variants: list[tuple[ImportedVariant, Row | None]]
    known: Sequence[Row] = ()
    """The variants that the shop has of it."""

    @property
    def positions(self) -> int:
        """How many variants the shop has of it."""
        return len(self.known)

    @property
    def bare(self) -> Row | None:
        """The variant without options, what the product was before it had kinds."""
        return next((row for row in self.known if not row["options"]), None)

    @property
    def has_kinds(self) -> bool:
        """Whether variants with options are sold of it."""
        return any(row["options"] and not row["archived"] for row in self.known)


@dataclass(slots=True)
class _Group:
    """What of the file belongs to one product."""

    sources: list[int] = field(default_factory=list)
    variants: list[Place] = field(default_factory=list)


class _Owned(NamedTuple):
    """A variant of the shop and its product, by their rows."""

    row: int
    product: int


class Matching:
    """One file beside the shop; an empty shop is never asked."""

    def __init__(
        self, connection: sqlite3.Connection, source: str, products: Sequence[ImportedProduct]
    ) -> None:
        self._connection = connection
        self._source = source
        self._products = products
        self._same: dict[Place, _Owned] = {}
        self._targets: dict[int, int] = {}
        self._refused: set[Place] = set()
        self.mistakes: list[Mistake] = []

    def meant(self) -> Iterator[Meant]:
        """Each product of the shop that the file means, and each new one, in the order of the file."""
        if self._connection.execute("SELECT 1 FROM product LIMIT 1").fetchone() is not None:
            self._match_skus()
            self._match_products(self._by_handles())
            self._match_owners()
            self._match_references()
            self._match_barcodes()
            self._match_products(self._by_names())
        for target, group in self._grouped().items():
            yield self._meant(target, group)

    # by code

    def _match_skus(self) -> None:
        wanted: dict[str, list[Place]] = {}
        for at, product in enumerate(self._products):
            for place, one in enumerate(product.variants):
                if one.sku:
                    wanted.setdefault(_small(one.sku), []).append((at, place))
        rows = self._in(
            "SELECT v.sku, v.archived OR p.archived, v.id, v.product_id FROM variant v"
            f" JOIN product p ON p.id = v.product_id WHERE v.into_id IS NULL AND {_KEPT}"
            " AND v.sku COLLATE NOCASE IN",
            list(wanted),
        )
        known: dict[str, list[_Owned]] = {}
        gone: dict[str, list[_Owned]] = {}
        for sku, archived, variant, product in rows:
            (gone if archived else known).setdefault(_small(sku), []).append(_Owned(variant, product))
        for sku in gone.keys() - known.keys():
            if any(_means_gone(self._said(place).kind) for place in wanted[sku]):
                known[sku] = gone[sku]
        for sku, owned in known.items():
            if len(wanted[sku]) == len(owned) == 1:
                self._same[wanted[sku][0]] = owned[0]
            else:
                self._tell_apart(wanted[sku], owned)

    def _tell_apart(self, places: list[Place], owned: list[_Owned]) -> None:
        """Several rows or several variants with one SKU: by all else that is known of them."""
        known = [self._whole(one) for one in owned]
        pairs = pair([self._said(place) for place in places], known, looks.with_one_sku(), whole=looks.WHOLE)
        for at, other in pairs.found.items():
            self._same[places[at]] = owned[other]
        for at in pairs.unclear:
            self._refuse(places[at], self._said(places[at]).kind.sku or "")

    def _whole(self, owned: _Owned) -> Row:
        (row,) = self._all(
            """SELECT v.id, v.sku, v.options, v.price, v.cost, p.name, p.category,
                      CASE p.source WHEN ? THEN p.handle ELSE '' END AS handle
               FROM variant v JOIN product p ON p.id = v.product_id WHERE v.id = ?""",
            self._source,
            owned.row,
        )
        return row | {"barcodes": self._codes_of(owned.row)}

    def _match_owners(self) -> None:
        """A product is that of its first variant that is known."""
        for (at, _place), owned in sorted(self._same.items()):
            self._targets.setdefault(at, owned.product)

    def _match_references(self) -> None:
        """Kinds of a product that the file does not bring, by the product's own SKU."""
        wanted: dict[str, list[int]] = {}
        for at, product in self._open():
            if product.of:
                wanted.setdefault(_small(product.of), []).append(at)
        rows = self._in(
            f"SELECT v.sku, p.id FROM variant v JOIN product p ON p.id = v.product_id WHERE v.into_id IS NULL"
            f" AND {_KEPT} AND v.options = '' AND v.sku COLLATE NOCASE IN",
            list(wanted),
        )
        known: dict[str, set[int]] = {}
        for sku, product_row in rows:
            known.setdefault(_small(sku), set()).add(product_row)
        for sku, found in known.items():
            for at in wanted[sku]:
                if len(found) == 1:
                    self._targets[at] = min(found)
                    continue
                for place in range(len(self._products[at].variants)):
                    self._refuse((at, place), self._products[at].of)

    def _match_barcodes(self) -> None:
        """Of variants without an SKU, where the code belongs to one product alone on both sides."""
        wanted: dict[str, set[int]] = {}
        for at, said in self._open():
            for one in said.variants:
                for code in one.barcodes or () if not one.sku else ():
                    wanted.setdefault(bare_number(code), set()).add(at)
        forms = {form: code for code in wanted for form in (code, *_forms(code))}
        rows = self._in(
            "SELECT b.code, v.product_id FROM barcode b JOIN variant v ON v.id = b.variant_id"
            " JOIN product p ON p.id = v.product_id WHERE v.archived = 0 AND p.archived = 0 AND b.code IN",
            list(forms),
        )
        known: dict[str, set[int]] = {}
        for code, product in rows:
            known.setdefault(forms[code], set()).add(product)
        taken = set(self._targets.values())
        for code, products in known.items():
            if len(wanted[code]) == len(products) == 1:
                (at,), (product,) = wanted[code], products
                if product not in taken:
                    self._targets.setdefault(at, product)
                    taken.add(product)

    # by what a product is called

    def _by_handles(self) -> list[tuple[list[int], list[int]]]:
        wanted: dict[str, list[int]] = {}
        for at, product in enumerate(self._products):
            if product.handle:
                wanted.setdefault(product.handle, []).append(at)
        rows = self._in(
            f"SELECT handle, id, archived FROM product p WHERE {_KEPT} AND source = ? AND handle IN",
            list(wanted),
            self._source,
        )
        return self._beside(wanted, rows)

    def _by_names(self) -> list[tuple[list[int], list[int]]]:
        """Only of products none of whose variants has an SKU."""
        wanted: dict[str, list[int]] = {}
        for at, product in self._open():
            if product.name and not any(one.sku for one in product.variants):
                wanted.setdefault(_small(product.name), []).append(at)
        rows = self._in(
            f"SELECT name, id, archived FROM product p WHERE {_KEPT} AND name COLLATE NOCASE IN", list(wanted)
        )
        taken = set(self._targets.values())
        return self._beside(
            wanted, ((_small(name), row, archived) for name, row, archived in rows if row not in taken)
        )

    def _beside(
        self, wanted: dict[str, list[int]], rows: Iterable[tuple[Any, ...]]
    ) -> list[tuple[list[int], list[int]]]:
        """Places in the file beside the shop's rows of the same name.

        What is no longer sold is only meant by a file that says of it whether it is for sale, or that brings
        its kinds.
        """
        known: dict[str, list[int]] = {}
        gone: dict[str, list[int]] = {}
        for name, row, archived in rows:
            (gone if archived else known).setdefault(name, []).append(row)
        for name in gone.keys() - known.keys():
            if any(_means_gone(one) for at in wanted[name] for one in self._products[at].variants):
                known[name] = gone[name]
        return [(wanted[name], sorted(found)) for name, found in known.items()]

    def _match_products(self, alike: Iterable[tuple[list[int], list[int]]]) -> None:
        for places, known in alike:
            if len(places) == len(known) == 1:
                self._targets[places[0]] = known[0]
                continue
            pairs = pair(
                [self._products[at] for at in places],
                [self._held(row) for row in known],
                looks.of_products(),
                whole=1,
            )
            for at, other in pairs.found.items():
                self._targets[places[at]] = known[other]
            for at in pairs.unclear:
                product = self._products[places[at]]
                for place in range(len(product.variants)):
                    self._refuse((places[at], place), product.name or product.handle)

    def _held(self, row: int) -> Held:
        (product,) = self._all("SELECT name, category FROM product WHERE id = ?", row)
        live = [one for one in self._variants_of(row) if not one["archived"]]
        return Held(row, product["name"], product["category"], looks.kinds_of(live))

    # what belongs together

    def _grouped(self) -> dict[int, _Group | None]:
        """By the row of the shop's product; new ones have numbers below zero, and None where all is new."""
        met = {at for at, _place in (*self._same, *self._refused)}
        groups: dict[int, _Group | None] = {}
        for at, product in enumerate(self._products):
            own = self._targets.get(at, -1 - at)
            if own < 0 and at not in met:
                groups[own] = None
                continue
            groups[own] = group = groups.get(own) or _Group()
            group.sources.append(at)
            for place in range(len(product.variants)):
                if (at, place) not in self._refused:
                    of = owned.product if (owned := self._same.get((at, place))) else own
                    groups[of] = group = groups.get(of) or _Group()
                    group.variants.append((at, place))
        return groups

    def _meant(self, target: int, group: _Group | None) -> Meant:
        if group is None:
            one = self._products[-1 - target]
            return Meant(None, [one], [(kind, None) for kind in one.variants])
        sources = [self._products[at] for at in group.sources]
        if target < 0:
            return Meant(None, sources, [(self._said(place).kind, None) for place in group.variants])
        (product,) = self._all("SELECT * FROM product WHERE id = ?", target)
        known = self._variants_of(target)
        by_row = {row["id"]: row for row in known}
        same = {place: by_row[owned.row] for place in group.variants if (owned := self._same.get(place))}
        if rest := [place for place in group.variants if place not in same]:
            taken = {one["id"] for one in same.values()}
            left = [row for row in known if row["id"] not in taken]
            stated = any(map(_says_state, sources))
            same |= self._by_options(rest, _sold_first(left, stated), alone=len(group.variants) == 1)
        variants = [
            (self._said(place).kind, same.get(place))
            for place in group.variants
            if place not in self._refused
        ]
        return Meant(product, sources, variants, known)

    def _by_options(self, rest: list[Place], left: list[Row], *, alone: bool) -> dict[Place, Row]:
        """What variants are without an SKU that is known: by barcode, then options.

        One that has an SKU can only be one that had none.
        """
        coded = [place for place in rest if self._said(place).kind.sku]
        bare = [place for place in rest if not self._said(place).kind.sku]
        found: dict[Place, Row] = {}
        for places in filter(None, (bare, coded)):
            taken = {row["id"] for row in found.values()}
            free = [row for row in left if row["id"] not in taken and (places is bare or not row["sku"])]
            said = [self._said(place) for place in places]
            only = alone and len(left) == 1
            pairs = pair(said, free, looks.of_one_product(free, alone=only), whole=looks.WHOLE)
            found |= {places[at]: free[other] for at, other in pairs.found.items()}
            there = {fold(row["options"]) for at, row in enumerate(free) if at not in pairs.found.values()}
            for at in pairs.unclear:
                if fold(said[at].kind.options) in there:
                    self._refuse(places[at], said[at].product.name or said[at].product.handle)
        return found

    def _said(self, place: Place) -> Said:
        product = self._products[place[0]]
        return Said(product, product.variants[place[1]])

    def _open(self) -> Iterator[tuple[int, ImportedProduct]]:
        """The products of the file that are none of the shop's yet."""
        return ((at, one) for at, one in enumerate(self._products) if at not in self._targets)

    def _refuse(self, place: Place, what: str) -> None:
        self._refused.add(place)
        self.mistakes.append(SeveralMeant(self._said(place).kind.row, "", what))

    # the shop's rows

    def _variants_of(self, product: int) -> list[Row]:
        """The variants of a product with their codes and stock, those too that are no longer sold."""
        rows = self._all(
            """SELECT v.*, coalesce(s.on_hand, 0) AS on_hand FROM variant v
               LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ?
               WHERE v.product_id = ? AND v.into_id IS NULL ORDER BY v.position, v.id""",
            *(MAIN, product),
        )
        for row in rows:
            row["barcodes"] = self._codes_of(row["id"])
        return rows

    def _codes_of(self, variant: int) -> tuple[str, ...]:
        codes = self._all("SELECT code FROM barcode WHERE variant_id = ? ORDER BY position", variant)
        return tuple(row["code"] for row in codes)

    def _in(self, found_in: str, wanted: Sequence[str], *before: object) -> Iterator[tuple[Any, ...]]:
        """The rows whose last condition is one of many texts."""
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            yield from self._connection.execute(f"{found_in} ({','.join('?' * len(some))})", (*before, *some))

    def _all(self, sql: str, *values: object) -> list[Row]:
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def _sold_first(rows: list[Row], stated: bool) -> list[Row]:
    """What is sold; where a file says states, what is sold no more too, unless it looks like one that is."""
    live = [row for row in rows if not row["archived"]]
    sold = {fold(row["options"]) for row in live}
    return live + [row for row in rows if stated and row["archived"] and fold(row["options"]) not in sold]


def _means_gone(one: ImportedVariant) -> bool:
    """Whether what is no longer sold can be meant: the row says a state, or only how much dearer it is."""
    return one.hidden is not None or one.above is not None


def _says_state(product: ImportedProduct) -> bool:
    return any(one.hidden is not None for one in product.variants)


def _forms(code: str) -> list[str]:
    return forms_of(code) if code.isdecimal() and bare_number(code) == code else []


def _small(text: str) -> str:
    """In the letters by which SQLite compares: only those of ASCII are small or large."""
    return text.lower() if text.isascii() else text.translate(_CAPITALS)
