"""The disk refuses: full, broken, read-only, another file in place. Nothing that was told is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path

import pytest

from pos.domain.shop.errors import DiskTrouble, FileReplaced
from pos.services.till.backup import kept
from pos.services.till.files import ShopFolder
from pos.shop import create_shop
from tests.faults.audit import audit
from tests.faults.powercut import needs_strace
from tests.faults.rig import ROOT, Ended, Warm, needs_fork
from tests.faults.use_cases import catalogue
from tests.sample import sample
from tests.shop_kit import ATELIER, ShopClock, ShopKit

NOTHING_SAVED = "Nothing was saved, the cart is kept"


@pytest.fixture
def folder(ram: Path) -> Path:
    """A closed shop with a cart at hand."""
    os.chmod(ram, 0o755)  # one test goes in as another user
    kit = ShopKit.create(ram / "shop")
    kit.stocks(quantity="1000")
    kit.shop.carts.save(kit.cart(("MUG-BLU", "2")))
    kit.close()
    return kit.folder


def told(ended: Ended) -> list[str]:
    """The numbers that were said; the child must not have failed otherwise."""
    assert ended.failed == ""
    return [words for words in ended.said if words.startswith("A-")]


def goes_on(folder: Path, sold: list[str]) -> None:
    """With room again everything told is there, the cart is at hand, and the till sells."""
    assert audit(folder, sold) == []
    kit = ShopKit.open(folder)
    cart = kit.shop.carts.current()
    assert [(line.sku, line.quantity) for line in cart.lines] == [("MUG-BLU", 2)]
    number = kit.pays(cart).number
    kit.close()
    assert audit(folder, [*sold, number]) == []


@needs_fork
def test_a_full_disk_refuses_the_sale_and_keeps_the_cart(folder: Path, warm: Warm) -> None:
    whole = (folder / "shop.db").stat().st_size
    refusals = 0
    for room in sample(range(0, whole, 4096 * 3 + 700), 4, seed=3):
        prepared = folder.with_name("prepared")
        shutil.rmtree(prepared, ignore_errors=True)
        shutil.copytree(folder, prepared)
        ended = warm.run("refused sale", prepared, attempts=30, largest_file=whole + room)
        (*_sold, last) = ended.said
        if not last.startswith(("A-", "A2-")):
            assert NOTHING_SAVED in last
            refusals += 1
        assert audit(prepared, [words for words in ended.said if words.startswith("A2-")]) == []
    assert refusals > 2


@needs_fork
@pytest.mark.parametrize("room", [0, 5_000, 40_000])
def test_a_log_that_cannot_grow_refuses_the_sale(folder: Path, warm: Warm, room: int) -> None:
    ended = warm.run("refused sale", folder, attempts=10, largest_file=room)
    assert NOTHING_SAVED in ended.said[-1]
    goes_on(folder, told(ended))


def test_a_file_that_may_not_grow_refuses_the_sale(folder: Path) -> None:
    kit = ShopKit.open(folder)
    cart = kit.shop.carts.current()
    with kit.shop.till.database._writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskTrouble, match=NOTHING_SAVED):
        deque((kit.sells("MUG-BLU") for _ in range(300)), maxlen=0)
    sold = [placed.number for placed in kit.sold]
    with kit.shop.till.database._writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    kit.shop.carts.save(cart)
    kit.close()
    goes_on(folder, sold)


@needs_fork
@pytest.mark.parametrize("case", ["refused import", "refused backup"])
def test_a_full_disk_leaves_no_half_of_anything(folder: Path, warm: Warm, case: str) -> None:
    catalogue(folder.parent)
    for room in (0, 9_000, 30_000, 60_000, 90_000):
        ended = warm.run(case, folder, largest_file=room)
        assert ended.failed == ""
        if ended.said[-1] in ("imported", "backed up"):
            break
        assert NOTHING_SAVED in ended.said[-1]
        places = ShopFolder(folder)
        assert not places.backups.exists() or not list(places.backups.iterdir())
        assert audit(folder) == []
    kit = ShopKit.open(folder)
    assert kit.shop.search.count() in (1, 30)
    kit.close()
    goes_on(folder, [])


@needs_fork
@pytest.mark.parametrize("room", [0, 20, 4_000, 50_000, 150_000, 200_000])
def test_a_full_disk_makes_no_half_of_a_shop(ram: Path, warm: Warm, room: int) -> None:
    ended = warm.run("refused init", ram / "shop", largest_file=room)
    assert ended.failed == ""
    if ended.said == ["made"]:
        assert audit(ram / "shop") == []
        return
    assert "The disk refused to save" in ended.said[-1]
    assert not (ram / "shop" / "shop.db").exists()
    assert not list((ram / "shop").glob("*.part*"))
    create_shop(ram / "shop", ATELIER, clock=ShopClock()).close()
    assert audit(ram / "shop") == []


@needs_fork
@pytest.mark.parametrize("room", [0, 30, 20_000, 100_000])
def test_a_full_disk_stops_a_restore_with_everything_in_place(folder: Path, warm: Warm, room: int) -> None:
    kit = ShopKit.open(folder)
    kit.shop.backups.make(folder.parent / "kept.comptoir")
    kit.sells("MUG-BLU")
    kit.close()
    ended = warm.run("refused restore", folder, largest_file=room)
    assert ended.failed == ""
    if ended.said == ["restored"]:
        return
    assert "The disk refused to save" in ended.said[-1]
    files = [path for path in folder.glob("shop*.db") if path.stat().st_size]
    assert files
    if (folder / "shop.db").exists():
        goes_on(folder, ["A-000001"] if len(files) == 1 else [])


@needs_fork
def test_a_folder_that_may_only_be_read_refuses_in_a_sentence(folder: Path, warm: Warm) -> None:
    for path in [*folder.iterdir(), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        ended = warm.run("refused sale", folder, as_nobody=True)
    finally:
        folder.chmod(0o700)
        for path in folder.iterdir():
            path.chmod(0o600)
    assert ended.failed == ""
    assert [words.partition(":")[0] for words in ended.said] == ["OnlyToLook"]
    goes_on(folder, [])


@needs_fork
def test_a_lost_key_in_a_folder_that_may_only_be_read_begins_no_life_and_is_looked_at(
    folder: Path, warm: Warm
) -> None:
    (folder / "till.key").rename(folder.parent / "kept.key")
    folder.chmod(0o555)
    for path in folder.iterdir():
        path.chmod(0o444)
    try:
        ended = warm.run("refused new life", folder, as_nobody=True)
    finally:
        folder.chmod(0o700)
        for path in folder.iterdir():
            path.chmod(0o600)
    assert ended.failed == ""
    assert ended.said == ["A"]
    (folder.parent / "kept.key").rename(folder / "till.key")
    goes_on(folder, [])


def in_place_of(path: Path, with_what: str) -> None:
    """Do to a file under the running till's feet."""
    if with_what == "nothing":
        path.unlink()
        return
    other = path.with_name("other")
    other.write_bytes(b"SQLite format 3\0something else" if with_what == "another" else path.read_bytes())
    other.replace(path)


@pytest.mark.parametrize("what", ["another", "a copy", "nothing"])
def test_a_file_replaced_under_the_till_is_noticed_before_a_sale(folder: Path, what: str) -> None:
    kit = ShopKit.open(folder)
    cart = kit.shop.carts.current()
    kit.sells("MUG-BLU")
    kit.shop.till.database.fold()
    in_place_of(folder / "shop.db", what)
    before = (folder / "shop.db").read_bytes() if what != "nothing" else b""
    for attempt in (lambda: kit.pays(cart), lambda: kit.shop.carts.save(cart), lambda: kit.sells("MUG-BLU")):
        with pytest.raises(FileReplaced, match=f"{NOTHING_SAVED}. Start again"):
            attempt()
    kit.close()
    assert (folder / "shop.db").exists() == (what != "nothing")
    assert what == "nothing" or (folder / "shop.db").read_bytes() == before


FAILURES = [
    (call, error, when)
    for call in ("pwrite64", "fdatasync")
    for error in ("EIO", "ENOSPC")
    for when in (*range(1, 40), "1+", "20+")
]


@needs_strace
@pytest.mark.parametrize(("call", "error", "when"), sample(FAILURES, 2, seed=6))
def test_a_disk_that_fails_at_a_write_or_sync_loses_nothing_told(
    folder: Path, call: str, error: str, when: object
) -> None:
    done = subprocess.run(
        ["strace", "-f", "-o", os.devnull, "-P", str(folder / "shop.db"), "-P", str(folder / "shop.db-wal"),
         "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}",
         sys.executable, "-B", "-m", "tests.faults.warm", "refused sale", str(folder), '{"attempts": 5}'],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = [json.loads(line)[1] for line in done.stdout.splitlines()]
    assert len(said) == 5 or NOTHING_SAVED in said[-1], said
    sold = [words for words in said if words.startswith("A-")]
    assert audit(folder, sold) == []
    kit = ShopKit.open(folder)
    count = len(kit.numbers())
    assert count in (len(sold), len(sold) + 1)  # a commit that failed to sync may yet be on the disk
    kit.sells("MUG-BLU")
    kit.close()
    assert audit(folder, sold) == []


def test_the_backups_of_a_shop_whose_disk_is_gone_are_still_listed(folder: Path) -> None:
    kit = ShopKit.open(folder)
    kit.shop.backups.daily()
    kit.close()
    (folder / "shop.db").unlink()
    assert len(kept(ShopFolder(folder))) == 1
