"""Find what can be sold: by code, by words, by category; made for an answer within each key pressed."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Any

from pos.domain.catalogue.barcode import variants_of
from pos.domain.catalogue.errors import CodeShared, ProductUnknown
from pos.domain.catalogue.misread import repairs
from pos.domain.catalogue.products import Found, Hit
from pos.domain.money.quantity import from_micro
from pos.domain.money.tax import TaxList
from pos.domain.words.text import clean, fold, words
from pos.model import search as sql
from pos.services.catalogue.spelling import Spelling

WORDS_MAX = 12
LONGEST_WORD = 40
LONGEST_CODE = 500
"""A web address or a code of many fields."""
TRIES = 8
"""Combinations of corrected words that are looked up."""

SURE_WORD = 4
"""Letters from which a known word that gives nothing with the others may still be a mistyped one."""

_SKU_SHAPED = re.compile(r"(?=\S*[0-9\-_./])\S{2,64}")
_BARCODE_SHAPED = re.compile(r"[0-9]{4,18}")
_LAST = chr(0x10FFFF)

_decimal = lru_cache(maxsize=4096)(from_micro)


class Search:
    """The reading side of the catalogue; safe from any thread, since each has its own connection."""

    def __init__(self, reader: Callable[[], sqlite3.Connection], terms: Callable[[str], TaxList]) -> None:
        self._reader = reader
        self._terms = terms
        self._spelling = Spelling(reader)

    def find(self, text: str, limit: int = 20) -> Found:
        """Variants whose names have all the words; else those of the nearest words, which are then named."""
        typed = clean(text)
        wanted = _wanted(typed)
        coded = self._begins_with(typed, limit) if _SKU_SHAPED.fullmatch(typed) else ()
        found = self._match(wanted, limit)
        if coded:
            return _merged(coded, found, limit)
        if found.hits or not wanted:
            return found
        if " " not in typed and (coded := self._begins_with(typed, limit)):
            return Found(coded, len(coded))
        return self._corrected(wanted, limit)

    def names(self, text: str, limit: int) -> tuple[str, ...]:
        """The names of the products of at most so many variants that have all the words."""
        wanted = _wanted(clean(text))
        rows = self._reader().execute(sql.NAMES, (_all_of(wanted), limit)) if wanted else ()
        return tuple(name for (name,) in rows)

    def by_code(self, code: str, scanned: bool) -> tuple[Hit, ...]:
        """The variants with exactly this code: scanned barcodes before SKUs, typed SKUs before barcodes.

        Several hits share one code of the same kind; the person chooses.
        """
        code, sku = code.encode(errors="ignore").decode(), clean(code)
        if not sku or len(code) > LONGEST_CODE:
            return ()
        if scanned:
            hits = self._by_barcode(code, sku) or self._by_sku(sku)
        else:
            hits = self._by_sku(sku) or self._by_barcode(code, sku)
        return hits or self._by_repair(code, scanned)

    def the_one(self, code: str) -> Hit:
        """The only variant with this SKU or barcode, for who cannot be asked which one is meant.

        Raises ProductUnknown, and CodeShared where several have it.
        """
        hits = self.by_code(code, scanned=False)
        if not hits:
            raise ProductUnknown(code)
        if len(hits) > 1:
            names = (" · ".join(filter(None, (hit.name, hit.options))) for hit in hits)
            raise CodeShared(code, ", ".join(dict.fromkeys(names)))
        return hits[0]

    def variant(self, variant_id: str) -> Hit | None:
        """One variant as it is now, archived or not."""
        hits = self._hits(sql.OF_VARIANT, (bytes.fromhex(variant_id),))
        return hits[0] if hits else None

    def of_product(self, product_id: str) -> tuple[Hit, ...]:
        """The variants of a product that can be sold, in its order."""
        return self._hits(sql.OF_PRODUCT, (bytes.fromhex(product_id),))

    def favourites(self) -> tuple[Hit, ...]:
        """The first variant of each favourite product, in the shop's order; `choices` says of how many."""
        return self._tiles(sql.FAVOURITES)

    def categories(self) -> tuple[str, ...]:
        """The categories that have something to sell, in order of the alphabet."""
        return tuple(sorted((row[0] for row in self._reader().execute(sql.CATEGORIES)), key=fold))

    def in_category(self, name: str, after_rank: int = 0, limit: int = 60) -> tuple[Hit, ...]:
        """The first variant of each product of a category (empty: all), best sellers first, after a rank."""
        if name:
            return self._tiles(sql.IN_CATEGORY, (name, after_rank, limit))
        return self._tiles(sql.ALL_PRODUCTS, (after_rank, limit))

    def count(self) -> int:
        """How many variants can be sold."""
        number: int = self._reader().execute(sql.COUNT).fetchone()[0]
        return number

    def _match(self, wanted: Sequence[str], limit: int, corrected: str = "") -> Found:
        if not wanted:
            return Found((), 0)
        hits = self._hits(sql.FIND, (_all_of(wanted), limit + 1))
        return Found(hits[:limit], len(hits), corrected)

    def _corrected(self, wanted: Sequence[str], limit: int) -> Found:
        """The first combination of nearest words that some product has."""
        # A word by itself that gave nothing is unknown: no need to ask.
        unknown = [word for word in wanted if len(wanted) == 1 or not self._spelling.is_known(word)]
        doubted = unknown or [word for word in wanted if len(word) >= SURE_WORD and len(wanted) > 1]
        for tried in self._combinations(wanted, doubted, together=bool(unknown)):
            found = self._match(_shortest_form(tried), limit, " ".join(tried))
            if found.hits:
                return found
        return Found((), 0)

    def _combinations(
        self, wanted: Sequence[str], doubted: Sequence[str], *, together: bool
    ) -> Iterable[Sequence[str]]:
        """The words with the doubted ones replaced: all together, or one at a time."""
        near = {word: self._spelling.nearest(word) for word in doubted}
        if together:
            choices = [near.get(word, [word]) for word in wanted]
            if all(choices):
                yield from islice(product(*choices), TRIES)
            return
        for word in doubted:
            for other in near[word][:2]:
                yield [other if one == word else one for one in wanted]

    def _begins_with(self, typed: str, limit: int) -> tuple[Hit, ...]:
        hits = self._hits(sql.SKU_BEGINS, (typed, typed + _LAST, limit))
        if len(hits) < limit and _BARCODE_SHAPED.fullmatch(typed):
            hits += self._hits(sql.BARCODE_BEGINS, (typed, typed + _LAST, limit - len(hits)))
        return _once(hits)

    def _by_barcode(self, code: str, written: str) -> tuple[Hit, ...]:
        forms = variants_of(code)
        if forms and written not in forms:
            forms = (*forms, written)  # as older versions kept it
        return self._by_forms(forms)

    def _by_forms(self, forms: Sequence[str]) -> tuple[Hit, ...]:
        places = ",".join("?" * len(forms))
        return _once(self._hits(sql.BY_BARCODE.format(places=places), forms)) if forms else ()

    def _by_repair(self, code: str, scanned: bool) -> tuple[Hit, ...]:
        """What has the code as it was before something on its way changed it."""
        tried = repairs(code, scanned=scanned)
        if not tried:
            return ()
        forms = tuple(dict.fromkeys(form for repair in tried for form in repair.forms))
        hits = self._by_forms(forms)
        return hits or _once(hit for form in forms for hit in self._hits(sql.BY_SKU, (form,)))

    def _by_sku(self, code: str) -> tuple[Hit, ...]:
        hits = self._hits(sql.BY_SKU, (code,))
        return tuple(hit for hit in hits if hit.sku == code) or hits

    def _hits(self, statement: str, values: Sequence[object]) -> tuple[Hit, ...]:
        terms = self._terms
        return tuple([_hit(row, terms) for row in self._reader().execute(statement, values)])

    def _tiles(self, statement: str, values: Sequence[object] = ()) -> tuple[Hit, ...]:
        rows = self._reader().execute(statement, values).fetchall()
        return tuple(
            _hit(row, self._terms)._replace(choices=choices, rank=rank) for *row, choices, rank in rows
        )


def _all_of(wanted: Sequence[str]) -> str:
    return " ".join(f'"{word}"*' for word in wanted)


def _hit(row: Sequence[Any], terms: Callable[[str], TaxList]) -> Hit:
    (
        uid,
        of,
        name,
        options,
        sku,
        barcode,
        price,
        tax_class,
        on_hand,
        oversell,
        unit,
        category,
        picture,
        liked,
        importing,
        till,
    ) = row
    return Hit(
        uid.hex(),
        of.hex(),
        name,
        options,
        sku,
        barcode or "",
        None if price is None else _decimal(price),
        terms(tax_class),
        None if on_hand is None else _decimal(on_hand),
        oversell,
        unit,
        category,
        picture,
        liked == 1,
        importing == 1,
        till,
    )


def _wanted(typed: str) -> list[str]:
    return _shortest_form(word[:LONGEST_WORD] for word in words(typed)[:WORDS_MAX])


def _shortest_form(typed: Iterable[str]) -> list[str]:
    """Words without those that another one begins with: what has `mug` has `mu`."""
    once = list(dict.fromkeys(typed))
    return [word for word in once if not any(one != word and one.startswith(word) for one in once)]


def _once(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple({hit.variant_id: hit for hit in reversed(tuple(hits))}.values())[::-1]


def _merged(coded: tuple[Hit, ...], found: Found, limit: int) -> Found:
    hits = _once((*coded, *found.hits))
    return Found(hits[:limit], max(found.total, len(hits)))
