"""Make a hub in an empty database, with its owner's login: all of it in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from pos.domain.sync.errors import HubNotEmpty, HubTaken, NoRights
from pos.sync.carrier import FORMAT
from pos.sync.hub.dial import broken, dial, library
from pos.sync.hub.login import HubLogin
from pos.sync.hub.schema import DEEDS, FOREIGN, IS_OURS, RIGHTS, TABLES
from pos.sync.hub.wait import Wait
from pos.sync.hub.watchdog import Watchdog

PASSWORD_BYTES = 24
"""Of a till's password: 32 characters."""
FOUND = "SELECT hub, shop FROM comptoir.hub"
MAY_MAKE = """SELECT (rolsuper OR rolcreaterole)
      AND has_database_privilege(current_user, current_database(), 'CREATE')
    FROM pg_roles WHERE rolname = current_user"""
LET_IN = "SELECT comptoir.let_in(%s, %s, %s, %s, %s)"
KEEP = "INSERT INTO comptoir.hub(hub, epoch, shop, root, format, oldest) VALUES (%s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Founder:
    """The till that makes a hub or comes back to it: its shop, the public shop key, its letter and role."""

    shop: str
    root: bytes
    letter: str
    role: str


def new_login(hub: str, letter: str) -> tuple[str, str]:
    """A name for a login of a till, and its password."""
    mark = secrets.token_hex(3)
    return f"{_prefix(hub)}_{letter.lower()}_{mark}", new_password()


def bearers(hub: str, letter: str) -> str:
    """The group of all logins of a till."""
    return f"{_prefix(hub)}_of_{letter.lower()}"


def new_password() -> str:
    """A password that nobody has to type."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def masked(connection: Any, login: str, password: str) -> str:
    """What the server is told: it checks the password and is not the password, whatever its log keeps."""
    return str(
        connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256"), "ascii"
    )


def _prefix(hub: str) -> str:
    return f"comptoir_{hub[:10]}"


def found(owner: HubLogin, of: Founder, now: datetime, wait: Wait | None = None) -> HubLogin:
    """The login of a till at the hub, which is made where the database is still empty.

    Raises HubNotEmpty, HubTaken, NoRights, and what a Carrier does; nothing was made then.
    """
    with _owned(owner, now, wait or Wait()) as (connection, watchdog):
        hub = _hub_of(connection, of.shop)
        with connection.transaction():
            if hub is None:
                hub = _make(connection, watchdog, of)
            login, password = new_login(hub, of.letter)
            verifier = masked(connection, login, password)
            connection.execute(LET_IN, (login, verifier, of.letter, of.role, None))
        return msgspec.structs.replace(
            owner, hub=hub, shop=of.shop, user=login, password=password, known_at=now.isoformat()
        )


def hub_at(owner: HubLogin, shop: str, now: datetime, wait: Wait) -> str | None:
    """The id of the hub that the owner's database is; None where it is empty and one can be made.

    Raises as `found` does.
    """
    with _owned(owner, now, wait) as (connection, _watchdog):
        hub = _hub_of(connection, shop)
        if hub is None and not connection.execute(MAY_MAKE).fetchone()[0]:
            raise NoRights
        return hub


@contextmanager
def _owned(owner: HubLogin, now: datetime, wait: Wait) -> Iterator[tuple[Any, Watchdog]]:
    """A line of the database's owner, watched from now on; what breaks it is said as a Carrier does."""
    psycopg = library()
    connection = dial(owner, now, wait)
    watchdog = Watchdog(connection.pgconn.socket)
    wait.ends_by(watchdog.hang_up)
    try:
        watchdog.expect()
        yield connection, watchdog
    except psycopg.errors.InsufficientPrivilege:
        raise NoRights from None
    except psycopg.Error as error:
        raise broken(error) from None
    finally:
        watchdog.end()
        with suppress(psycopg.Error, OSError):
            connection.close()


def _hub_of(connection: Any, shop: str) -> str | None:
    """Which hub of this shop a database is; refuses one that holds anything else."""
    if not connection.execute(IS_OURS).fetchone()[0]:
        if connection.execute(FOREIGN).fetchone()[0]:
            raise HubNotEmpty
        return None
    row = connection.execute(FOUND).fetchone()
    if row is None or row[1] != shop:
        raise HubTaken
    return str(row[0])


def _make(connection: Any, watchdog: Watchdog, of: Founder) -> str:
    """Groups, tables, policies and deeds; returns the new hub's id."""
    hub = secrets.token_hex(16)
    groups = {"till": f"{_prefix(hub)}_till", "office": f"{_prefix(hub)}_office"}
    words = {**groups, **{f"{key}_name": name for key, name in groups.items()}, "hub_name": _prefix(hub)}
    made = [f"CREATE ROLE {name} NOLOGIN" for name in groups.values()]
    for statements in (*made, TABLES, RIGHTS, DEEDS):
        for key, word in words.items():
            statements = statements.replace(f"{{{key}}}", word)
        watchdog.expect()
        connection.execute(statements)
    connection.execute(KEEP, (hub, secrets.token_hex(16), of.shop, of.root, FORMAT, FORMAT))
    return hub
