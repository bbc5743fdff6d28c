"""Who may do what in the hub: every role, table and verb, with own rows and those of others."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import conninfo

from pos.domain.sync.errors import TillRemoved
from pos.sync.carrier import EntryRefused
from pos.sync.hub.dial import dial
from pos.sync.hub.line import HubLine
from pos.sync.hub.login import HubLogin
from pos.sync.hub.schema import TABLES_NAMED
from pos.sync.hub.wait import Wait
from tests.hub.conftest import Sold, now
from tests.postgres import TestDatabase

VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")
ADDED = {
    "hub": "", "login": "", "life": "origin owner shop", "image": "", "chunk": "",
    "entry": "body body_hash body_salt chain event_id header kind origin owner personal personal_hash "
    "personal_salt scope seq shop sig",
    "lease": "fence holder name shop until",
}  # fmt: skip
OFFICE_ADDS = {**ADDED, "image": "about image shop", "chunk": "data image number shop"}
CHANGED = {"lease": "fence holder until"}
OFFICE_CHANGES = {**CHANGED, "entry": "personal personal_salt"}
OFFICE_REMOVES = {"entry", "image", "chunk"}


@dataclass
class Roles:
    """A hub with an office, a till and a life of each."""

    office: HubLogin
    till: HubLogin
    sold: Sold
    database: TestDatabase

    def run(self, login: HubLogin, statement: str, *values: object) -> Any:
        with closing(dial(login, now(), Wait())) as connection:
            return connection.execute(statement, values)

    def refused(self, login: HubLogin, statement: str, *values: object) -> None:
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ForeignKeyViolation)):
            self.run(login, statement, *values)


@pytest.fixture
def roles(database: TestDatabase, login: HubLogin, line: HubLine, sold: Sold) -> Roles:
    line.append(sold.life, sold.entries)
    return Roles(login, line.let_in("B", "till"), sold, database)


COLUMNS = """SELECT g.privilege_type, string_agg(g.column_name, ' ' ORDER BY g.column_name)
    FROM information_schema.column_privileges g WHERE g.table_schema = 'comptoir' AND g.table_name = %s
    AND g.grantee = %s AND g.privilege_type IN ('INSERT', 'UPDATE') GROUP BY 1"""
WHOLE = "SELECT has_table_privilege(%s, 'comptoir.' || %s, %s)"
GROUP = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'comptoir_%%' AND rolname LIKE %s"


def test_the_table_of_rights_names_every_table_column_and_verb(roles: Roles) -> None:
    run = roles.database.run
    found = run("SELECT tablename FROM pg_tables WHERE schemaname = 'comptoir' ORDER BY 1")
    assert [name for (name,) in found] == sorted(TABLES_NAMED) == sorted(ADDED)
    secured = run(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'comptoir'::regnamespace AND relkind = 'r' "
        "AND relrowsecurity"
    )
    assert secured == [(len(TABLES_NAMED),)]
    prefix = roles.office.user.rsplit("_", 2)[0]
    for kind, adds, changes, removes in (
        ("till", ADDED, CHANGED, set()),
        ("office", OFFICE_ADDS, OFFICE_CHANGES, OFFICE_REMOVES),
    ):
        group = f"{prefix}_{kind}"
        for table in TABLES_NAMED:
            columns = dict(run(COLUMNS, table, group))
            assert columns.get("INSERT", "") == adds[table], (kind, table)
            assert columns.get("UPDATE", "") == changes.get(table, ""), (kind, table)
            may = {verb for verb in VERBS if run(WHOLE, group, table, verb) == [(True,)]}
            assert may == {"SELECT"} | ({"DELETE"} if table in removes else set()), (kind, table)
    for login in (roles.office.user, roles.till.user):
        (row,) = run(
            "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit "
            "FROM pg_roles WHERE rolname = %s",
            login,
        )
        assert row == (False, False, False, False, False, 3)


def test_a_till_adds_to_its_own_log_and_does_nothing_else(roles: Roles) -> None:
    till, sold, refused = roles.till, roles.sold, roles.refused
    assert roles.run(till, "SELECT count(*) FROM comptoir.entry").fetchone() == (len(sold.entries),)
    with closing(HubLine(till, now)) as line, pytest.raises(EntryRefused):
        line.append(sold.life, [sold.entries[-1].__class__(*_beyond(sold))])
    refused(till, "INSERT INTO comptoir.life(shop, origin, owner) VALUES (%s, %s, %s)",
            sold.shop, b"x" * 16, roles.office.user)  # fmt: skip
    refused(till, "INSERT INTO comptoir.life(shop, origin, owner, login) VALUES (%s, %s, %s, 'me')",
            sold.shop, b"x" * 16, till.user)  # fmt: skip
    roles.run(till, "INSERT INTO comptoir.life(shop, origin, owner) VALUES (%s, %s, %s)",
              sold.shop, b"o" * 16, till.user)  # fmt: skip
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        roles.run(till, "INSERT INTO comptoir.life(shop, origin, owner) VALUES ('other', %s, %s)",
                  b"p" * 16, till.user)  # fmt: skip
    for statement in (
        "UPDATE comptoir.entry SET personal = NULL", "UPDATE comptoir.entry SET kind = 'x'",
        "DELETE FROM comptoir.entry", "TRUNCATE comptoir.entry", "DELETE FROM comptoir.life",
        "UPDATE comptoir.hub SET oldest = 9", "UPDATE comptoir.login SET role = 'office'",
        "DROP TABLE comptoir.entry", "CREATE TABLE comptoir.mine(x int)", "SELECT * FROM pg_authid",
        "INSERT INTO comptoir.life(shop, origin, owner) SELECT shop, 'cccccccccccccccc', owner "
        "FROM comptoir.life WHERE owner LIKE '%%_of_a'",
        "SELECT comptoir.shut_out('A')", "SELECT comptoir.let_in('x', 'y', 'C', 'office', NULL)", 
        "CREATE ROLE mine",
    ):  # fmt: skip
        refused(till, statement)


def _beyond(sold: Sold) -> tuple[object, ...]:
    last = sold.entries[-1]
    return (
        last.origin, last.seq + 1, last.event_id, last.kind, last.hlc, last.header, last.chain, last.sig,
        last.body, last.body_salt, last.body_hash, last.personal, last.personal_salt, last.personal_hash,
    )  # fmt: skip


def test_the_catalogue_and_the_settings_are_the_offices(roles: Roles) -> None:
    """A till that writes them under its own life is refused, whatever it calls them."""
    priced = next(entry for entry in roles.sold.entries if b'"scope":"catalog"' in entry.header)
    roles.run(roles.till, "INSERT INTO comptoir.life(shop, origin, owner) VALUES (%s, %s, %s)",
              roles.sold.shop, b"o" * 16, roles.till.user)  # fmt: skip
    add = """INSERT INTO comptoir.entry(shop, origin, owner, seq, event_id, kind, scope, header, chain, sig,
        body, body_salt, body_hash) VALUES (%s, %s, %s, 1, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
    values = (
        priced.event_id, priced.kind, "catalog", priced.header, priced.chain, priced.sig, priced.body,
        priced.body_salt, priced.body_hash,
    )  # fmt: skip
    own = (roles.sold.shop, b"o" * 16, roles.till.user)
    roles.refused(roles.till, add, *own, *values)
    with pytest.raises(psycopg.errors.CheckViolation):
        roles.run(roles.till, add, *own, *(value if value != "catalog" else "order:main" for value in values))
    roles.run(roles.office, add, *own, *values)


def test_the_office_blanks_and_lets_in_but_alters_nothing(roles: Roles) -> None:
    for statement in (
        "UPDATE comptoir.entry SET personal = 'x', personal_salt = '0123456789abcdef'",
        "UPDATE comptoir.entry SET body = 'x'", "DELETE FROM comptoir.life", "TRUNCATE comptoir.entry",
        "UPDATE comptoir.hub SET format = 2", "DELETE FROM comptoir.login", "CREATE ROLE mine",
        "SELECT comptoir.let_in('postgres', 'SCRAM-SHA-256$x', 'C', 'office', NULL)",
        "SELECT comptoir.let_in('comptoir_0000000000_c_00', 'SCRAM-SHA-256$x', 'C', 'office', NULL)",
    ):  # fmt: skip
        roles.refused(roles.office, statement)
    assert roles.run(roles.office, "UPDATE comptoir.entry SET personal = NULL, personal_salt = NULL").rowcount


def test_another_shops_login_on_the_same_server_sees_nothing(roles: Roles, server: str) -> None:
    other = TestDatabase(server)
    try:
        from pos.sync.hub.dsn import from_dsn
        from pos.sync.hub.found import Founder, found

        stranger = found(from_dsn(other.dsn()), Founder("f" * 32, bytes(32), "A", "office"), now())
        here = conninfo.make_conninfo(
            roles.database.dsn(), user=stranger.user, password=stranger.password, dbname=roles.database.name
        )
        with closing(psycopg.connect(here, autocommit=True)) as connection:
            for table in TABLES_NAMED:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f"SELECT * FROM comptoir.{table}")
    finally:
        other.drop()


def test_who_was_shut_out_comes_in_no_more_and_its_open_line_ends(roles: Roles, line: HubLine) -> None:
    with closing(HubLine(roles.till, now)) as held:
        held.hello()
        line.shut_out("B")
        with pytest.raises(Exception, match="line to the hub broke"):
            held.heads()
    with pytest.raises(TillRemoved):
        HubLine(roles.till, now)
