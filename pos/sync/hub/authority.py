"""Of a whole list of authorities the one that vouches for the hub: a pairing code carries no more."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from datetime import datetime

import msgspec

from pos.domain.sync.errors import CertificateWrong
from pos.domain.words.errors import CashierError
from pos.sync.hub.dial import dial
from pos.sync.hub.login import HubLogin
from pos.sync.hub.wait import Wait

CERTIFICATE = re.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\n?", re.DOTALL)


def narrowed(login: HubLogin, now: datetime, wait: Wait) -> HubLogin:
    """The login with that authority alone, found by halves; as it is where one does not do.

    A service gives its customers one file for all its regions: some hundred certificates.
    """
    found = CERTIFICATE.findall(login.pem)
    if len(found) < 2 or login.is_plain:
        return login
    with suppress(CashierError):
        while len(found) > 1:
            half = len(found) // 2
            found = found[:half] if _is_known_by(login, found[:half], now, wait) else found[half:]
        if _is_known_by(login, found, now, wait):
            return _with(login, found)
    return login


def _is_known_by(login: HubLogin, authorities: list[str], now: datetime, wait: Wait) -> bool:
    """Whether these vouch for the hub; raises what else keeps the till from it."""
    try:
        dial(_with(login, authorities), now, wait).close()
    except CertificateWrong:
        return False
    return True


def _with(login: HubLogin, authorities: list[str]) -> HubLogin:
    return msgspec.structs.replace(login, ca=zlib.compress("".join(authorities).encode("ascii"), 9))
