"""Rows of records that are mentioned before the entry that makes them: blank, with the lowest clocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos.journal.heads import LOWEST

if TYPE_CHECKING:
    from sqlalchemy import Connection

CLOCKS = f'{{"*":"{LOWEST}"}}'
STUBS = {
    "customer": f"""INSERT INTO customer(uid, name, company, email, phone, tax_id, tax_exempt, language, note,
        delivery_method, payment_method, archived, clocks)
        VALUES (?,'','','','','',0,'','','','',0,'{CLOCKS}')""",
    "variant": f"""INSERT INTO variant(uid, product_id, position, options, sku, price, cost, unit, tracked,
        oversell, weight, picture, archived, clocks)
        VALUES (?,NULL,0,'','',NULL,NULL,'',1,'',0,'',0,'{CLOCKS}')""",
}


def rows_for(connection: Connection, table: str, uids: Iterable[str]) -> dict[str, int]:
    """The row ids of records by their hexadecimal ids; who is not known yet is made, blank."""
    wanted = {uid: bytes.fromhex(uid) for uid in uids if uid}
    if not wanted:
        return {}
    marks = ",".join("?" * len(wanted))
    found = connection.exec_driver_sql(
        f"SELECT uid, id FROM {table} WHERE uid IN ({marks})", tuple(wanted.values())
    )
    known = {uid.hex(): row for uid, row in found}
    for uid, key in wanted.items():
        if uid not in known:
            known[uid] = int(connection.exec_driver_sql(STUBS[table], (key,)).lastrowid)
    return known
