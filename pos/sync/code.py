"""A pairing code: all that a new till has to know to join, as text to type, paste or scan.

Base 32 without padding, in groups; behind the message stand four bytes of its hash, so that a slip is seen.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from datetime import date

import msgspec

from pos.domain.sync.errors import CodeDamaged, CodeForged
from pos.domain.sync.roles import Role
from pos.journal.trust import Invitation, Key
from pos.sync.hub.login import HubLogin

GROUP = 8
SUM = 4


class PairingCode(msgspec.Struct, frozen=True, array_like=True):
    """What a code says: who may join which shop until when, and whom to trust.

    `once` is the seed of the key that is used once, `keys` are those of lives that nobody vouched for; `hub`
    is the login that was made for it, where the shop has a hub.
    """

    shop: str
    letter: str
    role: str
    until: str
    root: bytes
    once: bytes
    signature: bytes
    keys: tuple[bytes, ...]
    hub: HubLogin | None = None

    def invitation(self) -> Invitation:
        """What the shop key signed; raises CodeDamaged or CodeForged."""
        try:
            role, until = Role(self.role), date.fromisoformat(self.until)
            made = Invitation(self.shop, self.letter, role, until, Key(self.once).public, self.signature)
        except ValueError as error:
            raise CodeDamaged from error
        if not made.is_from(self.root):
            raise CodeForged
        return made


def written(code: PairingCode) -> str:
    """The code as text."""
    message = msgspec.msgpack.encode(code)
    text = base64.b32encode(message + hashlib.sha256(message).digest()[:SUM]).decode().rstrip("=")
    return "-".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read(text: str) -> PairingCode:
    """What a typed code says; raises CodeDamaged."""
    bare = "".join(one for one in text.upper() if one.isalnum())
    try:
        data = base64.b32decode(bare + "=" * (-len(bare) % 8))
        code = msgspec.msgpack.decode(data[:-SUM], type=PairingCode)
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise CodeDamaged from error
    if hashlib.sha256(data[:-SUM]).digest()[:SUM] != data[-SUM:]:
        raise CodeDamaged
    return code
