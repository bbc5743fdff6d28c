"""The digest, byte by byte, and that a table rebuilt has the same."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import create_engine

from pos.journal.proof.digest import digest
from pos.journal.proof.rebuild import copy_journal, rebuild
from pos.model import schema
from pos.model.database import raw
from tests.shop_kit import ShopKit


def test_the_digest_is_made_of_exactly_these_bytes(shop: ShopKit) -> None:
    shop.stocks()
    shop.sells("MUG-BLU")
    with shop.shop.till.database.reading() as connection:
        found = digest(connection)
    rows = shop.rows(
        """SELECT lower(hex(o.uid)), l.n, lower(hex(v.uid)), l.sku, l.name, l.quantity, l.unit_price,
           l.discount, l.amount, l.order_discount FROM order_line l JOIN orders o ON o.id = l.order_id
           JOIN variant v ON v.id = l.variant_id"""
    )
    total = sum(
        int.from_bytes(
            hashlib.sha256(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()).digest()
        )
        for row in rows
    )
    (lines,) = (one for one in found.tables if one.name == "order_line")
    assert (lines.rows, lines.hash) == (1, f"{total % 2**256:064x}")
    assert [one.name for one in found.tables] == sorted(one.name for one in found.tables)
    text = "".join(f"{one.name}:{one.rows}:{one.hash}\n" for one in found.tables)
    assert found.digest == hashlib.sha256(text.encode()).hexdigest()


def test_tables_made_anew_have_the_same_digest(shop: ShopKit) -> None:
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.shop.order_changes.void("A-000001")
    engine = create_engine("sqlite://")
    with shop.shop.till.database.reading() as connection, engine.connect() as fresh:
        raw(fresh).isolation_level = None
        schema.create(fresh)
        copy_journal(connection, fresh)
        rebuild(fresh)
        assert digest(fresh) == digest(connection)
    engine.dispose()
