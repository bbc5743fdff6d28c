"""Rows of derived tables as they are the same on every till: by the ids of things, not by local numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, Table

from pos.model.base import Base

if TYPE_CHECKING:
    from sqlalchemy import Connection

NAMED = {"order": "orders", "import": "catalogue_import"}
"""Tables whose rows are pointed at by another name than their own."""

EVENT = "(SELECT lower(hex(event_id)) FROM entry WHERE arrival = t.arrival)"


def rows_in(connection: Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """Every row with event ids for arrivals, uids for local numbers, hexadecimal for bytes; in one order.

    What belongs to one thing comes together, so that no more than its rows are ever sorted at once.
    """
    names = _names(table)
    columns = [_said(table, name) for name in names]
    pointer = _pointer(table)
    places = [str(place + 1) for place in key_of(table)]
    source = f"{table.name} t"
    if pointer:  # by the index of the owner, and then only among what belongs to it
        source = f"{_pointed(pointer)} o JOIN {source} ON t.{pointer} = o.id"
        places.insert(0, "o.uid")
    elif "id" not in table.columns:
        places = [f't."{column.name}"' for column in table.primary_key.columns]
    elif "uid" in table.columns:
        places = ["t.uid"]
    sql = f"SELECT {', '.join(columns)} FROM {source} ORDER BY {', '.join(places)}"
    for row in connection.execution_options(stream_results=True).exec_driver_sql(sql):
        yield tuple(row)


def rests_on(table: Table) -> set[str]:
    """The derived tables whose rows a table's rows name by local numbers, and itself."""
    named = (table.name if one.name == "into_id" else _pointed(one.name) for one in table.columns)
    return {table.name, *named} - {""}


def key_of(table: Table) -> list[int]:
    """The places in a row that tell which thing it is about: all of them, where nothing else does."""
    names = _names(table)
    if "uid" in names:
        return [names.index("uid")]
    if "id" in table.columns:
        pointer = _pointer(table)
        places = list(range(len(names)))
        return sorted(places, key=lambda place: names[place] != pointer)
    return [names.index(column.name) for column in table.primary_key.columns]


def _names(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.name != "id"]


def canonical(row: tuple[Any, ...]) -> bytes:
    """A row as the digest reads it: a JSON array, UTF-8, without spaces."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=bytes.hex)
    return text.encode("utf-8", "surrogatepass")


def _said(table: Table, name: str) -> str:
    """A column as every till would say it."""
    if name == "arrival":
        return EVENT
    if pointed := table.name if name == "into_id" else _pointed(name):
        return f"(SELECT lower(hex(uid)) FROM {pointed} WHERE id = t.{name})"
    if isinstance(table.columns[name].type, LargeBinary):
        return f"CASE WHEN t.{name} IS NOT NULL THEN lower(hex(t.{name})) END"
    return f't."{name}"'


def _pointed(name: str) -> str:
    """The table that a column's numbers point into; "" where they do not."""
    noun = name.removesuffix("_id")
    table = Base.metadata.tables.get(NAMED.get(noun, noun))
    return table.name if name.endswith("_id") and table is not None and "uid" in table.columns else ""


def _pointer(table: Table) -> str:
    """The first column that always points at the row this table's rows belong to; "" where none does."""
    if "uid" in table.columns:
        return ""
    return next((one.name for one in table.columns if not one.nullable and _pointed(one.name)), "")
