"""The shop's file is not one: it is never overwritten, the sentence says what it is, a backup is offered."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pos.domain.shop.errors import BackupBroken, FileDamaged, NewerFile, NoShopHere, NotAShop, ShopExists
from pos.domain.words.errors import CashierError
from pos.founding import restore_shop
from pos.model import shop_file
from pos.services.till.backup import check, kept
from pos.services.till.files import ShopFolder
from pos.shop import create_shop, open_shop
from tests.faults.audit import audit
from tests.sample import sample
from tests.shop_kit import ATELIER, ShopClock, ShopKit


@pytest.fixture
def places(ram: Path) -> ShopFolder:
    """A closed shop with a sale and a backup of today."""
    kit = ShopKit.create(ram / "shop")
    kit.stocks(quantity="500")
    for _ in range(20):
        kit.sells("MUG-BLU")
    kit.shop.backups.daily()
    kit.close()
    return ShopFolder(ram / "shop")


def another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes(text)")
    connection.execute("INSERT INTO notes VALUES ('mine')")
    connection.commit()
    connection.close()


def with_header(at: int, value: int) -> Callable[[Path], None]:
    """The shop's file with one number of its header replaced."""

    def edit(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[at : at + 4] = value.to_bytes(4, "big")
        path.write_bytes(data)

    return edit


def holding(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


def cut_to(length: int) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[:length]) and None


NOISE = random.Random(4).randbytes(50_000)
FILES: dict[str, tuple[Callable[[Path], None], type[CashierError]]] = {
    "empty": (holding(b""), NotAShop),
    "one byte": (holding(b"\0"), NotAShop),
    "random": (holding(NOISE), NotAShop),
    "random after the right head": (holding(b"SQLite format 3\0" + NOISE), NotAShop),
    "text": (holding(b"name;price\nMug;18.00\n" * 100), NotAShop),
    "another program's": (another_programs, NotAShop),
    "of no version": (with_header(60, 0), NotAShop),
    "newer": (with_header(60, shop_file.VERSION + 1), NewerFile),
    "much newer": (with_header(60, 0x7FFFFFFF), NewerFile),
    "cut to 99 bytes": (cut_to(99), NotAShop),
    "cut to its header": (cut_to(100), FileDamaged),
    "cut to a page": (cut_to(4096), FileDamaged),
    "cut in the middle": (cut_to(50_000), FileDamaged),
    "one byte short": (lambda path: path.write_bytes(path.read_bytes()[:-1]) and None, FileDamaged),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_shop_of_ours_is_left_alone(places: ShopFolder, case: str, ram: Path) -> None:
    spoil, error = FILES[case]
    spoil(places.database)
    before = places.database.read_bytes()

    with pytest.raises(error, match=r"left as it (is|was)") as refused:
        open_shop(places.path, clock=ShopClock())
    assert "Restore" in str(refused.value) or "Install the newer program" in str(refused.value)
    with pytest.raises(ShopExists):
        create_shop(places.path, ATELIER, clock=ShopClock())
    with pytest.raises(ShopExists):
        restore_shop(places.path, kept(places)[0], clock=ShopClock())
    assert places.database.read_bytes() == before

    (offered,) = kept(places)
    shop, aside = restore_shop(places.path, offered, instead=True, clock=ShopClock())
    assert len(shop.orders.last(100)) == 20
    assert shop.till.life.letter == "A2"
    shop.close()
    assert aside is not None
    assert aside.read_bytes() == before
    assert audit(places.path) == []


def test_a_folder_in_place_of_the_file_is_left_alone(places: ShopFolder) -> None:
    places.database.unlink()
    places.database.mkdir()
    with pytest.raises(NotAShop):
        open_shop(places.path, clock=ShopClock())
    assert places.database.is_dir()


def test_a_missing_file_is_no_silent_new_start(places: ShopFolder) -> None:
    places.database.unlink()
    with pytest.raises(NoShopHere):
        open_shop(places.path, clock=ShopClock())
    assert not places.database.exists()
    assert len(kept(places)) == 1


def test_damage_in_the_middle_is_said_in_a_sentence_or_found_by_verify(places: ShopFolder) -> None:
    whole = places.database.read_bytes()
    spots = range(100, len(whole) - 2000, 1000)
    seen = 0
    for spot in sample(spots, 8, seed=7):
        damaged = bytearray(whole)
        damaged[spot : spot + 1500] = random.Random(spot).randbytes(1500)
        places.database.write_bytes(damaged)
        for tail in ("-wal", "-shm"):
            Path(f"{places.database}{tail}").unlink(missing_ok=True)
        try:
            shop = open_shop(places.path, clock=ShopClock())
        except CashierError:
            seen += 1
            continue
        try:
            seen += not shop.auditor.verify(rebuild=True).ok
        except CashierError:
            seen += 1
        finally:
            shop.close()
    assert seen > 4  # elsewhere lies what is free, or a cache


BACKUPS = {
    "empty": b"",
    "random": NOISE,
    "cut": None,
    "a zip of something else": b"PK\x05\x06" + bytes(18),
}


@pytest.mark.parametrize("case", BACKUPS)
def test_a_broken_backup_is_not_used(places: ShopFolder, case: str) -> None:
    (path,) = kept(places)
    data = BACKUPS[case]
    path.write_bytes(path.read_bytes()[:-3000] if data is None else data)
    before = places.database.read_bytes()
    with pytest.raises(BackupBroken, match="nothing was changed"):
        restore_shop(places.path, path, instead=True, clock=ShopClock())
    assert places.database.read_bytes() == before


def test_a_backup_with_one_flipped_bit_is_not_used(places: ShopFolder) -> None:
    (path,) = kept(places)
    whole = path.read_bytes()
    for spot in sample(range(0, len(whole), max(1, len(whole) // 200)), 12, seed=2):
        flipped = bytearray(whole)
        flipped[spot] ^= 0x10
        path.write_bytes(flipped)
        try:
            entries = check(path)
        except CashierError:
            continue
        assert entries == 25  # the bit means nothing, as in a date of the archive
