"""Every table is one of the kinds: journal, derived, cache or local."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pos.model import base
from pos.model.base import Base, Kind, tables_of
from tests.shop_kit import ShopKit

MADE = re.compile(r"CREATE (?:VIRTUAL )?TABLE(?: IF NOT EXISTS)? (\w+)")
CACHES = tuple(
    name
    for path in sorted(Path(base.__file__).parent.glob("*.py"))
    for name in MADE.findall(path.read_text("utf-8"))
)
"""The indexes of searches, made by statements of their own; SQLite adds tables named after them."""

WANTED = {
    Kind.JOURNAL: {"entry", "entry_part"},
    Kind.LOCAL: {"draft", "choice"},
}


def in_file(shop: ShopKit, kind: str) -> set[str]:
    rows = shop.rows(
        "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite!_%' ESCAPE '!'", kind
    )
    return {str(name) for (name,) in rows}


def test_every_table_of_a_shop_has_a_kind(shop: ShopKit) -> None:
    known = {name for kind in Kind for name in tables_of(kind)}
    strangers = {name for name in in_file(shop, "table") - known if not name.startswith(CACHES)}
    assert strangers == set()
    assert known <= in_file(shop, "table")
    assert set(CACHES) <= in_file(shop, "table")
    assert not set(CACHES) & known


@pytest.mark.parametrize("kind", WANTED)
def test_the_tables_that_are_never_compared_are_these(kind: Kind) -> None:
    assert WANTED[kind] <= set(tables_of(kind))
    assert not WANTED[kind] & set(tables_of(Kind.DERIVED))


def test_what_the_journal_adds_up_to_is_derived() -> None:
    derived = set(tables_of(Kind.DERIVED))
    assert derived >= {
        "product",
        "variant",
        "barcode",
        "orders",
        "order_line",
        "payment",
        "stock",
        "stock_move",
    }
    assert derived >= {"day_total", "series", "document", "setting", "person", "till", "catalogue_import"}


def test_derived_tables_need_no_local_ones() -> None:
    local = set(tables_of(Kind.LOCAL)) | set(tables_of(Kind.CACHE))
    for name in tables_of(Kind.DERIVED):
        for key in Base.metadata.tables[name].foreign_keys:
            assert key.column.table.name not in local


def test_no_amount_is_kept_as_a_float(shop: ShopKit) -> None:
    for name in in_file(shop, "table"):
        if name.startswith(CACHES):
            continue
        for _cid, column, kind, *_rest in shop.rows(f"PRAGMA table_info({name})"):
            assert kind in ("INTEGER", "VARCHAR", "BLOB", "TEXT"), f"{name}.{column} is {kind}"


def test_the_journal_is_guarded_by_triggers(shop: ShopKit) -> None:
    assert in_file(shop, "trigger") == {
        "entry_never_changes",
        "entry_never_goes",
        "entry_part_never_goes",
        "entry_part_only_blanks",
    }
