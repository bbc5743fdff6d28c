"""Full disks, long names, media that can only be read, leftovers of kills: each a sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.cli import main
from pos.domain.shop.errors import (
    DiskTrouble,
    OnlyToLook,
    ShopExists,
)
from pos.domain.words.errors import CashierError
from pos.founding import restore_shop
from pos.services.till.files import ShopFolder
from pos.shop import create_shop, open_shop
from tests.faults.audit import audit
from tests.faults.rig import Warm, needs_fork
from tests.shop_kit import ATELIER, ShopClock, ShopKit

posix = pytest.mark.skipif(os.name != "posix", reason="rights of another system")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """An open shop with a sale."""
    shop.stocks(quantity="500")
    shop.sells("MUG-BLU")
    return shop


@needs_fork
@pytest.mark.parametrize("case", ["backup", "restore", "init"])
def test_what_a_kill_left_behind_goes_at_the_next_start(
    kit: ShopKit, ram: Path, warm: Warm, case: str
) -> None:
    kit.shop.backups.make(ram / "kept.comptoir")
    kit.close()
    folder = ram / "fresh" if case == "init" else kit.folder
    points = warm.run(case, folder).points
    left = 0
    for point in range(5, points, max(1, points // 12)):
        if case == "init":
            shutil.rmtree(folder, ignore_errors=True)
        for done in ShopFolder(folder).backups.glob("*.comptoir"):
            done.unlink()
        warm.run(case, folder, kill_at=point)
        left += bool([*folder.rglob(".comptoir-*"), *(ram / "second").rglob(".comptoir-*")])
        if case == "init" and not (folder / "shop.db").exists():
            create_shop(folder, ATELIER, clock=ShopClock())
        again = ShopKit.open(folder)
        assert not [path for path in folder.rglob(".comptoir-*")], point
        again.shop.backups.closing(ram / "second")
        assert not list((ram / "second").glob(".comptoir-*"))
        again.close()
    assert left > 1


@needs_fork
def test_who_is_at_work_is_not_swept_away(kit: ShopKit) -> None:
    with kit.shop.folder.work() as work:
        (work / "half").write_bytes(b"x")
        open_shop(kit.folder, clock=kit.clock).close()
        assert (work / "half").exists()
    assert not work.exists()


def test_names_too_long_for_the_disk_are_said(
    kit: ShopKit, ram: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    long = "a" * 300
    made = kit.shop.backups.make(ram / "kept.comptoir").path
    with pytest.raises(DiskTrouble, match="name too long"):
        kit.shop.backups.make(ram / long)
    with pytest.raises(DiskTrouble):
        kit.shop.backups.daily(ram / long)
    kit.close()
    at = ["--data", str(kit.folder)]
    for words in (
        [*at, "backup", str(ram / long)], [*at, "backup", str(ram / long / "b.comptoir")],
        [*at, "restore", str(ram / long), "--instead"], [*at, "document", "1", "-o", str(ram / long)],
        [*at, "import", "products", str(ram / long)], [*at, "order", "place", str(ram / long)],
        ["--data", str(ram / long), "init"], ["--data", str(ram / long / "in"), "orders"],
        ["--data", str(ram / long), "restore", str(made)], [*at, "backup", str(ram / "nul\0")],
    ):  # fmt: skip
        assert main(words) in (1, 2), words
        said = capfd.readouterr().err
        assert "too long" in said or "null" in said or "cannot be" in said, said
        assert "should not" not in said, said
    kit.reopen()


needs_mount = pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0 or shutil.which("mount") is None,
    reason="has to mount a disk",
)


@pytest.fixture
def medium(ram: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = ram / "medium"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(place)], check=False).returncode:
        pytest.skip("this machine mounts nothing")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@needs_mount
@pytest.mark.parametrize("with_log", [False, True], ids=["closed", "after a kill"])
def test_a_shop_on_a_medium_that_can_only_be_read_can_be_looked_at(
    kit: ShopKit, medium: Path, ram: Path, with_log: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    if not with_log:
        kit.close()
    shutil.copytree(kit.folder, medium / "shop", ignore=shutil.ignore_patterns("*-shm"))
    if with_log:
        kit.close()
    subprocess.run(["mount", "-o", "remount,ro", str(medium)], check=True)
    before = {path: path.read_bytes() for path in (medium / "shop").rglob("*") if path.is_file()}
    shop = open_shop(medium / "shop", clock=kit.clock, window=True)
    assert shop.only_looks
    assert [row.number for row in shop.orders.last()] == ["A-000001"]
    assert shop.till.life.letter == "A"
    assert shop.documents.pdf("A-000001").startswith(b"%PDF")
    with pytest.raises(OnlyToLook):
        shop.carts.save(shop.carts.new())
    made = shop.backups.make(ram / "rescued.comptoir")
    assert made.entries > 3
    shop.close()
    at = ["--data", str(medium / "shop")]
    for words in (
        ["orders"],
        ["products"],
        ["verify"],
        ["digest"],
        ["document", "1", "-o", str(ram / "a.pdf")],
    ):
        assert main([*at, *words]) == 0, (words, capfd.readouterr())
    for words in (
        ["document", "1"],
        ["init"],
        ["restore", str(made.path), "--instead"],
        ["stock", "move", "MUG-BLU", "1", "--reason", "count"],
    ):
        assert main([*at, *words]) == 1, words
        assert "Unforeseen" not in capfd.readouterr().err
    assert before == {path: path.read_bytes() for path in (medium / "shop").rglob("*") if path.is_file()}


@needs_mount
@pytest.mark.parametrize("room", [0, 30_000, 200_000, 400_000, 600_000, 900_000])
def test_a_restore_on_a_full_disk_is_said_and_nothing_has_changed(
    kit: ShopKit, medium: Path, room: int
) -> None:
    kit.shop.folder.pictures.mkdir(exist_ok=True)
    (kit.shop.folder.pictures / "0a.png").write_bytes(os.urandom(100_000))
    backup = kit.shop.backups.make(kit.folder.parent / "kept.comptoir").path
    kit.close()
    folder = medium / "shop"
    shutil.copytree(kit.folder, folder)
    shutil.rmtree(folder / "pictures")
    free = shutil.disk_usage(medium).free
    (medium / "full").write_bytes(bytes(max(0, free - room - 8192)))
    said = ""
    try:
        shop, _aside = restore_shop(folder, backup, instead=True, clock=kit.clock)
        shop.close()
    except CashierError as error:
        said = str(error)
    assert "Free some space" in said or (not said and room >= 400_000)
    (medium / "full").unlink()
    assert not list(folder.rglob(".comptoir-*"))
    assert audit(folder, ["A-000001"]) == []


def test_a_shop_that_is_there_is_never_begun_anew(kit: ShopKit) -> None:
    with pytest.raises(ShopExists):
        create_shop(kit.folder, ATELIER, clock=kit.clock)
