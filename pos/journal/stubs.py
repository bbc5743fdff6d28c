"""Rows of records that entries mention: blank where it has not come, or of what it was merged into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos.journal.heads import LOWEST
from pos.model.database import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

AT_ONCE = 500
"""Records looked up together."""

_CLOCKS = f'{{"*":"{LOWEST}"}}'
_STUBS = {
    "customer": f"""INSERT INTO customer(uid, name, company, email, phone, tax_id, legal_id, tax_exempt,
        language, note, delivery_method, payment_method, archived, clocks)
        VALUES (?,'','','','','','',0,'','','','',0,'{_CLOCKS}')""",
    "product": f"""INSERT INTO product(uid, name, category, description, tax_class, source, handle,
        picture_url, picture, questions, archived, clocks)
        VALUES (?,'','','','','','','','','',0,'{_CLOCKS}')""",
    "variant": f"""INSERT INTO variant(uid, position, options, sku, unit, tracked, oversell, till, shares,
        weight, price_before, picture, archived, clocks)
        VALUES (?,0,'','','',1,'','','',0,0,'',0,'{_CLOCKS}')""",
    "person": f"INSERT INTO person(uid, name, archived, clocks) VALUES (?,'',0,'{_CLOCKS}')",
}


def rows_for(connection: Connection, table: str, uids: Iterable[str]) -> dict[str, int]:
    """The rows that records count as by their hexadecimal ids: those of what they were merged into."""
    return _rows(connection, table, "coalesce(into_id, id)", uids)


def stubs_for(connection: Connection, table: str, uids: Iterable[str]) -> dict[str, int]:
    """The rows of the records themselves; who is not known yet is made, blank, with the lowest clocks."""
    return _rows(connection, table, "id", uids)


def _rows(connection: Connection, table: str, row: str, uids: Iterable[str]) -> dict[str, int]:
    named = list(dict.fromkeys(filter(None, uids)))
    keys = list(map(bytes.fromhex, named))
    run = raw(connection).execute
    known: dict[bytes, int] = {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        marks = ",".join("?" * len(some))
        known.update(run(f"SELECT uid, {row} FROM {table} WHERE uid IN ({marks})", some))
    if len(known) < len(keys):
        for key in keys:
            if key not in known:
                known[key] = run(_STUBS[table], (key,)).lastrowid or 0
    return dict(zip(named, map(known.__getitem__, keys), strict=True))
