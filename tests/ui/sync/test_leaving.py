"""Closing with sales that are only here: said once a day, and nobody is kept from going."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit, ram
from tests.ui.shop_window import ShopWindow, shop_window
from ui.kit.dialogs.dialog import open_dialog_of
from ui.shared.rounds.unsent_dialog import UnsentDialog, at_risk, before_the_folder
from ui.start.leaving import Leaving
from ui.start.shell import Shell

__all__ = ["hub", "ram"]


def shell_of(made: ShopWindow) -> Shell:
    """The window of the system around the pages."""
    shell = Shell(made.window.memory, "Scan")
    shell.take_in(made.window)
    shell.show()
    Leaving(shell, made.window, made.shop)
    made.settle()
    return shell


def parted(shell: Shell, made: ShopWindow) -> None:
    """Take the pages out again, for their own end."""
    made.window.setParent(None)
    shell.deleteLater()


def test_who_closes_with_unsent_sales_is_told_once_a_day(
    hub: HubTills, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = hub.a.shop
    hub.round(hub.a)
    with shop_window(qtbot, hub.folder, shop) as made:
        shell = shell_of(made)
        hub.a.sells("MUG-BLU")

        assert not shell.close()
        asked = open_dialog_of(made.window)
        assert isinstance(asked, UnsentDialog)
        made.settle()
        stick = hub.folder / "kept.bundle"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_of: (str(stick), ""))
        made.press(asked.save)
        assert asked.outcome.text() == "kept.bundle is written."
        assert stick.stat().st_size > 0
        made.press(asked.back)
        assert shell.isVisible()
        assert open_dialog_of(made.window) is None

        # the next day, with the copy on a stick: it lies in two places
        hub.now(24 * 60)
        folder = hub.folder / "stick"
        folder.mkdir()
        shop.sync.stick.choose(folder)
        shop.sync.stick.keep_up()
        assert shop.sync.stick.holds_all
        assert at_risk(shop) is None
        hub.a.sells("MUG-BLU")
        assert at_risk(shop) is not None
        (folder / "comptoir-A.bundle").unlink()

        # closing twice closes
        assert not shell.close()
        assert isinstance(open_dialog_of(made.window), UnsentDialog)
        assert shell.close()
        parted(shell, made)
    hub.a.reopen()


def test_nobody_is_asked_where_all_is_sent_or_there_is_no_hub(hub: HubTills, qtbot: QtBot, ram: Path) -> None:
    alone = ShopKit.create(ram / "alone")
    alone.stocks()
    alone.sells("MUG-BLU")
    for kit in (alone, hub.a):
        if kit is hub.a:
            kit.sells("MUG-BLU")
            hub.round(kit)
        with shop_window(qtbot, ram, kit.shop) as made:
            shell = shell_of(made)
            leaving = made.window.findChild(Leaving)
            assert isinstance(leaving, Leaving)
            assert not leaving.eventFilter(shell, QCloseEvent())
            assert open_dialog_of(made.window) is None
            parted(shell, made)
    alone.close()


def test_before_the_folder_is_shown_it_is_said_what_is_only_there(
    hub: HubTills, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, shown = hub.a.shop, []
    hub.round(hub.a)
    with shop_window(qtbot, hub.folder, shop) as made:
        made.window.show()

        def asks() -> UnsentDialog | None:
            before_the_folder(made.window, shop, lambda: shown.append("folder"))
            made.settle()
            found = open_dialog_of(made.window)
            return found if isinstance(found, UnsentDialog) else None

        assert asks() is None
        assert shown == ["folder"]
        hub.a.sells("MUG-BLU")
        dialog = asks()
        assert dialog is not None
        assert shown == ["folder"], "only once it was read"
        made.press(dialog.back)
        dialog = asks()
        assert dialog is not None
        stick = hub.folder / "kept.bundle"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_of: (str(stick), ""))
        made.press(dialog.save)
        assert stick.stat().st_size > 0
        made.press(dialog.answer)
        assert shown == ["folder", "folder"]
