"""The login that travels in a pairing code: good until its day is over, or until it is used."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, time
from pathlib import Path

import psycopg
import pytest

from pos.domain.sync.errors import CodeRanOut, CodeUsed, HubOlder, LoginRefused
from pos.domain.sync.roles import Role
from pos.founding import join_shop
from pos.services.sync.pairing import Invited
from pos.services.sync.uplink import LOGIN, FolderUplink
from pos.services.till.files import ShopFolder
from pos.sync.code import read
from pos.sync.hub.line import HubLine
from pos.sync.hub.login import HubLogin
from tests.hub.conftest import now
from tests.hub.test_hub_stories import Tills, tills
from tests.postgres import TestDatabase
from tests.shop_kit import ShopKit

__all__ = ["tills"]

UNTIL = "SELECT rolvaliduntil FROM pg_roles WHERE rolname = %s"
OVER = "ALTER ROLE {} VALID UNTIL 'yesterday'"


def login_of(invited: Invited) -> HubLogin:
    login = read(invited.code).hub
    assert login is not None
    return login


def logs_in(login: HubLogin) -> bool:
    try:
        with closing(HubLine(login, now)) as line:
            line.hello()
    except LoginRefused:
        return False
    return True


def until(database: TestDatabase, login: HubLogin) -> datetime | None:
    """When a login ends; None for one that never does."""
    row = database.run("SELECT rolvaliduntil = 'infinity' FROM pg_roles WHERE rolname = %s", login.user)
    if row in ([(None,)], [(True,)]):
        return None
    ((ends,),) = database.run(UNTIL, login.user)
    assert isinstance(ends, datetime)
    return ends


def joined_by_stick(tills: Tills, invited: Invited, name: str = "B") -> ShopKit:
    """A till that met no network when it joined."""
    stick = tills.folder / f"{name}.bundle"
    tills.a.shop.sync.bundles.write(stick)
    join_shop(tills.folder / name, invited.code, stick, clock=tills.a.clock)
    kit = ShopKit.open(tills.folder / name, tills.a.clock)
    tills.kits.append(kit)
    return kit


def test_the_login_of_a_code_that_nobody_uses_ends_with_its_last_day(
    tills: Tills, database: TestDatabase, tmp_path: Path
) -> None:
    invited = tills.a.shop.sync.pairing.invite("B", Role.TILL, days=3)
    login = login_of(invited)
    ends = until(database, login)
    assert ends is not None
    last = datetime.combine(invited.until, time.max, tills.a.clock().tzinfo)
    assert abs((ends - last).total_seconds()) < 60
    assert logs_in(login)
    database.run(OVER.format(login.user))
    assert not logs_in(login)
    with pytest.raises(CodeUsed):
        join_shop(tmp_path / "late", invited.code, clock=tills.a.clock)
    assert not (tmp_path / "late" / "shop.db").exists()
    assert not (tmp_path / "late" / LOGIN).exists()
    again = tills.joins("B", Role.TILL)
    again.sells("MUG-BLU")
    tills.proven()


def test_a_code_that_was_used_logs_in_no_more_nor_does_another_one_for_its_letter(
    tills: Tills, database: TestDatabase
) -> None:
    invite = tills.a.shop.sync.pairing.invite
    used, spare = invite("B", Role.TILL), invite("B", Role.TILL)
    other = invite("C")
    join_shop(tills.folder / "B", used.code, clock=tills.a.clock)
    tills.kits.append(b := ShopKit.open(tills.folder / "B", tills.a.clock))
    assert not logs_in(login_of(used))
    assert not logs_in(login_of(spare))
    assert logs_in(login_of(other))
    assert until(database, login_of(used)) is None
    own = FolderUplink(ShopFolder(b.folder), tills.a.clock).login()
    assert own is not None
    assert own.password not in used.code
    assert len(own.password) >= 32
    assert login_of(used).password.encode() not in (b.folder / LOGIN).read_bytes()
    b.sells("MUG-BLU")
    b.reopen()
    tills.proven()


def test_who_joined_by_a_stick_has_its_own_password_from_its_first_round_on(
    tills: Tills, database: TestDatabase
) -> None:
    """Also where the answer to it was lost: the file still holds what the code said."""
    invited = tills.a.shop.sync.pairing.invite("B", Role.TILL)
    b = joined_by_stick(tills, invited)
    before = (b.folder / LOGIN).read_bytes()
    b.sells("MUG-BLU")
    assert logs_in(login_of(invited))
    tills.round(b)
    assert not logs_in(login_of(invited))
    after = (b.folder / LOGIN).read_bytes()
    assert login_of(invited).password.encode() not in after
    (b.folder / LOGIN).write_bytes(before)
    tills.round(b)
    assert (b.folder / LOGIN).read_bytes() == after
    tills.proven()


def test_a_till_that_met_its_hub_too_late_says_so_and_the_hubs_owner_lets_it_in(
    tills: Tills, database: TestDatabase
) -> None:
    invited = tills.a.shop.sync.pairing.invite("B", Role.TILL)
    b = joined_by_stick(tills, invited)
    b.sells("MUG-BLU")
    database.run(OVER.format(login_of(invited).user))
    with pytest.raises(LoginRefused):
        tills.round(b)
    tills.a.clock.advance(days=2)
    with pytest.raises(CodeRanOut):
        tills.round(b)
    made = b.shop.sync.hubs.create(database.dsn())
    assert (made.letter, made.is_again, made.pushed) == ("B", True, 2)
    tills.a.clock.now = now()
    tills.proven()
    assert not b.shop.sync.hubs.status().info.is_office  # type: ignore[union-attr]


def test_no_login_makes_itself_last_nor_anothers(tills: Tills, database: TestDatabase) -> None:
    """What gives a password takes no name: each login can only give itself one."""
    invited = tills.a.shop.sync.pairing.invite("B", Role.TILL)
    login = login_of(invited)
    with closing(HubLine(login, now)) as line:
        run = line._connection.execute
        for statement in (
            f"ALTER ROLE {login.user} VALID UNTIL 'infinity'",
            "SELECT comptoir.settle('plain')",
            "UPDATE comptoir.login SET until = NULL",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                run(statement)
    assert until(database, login) is not None


def test_a_till_goes_on_with_what_the_office_brought_before_it_had_a_login(tills: Tills) -> None:
    """By the older of two codes, with a stick; and from a hub that is gone, with a login made later."""
    invited = [tills.a.shop.sync.pairing.invite("B", Role.TILL) for _code in range(2)]
    b = joined_by_stick(tills, invited[0])
    stick = tills.folder / "carried.bundle"
    b.sells("MUG-BLU")
    b.shop.sync.bundles.write(stick)
    tills.a.shop.sync.bundles.read(stick)
    assert tills.round(tills.a).pushed >= 2
    b.sells("MUG-BLU")
    assert (tills.round(b).pushed, b.shop.sync.state().unsent) == (1, 0)  # type: ignore[union-attr]
    tills.database.run("DROP SCHEMA comptoir CASCADE")
    for kit in (tills.a, b):
        kit.sells("MUG-BLU")
        kit.shop.sync.hubs.leave(even_unsent=True)
        assert kit.shop.sync.hubs.create(tills.database.dsn()).pushed > 0
    b.sells("MUG-BLU")
    tills.proven()


def test_a_hub_that_cannot_do_what_is_asked_of_it_is_said_to_be_older(
    tills: Tills, database: TestDatabase
) -> None:
    database.run("ALTER FUNCTION comptoir.let_in RENAME TO let_in_of_before")
    with pytest.raises(HubOlder):
        tills.a.shop.sync.pairing.invite("B", Role.TILL)
