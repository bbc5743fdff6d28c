"""How one login reaches a hub, as it travels in a pairing code and lies beside the till key."""

from __future__ import annotations

import zlib

import msgspec


class HubLogin(msgspec.Struct, frozen=True, array_like=True):
    """Address and login of a hub.

    `ca` is the authority whose certificates count (PEM, packed), empty for those that the system trusts;
    `is_plain` says that the line is not encrypted, which only happens inside this computer.
    `known_at` is a time that this till knows to have passed (ISO): it tells a wrong clock from an old
    certificate. `own` is the password that a till gives itself where it first meets the hub, in place of
    that of its code, which is good until the end of `until`; nothing once it counts.
    """

    hub: str
    shop: str
    host: str
    address: str
    port: str
    database: str
    user: str
    password: str
    ca: bytes
    is_plain: bool
    known_at: str = ""
    own: str = ""
    until: str = ""

    def __repr__(self) -> str:
        """Nothing of it belongs into a log."""
        return f"HubLogin({self.hub!r})"

    @property
    def pem(self) -> str:
        """The authority's certificate as text."""
        return zlib.decompress(self.ca).decode("ascii") if self.ca else ""
