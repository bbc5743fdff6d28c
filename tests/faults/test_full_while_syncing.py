"""A disk that is really full: of a till that takes in, a stick, the hub. Nothing in part, nothing lost."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos.domain.shop.errors import DiskTrouble
from pos.domain.sync.errors import HubFull
from pos.founding import join_shop
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.faults.test_medium import medium, needs_mount
from tests.hub.conftest import now
from tests.hub_tills import HubTills, hub
from tests.postgres import Cluster, TestDatabase, cluster, database, server
from tests.shop_kit import ShopKit, ram

__all__ = ["cluster", "database", "hub", "medium", "ram", "server"]


def fill(place: Path, *, room: int) -> Path:
    """A file that leaves so little room on a disk."""
    file = place / "full"
    file.write_bytes(bytes(max(0, shutil.disk_usage(place).free - room)))
    return file


@needs_mount
@pytest.mark.parametrize("room", [0, 40_000, 200_000])
def test_a_till_that_takes_in_stops_in_a_sentence_and_goes_on_where_there_is_room(
    medium: Path, hub: HubTills, room: int
) -> None:
    hub.folder = medium
    b = hub.joins("b")
    b.sells("MUG-BLU")
    for _sale in range(150):
        hub.a.sells(("MUG-BLU", "1"))
    hub.round(hub.a)
    full = fill(medium, room=room)
    with pytest.raises(DiskTrouble):
        hub.round(b)
    with pytest.raises(DiskTrouble):
        _sells_on(b)
    assert verify_folder(ShopFolder(b.folder)).first_bad is None
    full.unlink()
    hub.meet()
    assert hub.a.rows("SELECT count(*) FROM orders") == b.rows("SELECT count(*) FROM orders")


def _sells_on(kit: ShopKit) -> None:
    for _sale in range(200):
        kit.sells("MUG-BLU")


@needs_mount
def test_a_full_stick_keeps_the_copy_that_was_on_it(medium: Path, hub: HubTills) -> None:
    stick = medium / "shop.bundle"
    hub.a.shop.sync.bundles.write(stick)
    before = stick.read_bytes()
    for _sale in range(40):
        hub.a.sells("MUG-BLU")
    full = fill(medium, room=8_000)
    with pytest.raises(DiskTrouble):
        hub.a.shop.sync.bundles.write(stick)
    assert stick.read_bytes() == before
    assert sorted(path.name for path in medium.iterdir()) == ["full", "shop.bundle"]
    full.unlink()
    assert hub.a.shop.sync.bundles.write(stick).bytes > len(before)


@pytest.fixture
def small(cluster: Cluster, database: TestDatabase, medium: Path) -> Iterator[Path]:
    """The disk on which the hub's database lies."""
    subprocess.run(["mount", "-o", "remount,size=24m", str(medium)], check=True)
    shutil.chown(medium, "nobody", "nogroup")
    place = medium.resolve()
    for parent in place.parents[:-2]:
        parent.chmod(parent.stat().st_mode | 0o011)
    other = TestDatabase(cluster.dsn())
    other.run(f"CREATE TABLESPACE small LOCATION '{place}'")
    other.run(f'ALTER DATABASE "{database.name}" SET TABLESPACE small')
    yield place
    database.drop()
    other.run("DROP TABLESPACE small")
    other.drop()


@needs_mount
def test_a_hub_on_a_full_disk_takes_nothing_in_part_and_all_of_it_later(
    ram: Path, database: TestDatabase, small: Path
) -> None:
    a = ShopKit.create(ram / "a")
    with closing(a):
        a.clock.now = now()
        a.stocks(quantity="1000")
        a.shop.sync.hubs.create(database.dsn())
        full = fill(small, room=0)
        sold = [a.sells("MUG-BLU").id for _sale in range(120)]
        with pytest.raises(HubFull) as said:
            a.shop.sync.rounds.once()
        assert "no space" in str(said.value)
        a.sells("MUG-BLU")
        full.unlink()
        done = a.shop.sync.rounds.once()
        assert (done.unsent, done.confirmed, done.is_same) == (0, len(sold) + 1, True)
        join_shop(ram / "b", a.shop.sync.pairing.invite("B").code, clock=a.clock)
        b = ShopKit.open(ram / "b", a.clock)
        assert b.in_stock("MUG-BLU") == a.in_stock("MUG-BLU") == 1000 - len(sold) - 1
        b.close()
