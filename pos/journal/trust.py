"""Who wrote an entry, and why that till is trusted: Ed25519 keys, vouchers, fences; values with their checks.

Every life of a till has a key of its own, whose public half stands in its first entry. A shop with several
tills has one root, the shop key; what vouches for a life can be checked without any order of arrival
(`travel.md`, section 4). Keys and signatures are bytes: 32 for a seed or a public key, 64 for a signature.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pos.domain.sync.roles import Role

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ENTRY = b"comptoir entry 1\0"
_INVITE = b"comptoir invite 1\0"
_JOIN = b"comptoir join 1\0"
_LIFE = b"comptoir life 1\0"

SEED_BYTES, PUBLIC_BYTES, SIGNATURE_BYTES = 32, 32, 64


@dataclass(frozen=True, slots=True)
class Key:
    """A private key: its seed never leaves the till's folder."""

    seed: bytes

    @classmethod
    def new(cls) -> Key:
        """A key nobody had before."""
        return cls(secrets.token_bytes(SEED_BYTES))

    @property
    def public(self) -> bytes:
        """The half that everybody may know."""
        return _private(self.seed).public_key().public_bytes_raw()

    @property
    def id(self) -> str:
        """What tells one key from another, short enough for a file's name."""
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """The signature of these bytes."""
        return _private(self.seed).sign(message)


@lru_cache(maxsize=8)
def _private(seed: bytes) -> Ed25519PrivateKey:
    """A key ready to sign: making it from its seed takes longer than a signature."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)


@lru_cache(maxsize=64)
def _public(key: bytes) -> Ed25519PublicKey:
    """A key ready to check signatures; raises ValueError where it is none."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(key)


def key_id(public: bytes) -> str:
    """The short name of a public key: 16 hex digits of its hash."""
    return hashlib.sha256(b"comptoir key id\0" + public).hexdigest()[:16]


def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the owner of a public key signed these bytes; never raises, whatever it is given."""
    from cryptography.exceptions import InvalidSignature

    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        _public(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def entry_message(chain: bytes) -> bytes:
    """What is signed of an entry: its chain value covers all that came before it."""
    return _ENTRY + chain


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A life that wants to be known: its shop, its letter, itself (16 bytes) and its public key."""

    shop: str
    letter: str
    life: bytes
    key: bytes

    def _message(self) -> bytes:
        return _joined(_LIFE, self.shop.encode(), self.letter.encode(), self.life, self.key)

    def _joining(self) -> bytes:
        return _joined(_JOIN, self.life, self.key)


class By(StrEnum):
    """Whose key vouches: the shop's, or that of the life before, which lies in the same folder."""

    ROOT = "root"
    PREDECESSOR = "predecessor"


@dataclass(frozen=True, slots=True)
class SignedVoucher:
    """A known key signed for a life."""

    by: By
    signature: bytes

    def vouches(self, life: Newcomer, key: bytes) -> bool:
        """Whether that key signed for exactly this life."""
        return is_signed(key, self.signature, life._message())


@dataclass(frozen=True, slots=True)
class Invitation:
    """One till may join: the root signed letter, role and day for a key that is used once.

    `until` is checked when joining, never by readers, whose clocks differ.
    """

    shop: str
    letter: str
    role: Role
    until: date
    key: bytes
    signature: bytes

    def is_from(self, root: bytes) -> bool:
        """Whether the root made this invitation, and nobody changed it."""
        return is_signed(root, self.signature, self._message())

    def _message(self) -> bytes:
        texts = (self.shop, self.letter, self.role.value, self.until.isoformat())
        return _joined(_INVITE, *(text.encode() for text in texts), self.key)


@dataclass(frozen=True, slots=True)
class InvitationVoucher:
    """An invitation, with the signature its one key made for the life that used it."""

    invitation: Invitation
    signature: bytes

    def vouches(self, life: Newcomer, root: bytes) -> bool:
        """Whether the root invited a till of this shop and letter, and its key signed for this life."""
        asked = self.invitation
        same = (asked.shop, asked.letter) == (life.shop, life.letter)
        return same and asked.is_from(root) and is_signed(asked.key, self.signature, life._joining())


Voucher = SignedVoucher | InvitationVoucher


def vouch(key: Key, by: By, life: Newcomer) -> SignedVoucher:
    """The voucher of the shop key, or of the life before, for a new life."""
    return SignedVoucher(by, key.sign(life._message()))


def invite(root: Key, shop: str, letter: str, role: Role, until: date) -> tuple[Invitation, Key]:
    """An invitation, and the key that whoever joins signs with once."""
    once = Key.new()
    bare = Invitation(shop, letter, role, until, once.public, b"")
    return Invitation(shop, letter, role, until, once.public, root.sign(bare._message())), once


def join(invitation: Invitation, once: Key, life: Newcomer) -> InvitationVoucher:
    """The voucher of a life that was invited."""
    return InvitationVoucher(invitation, once.sign(life._joining()))


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The last entry a life of this till wrote: its origin, number and chain value."""

    origin: bytes
    seq: int
    chain: bytes


def _joined(kind: bytes, *parts: bytes) -> bytes:
    """Parts with their lengths before them, so that no border between two can be moved."""
    return kind + b"".join(len(part).to_bytes(4) + part for part in parts)
