"""A shop's tills and its real hub: rolled back, repaired, full, left; what was sold is everywhere once."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos.domain.shop.errors import OfficeOnly
from pos.domain.sync.errors import (
    BaseChanged,
    CodeUsed,
    HubFull,
    HubKnown,
    HubOfAnotherShop,
    LetterTaken,
    StillUnsent,
    TillRemoved,
)
from pos.founding import join_shop
from pos.journal.proof.digest import digest
from pos.journal.trust import Role
from pos.services.sync.base.making import Bases
from pos.services.sync.rounds.round import RoundDone
from pos.services.sync.uplink import FolderUplink
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.hub.conftest import now
from tests.postgres import TestDatabase, binaries
from tests.shop_kit import ShopKit


class Tills:
    """The till that made the hub, and those that joined it over the network."""

    def __init__(self, folder: Path, database: TestDatabase) -> None:
        self.folder, self.database = folder, database
        self.a = ShopKit.create(folder / "a")
        self.a.clock.now = now()
        self.a.stocks(quantity="100")
        self.a.shop.sync.hubs.create(database.dsn())
        self.kits = [self.a]

    def joins(self, letter: str, role: Role = Role.OFFICE) -> ShopKit:
        code = self.a.shop.sync.pairing.invite(letter, role).code
        join_shop(self.folder / letter, code, clock=self.a.clock)
        kit = ShopKit.open(self.folder / letter, self.a.clock)
        self.kits.append(kit)
        return kit

    def round(self, kit: ShopKit) -> RoundDone:
        self.a.clock.advance(seconds=1)
        return kit.shop.sync.rounds.once()

    def proven(self) -> None:
        found = set()
        for _time in range(2):
            for kit in self.kits:
                assert self.round(kit).unsent == 0
        for kit in self.kits:
            assert verify_folder(ShopFolder(kit.folder), rebuild=True).first_bad is None
            with kit.shop.till.database.reading() as connection:
                found.add(digest(connection).digest)
        assert len(found) == 1


@pytest.fixture
def tills(tmp_path: Path, database: TestDatabase) -> Iterator[Tills]:
    one = Tills(tmp_path, database)
    yield one
    for kit in one.kits:
        kit.close()


def test_a_hub_of_yesterday_gets_again_what_it_lost(
    tills: Tills, database: TestDatabase, tmp_path: Path
) -> None:
    programs = binaries()
    if programs is None:
        pytest.skip("no pg_dump here")
    b = tills.joins("B", Role.TILL)
    tills.round(b)
    kept = tmp_path / "yesterday.dump"
    environment = {**os.environ, "PGPASSWORD": database.secret}
    run = [str(programs / "pg_dump"), "-Fc", "-f", str(kept), "-n", "comptoir", "-d", database.dsn()]
    subprocess.run(run, check=True, env=environment)
    tills.a.sells("MUG-BLU")
    b.sells("MUG-BLU")
    for kit in tills.kits:
        tills.round(kit)
    database.run("DROP SCHEMA comptoir CASCADE")
    back = [str(programs / "pg_restore"), "-d", database.dsn(), str(kept)]
    subprocess.run(back, check=True, env=environment)
    done = tills.round(b)
    assert (done.state, done.confirmed, done.is_same) == ("hub_lost", 1, True)
    assert tills.round(tills.a).state == "hub_lost"
    tills.proven()


def test_a_till_joins_by_the_ready_rows_that_the_hub_holds(tills: Tills, database: TestDatabase) -> None:
    def made() -> bool:
        with closing(FolderUplink(ShopFolder(tills.a.folder), tills.a.clock).connect()) as line:
            return Bases(tills.a.shop.till, worth=1).offer(line)

    tills.a.sells("MUG-BLU")
    tills.round(tills.a)
    assert made()
    assert not made()
    tills.a.sells("MUG-BLU")
    b = tills.joins("B", Role.TILL)
    assert not b.shop.sync.is_proven
    tills.round(b)
    assert b.shop.sync.state().is_proven is False  # type: ignore[union-attr]
    b.shop.sync.prove()
    assert b.shop.sync.state().is_proven  # type: ignore[union-attr]
    for statement, why in (
        ("UPDATE comptoir.chunk SET data = '\\x00' WHERE number = 1", BaseChanged),
        ("DELETE FROM comptoir.chunk WHERE number = 1", BaseChanged),
        ("UPDATE comptoir.image SET about = '\\x00'", BaseChanged),
    ):
        database.run(statement)
        letter = "CDE"[len(tills.kits) - 2]
        code = tills.a.shop.sync.pairing.invite(letter).code
        done = join_shop(tills.folder / letter, code, clock=tills.a.clock)
        assert type(done.aside) is why
        tills.kits.append(ShopKit.open(tills.folder / letter, tills.a.clock))
    assert made()
    tills.proven()


def test_rows_that_nobody_signed_are_put_right_by_the_office(tills: Tills, database: TestDatabase) -> None:
    b = tills.joins("B", Role.TILL)
    tills.a.sells("MUG-BLU")
    tills.round(tills.a)
    life = tills.a.shop.till.life.origin
    database.run("UPDATE comptoir.entry SET body = 'forged' WHERE origin = %s AND seq = 3", life)
    with pytest.raises(OfficeOnly):
        b.shop.sync.hubs.status(repair=True)
    assert tills.a.shop.sync.hubs.status(repair=True).repaired > 1
    tills.proven()
    assert tills.a.shop.sync.hubs.status(repair=True).repaired == 0


def test_an_entry_under_the_header_of_another_or_without_a_sum_is_put_right_and_stops_no_other_life(
    tills: Tills, database: TestDatabase
) -> None:
    b, c = tills.joins("B"), tills.joins("C", Role.TILL)
    tills.round(tills.a)
    other, life = (kit.shop.till.life.origin for kit in (b, c))
    header = """UPDATE comptoir.entry e SET header = x.header FROM comptoir.entry x
        WHERE e.origin = %s AND e.seq = %s AND x.origin = %s AND x.seq = %s"""
    body = "UPDATE comptoir.entry SET body = '' WHERE origin = %s AND seq = %s"
    for turn in range(3):
        for _sale in range(4):
            c.sells("MUG-BLU")
        b.sells("MUG-BLU")
        tills.round(b)
        last = tills.round(c).confirmed + 1  # behind its opening
        harms = ((header, last - 1, life, last), (header, last - 1, other, 2), (body, last - 1))
        statement, seq, *of = harms[turn]
        database.run(statement, life, seq, *of)
        done = tills.round(tills.a)
        assert (bool(done.pulled), done.stopped) == (True, (life.hex(),)), "what B wrote comes all the same"
        tills.round(c)
        assert tills.a.shop.sync.hubs.status(repair=True).repaired == 2
        tills.proven()


def test_a_code_is_good_once_and_a_letter_borne_once(tills: Tills, tmp_path: Path) -> None:
    code = tills.a.shop.sync.pairing.invite("B").code
    join_shop(tmp_path / "one", code, clock=tills.a.clock)
    with pytest.raises(CodeUsed):
        join_shop(tmp_path / "two", code, clock=tills.a.clock)
    assert not (tmp_path / "two" / "shop.db").exists()
    assert not (tmp_path / "two" / "till.hub").exists()
    tills.round(tills.a)
    with pytest.raises(LetterTaken):
        tills.a.shop.sync.pairing.invite("B")


@pytest.mark.parametrize("used", [0, 1])
def test_of_two_codes_for_one_letter_the_first_that_is_used_counts(
    tills: Tills, tmp_path: Path, used: int
) -> None:
    """A code that was lost is made again: whoever joins first bears the letter, by whichever of them."""
    invite = tills.a.shop.sync.pairing.invite
    codes = [invite("B", Role.TILL).code, invite("B", Role.TILL).code]
    join_shop(tmp_path / "B", codes[used], clock=tills.a.clock)
    tills.kits.append(b := ShopKit.open(tmp_path / "B", tills.a.clock))
    b.sells("MUG-BLU")
    tills.proven()
    with pytest.raises(CodeUsed):
        join_shop(tmp_path / "two", codes[1 - used], clock=tills.a.clock)
    assert not (tmp_path / "two" / "shop.db").exists()


def test_a_lost_till_is_closed_at_what_it_sent_and_one_that_leaves_keeps_all(tills: Tills) -> None:
    b, c = tills.joins("B"), tills.joins("C")
    b.sells("MUG-BLU")
    tills.round(b)
    b.sells("MUG-BLU")  # never sent
    removed = tills.a.shop.sync.remove("B")
    assert removed.upto == {b.shop.till.life.origin.hex(): 2}
    with pytest.raises(TillRemoved):
        tills.round(b)
    tills.kits.remove(b)
    b.close()
    c.sells("MUG-BLU")
    with pytest.raises(StillUnsent):
        c.shop.sync.hubs.leave()
    tills.round(c)
    c.shop.sync.hubs.leave()
    assert c.shop.sync.state() is None
    c.sells("MUG-BLU")
    tills.kits.remove(c)
    c.close()
    assert tills.round(tills.a).pulled >= 0
    assert tills.a.in_stock("MUG-BLU") == 98
    tills.proven()


def test_the_login_lies_beside_the_key_for_its_owner_alone(tills: Tills, server: str) -> None:
    file = tills.a.folder / "till.hub"
    assert file.stat().st_mode & 0o077 == 0
    secret = file.read_bytes().split(b'"')[15]
    for path in tills.a.folder.rglob("*"):
        if path.is_file() and path != file:
            assert secret not in path.read_bytes(), path
    other = TestDatabase(server)
    try:
        with pytest.raises(HubKnown):
            tills.a.shop.sync.hubs.create(other.dsn())
    finally:
        other.drop()


def test_another_hub_under_the_same_address_gets_nothing(tills: Tills, database: TestDatabase) -> None:
    database.run("UPDATE comptoir.hub SET hub = md5(hub)")
    with pytest.raises(HubOfAnotherShop):
        tills.round(tills.a)


def test_a_hub_without_space_is_said_and_loses_nothing(tills: Tills, database: TestDatabase) -> None:
    """The server answers as it does on a full disk."""
    database.run(
        "CREATE FUNCTION public.no_space() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE disk_full USING MESSAGE = 'could not extend file'; END $$"
    )
    database.run("CREATE TRIGGER no_space BEFORE INSERT ON comptoir.entry EXECUTE FUNCTION public.no_space()")
    tills.a.sells("MUG-BLU")
    with pytest.raises(HubFull):
        tills.round(tills.a)
    database.run("DROP FUNCTION public.no_space CASCADE")
    tills.proven()
