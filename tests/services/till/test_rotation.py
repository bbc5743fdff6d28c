"""Which backups go: what they say they are decides, never a file's name or the computer's clock."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pos.services.till.backup import check, kept
from pos.services.till.copies.label import label_of
from pos.shop import open_shop
from tests.shop_kit import ATELIER, ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks(quantity="100")
    return shop


def numbers(place: Path) -> list[int]:
    """The numbers of the backups in a folder, newest first."""
    return sorted(
        (label.number for path in place.glob("*.comptoir") if (label := label_of(path))), reverse=True
    )


def test_two_shops_of_one_name_keep_their_backups_on_one_stick(kit: ShopKit, ram: Path) -> None:
    other = ShopKit.create(ram / "other")
    stick = ram / "stick"
    for _ in range(9):
        for one in (kit, other):
            one.shop.backups.daily(stick)
            one.clock.advance(days=1)
    labels = [label for path in stick.iterdir() if (label := label_of(path))]
    assert sorted(label.shop for label in labels) == sorted(
        [kit.shop.settings.current().shop_id, other.shop.settings.current().shop_id] * 7
    )
    assert {check(path) for path in stick.iterdir()} == {
        one.rows("SELECT count(*) FROM entry")[0][0] for one in (kit, other)
    }
    other.close()


def test_a_copy_of_the_folder_is_a_till_of_its_own_on_the_stick(kit: ShopKit, ram: Path) -> None:
    stick = ram / "stick"
    kit.shop.backups.daily(stick)
    shutil.copytree(kit.folder, ram / "copy")
    copy = ShopKit.open(ram / "copy", kit.clock)
    copy.shop.backups.daily(stick)
    assert sorted(label.till for path in stick.iterdir() if (label := label_of(path))) == ["A", "A2"]
    copy.close()


def test_a_clock_far_ahead_makes_no_later_backup_delete_itself(kit: ShopKit, ram: Path) -> None:
    stick = ram / "stick"
    right = kit.clock.now
    kit.clock.set(2099, 1, 1)
    for _ in range(9):
        kit.shop.backups.daily(stick)
        kit.clock.advance(days=1)
    kit.clock.now = right
    for n in range(10, 14):
        made = kit.shop.backups.daily(stick)
        assert made is not None
        assert made.path.exists()
        assert kit.shop.backups.list()[0] == made.path
        assert max(numbers(stick)) == n
        kit.clock.advance(days=1)
    for place in (kit.shop.folder.backups, stick):
        assert numbers(place) == [13, 12, 11, 10, 9, 8, 7]


def test_a_clock_far_behind_or_none_at_all_still_makes_backups(kit: ShopKit) -> None:
    for year in (1970, 1986, 2026, 2107, 2200):
        kit.clock.set(year, 1, 1)
        made = kit.shop.backups.closing()
        assert made is not None
        assert check(made.path) > 0
    assert numbers(kit.shop.folder.backups) == [5, 4, 3, 2, 1]


def test_what_the_till_did_not_make_by_itself_is_never_deleted(kit: ShopKit, ram: Path) -> None:
    stick = ram / "stick"
    stick.mkdir()
    backups = kit.shop.folder.backups
    asked = kit.shop.backups.make(backups / "2000-01-01.comptoir").path
    others = [asked]
    for place in (stick, backups):
        (place / "1999-12-31.comptoir").write_bytes(b"somebody else's")
        with zipfile.ZipFile(place / "2001-01-01-shop-A.comptoir", "w") as packed:
            packed.writestr("holiday.jpg", b"x")
        (place / "notes.txt").write_text("mine")
        others += [
            place / name for name in ("1999-12-31.comptoir", "2001-01-01-shop-A.comptoir", "notes.txt")
        ]
    for _ in range(10):
        kit.shop.backups.closing(stick)
        kit.clock.advance(days=1)
    assert all(path.exists() for path in others)
    assert len(kept(kit.shop.folder)) == 7


def test_a_file_of_the_very_name_that_is_somebody_elses_stays(kit: ShopKit, ram: Path) -> None:
    made = kit.shop.backups.daily()
    assert made is not None
    made.path.write_bytes(b"somebody else's")
    again = kit.shop.backups.daily()
    assert again is not None
    assert again.path != made.path
    assert made.path.read_bytes() == b"somebody else's"


def test_a_renamed_backup_is_still_the_one_it_says_it_is(kit: ShopKit) -> None:
    for _ in range(7):
        kit.shop.backups.daily()
        kit.clock.advance(days=1)
    oldest = kit.shop.backups.list()[-1]
    renamed = oldest.rename(oldest.with_name("zz best of all.comptoir"))
    kit.shop.backups.daily()
    assert not renamed.exists()
    assert numbers(kit.shop.folder.backups) == [8, 7, 6, 5, 4, 3, 2]


def test_after_a_restore_the_count_goes_on(kit: ShopKit, ram: Path) -> None:
    from pos.founding import restore_shop

    first = kit.shop.backups.make(ram / "early.comptoir")
    for _ in range(8):
        kit.sells("MUG-BLU")
        kit.shop.backups.daily()
        kit.clock.advance(days=1)
    kit.close()
    kit.shop, _aside = restore_shop(kit.folder, first.path, instead=True, clock=kit.clock)
    made = kit.shop.backups.daily()
    assert made is not None
    assert made.path.exists()
    assert numbers(kit.shop.folder.backups)[0] == 9
    kit.sold.clear()


def test_a_shop_of_any_name_has_backups(ram: Path) -> None:
    for n, name in enumerate(("Ünïcode & Söhne / Filiale: *", "麻婆豆腐", "a" * 300, "..", "CON")):
        kit = ShopKit.create(ram / str(n), replace(ATELIER, name=name))
        made = kit.shop.backups.daily(ram / "stick")
        assert made is not None
        assert len(made.path.name) < 100
        kit.close()
        open_shop(ram / str(n), clock=kit.clock).close()
    assert len(list((ram / "stick").iterdir())) == 5
