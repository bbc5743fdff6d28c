"""Write down what of a web shop is what here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pos.journal.kinds.stores.connecting import StoreLink, linked

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


def link(tx: Transaction, key: str, links: Iterable[StoreLink]) -> None:
    """Record links, where there are any."""
    wanted = tuple(links)
    if wanted:
        tx.record(linked(tx.raw(), key, wanted))
