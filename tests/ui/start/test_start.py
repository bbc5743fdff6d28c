"""The start: the frame first, light; keys kept; one window a shop; a sentence where it cannot be opened."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from filelock import FileLock

from pos.domain.shop.settings import NewShop
from tests.shop_kit import ShopKit
from ui.start.one_window import CALL, called

ROOT = Path(__file__).resolve().parents[3]
HEAVY = (
    "sqlalchemy",
    "cryptography",
    "reportlab",
    "babel",
    "psycopg",
    "alembic",
    "PIL",
    "pypdfium2",
    "PySide6.QtSvg",
)

PAINT = """
import sys
from ui.main import start
app, shell, crash = start(["--data", sys.argv[1]])
shell.show(); app.processEvents(); shell.repaint()
print(",".join(name for name in sys.argv[2].split(",") if name in sys.modules))
shell.close(); crash.remove()
"""

OPEN = """
import os, sys, time
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from ui.main import start
app, shell, crash = start(["--data", sys.argv[1]])
shell.show()
def until(done):
    end = time.monotonic() + 60
    while not done():
        if time.monotonic() > end:
            print("waited too long", file=sys.stderr, flush=True)
            os._exit(1)  # lanes that still work would keep the process, and whoever reads what it says
        app.processEvents()
def inside():
    return shell.inside
until(lambda: shell.windowHandle().isExposed())
"""


def run(code: str, *words: str) -> str:
    """Run a start in a process of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *words],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout.strip()


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The folder of a new shop."""
    from pos.shop import create_shop

    folder = tmp_path / "shop"
    create_shop(folder, NewShop("Atelier", "FR", "EUR", prices_include_tax=True, locale="fr_FR")).close()
    return folder


def test_nothing_heavy_is_loaded_at_the_first_paint(tmp_path: Path) -> None:
    assert run(PAINT, str(tmp_path / "none"), ",".join(HEAVY)) == ""


def test_keys_typed_before_the_shop_is_open_are_kept_in_their_order(shop: Path) -> None:
    kit = ShopKit.open(shop)
    kit.stocks()
    kit.sells("MUG-BLU")
    kit.close()
    printed = run(
        OPEN
        + """
QTest.keyClicks(shell.line, "12,50 bo")
from ui.start.early_keys import EarlyKeys
until(lambda: shell.findChild(EarlyKeys))
QTest.keyClicks(shell.line, "wl")
QTest.keyClick(shell.line, Qt.Key.Key_Return)
QTest.keyClicks(shell.line, "mug")
until(lambda: inside() is not None and inside().shop is not None)
page = inside().page("sell")
until(lambda: page.box.line.text() == "mug")
until(lambda: inside().shop.carts.current().lines)
print([line.name for line in inside().shop.carts.current().lines], page.box.line.text())
print([name for name in sys.modules if name.startswith(("urllib3", "pos.stores", "pos.services.stores"))])

import threading
import pos.services.sync.stick  # what a write asks for, whenever that is
class InTheWindow:
    found = []
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread() and name.startswith(("pos", "ui")):
            self.found.append(name)
sys.meta_path.insert(0, InTheWindow())
from ui.frame.refs import PageRef
for place in (PageRef.SETTINGS, PageRef.ORDERS):
    inside().ask(place)
    until(lambda: inside().page(place) is not None and inside().page(place).isVisible())
until(lambda: inside().page("orders").controller.orders.order is not None)
print(InTheWindow.found)
shell.close(); crash.remove()
""",
        str(shop),
    )
    cart, of_a_web_shop, in_the_window = printed.splitlines()
    assert cart == "['bowl'] mug"
    assert of_a_web_shop == "[]", "a shop without a web shop begins without it"
    assert in_the_window == "[]", "what a page needs is loaded beside the window"


def test_a_cart_begun_a_moment_before_closing_is_there_again(shop: Path) -> None:
    from pos.shop import open_shop

    run(
        OPEN
        + """
until(lambda: inside() is not None and inside().shop is not None)
page = inside().page("sell")
QTest.keyClicks(page.box.line, "12,50 bowl")
QTest.keyClick(page.box.line, Qt.Key.Key_Return)
shell.close(); crash.remove()
""",
        str(shop),
    )
    again = open_shop(shop)
    try:
        assert [line.name for line in again.carts.current().lines] == ["bowl"]
        assert again.backups.list()
    finally:
        again.close()


def test_a_folder_without_a_shop_leads_to_the_welcome(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    printed = run(
        OPEN
        + """
from ui.welcome.page import WelcomePage
until(lambda: shell.findChild(WelcomePage))
page = shell.findChild(WelcomePage)
QTest.keyClicks(page.form.name.line, "Atelier Roux")
QTest.keyClick(page.form.name.line, Qt.Key.Key_Return)
until(lambda: inside().shop is not None)
print(inside().shop.settings.current().name, shell.windowTitle())
shell.close(); crash.remove()
""",
        str(folder),
    )
    assert printed == "Atelier Roux Atelier Roux · Comptoir"
    assert (folder / "shop.db").exists()


def test_a_second_window_says_who_holds_the_shop(shop: Path) -> None:
    from pos.shop import open_shop

    held = open_shop(shop, window=True)
    try:
        printed = run(
            OPEN
            + """
from ui.welcome.obstacle import ObstaclePage
until(lambda: shell.findChild(ObstaclePage))
page = shell.findChild(ObstaclePage)
print(page.title.text(), "|", page.words.text(), "|", page.restore.isVisible())
shell.close(); crash.remove()
""",
            str(shop),
        )
    finally:
        held.close()
    title, words, restore = printed.split(" | ")
    assert title == "The shop is open elsewhere"
    assert str(os.getpid()) in words
    assert restore == "False"


def test_a_second_start_brings_the_first_window_forward(shop: Path) -> None:
    first = subprocess.Popen(
        [
            sys.executable,
            "-c",
            OPEN
            + """
until(lambda: inside() is not None and inside().shop is not None)
shell.showMinimized()
print("minimized", shell.isMinimized(), flush=True)
until(lambda: not shell.isMinimized())
print("forward", shell.isVisible(), flush=True)
sys.stdin.readline()
shell.close(); crash.remove()
""",
            str(shop),
        ],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    with first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == "minimized True\n"
        second = 'import sys; from ui.main import main; print(main(["--data", sys.argv[1]]))'
        assert run(second, str(shop)) == "0"
        assert first.stdout.readline() == "forward True\n"
        first.stdin.write("\n")
        first.stdin.close()
        first.wait(120)
    assert not (shop / CALL).exists()


def test_a_start_after_a_power_cut_or_from_another_machine_calls_nobody(shop: Path) -> None:
    (shop / CALL).write_text("")
    assert not called(shop)
    lock = FileLock(shop / "till.lock")
    with lock:
        assert not called(shop, patience=0.05)  # nobody answers


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_text("not a shop at all, but a letter to the tax office\n" * 50)
    before = (tmp_path / "shop.db").read_bytes()
    printed = run(
        OPEN
        + """
from ui.welcome.obstacle import ObstaclePage
until(lambda: shell.findChild(ObstaclePage))
page = shell.findChild(ObstaclePage)
print(page.title.text(), "|", page.restore.isVisible())
shell.close(); crash.remove()
""",
        str(tmp_path),
    )
    assert printed == "The shop could not be opened | True"
    assert (tmp_path / "shop.db").read_bytes() == before


def test_a_backup_comes_back_in_place_of_a_damaged_file(shop: Path, tmp_path: Path) -> None:
    from pos.shop import open_shop
    from ui.kit.lanes import Progress
    from ui.start.start import restoring

    before = open_shop(shop)
    before.backups.make(tmp_path / "kept.comptoir")
    before.close()
    (shop / "shop.db").write_bytes(b"torn" * 5000)
    again = restoring(shop, tmp_path / "kept.comptoir")(Progress(lambda _done, _total, _text: None))
    try:
        assert again.settings.current().name == "Atelier"
    finally:
        again.close()
    assert any(file.read_bytes() == b"torn" * 5000 for file in shop.glob("shop-*"))


def test_a_folder_whose_shop_is_gone_brings_the_newest_copy_back(shop: Path) -> None:
    from pos.shop import open_shop

    before = open_shop(shop)
    before.backups.daily()
    before.close()
    (shop / "shop.db").unlink()
    printed = run(
        OPEN
        + """
from ui.welcome.obstacle import ObstaclePage
until(lambda: shell.findChild(ObstaclePage))
page = shell.findChild(ObstaclePage)
print(page.again.text(), "|", page.words.text())
page.again.click()
until(lambda: inside().shop is not None)
print(inside().shop.settings.current().name, inside().shop.till.life.letter)
shell.close(); crash.remove()
""",
        str(shop),
    )
    offer, opened = printed.splitlines()
    assert offer.startswith("Bring the newest copy back | ")
    assert str(shop / "backups") in offer
    assert opened == "Atelier A2"


def test_a_shop_just_created_ends_in_the_box(tmp_path: Path) -> None:
    printed = run(
        OPEN
        + """
from ui.frame.refs import PageRef
from ui.welcome.page import WelcomePage
until(lambda: shell.findChild(WelcomePage) is not None)
shell.activateWindow()
page = shell.findChild(WelcomePage)
QTest.keyClicks(page.form.name.line, "Atelier Roux")
page.form.make.setFocus()
page.form.make.click()
until(lambda: inside().shop is not None)
app.processEvents()
print(inside().page(PageRef.SELL).box.line.hasFocus())
shell.close(); crash.remove()
""",
        str(tmp_path),
    )
    assert printed == "True"
