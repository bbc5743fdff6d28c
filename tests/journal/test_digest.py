"""The digest, byte by byte, and that a table rebuilt has the same."""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import create_engine

from pos.domain.customers.customers import Customer
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


def test_every_table_is_read_by_the_same_rules(shop: ShopKit) -> None:
    """Each cell by its column alone: what is not there is null, whatever kind of column it is."""
    shop.stocks()
    lucie = shop.shop.customers.add(Customer("", "Lucie é", email="lucie@example.com"))
    for buyer in (lucie, Customer("", "Nobody kept")):
        shop.shop.quotes.save(shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(buyer)))
    shop.sells("MUG-BLU")
    with shop.shop.till.database.reading() as connection:
        found = {one.name: (one.rows, one.hash) for one in digest(connection).tables}
    owners = {"order": "orders", "import": "catalogue_import"}
    for name, said in found.items():
        columns = [str(row[1]) for row in shop.rows(f"PRAGMA table_info({name})")]
        total = rows = 0
        for row in shop.rows(f"SELECT * FROM {name}"):
            cells: list[object] = []
            for column, value in zip(columns, row, strict=True):
                noun = column.removesuffix("_id")
                if column == "arrival":
                    ((value,),) = shop.rows("SELECT event_id FROM entry WHERE arrival = ?", value)
                elif noun != column and isinstance(value, int):
                    owner = name if noun == "into" else owners.get(noun, noun)
                    ((value,),) = shop.rows(f"SELECT uid FROM {owner} WHERE id = ?", value)
                if column != "id":
                    cells.append(value.hex() if isinstance(value, bytes) else value)
            text = json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
            total, rows = total + int.from_bytes(hashlib.sha256(text.encode()).digest()), rows + 1
        assert (name, *said) == (name, rows, f"{total % 2**256:064x}")


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
