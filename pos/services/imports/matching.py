"""Find what a catalogue file means in the shop: by its own handle, SKU, barcode, then name and options."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from pos.domain.catalogue.stock import MAIN
from pos.domain.imports.read_file import ImportedProduct, ImportedVariant
from pos.domain.words.text import fold

AT_ONCE = 500
"""Codes asked for by one statement."""


class Known:
    """The shop's products as the file may name them; an empty shop is never asked."""

    def __init__(self, connection: sqlite3.Connection, source: str) -> None:
        self._connection = connection
        self._source = source
        self._empty = connection.execute("SELECT 1 FROM product LIMIT 1").fetchone() is None
        self._skus: frozenset[str] = frozenset()
        self._codes: frozenset[str] = frozenset()

    def look_ahead(self, products: Sequence[ImportedProduct]) -> None:
        """Find out at once which codes of some products the shop has: most files bring new ones."""
        if self._empty:
            return
        variants = [one for product in products for one in product.variants]
        skus = [one.sku for one in variants if one.sku]
        codes = [code for one in variants for code in one.barcodes or ()]
        self._skus = self._known("SELECT sku FROM variant WHERE sku COLLATE NOCASE IN", skus)
        self._codes = self._known("SELECT code FROM barcode WHERE code IN", codes)

    def product_of(self, product: ImportedProduct) -> dict[str, Any] | None:
        """The shop's product that the file means: by handle, SKU, barcode, name; none that is archived."""
        if self._empty:
            return None
        if product.handle:
            found = self._one(
                "SELECT * FROM product WHERE source = ? AND handle = ? AND archived = 0",
                self._source,
                product.handle,
            )
            if found:
                return found
        for one in product.variants:
            found = self._by_code(one)
            if found:
                return self._one("SELECT * FROM product WHERE id = ?", found["product_id"])
        if product.name and not any(one.sku for one in product.variants):
            return self._one(
                "SELECT * FROM product WHERE name = ? COLLATE NOCASE AND archived = 0", product.name
            )
        return None

    def variants_of(self, product: int) -> list[dict[str, Any]]:
        """The variants of a product with their codes and stock."""
        rows = self._all(
            """SELECT v.*, coalesce(s.on_hand, 0) AS on_hand FROM variant v
               LEFT JOIN stock s ON s.variant_id = v.id AND s.location = ?
               WHERE v.product_id = ? AND v.archived = 0 ORDER BY v.position, v.id""",
            MAIN,
            product,
        )
        for row in rows:
            codes = self._connection.execute(
                "SELECT code FROM barcode WHERE variant_id = ? ORDER BY position", (row["id"],)
            )
            row["barcodes"] = tuple(code for (code,) in codes)
        return rows

    def variant_of(
        self, one: ImportedVariant, known: list[dict[str, Any]], *, alone: bool
    ) -> dict[str, Any] | None:
        """The variant of the product that a row means: by SKU, barcode, then options."""
        if one.sku:
            wanted = one.sku.casefold()
            return next((row for row in known if row["sku"].casefold() == wanted), None)
        for code in one.barcodes or ():
            for row in known:
                if code in row["barcodes"]:
                    return row
        options = fold(one.options)
        same = [row for row in known if fold(row["options"]) == options]
        return same[0] if same else known[0] if alone and len(known) == 1 else None

    def _by_code(self, one: ImportedVariant) -> dict[str, Any] | None:
        if one.sku:
            if one.sku.lower() not in self._skus:
                return None
            return self._one(
                "SELECT v.product_id FROM variant v JOIN product p ON p.id = v.product_id"
                " WHERE v.sku = ? COLLATE NOCASE AND v.archived = 0 AND p.archived = 0 ORDER BY v.id",
                one.sku,
            )
        for code in one.barcodes or ():
            if code.lower() not in self._codes:
                continue
            rows = self._all(
                "SELECT DISTINCT v.product_id FROM barcode b JOIN variant v ON v.id = b.variant_id"
                " JOIN product p ON p.id = v.product_id"
                " WHERE b.code = ? AND v.archived = 0 AND p.archived = 0 LIMIT 2",
                code,
            )
            if len(rows) == 1:
                return rows[0]
        return None

    def _known(self, found_in: str, wanted: Sequence[str]) -> frozenset[str]:
        """The texts that are there, in small letters: no fewer than SQLite takes for equal."""
        found: set[str] = set()
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            rows = self._connection.execute(f"{found_in} ({','.join('?' * len(some))})", some)
            found.update(text.lower() for (text,) in rows)
        return frozenset(found)

    def _one(self, sql: str, *values: object) -> dict[str, Any] | None:
        rows = self._all(sql + ("" if "LIMIT" in sql else " LIMIT 1"), *values)
        return rows[0] if rows else None

    def _all(self, sql: str, *values: object) -> list[dict[str, Any]]:
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]
