"""Open a line to the hub, and say in one sentence why that fails; none quotes an address or a secret."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from pos.domain.sync.errors import (
    CertificateWrong,
    ClockWrong,
    HubFull,
    HubGone,
    HubLibraryMissing,
    HubOlder,
    HubUnreachable,
    HubWentAway,
    LoginRefused,
    TillRemoved,
)
from pos.domain.words.errors import CashierError
from pos.sync.hub.handshake import EXPIRED, NOT_YET, time_trouble
from pos.sync.hub.login import HubLogin
from pos.sync.hub.wait import Wait

CONNECT_SECONDS = 10
TRUST_DAYS = 400
"""A certificate that ended so long after what this till knows to have passed was not just left to run out."""

_CLOSED = re.compile("not permitted to log in", re.I)
_LOGIN = re.compile("password|authentication|role .* does not exist|pg_hba|channel binding|SCRAM", re.I)
_CERTIFICATE = re.compile(
    "certificate|does not support SSL|root .* file|unsupported protocol|protocol version|no shared cipher",
    re.I,
)
"""What stays so however often it is tried; a line that was cut or harmed has other words."""
_GONE = re.compile("database .* does not exist", re.I)
_BUSY = re.compile("too many|starting up|shutting down|recovery|remaining connection slots", re.I)


def library() -> Any:
    """psycopg; raises HubLibraryMissing where it, or the library below it, cannot be loaded."""
    try:
        import psycopg
        import psycopg.conninfo
    except ImportError as error:
        raise HubLibraryMissing from error
    return psycopg


def dial(login: HubLogin, now: datetime, wait: Wait) -> Any:
    """A connection in autocommit mode. Raises what a Carrier does."""
    library()
    return wait.apart(lambda: _dialled(login, now), leave=lambda connection: connection.close())


def _dialled(login: HubLogin, now: datetime) -> Any:
    psycopg = library()
    with _root_file(login) as root:
        try:
            return psycopg.connect(autocommit=True, prepare_threshold=None, **_parameters(login, root))
        except psycopg.Error as error:
            raise refused(str(error), login, now) from None  # what the library says may quote the secret
        except (OSError, ValueError, UnicodeError):
            raise HubUnreachable from None


def _parameters(login: HubLogin, root: str) -> dict[str, str]:
    """What libpq is told; nothing is left to the environment that weakens the line."""
    said = {
        "host": login.host, "hostaddr": login.address, "port": login.port, "dbname": login.database,
        "user": login.user, "password": login.password,
    }  # fmt: skip
    safe = (
        {"sslmode": "prefer", "sslrootcert": ""}
        if login.is_plain
        else {
            "sslmode": "verify-full",
            "sslrootcert": root,
            "channel_binding": "require",
            "ssl_min_protocol_version": "TLSv1.2",
        }
    )
    return {
        **{key: value for key, value in said.items() if value},
        **safe,
        "sslcertmode": "disable",
        "gssencmode": "disable",
        "connect_timeout": str(CONNECT_SECONDS),
        "tcp_user_timeout": "20000",
        "target_session_attrs": "read-write",
        "application_name": "comptoir",
        "client_encoding": "UTF8",
        "options": "",
    }


@contextmanager
def _root_file(login: HubLogin) -> Iterator[str]:
    """Where libpq finds the authority's certificate: it wants a file."""
    if not login.ca or login.is_plain:
        yield "system"
        return
    handle, path = tempfile.mkstemp(prefix="comptoir-ca-", suffix=".pem")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(login.pem)
        yield path
    finally:
        with suppress(OSError):
            os.unlink(path)


def refused(said: str, login: HubLogin, now: datetime) -> CashierError:
    """Why no line came to be, from what the library said of it; the clock before the certificate."""
    if _CLOSED.search(said):
        return TillRemoved()
    if _GONE.search(said):
        return HubGone()
    if _BUSY.search(said):
        return HubUnreachable()
    if _LOGIN.search(said) and "certificate" not in said:
        return LoginRefused()
    if _CERTIFICATE.search(said):
        return ClockWrong(now.date()) if _is_clock(login, now) else CertificateWrong()
    return HubUnreachable()


def _is_clock(login: HubLogin, now: datetime) -> bool:
    """Whether it is this computer's date that makes the certificate wrong."""
    trouble = time_trouble(login)
    return trouble == NOT_YET or (trouble == EXPIRED and _is_absurd(now, login.known_at))


def _is_absurd(now: datetime, known: str) -> bool:
    try:
        return now > datetime.fromisoformat(known) + timedelta(days=TRUST_DAYS)
    except (ValueError, TypeError):
        return False


def broken(error: Any) -> CashierError:
    """What ended a call on an open line, by the server's code: it speaks the owner's language."""
    code = error.sqlstate or ""
    if code in ("3F000", "42P01"):
        return HubGone()
    if code == "42501":
        return TillRemoved()
    if code in ("42883", "42703"):  # no such function, no such column
        return HubOlder()
    if code in ("53100", "53200") or (code.startswith("54") and code != "54000"):
        return HubFull()
    return HubWentAway()
