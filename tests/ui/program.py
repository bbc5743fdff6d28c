"""The whole program in front of a person: its first paint, the welcome, the shop, the end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos.text import use
from tests.shared import ROOT
from tests.ui.till import NO_MODIFIER, TillDriver
from ui.frame.memory import WindowMemory
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.look.theme import Mode
from ui.products.imports.page import ImportPage
from ui.products.imports.presenter import Stage
from ui.products.page import ProductsPage
from ui.start.crash import Crash
from ui.start.shell import Shell
from ui.start.start import Start
from ui.welcome.page import WelcomePage


class Program(TillDriver):
    """A till that is started as a person starts it, with the clock of the machine."""

    def __init__(self, folder: Path, app: QApplication) -> None:
        self.folder, self.app = folder, app
        self.now, self.beeps, self.strokes = 1000.0, 0, 0
        self.start()

    def start(self) -> None:
        """Open the window; what it opens on, the welcome or the shop, is there when this returns."""
        use("en")
        memory = WindowMemory(self.folder)
        memory.mode = Mode.LIGHT
        self.shell = Shell(memory, "Scan")
        self.crash = Crash()
        self.shell.painted.connect(lambda: Start(self.shell, self.folder, self.crash).begin())
        self.shell.show()
        self.shell.activateWindow()
        QTest.qWaitForWindowExposed(self.shell)
        self.wait(lambda: isinstance(self.shell.inside, MainWindow), "the pages")
        assert isinstance(self.shell.inside, MainWindow)
        self.window = self.shell.inside
        self.wait(lambda: self.window.shop is not None or self.welcome is not None, "welcome or shop")
        if self.window.shop is not None:
            self._at_work()

    @property
    def welcome(self) -> WelcomePage | None:
        """The first start, while there is no shop."""
        return self.shell.findChild(WelcomePage)

    def create(self, name: str, country: str, person: str) -> None:
        """Answer the welcome and press Enter."""
        page = self.welcome
        assert page is not None
        QTest.keyClicks(page.form.name.line, name)
        page.form.country.set_value(country)
        page.form.country.changed.emit()
        QTest.keyClicks(page.form.person.line, person)
        QTest.keyClick(page.form.person.line, Qt.Key.Key_Return)
        self.wait(lambda: self.window.shop is not None, "the new shop")
        self._at_work()

    def look_at_the_demo(self) -> None:
        """Touch the one button of the welcome that makes the demo shop."""
        page = self.welcome
        assert page is not None
        self.click(page.cover.demo)
        self.wait(lambda: self.window.shop is not None, "the demo shop")
        self._at_work()

    def _at_work(self) -> None:
        assert self.window.shop is not None
        self.shop = self.window.shop
        self.page.scanner.when = lambda _event: self.now
        self.wait(lambda: self.page.controller is not None, "the counter")
        self.page.box.line.setFocus()
        self.settle()

    def drop(self, file: Path) -> ImportPage:
        """Let a file fall on the window, and wait for its preview."""
        self.window.files_dropped.emit((file,))
        page = self.window.page(PageRef.PRODUCTS)
        assert isinstance(page, ProductsPage)
        self.wait(lambda: page.taking_in and page.taking_in.imports.stage is Stage.READY, "the preview")
        self.settle()
        assert page.taking_in is not None
        return page.taking_in

    def take_in(self, page: ImportPage) -> None:
        """Press the one button of the preview."""
        self.click(page.preview.side.go)
        self.wait(lambda: page.imports.stage is Stage.DONE, "the import")
        self.settle()

    def to(self, name: str) -> None:
        """Go to a page; on Sell the box has the focus."""
        self.window.open(PageRef(name))
        self.settle()
        if name == "sell":
            self.page.box.line.setFocus()

    def close(self) -> None:
        """Close the window as a person does; the shop is closed with it."""
        self.shell.close()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.process()
        self.crash.remove()
        use("en")

    def start_again(self) -> None:
        """Close the program and start it on the same folder."""
        self.close()
        self.start()

    def _key(self, key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier) -> None:
        handle = self.shell.windowHandle()
        if modifiers != NO_MODIFIER or (not text and key not in (Qt.Key.Key_Return, Qt.Key.Key_Tab)):
            QTest.keyClick(handle, key, modifiers)
        else:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(handle, QKeyEvent(kind, key, modifiers, text or "\r"))
        self.process()


@contextmanager
def program(folder: Path, app: QApplication) -> Iterator[Program]:
    """The program for one story, closed at its end."""
    one = Program(folder, app)
    try:
        yield one
    finally:
        one.close()


SELLING = """
import os, sys, time, traceback
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.ui.program import Program
from ui.frame.refs import EditOrder
app = QApplication([])
try:
    one = Program(Path(sys.argv[1]), app)
    for text in sys.argv[2:]:
        if text.startswith("edit "):
            one.window.open(EditOrder(text[5:]))
            one.wait(lambda: one.controller.sale.cart.edits is not None, "the edit")
        else:
            one.enter(text)
    one.settle()
except BaseException:
    traceback.print_exc()
    os._exit(1)  # lanes that still work would keep the process, and whoever reads what it says
print("ready", flush=True)
while True:
    app.processEvents()
    time.sleep(0.01)
"""


def killed_while_selling(folder: Path, *typed: str) -> None:
    """Start the program as a process of its own, type, and kill it once the cart is painted and kept.

    "edit A-000001" opens that order instead.
    """
    run = [sys.executable, "-c", SELLING, str(folder), *typed]
    with subprocess.Popen(run, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == "ready"
        finally:
            process.kill()
