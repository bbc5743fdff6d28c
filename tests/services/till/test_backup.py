"""Verified copies of the shop, one a day, seven kept; and the way back, which begins a new life."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from pos.domain.shop.errors import BackupExists, DiskTrouble, ShopExists
from pos.founding import restore_shop
from pos.services.till.backup import check, kept
from pos.services.till.files import ShopFolder
from pos.shop import open_shop
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A shop with a sale and a cart at hand."""
    shop.stocks()
    shop.sells("MUG-BLU")
    shop.shop.carts.save(shop.cart("MUG-BLU"))
    return shop


def test_a_backup_is_read_back_before_it_has_its_name(kit: ShopKit, ram: Path) -> None:
    made = kit.shop.backups.make(ram / "copy.comptoir")
    assert (made.path, made.entries) == (ram / "copy.comptoir", 6)
    assert made.bytes == made.path.stat().st_size
    assert check(made.path) == 6
    assert sorted(path.name for path in ram.iterdir()) == ["copy.comptoir", "shop"]


def test_the_key_is_never_in_a_backup(kit: ShopKit, ram: Path) -> None:
    kit.shop.folder.pictures.mkdir(exist_ok=True)
    (kit.shop.folder.pictures / "0a1b.png").write_bytes(b"picture")
    made = kit.shop.backups.make(ram / "copy.comptoir")
    with zipfile.ZipFile(made.path) as packed:
        assert sorted(packed.namelist()) == ["backup.json", "pictures/0a1b.png", "shop.db"]
        contents = b"".join(packed.read(name) for name in packed.namelist())
    assert kit.shop.folder.key.read_bytes() not in contents
    assert kit.shop.till.life.key.seed not in contents


def test_a_backup_never_overwrites(kit: ShopKit, ram: Path) -> None:
    (ram / "copy.comptoir").write_text("mine")
    with pytest.raises(BackupExists):
        kit.shop.backups.make(ram / "copy.comptoir")
    assert (ram / "copy.comptoir").read_text() == "mine"


def test_one_backup_a_day_the_newest_seven_are_kept(kit: ShopKit, ram: Path) -> None:
    second = ram / "second"
    for _ in range(9):
        assert kit.shop.backups.daily(second) is not None
        assert kit.shop.backups.daily(second) is None
        kit.clock.advance(days=1)
    shop = kit.shop.settings.current().shop_id[:8]
    days = [
        f"2026-{month_day}-atelier-lune-A-{shop}.comptoir"
        for month_day in ("12-01", "11-30", "11-29", "11-28", "11-27", "11-26", "11-25")
    ]
    assert [path.name for path in kit.shop.backups.list()] == days
    assert sorted((path.name for path in second.iterdir()), reverse=True) == days


def test_the_backup_at_closing_takes_the_place_of_the_days(kit: ShopKit) -> None:
    kit.shop.backups.daily()
    kit.sells("MUG-BLU")
    made = kit.shop.backups.closing()
    assert made is not None
    assert check(made.path) == 7
    assert len(kept(kit.shop.folder)) == 1


def test_a_second_place_that_is_gone_is_said_and_the_first_kept(kit: ShopKit, ram: Path) -> None:
    (ram / "stick").write_text("a file where the folder should be")
    with pytest.raises(DiskTrouble):
        kit.shop.backups.daily(ram / "stick" / "backups")
    assert len(kept(kit.shop.folder)) == 1


def test_a_backup_holds_one_moment_while_sales_go_on(kit: ShopKit, ram: Path) -> None:
    for n in range(3):
        made = kit.shop.backups.make(ram / f"{n}.comptoir")
        kit.sells("MUG-BLU")
        assert made.entries == 6 + n


def test_a_restored_shop_begins_a_new_life(kit: ShopKit, ram: Path) -> None:
    first = kit.shop.till.life
    kit.shop.backups.make(ram / "copy.comptoir")
    cart = kit.shop.carts.current()
    kit.sells("MUG-BLU")
    kit.close()
    kit.shop, aside = restore_shop(kit.folder, ram / "copy.comptoir", instead=True, clock=kit.clock)
    life = kit.shop.till.life
    assert (life.letter, life.origin != first.origin, life.key != first.key) == ("A2", True, True)
    assert kit.numbers() == ["A-000001"]
    kit.sold[1:] = []  # the second sale lies in the file put aside
    assert kit.shop.carts.current() == cart
    assert kit.sells("MUG-BLU").number == "A2-000001"
    assert kit.sells("MUG-BLU").number == "A2-000002"
    assert aside is not None
    audit = kit.shop.auditor.verify(rebuild=True)
    assert audit.ok, "the key of the life before was kept aside"
    assert [
        (life.letter, life.signed, life.vouched) for life in sorted(audit.lives, key=lambda one: one.letter)
    ] == [
        ("A", 6, True),
        ("A2", 3, True),
    ]
    kit.reopen()
    assert kit.shop.till.life == life


def test_one_backup_brought_back_again_and_again_gives_no_number_twice(kit: ShopKit, ram: Path) -> None:
    kit.shop.backups.make(ram / "copy.comptoir")
    numbers = []
    for _ in range(3):
        kit.close()
        kit.shop, _aside = restore_shop(kit.folder, ram / "copy.comptoir", instead=True, clock=kit.clock)
        kit.sold[:] = []  # lies in the file put aside
        numbers.append(kit.sells("MUG-BLU").number)
    assert numbers == ["A2-000001", "A3-000001", "A4-000001"]


def test_what_was_put_aside_is_the_whole_shop(kit: ShopKit, ram: Path) -> None:
    kit.shop.backups.make(ram / "copy.comptoir")
    kit.sells("MUG-BLU")
    kit.close()
    for n in range(2):
        kit.shop, aside = restore_shop(kit.folder, ram / "copy.comptoir", instead=True, clock=kit.clock)
        kit.close()
        assert aside is not None
        (ram / str(n)).mkdir()
        shutil.copyfile(aside, ram / str(n) / "shop.db")
        looked_at = open_shop(ram / str(n), clock=kit.clock)
        assert len(looked_at.orders.last()) == 2 - n
        looked_at.close()
    kit.reopen()
    kit.sold[1:] = []


def test_a_shop_that_is_there_is_not_restored_over(kit: ShopKit, ram: Path) -> None:
    kit.shop.backups.make(ram / "copy.comptoir")
    with pytest.raises(ShopExists):
        restore_shop(kit.folder, ram / "copy.comptoir", clock=kit.clock)


def test_pictures_come_back_and_nothing_leaves_the_folder(kit: ShopKit, ram: Path) -> None:
    kit.shop.folder.pictures.mkdir(exist_ok=True)
    (kit.shop.folder.pictures / "0a1b.png").write_bytes(b"picture")
    made = kit.shop.backups.make(ram / "copy.comptoir")
    with zipfile.ZipFile(made.path, "a") as packed:
        packed.writestr("pictures/../../escaped.png", b"x")
        packed.writestr("/absolute.png", b"x")
    shop, _aside = restore_shop(ram / "new" / "shop", made.path, clock=kit.clock)
    shop.close()
    assert [path.name for path in (ram / "new" / "shop" / "pictures").iterdir()] == ["0a1b.png"]
    assert [path.name for path in (ram / "new").iterdir()] == ["shop"]


def test_an_unfinished_log_of_another_file_is_not_mixed_in(kit: ShopKit, ram: Path) -> None:
    kit.shop.backups.make(ram / "copy.comptoir")
    places = ShopFolder(ram / "new")
    places.make()
    shutil.copyfile(kit.folder / "shop.db-wal", f"{places.database}-wal")
    shop, aside = restore_shop(places.path, ram / "copy.comptoir", clock=kit.clock)
    assert len(shop.orders.last()) == 1
    assert shop.auditor.verify(rebuild=True).ok
    shop.close()
    assert aside is not None
    assert Path(f"{aside}-wal").exists()
