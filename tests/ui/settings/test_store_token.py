"""A token is typed in the real window, and a crash provoked that names it: one file has it, nothing else."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from pos.cli import main
from pos.stores.ecwid import Ecwid
from tests.services.stores.test_token import holding
from tests.stores.stand_in import StandIn, running
from tests.ui.settings.office import Office
from tests.ui.settings.test_store import asked, section_of, settle
from ui.kit.dialogs.dialog import open_dialog_of
from ui.shared.stores.panel import StorePanel
from ui.start.crash import Crash
from ui.start.crash_dialog import CrashDialog, show_crash

TOKEN = "secret_full"
SAID = [
    QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help,
    QAccessible.Text.Accelerator, QAccessible.Text.Identifier, QAccessible.Text.DebugDescription,
]  # fmt: skip


@pytest.fixture
def web() -> Iterator[StandIn]:
    with running(products=4, orders=0) as made:
        yield made


def shown() -> list[str]:
    """All that the widgets say to eyes, ears, a pointer that rests, and who pastes."""
    found = [QGuiApplication.clipboard().text()]
    for one in QApplication.allWidgets():
        found += [one.toolTip(), one.statusTip(), one.whatsThis(), one.windowTitle(), one.objectName()]
        found += [one.accessibleName(), one.accessibleDescription(), one.styleSheet()]
        if isinstance(one, QLineEdit):
            found += [one.displayText(), one.placeholderText()]
        if (interface := QAccessible.queryAccessibleInterface(one)) is not None:
            found += _heard(interface)
    return found


def _heard(interface: QAccessibleInterface) -> list[str]:
    texts = interface.textInterface()
    spoken = [texts.text(0, texts.characterCount())] if texts else []
    return spoken + [interface.text(kind) for kind in SAID]


def breaks(_line: Ecwid) -> None:
    try:
        raise KeyError(TOKEN)
    except KeyError as error:
        raise RuntimeError(f"Bearer {TOKEN}") from error


def test_a_token_is_in_one_file_and_nothing_says_it(
    office: Office, web: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    crash = Crash()
    crash.install()
    try:
        crash.write_to(office.shop.folder.path)
        crash.happened.connect(partial(show_crash, office.window), Qt.ConnectionType.QueuedConnection)
        section = section_of(office)
        office.press(section.connect_)
        dialog = asked(office)
        dialog.where.number.set_text(f"{web.url}/api/v3/4711")
        dialog.where.token.set_text(TOKEN)
        hidden = dialog.where.token.line
        hidden.selectAll()
        hidden.copy()
        assert hidden.text() == TOKEN, "the search would look for something else"
        seen = shown()

        # what nobody expected names it in its message, its cause and its values
        with monkeypatch.context() as patched:
            patched.setattr(Ecwid, "probe", breaks)
            office.press(dialog.answer)
            office.bot.waitUntil(lambda: isinstance(open_dialog_of(office.window), CrashDialog))
            crashed = open_dialog_of(office.window)
            assert isinstance(crashed, CrashDialog)
            buttons = {one.text(): one for one in crashed.findChildren(QAbstractButton)}
            buttons["Copy report"].click()
            assert "builtins.RuntimeError" in QGuiApplication.clipboard().text()
            seen += shown()
            buttons["Continue"].click()
        office.settle()

        # connected, a round, what the web shop repeats; its panel and its report
        dialog = asked(office) if open_dialog_of(office.window) else dialog
        for _page in range(3):
            office.press(dialog.answer)
            settle(office, section)
            seen += shown()
        web.tokens(revoke=[TOKEN])
        office.web_shop.go()
        settle(office, section)
        seen += shown()
        panel = StorePanel(office.window, office.web_shop)
        panel.show()
        panel.copy.click()
        assert QGuiApplication.clipboard().text()
        seen += shown()
        assert not [one for one in seen if TOKEN in one]
    finally:
        crash.remove()

    # what is kept, goes away, or is told to scripts
    shop = office.shop
    shop.backups.make(tmp_path / "away" / "kept.comptoir")
    shop.sync.bundles.write(tmp_path / "away" / "shop.bundle")
    shop.till.database.reader().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert (shop.folder.path / "log" / "comptoir.log").read_text("utf-8").count("RuntimeError") == 1
    assert holding(tmp_path / "away", TOKEN.encode()) == []
    assert holding(shop.folder.path, TOKEN.encode()) == ["till.store"]
    at = ["--data", str(shop.folder.path)]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{TOKEN}\n"))
    connect = ["store", "connect", "--kind", "ecwid", "--store", "4711", "--url", f"{web.url}/api/v3"]
    for words in (
        [*connect, "--token-file", "-", "--json"], ["store", "status", "--json"], ["store", "status"],
        ["store", "sync", "--json"], ["store", "exceptions", "--json"], ["store", "exceptions"],
        ["exceptions", "--json"], ["verify", "--json"],
    ):  # fmt: skip
        main([*words, *at])
    with monkeypatch.context() as patched:
        patched.setattr(Ecwid, "probe", breaks)
        patched.setattr(sys, "stdin", io.StringIO(f"{TOKEN}\n"))
        assert main([*connect, "--token-file", "-", "--json", *at]) == 1
    with pytest.raises(SystemExit):
        main([*connect, "--token", TOKEN, *at])
    out, err = capfd.readouterr()
    assert '"token"' in out
    assert TOKEN not in out
    assert TOKEN not in err.replace(f"--token {TOKEN}", ""), "the usage repeats what is no option"
    assert not [call for call in web.calls if call["in_query"] or TOKEN in call["path"]]
