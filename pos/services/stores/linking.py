"""Write down what of a web shop is what here, so that it stands over what was written before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos.journal.kinds.stores.connecting import StoreLink, StoreLinked

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction

BEFORE = """SELECT clock FROM store_link WHERE store = :store AND noun = :noun AND ours = :ours
    UNION ALL SELECT clock FROM store_link WHERE store = :store AND noun = :noun AND theirs = :theirs
    AND theirs <> '' """


def link(tx: Transaction, key: str, links: Iterable[StoreLink]) -> None:
    """Record links; their entry names the latest of those that it replaces, whatever clock wrote it."""
    wanted = tuple(links)
    if not wanted:
        return
    clocks: list[str] = []
    for one in wanted:
        asked = {"store": key, "noun": one.noun, "ours": bytes.fromhex(one.ours), "theirs": one.theirs}
        clocks += (clock for (clock,) in tx.raw().execute(BEFORE, asked))
    tx.record(StoreLinked(key, wanted, seen=named(max(clocks, default=""))))


def named(clock: str) -> tuple[str, ...]:
    """The event whose clock this is, as entries name one."""
    return (clock[16:],) if clock else ()
