"""Whatever holds the shop's data is its owner's alone, from the first byte, whatever the umask says."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.cli import main
from pos.founding import create_demo, restore_shop
from pos.shop import open_shop
from tests.faults.audit import audit
from tests.faults.powercut import needs_strace
from tests.faults.rig import ROOT
from tests.shop_kit import ShopClock, ShopKit

posix = pytest.mark.skipif(os.name != "posix", reason="rights of another system")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """An open shop with a sale."""
    shop.stocks(quantity="500")
    shop.sells("MUG-BLU")
    return shop


@contextmanager
def nothing_held_back() -> Iterator[None]:
    """Files are made with whatever rights they are asked for."""
    before = os.umask(0)
    try:
        yield
    finally:
        os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What others on this machine may do something with."""
    return [
        f"{path.relative_to(folder)} {stat.filemode(path.lstat().st_mode)}"
        for path in (folder, *folder.rglob("*"))
        if path.lstat().st_mode & 0o077
    ]


@posix
def test_nothing_of_a_shop_is_open_to_others_whatever_the_umask_says(ram: Path) -> None:
    with nothing_held_back():
        kit = ShopKit.create(ram / "shop")
        kit.stocks()
        number = kit.sells("MUG-BLU").number
        kit.shop.backups.daily(ram / "stick")
        kit.shop.backups.make(ram / "stick" / "asked.comptoir")
        assert open_to_others(kit.folder) == []
        kit.close()
        assert main(["--data", str(kit.folder), "document", number]) == 0
        assert main(["--data", str(kit.folder), "document", number, "-o", str(ram / "stick" / "a.pdf")]) == 0
        kit.shop.folder.key.unlink()
        open_shop(kit.folder, clock=kit.clock, window=True).close()
        for instead in (True, True):
            shop, _aside = restore_shop(
                kit.folder, ram / "stick" / "asked.comptoir", instead=instead, clock=kit.clock, window=True
            )
            assert open_to_others(kit.folder) == []
            shop.close()
    assert open_to_others(kit.folder) == []
    assert open_to_others(ram / "stick") == []
    assert audit(kit.folder) == []


@posix
def test_a_demo_shop_is_its_owners_too(ram: Path) -> None:
    with nothing_held_back():
        create_demo(ram / "shop", clock=ShopClock()).close()
    assert open_to_others(ram / "shop") == []


@posix
def test_a_folder_that_was_open_is_closed_with_all_of_ours_in_it(kit: ShopKit) -> None:
    (kit.folder / "letter.txt").write_text("mine")
    kit.shop.backups.daily()
    kit.shop.folder.pictures.mkdir(exist_ok=True)
    (kit.shop.folder.pictures / "0a.png").write_bytes(b"x")
    kit.close()
    for path in (kit.folder, *kit.folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    kit.reopen()
    assert kit.shop.is_private
    assert open_to_others(kit.folder) == ["letter.txt -rw-r--r--"]


@posix
def test_a_folder_that_cannot_be_closed_is_said(ram: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shared = ram / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    assert main(["--data", str(shared), "init"]) == 0
    assert "Others on this computer may open" in capfd.readouterr().err
    assert shared.stat().st_mode & 0o7777 == 0o1777
    assert open_to_others(shared) == [". drwxrwxrwt"]


MADE = re.compile(
    r'(?:open|openat|creat)\((?:AT_FDCWD, )?"([^"]+)"(?:, ([^)]*O_CREAT[^)]*), (0[0-7]+))\) = \d'
)
MOVED = re.compile(r'rename\w*\((?:AT_FDCWD, )?"[^"]+", (?:AT_FDCWD, )?"([^"]+)"')


def made_open(trace: str, folder: Path, there: set[str]) -> list[str]:
    """The files that others could read from their first byte on; what was `there` is no new one."""
    known, found = set(there), []
    for line in trace.splitlines():
        if moved := MOVED.search(line):
            known.add(moved[1])
        elif (made := MADE.search(line)) and made[1].startswith(str(folder)) and made[1] not in known:
            known.add(made[1])
            if int(made[3], 8) & 0o077:
                found.append(f"{made[1]} {made[3]}")
    assert len(known) > len(there)
    return found


@needs_strace
@pytest.mark.full
def test_every_file_is_private_from_its_first_byte(kit: ShopKit, ram: Path) -> None:
    kit.close()
    traced = ["strace", "-f", "-s", "300", "-e", "trace=openat,open,creat,rename,renameat,renameat2", "-o"]
    for case in ("init", "backup", "new life", "restore"):
        folder = ram / "new" if case == "init" else kit.folder
        if case == "new life":
            kit.shop.folder.key.unlink()
            next(kit.shop.folder.backups.glob("*.comptoir")).rename(ram / "kept.comptoir")
        there = {str(path) for path in ram.rglob("*")}
        done = subprocess.run(
            [*traced, str(ram / "trace"), sys.executable, "-B", "-m", "tests.faults.warm", case, str(folder)],
            cwd=ROOT, capture_output=True, text=True, umask=0,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert made_open((ram / "trace").read_text(), ram, there) == [], case
