"""The chip and its panel: what is only here, what the hub confirmed, and the buttons that do something."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from pos.domain.sync.errors import EntryNotTaken
from pos.domain.sync.state import Standing, Steps, SyncState, TillHeard
from pos.text import use
from tests.hub_tills import HubTills, hub
from tests.shop_kit import ShopKit, ram
from tests.ui.shop_window import shop_window
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.forms.tab_order import reading_order
from ui.kit.look.tags import Mood
from ui.shared.rounds import words
from ui.shared.rounds.chip import NAME, HubChip
from ui.shared.rounds.courier import Courier
from ui.shared.rounds.panel import HubPanel, PanelActs

__all__ = ["hub", "ram"]

LEAST_SEEN = 60
"""Pixels of a list that are seen at once, of one that is so high."""


def test_the_chip_says_how_the_till_stands_and_the_panel_explains_it(
    hub: HubTills, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = hub.a.shop
    with shop_window(qtbot, hub.folder, shop) as made:
        shop.till.tell(lambda kinds: made.window.changes.announce(*kinds))
        made.window.show()
        courier = Courier(made.window, shop)
        chip = HubChip(made.window, shop, courier)

        def settled() -> None:
            made.settle()
            qtbot.waitUntil(lambda: not (courier.lane.busy or courier.stick_lane.busy), timeout=10_000)
            made.settle()

        def said() -> str:
            link = made.window.status.offered(NAME)
            return link.text() if link else ""

        settled()
        assert said().startswith("Not sent yet")
        courier.go()
        settled()
        assert said().startswith("All sent · ")
        hub.a.sells("MUG-BLU")
        settled()
        assert said() == "To be sent · 1 sale only here"

        # the network is gone
        hub.hub.faults.is_down = True
        courier.go()
        settled()
        assert said().startswith("Offline · 1 sale only here · last sent ")
        chip.open()
        panel = open_dialog_of(made.window)
        assert isinstance(panel, HubPanel)
        assert "cannot be reached" in panel.why.text()
        assert panel.safe.text().startswith("1 sale lies only on this computer, since ")
        assert panel.proof.text().startswith("The hub holds 0 sales of this till")

        # a copy on a stick, and a report without names
        stick = tmp_path / "stick.bundle"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_of: (str(stick), ""))
        made.press(panel.save)
        settled()
        assert panel.said.text() == "stick.bundle is written."
        made.press(panel.copy)
        copied = QGuiApplication.clipboard().text()
        assert "1 sale lies only on this computer" in copied
        assert shop.settings.current().name not in copied

        # quiet, and on again with the network back
        made.press(panel.pause)
        settled()
        assert not panel.send.isEnabled()
        assert said() == "Paused · 1 sale only here"
        hub.hub.faults.is_down = False
        made.press(panel.pause)
        settled()
        made.press(panel.send)
        settled()
        panel.send.setFocus()
        panel.show_state(replace(panel.state, standing=Standing.RUNNING))
        assert panel.send.hasFocus(), "Enter once more asks once more, and pauses nothing"
        settled()
        assert panel.safe.text() == "Everything of this till is on the hub too."
        assert panel.clock.text() == "This computer's clock is as the hub's."
        rounds = [one.text() for one in panel.rounds.rows.findChildren(QLabel) if one.isVisible()]
        assert "1 entry sent" in rounds
        assert any("cannot be reached" in one for one in rounds)
        lists = panel.rounds.rows, panel.tills.rows
        for rows in lists:  # as high as what came while it was looked at
            around = rows.parentWidget()
            assert around is not None
            assert around.height() >= min(rows.sizeHint().height(), LEAST_SEEN)
        assert (
            "The hub holds 1 sale of this till, 18,00\xa0€ in all. It is the same here." in panel.proof.text()
        )
        assert said().startswith("All sent · ")
        assert [one.text() for one in panel.tills.rows.findChildren(QLabel) if one.isVisible()][
            1
        ] == "this till"
        made.press(panel.back)

        # the office removed it
        hub.hub.faults.removed.add("a")
        courier.go()
        settled()
        assert said() == "Not accepted: this till was removed"
        assert chip.state is not None
        chip.open()
        panel = open_dialog_of(made.window)
        assert isinstance(panel, HubPanel)
        assert "removed this till" in panel.why.text()
        made.press(panel.back)


def test_a_single_till_never_sees_it(qtbot: QtBot, ram: Path) -> None:
    kit = ShopKit.create(ram / "alone")
    with shop_window(qtbot, ram, kit.shop) as made:
        chip = HubChip(made.window, kit.shop, Courier(made.window, kit.shop))
        kit.stocks()
        kit.sells("MUG-BLU")
        made.settle()
        chip.look()
        made.settle()
        assert made.window.status.offered(NAME) is None


def test_each_mood_has_its_dot(qtbot: QtBot, ram: Path) -> None:
    kit = ShopKit.create(ram / "alone")
    with shop_window(qtbot, ram, kit.shop) as made:
        status, pressed = made.window.status, []
        status.offer(NAME, "All sent", lambda: pressed.append("panel"), Mood.GOOD)
        with_dot = status.offered(NAME)
        assert with_dot is not None
        wide = with_dot.sizeHint().width()
        status.offer(NAME, "All sent", lambda: None)
        assert with_dot.sizeHint().width() < wide
        with_dot.click()
        assert pressed == ["panel"]


def test_the_panel_says_what_is_set_aside_and_why_and_keeps_the_reason_over_a_start(
    hub: HubTills, qtbot: QtBot
) -> None:
    b = hub.joins("b")
    hub.meet()
    b.sells("MUG-BLU")
    hub.a.shop.sync.pairing.fence("B")
    hub.hub.faults.refuses = lambda entry: entry.kind == "order.placed"
    with pytest.raises(EntryNotTaken):
        hub.round(b)
    b.reopen()
    state = b.shop.sync.state()
    assert state is not None
    assert isinstance(state.why, EntryNotTaken)
    assert words.chip(state) == ("Not accepted: an entry is refused · 1 sale only here", Mood.BAD)
    hub.hub.faults.refuses = lambda _entry: False
    stick = hub.folder / "b.bundle"
    b.shop.sync.bundles.write(stick)
    hub.a.shop.sync.bundles.read(stick)
    shop = hub.a.shop
    with shop_window(qtbot, hub.folder, shop) as made:
        state = shop.sync.state()
        assert state is not None
        panel = HubPanel(made.window, state, PanelActs(lambda: None, lambda _on: None, lambda *_of: None))
        panel.open_dialog()
        said = "1 entry of till B is set aside: written after the till was removed."
        assert panel.waiting.text() == said
        assert said in words.report(state)
        panel.show_state(replace(state, is_proven=False))
        assert panel.checked.text() == words.unproven()
        panel.close_dialog()
    hub.kits.pop("b").close()


def test_a_long_list_of_tills_is_read_by_the_keyboard_and_a_short_one_is_no_stop(
    qtbot: QtBot, ram: Path
) -> None:
    kit = ShopKit.create(ram / "a")
    at = "2026-11-28T18:02:11+01:00"
    tills = tuple(TillHeard(f"T{n}", f"{n:032x}", n == 0, 9, 9, at, at) for n in range(26))
    none = Steps(0, 0)
    state = SyncState(Standing.OK, None, none, none, 0, 0, "", at, "", 0.0, 0, None, tills)
    with shop_window(qtbot, ram, kit.shop) as made:
        made.window.show()
        panel = HubPanel(made.window, state, PanelActs(lambda: None, lambda _on: None, lambda *_of: None))
        panel.open_dialog()
        made.settle()
        (area,) = [one for one in reading_order(panel) if isinstance(one, QScrollArea)]
        assert area.accessibleName() == "Tills of this shop"
        area.setFocus()
        before = panel.grab().toImage()
        QTest.keyClick(area, Qt.Key.Key_PageDown)
        assert area.verticalScrollBar().value() > 0
        assert panel.grab().toImage() != before
        panel.show_state(replace(state, tills=tills[:3]))
        made.settle()
        assert not [one for one in reading_order(panel) if isinstance(one, QScrollArea)]
        panel.close_dialog()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "Clock 1 minute fast"),
        (-420, "Clock 7 minutes slow"),
        (7199, "Clock 120 minutes fast"),
        (7200, "Clock 2 hours fast"),
        (-172_800, "Clock 2 days slow"),
        (315_360_000, "Clock 3,650 days fast"),
    ],
)
def test_the_clock_is_off_by_what_a_person_can_picture(seconds: float, said: str) -> None:
    use("en", "en_GB")
    assert words.clock(seconds) == said
