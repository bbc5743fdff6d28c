"""Look through what the hub holds of a life: each entry must be what its till signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from pos.journal import seal
from pos.journal.kinds.tills import TillKeyed, TillOpened
from pos.journal.stored import Stored, misfit
from pos.journal.trust import entry_message, is_signed
from pos.sync.carrier import PAGE_ENTRIES, Want

if TYPE_CHECKING:
    from pos.sync.carrier import Carrier, HubHead


class _Keyed(msgspec.Struct):
    """The key that a till's entry names."""

    key: str = ""


def wrong_from(line: Carrier, origin: bytes, head: HubHead, looked: Callable[[int], None]) -> int:
    """The number of the first entry that is missing or not as its till signed it; 0 where all are right.

    `looked` hears after each page how many were looked at.
    """
    chain, key, due = seal.NO_CHAIN, b"", 1
    while due <= head.seq:
        page = line.read([Want(origin, due - 1, head.seq)], PAGE_ENTRIES)
        if not page:
            return due
        for entry in page:
            if entry.kind == TillOpened.kind and entry.seq == 1:
                key = _key_in(entry)
            made = seal.link(chain, entry.header, entry.body_hash, entry.personal_hash)
            if (
                (entry.origin, entry.seq) != (origin, due)
                or misfit(entry)
                or made != entry.chain
                or not is_signed(key, entry.sig, entry_message(entry.chain))
            ):
                return due
            if entry.kind == TillKeyed.kind:
                key = _key_in(entry)
            chain, due = entry.chain, entry.seq + 1
        looked(due - 1)
    return 0


def _key_in(entry: Stored) -> bytes:
    try:
        return bytes.fromhex(msgspec.json.decode(entry.body, type=_Keyed).key)
    except (msgspec.MsgspecError, ValueError):
        return b""
