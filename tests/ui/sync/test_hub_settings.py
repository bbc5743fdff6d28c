"""Settings, Tills: a hub is made, asked, put right, left; its recovery sheet goes out and comes back."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from pos.domain.sync.recovery import words_of
from pos.founding import join_shop
from pos.services.sync.uplink import FolderUplink
from pos.services.till.keys import read_shop_key
from pos.sync.hub.dsn import from_dsn
from pos.sync.hub.login import HubLogin
from pos.sync.hub.watchdog import SILENCE_SECONDS
from tests.chaos_proxy import ChaosProxy
from tests.postgres import Cluster, TestDatabase, cluster, database, server
from tests.shop_kit import ShopKit, ram
from tests.ui.settings.office import Office, open_, opened_page
from tests.ui.shop_window import shop_window
from ui.kit.dialogs.dialog import open_dialog_of
from ui.settings.tills.connect_hub_dialog import ConnectHubDialog
from ui.settings.tills.invite_dialog import CodeDialog, InviteDialog
from ui.settings.tills.leave_hub_dialog import LeaveHubDialog
from ui.settings.tills.sheet_dialogs import SheetDialog, TypeSheetDialog
from ui.settings.tills.tills_section import TillsSection
from ui.shared.rounds.chip import NAME, HubChip
from ui.shared.rounds.courier import Courier

__all__ = ["cluster", "database", "ram", "server"]


class Tills(Office):
    """The section of tills, with the rounds of the window asked for by hand."""

    def begin(self) -> TillsSection:
        shop = self.shop
        shop.till.tell(lambda kinds: self.window.changes.announce(*kinds))
        self.courier = Courier(self.window, shop)
        self.courier.pause(is_paused=True)
        self.chip = HubChip(self.window, shop, self.courier)
        self.page = opened_page(self.window)
        self.window.show()
        self.settle()
        self.tills = self.section(TillsSection)
        open_(self, self.tills)
        self.settle()
        return self.tills

    def settle(self) -> None:
        super().settle()
        tills = self.page.sections.known(TillsSection) if self.page.sections else None
        if isinstance(tills, TillsSection):
            self.bot.waitUntil(lambda: not tills.lane.busy, timeout=30_000)
            super().settle()

    def dialog(self, kind: type) -> object:  # type: ignore[type-arg]
        self.settle()
        found = open_dialog_of(self.window)
        assert isinstance(found, kind)
        return found


def test_a_hub_is_made_and_left_and_its_sheet_is_taken_first(
    database: TestDatabase, ram: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = ShopKit.create(ram / "a")
    kit.clock.now = datetime.now(UTC)  # a server of today is spoken to
    kit.stocks(quantity="9")
    kit.sells("MUG-BLU")
    with shop_window(qtbot, ram, kit.shop) as made:
        office = Tills(made.bot, made.window, made.shop)
        tills = office.begin()
        hub = tills.hub
        with_hub = (hub.ask, hub.repair, hub.leave, hub.sheet)
        assert hub.connect_to.isVisible()
        assert not any(one.isVisible() for one in with_hub)
        assert not tills.copy_row.isVisible()

        # an address that is none, one that refuses, and the right one: nothing is made by trying
        office.press(hub.connect_to)
        asked = office.dialog(ConnectHubDialog)
        assert isinstance(asked, ConnectHubDialog)
        assert asked.address.line.echoMode() is QLineEdit.EchoMode.Password
        office.press(asked.show_it)
        assert asked.address.line.echoMode() is QLineEdit.EchoMode.Normal
        for address, words in (
            ("not an address", "no address of a PostgreSQL database"),
            (database.dsn(password="wrong"), "does not accept this till's login"),
        ):
            asked.address.set_text(address)
            office.press(asked.try_it)
            assert words in asked.problem.text()
            assert address not in asked.problem.text()
        asked.address.set_text(database.dsn())
        office.press(asked.try_it)
        assert asked.found.text() == "The database answers and is empty: the hub can be made in it."
        assert not office.shop.sync.has_hub

        # it is made, and the sheet must be taken
        office.press(asked.answer)
        sheet = office.dialog(SheetDialog)
        assert isinstance(sheet, SheetDialog)
        secret = from_dsn(database.dsn()).password.encode()
        held = [path for path in office.shop.folder.path.rglob("*") if path.is_file()]
        assert [path for path in held if secret in path.read_bytes()] == [], "the owner's login is not kept"
        assert not sheet.done.isEnabled()
        sheet.step_back()
        assert open_dialog_of(office.window) is sheet
        assert sheet.outcome.text() == "Save or print the sheet first."
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_of: (str(ram / "sheet.pdf"), ""))
        office.press(sheet.save)
        assert (ram / "sheet.pdf").read_bytes().startswith(b"%PDF")
        assert "The sheet is in sheet.pdf" in sheet.outcome.text()
        office.press(sheet.done)
        link = office.window.status.offered(NAME)
        assert link is not None
        assert not hub.connect_to.isVisible()
        assert all(one.isVisible() for one in with_hub)
        assert tills.copy_row.isVisible()
        assert hub.told.text().startswith("Everything of this till is on the hub too.")

        # a copy after each sale, and none any more
        (ram / "stick").mkdir()
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_of: str(ram / "stick"))
        office.press(tills.copies.choose)
        qtbot.waitUntil(lambda: (ram / "stick" / "comptoir-A.bundle").exists(), timeout=10_000)
        assert tills.copies.place.text() == str(ram / "stick" / "comptoir-A.bundle")
        assert tills.copy_row.outcome.text() == "The copy is made now, and after each sale."
        office.press(tills.copies.clear)
        assert tills.copies.place.text() == "No copy is kept."
        assert not tills.copies.clear.isVisible()

        # asked and put right
        office.press(hub.ask)
        assert tills.of_hub.outcome.text() == "The hub answers."
        office.press(hub.repair)
        assert tills.of_hub.outcome.text() == "The hub answers. All that it holds is as the tills wrote it."

        # a till joins with the code alone
        office.press(tills.more)
        invite = office.dialog(InviteDialog)
        assert isinstance(invite, InviteDialog)
        assert invite.with_file.isVisible()
        office.press(invite.answer)
        shown = office.dialog(CodeDialog)
        assert isinstance(shown, CodeDialog)
        code = shown.code.payload
        office.press(shown.back)
        assert join_shop(ram / "b", code, clock=kit.clock).letter == "B"

        # left: what is only here is said and can be saved
        kit.sells("MUG-BLU")
        office.settle()
        office.press(hub.leave)
        leave = office.dialog(LeaveHubDialog)
        assert isinstance(leave, LeaveHubDialog)
        assert leave.unsent.text().startswith("1 sale lies only on this computer")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_of: (str(ram / "a.bundle"), ""))
        office.press(leave.save)
        assert leave.outcome.text() == "a.bundle is written."
        office.press(leave.answer)
        office.settle()
        assert open_dialog_of(office.window) is None
        assert not office.shop.sync.has_hub
        assert hub.connect_to.isVisible()
        assert office.window.status.offered(NAME) is None

        # the key was lost, and comes back word by word
        key = read_shop_key(office.shop.folder)
        assert key is not None
        words = list(words_of(key.seed))
        (office.shop.folder.path / "shop.key").unlink()
        other = ShopKit.open(ram / "b", kit.clock)
        other.shop.sync.bundles.write(ram / "b.bundle")
        other.close()
        office.shop.sync.bundles.read(ram / "b.bundle")
        tills.opened()
        office.settle()
        office.press(hub.type_sheet)
        typing = office.dialog(TypeSheetDialog)
        assert isinstance(typing, TypeSheetDialog)
        typing.words.edit.setPlainText(f"{words[0]} {words[1][:3]}")
        assert (typing.count.text(), typing.words.mistaken) == ("2 words of 17", False)
        typing.words.edit.setPlainText(f"{words[0]} {words[1][:3]} ")
        assert typing.words.mistake.text() == "Look at word 2: no sheet has one with these letters."
        typing.words.edit.setPlainText(" ".join(words[:-1]))
        office.press(typing.answer)
        assert "not all words of the sheet" in typing.problem.text()
        typing.words.edit.setPlainText(" ".join(words).upper())
        office.press(typing.answer)
        office.settle()
        assert open_dialog_of(office.window) is None
        assert read_shop_key(office.shop.folder) == key
        assert not hub.type_sheet.isVisible()
    kit.close()


def test_what_is_not_sent_yet_can_wait_when_the_line_is_bad(
    cluster: Cluster, database: TestDatabase, ram: Path, qtbot: QtBot
) -> None:
    kit, proxy = ShopKit.create(ram / "a"), ChaosProxy(cluster.port)
    kit.clock.now = datetime.now(UTC)
    kit.stocks()

    def falls_silent(_turn: int) -> None:
        if kit.shop.sync.rounds.sending.of:
            proxy.weather.is_mute = True

    with shop_window(qtbot, ram, kit.shop) as made:
        office = Tills(made.bot, made.window, made.shop)
        office.press(office.begin().hub.connect_to)
        asked = office.dialog(ConnectHubDialog)
        assert isinstance(asked, ConnectHubDialog)
        asked.address.set_text(database.dsn(port=proxy.port))
        proxy.weather.strikes = falls_silent
        asked.answer.click()
        assert not asked.address.isVisible()
        asked.step_back()
        assert open_dialog_of(office.window) is asked, "what is being made is waited for"
        qtbot.waitUntil(asked.later.isVisible, timeout=10_000)
        assert asked.progress.title.text().startswith("Sending 0 of ")
        began = time.monotonic()
        asked.later.click()
        qtbot.waitUntil(lambda: isinstance(open_dialog_of(office.window), SheetDialog), timeout=10_000)
        assert time.monotonic() - began < SILENCE_SECONDS / 2
        state = kit.shop.sync.state()
        assert state is not None
        assert state.unsent > 0
        proxy.clear_up()
        assert kit.shop.sync.rounds.once().unsent == 0
    proxy.close()
    kit.close()


@pytest.mark.parametrize("is_dialling", [False, pytest.param(True, marks=pytest.mark.full)])
def test_who_cancels_what_is_put_right_waits_for_no_silent_hub(
    cluster: Cluster, database: TestDatabase, ram: Path, qtbot: QtBot, is_dialling: bool
) -> None:
    kit, proxy = ShopKit.create(ram / "a"), ChaosProxy(cluster.port)
    kit.clock.now = datetime.now(UTC)
    kit.stocks()
    kit.shop.sync.hubs.create(database.dsn(port=proxy.port))
    turns: list[int] = []

    def falls_silent(turn: int) -> None:
        turns.append(turn)
        proxy.weather.is_mute = is_dialling or len(turns) > 12

    with shop_window(qtbot, ram, kit.shop) as made:
        office = Tills(made.bot, made.window, made.shop)
        tills = office.begin()
        proxy.weather.strikes = falls_silent
        tills.hub.repair.click()
        qtbot.waitUntil(lambda: proxy.weather.is_mute, timeout=10_000)
        began = time.monotonic()
        made.window.status.cancelled.emit()
        qtbot.waitUntil(lambda: not tills.lane.busy, timeout=int(SILENCE_SECONDS * 500))
        assert time.monotonic() - began < SILENCE_SECONDS / 4
        office.settle()
        assert "That was stopped" in tills.of_hub.outcome.text()
        proxy.clear_up()
        proxy.weather.strikes = lambda _turn: None
        assert kit.shop.sync.hubs.status(repair=True).repaired == 0
    proxy.close()
    kit.close()


def test_a_hub_that_is_silent_keeps_no_window_open(ram: Path, qtbot: QtBot) -> None:
    kit = ShopKit.create(ram / "a")
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, ExitStack() as lines, shop_window(qtbot, ram, kit.shop) as made:
        port = str(silent.getsockname()[1])
        login = HubLogin(
            "h" * 32, "s" * 32, "127.0.0.1", "", port, "hub", "till", "secret", b"", is_plain=True
        )
        FolderUplink(kit.shop.folder, kit.clock).keep(login)
        office = Tills(made.bot, made.window, made.shop)
        tills = office.begin()
        office.courier.pause(is_paused=False)
        office.courier.go()  # a round dials
        made.bot.mouseClick(tills.hub.ask, Qt.MouseButton.LeftButton)  # and so does who asks
        for _line in range(2):
            lines.enter_context(silent.accept()[0])
        began = time.monotonic()
        made.window.close()
        assert time.monotonic() - began < SILENCE_SECONDS / 2
