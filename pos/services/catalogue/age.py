"""How old figures of stock are where other tills sell too."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from pos.services.till.life import has_several_tills

ROUND = "SELECT ended FROM sync_run WHERE why = '' ORDER BY id DESC LIMIT 1"
HEARD = "SELECT heard_at FROM sync_life WHERE origin <> ? AND heard_at <> ''"
OPENED = "SELECT opened_at FROM till WHERE origin = ?"


def known_at(reader: sqlite3.Connection, life: bytes) -> datetime | None:
    """When this till last heard what others did; None for a single till, whose figures have no age."""
    if not has_several_tills(reader):
        return None
    found = (*reader.execute(ROUND), *reader.execute(HEARD, (life,)), *reader.execute(OPENED, (life,)))
    return max(datetime.fromisoformat(at) for (at,) in found)
