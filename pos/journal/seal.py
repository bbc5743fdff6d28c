"""How an entry is made unchangeable: canonical bytes, salted hashes of its parts, a chain; and its limits."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import msgspec

from pos.domain.shop.errors import EntryDamaged
from pos.journal.kinds import KINDS
from pos.journal.kinds.base import Fact, FromNewer, Place

NO_CHAIN = bytes(32)
"""What the first entry of an origin is chained to, and what an absent part hashes to."""

SALT_BYTES = 16
HEADER_LIMIT = 2048
"""Bytes of a header at most."""
PART_LIMIT = 1 << 20
"""Bytes of a body or a personal part at most."""


class Header(msgspec.Struct, frozen=True):
    """What every entry says about itself, whatever it is about; fields of newer programs are left alone."""

    origin: str
    seq: int
    event_id: str
    kind: str
    scope: str
    entity_id: str
    hlc: int
    recorded_at: str
    user: str
    format: int
    was: Place | msgspec.UnsetType = msgspec.UNSET

    @property
    def writer(self) -> bytes:
        """The life that an entry counts for: the one that wrote it first."""
        return bytes.fromhex(self.was.life if isinstance(self.was, Place) else self.origin)


class SealedPart(msgspec.Struct, frozen=True):
    """The exact bytes of a part, with the salt that keeps a blanked one from being guessed."""

    data: bytes
    salt: bytes
    hash: bytes


def canonical(value: msgspec.Struct) -> bytes:
    """The one way a value is written: JSON, UTF-8, sorted keys, nothing absent."""
    return msgspec.json.encode(value, order="sorted")


def seal_part(data: bytes) -> SealedPart:
    """The part with a fresh salt and the hash of both."""
    salt = secrets.token_bytes(SALT_BYTES)
    return SealedPart(data, salt, part_hash(salt, data))


def part_hash(salt: bytes, data: bytes) -> bytes:
    """SHA-256 of salt and bytes."""
    return hashlib.sha256(salt + data).digest()


def link(previous: bytes, header: bytes, body_hash: bytes, personal_hash: bytes | None) -> bytes:
    """The chain value of an entry: 32 bytes that depend on everything before it."""
    return hashlib.sha256(previous + header + body_hash + (personal_hash or NO_CHAIN)).digest()


def parts_of(fact: Fact) -> tuple[bytes, bytes | None]:
    """The canonical bytes of a fact's body and of its personal part."""
    personal = getattr(fact, "personal", msgspec.UNSET)
    if personal is msgspec.UNSET:
        return canonical(fact), None
    return canonical(msgspec.structs.replace(fact, personal=msgspec.UNSET)), canonical(personal)


def header_of(data: bytes) -> Header:
    """A header from its bytes; raises EntryDamaged."""
    header: Header = _read(data, Header)
    return header


def fact_of(kind: str, body: bytes, personal: bytes | None) -> Fact:
    """The fact that an entry's parts say; a blanked personal part is simply absent.

    Raises EntryDamaged, and FromNewer for a kind that this program does not know.
    """
    if kind not in KINDS:
        raise FromNewer(kind)
    fact: Fact = _read(body, KINDS[kind])
    if personal is None or fact.personal_type is None:
        return fact
    return msgspec.structs.replace(fact, personal=_read(personal, fact.personal_type))


def fact_in(header: Header, body: bytes, personal: bytes | None) -> Fact:
    """The fact of an entry; raises FromNewer where a newer program gave its kind another format."""
    if header.kind in KINDS and header.format > KINDS[header.kind].format:
        raise FromNewer(f"{header.kind} {header.format}")
    return fact_of(header.kind, body, personal)


def _read(data: bytes, type_: Any) -> Any:
    try:
        return msgspec.json.decode(data, type=type_)
    except (msgspec.MsgspecError, UnicodeDecodeError, TypeError) as error:
        raise EntryDamaged from error
