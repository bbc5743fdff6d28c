"""How an entry is made unchangeable: canonical bytes, salted hashes of its parts, a chain, and a MAC."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import msgspec

from pos.journal.kinds import KINDS
from pos.journal.kinds.base import Fact

NO_CHAIN = bytes(32)
"""What the first entry of an origin is chained to, and what an absent part hashes to."""


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every entry says about itself, whatever it is about."""

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
    salt = secrets.token_bytes(16)
    return SealedPart(data, salt, part_hash(salt, data))


def part_hash(salt: bytes, data: bytes) -> bytes:
    """SHA-256 of salt and bytes."""
    return hashlib.sha256(salt + data).digest()


def link(previous: bytes, header: bytes, body_hash: bytes, personal_hash: bytes | None) -> bytes:
    """The chain value of an entry: 32 bytes that depend on everything before it."""
    return hashlib.sha256(previous + header + body_hash + (personal_hash or NO_CHAIN)).digest()


def sign(key: bytes, chain: bytes) -> bytes:
    """HMAC-SHA-256 of a chain value with the till's key."""
    return hmac.digest(key, chain, "sha256")


def parts_of(fact: Fact) -> tuple[bytes, bytes | None]:
    """The canonical bytes of a fact's body and of its personal part."""
    personal = getattr(fact, "personal", msgspec.UNSET)
    if personal is msgspec.UNSET:
        return canonical(fact), None
    return canonical(msgspec.structs.replace(fact, personal=msgspec.UNSET)), canonical(personal)


def fact_of(kind: str, body: bytes, personal: bytes | None) -> Fact:
    """The fact that an entry's parts say; a blanked personal part is simply absent."""
    fact = msgspec.json.decode(body, type=KINDS[kind])
    if personal is None or fact.personal_type is None:
        return fact
    return msgspec.structs.replace(fact, personal=msgspec.json.decode(personal, type=fact.personal_type))
