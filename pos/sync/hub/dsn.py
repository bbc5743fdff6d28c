"""What a PostgreSQL service gives its customer to connect with, as the login of the hub's owner."""

from __future__ import annotations

import ipaddress
import zlib

from pos.domain.sync.errors import DsnUnusable
from pos.sync.hub.dial import library
from pos.sync.hub.login import HubLogin


def from_dsn(text: str) -> HubLogin:
    """The owner's login from what a PostgreSQL service gives; raises DsnUnusable, which never quotes it."""
    psycopg = library()
    try:
        said = {key: str(value) for key, value in psycopg.conninfo.conninfo_to_dict(text.strip()).items()}
    except (psycopg.Error, ValueError):
        raise DsnUnusable from None  # what the library says quotes the secret
    host, address = said.get("host", ""), said.get("hostaddr", "")
    if not text.strip() or "\0" in text or not (host or address) or not said.get("dbname"):
        raise DsnUnusable
    if any(port and not port.isdecimal() for port in said.get("port", "").split(",")):
        raise DsnUnusable
    asked, root = said.get("sslmode", ""), said.get("sslrootcert", "")
    is_plain = is_loopback(host, address) and not root and asked in ("", "disable", "allow", "prefer")
    return HubLogin(
        "", "", host, address, said.get("port", "5432"), said["dbname"], said.get("user", ""),
        said.get("password", ""), _read_root(root), is_plain,
    )  # fmt: skip


def _read_root(path: str) -> bytes:
    if path in ("", "system"):
        return b""
    try:
        with open(path, "rb") as file:
            text = file.read(1 << 20)
    except (OSError, ValueError):
        raise DsnUnusable from None
    begin = text.find(b"-----BEGIN CERTIFICATE-----")
    if begin < 0:
        raise DsnUnusable
    return zlib.compress(text[begin:], 9)


def is_loopback(host: str, address: str) -> bool:
    """Whether a host lies inside this computer; a name that points elsewhere does not."""
    place = address or host
    if place.startswith(("/", "@")):
        return True
    if place == "localhost":
        return True
    try:
        return ipaddress.ip_address(place).is_loopback
    except ValueError:
        return False
