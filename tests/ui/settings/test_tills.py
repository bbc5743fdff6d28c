"""The section of tills: one more till is added, sells, is heard of by a stick, and is removed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea

from pos.domain.money.amounts import Money
from pos.domain.sync.tills import TillKnown
from pos.founding import join_shop
from tests.shop_kit import ShopClock, ShopKit
from tests.ui.settings.office import Office, open_
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lanes import Step
from ui.kit.look.tags import Mood, Tag
from ui.settings.tills import till_words
from ui.settings.tills.invite_dialog import CodeDialog, InviteDialog
from ui.settings.tills.tills_section import TillsSection


def tills_of(office: Office) -> TillsSection:
    section = office.section(TillsSection)
    open_(office, section)
    settle(office, section)
    return section


def settle(office: Office, section: TillsSection) -> None:
    office.settle()
    office.bot.waitUntil(lambda: not section.lane.busy, timeout=10_000)
    office.settle()


def lines(section: TillsSection) -> list[str]:
    """What stands in the list, a till each."""
    column = section.lines.layout()
    assert column is not None
    found = []
    for at in range(column.count()):
        item = column.itemAt(at)
        widget = item.widget() if item is not None else None
        assert widget is not None
        found.append(" | ".join(one.text() for one in widget.findChildren(QLabel)))
    return found


def tags(section: TillsSection) -> list[list[str]]:
    """The tags beside each till."""
    column = section.lines.layout()
    assert column is not None
    widgets = [item.widget() for at in range(column.count()) if (item := column.itemAt(at)) is not None]
    return [[tag.accessibleName() for tag in one.findChildren(Tag)] for one in widgets if one is not None]


def test_a_till_is_added_heard_of_by_a_stick_and_removed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = tills_of(office)
    assert section.alone.isVisible()
    assert lines(section) == []

    # one more
    office.press(section.more)
    asked = open_dialog_of(office.window)
    assert isinstance(asked, InviteDialog)
    assert asked.letter.text() == "B"
    stick = tmp_path / "stick.bundle"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_of: (str(stick), ""))
    asked.letter.set_text("A")
    office.press(asked.answer)
    settle(office, section)
    assert "bears the letter A already" in asked.problem.text()
    asked.letter.set_text("B")

    # stopped while it is made: there is no file, and the dialog is there for another try
    go_on, told = Event(), list[Step]()
    section.lane.run(lambda _progress: go_on.wait(10))
    section.lane.progressed.connect(told.append)
    office.bot.mouseClick(asked.answer, Qt.MouseButton.LeftButton)
    assert asked.progress.isVisible()
    assert not asked.letter.isVisible()
    asked.progress.cancel.click()
    assert asked.progress.title.text() == "Stopping…"
    go_on.set()
    settle(office, section)
    assert "no till may join" in asked.problem.text()
    assert asked.letter.isVisible()
    assert not stick.exists()
    office.press(asked.answer)
    settle(office, section)
    assert [one.text for one in told if one.total] == [f"Writing {told[-1].total} of {told[-1].total}"]
    shown = open_dialog_of(office.window)
    assert isinstance(shown, CodeDialog)
    office.press(shown.copy)
    code = QGuiApplication.clipboard().text()
    assert code == shown.text.text() == shown.code.payload
    office.press(shown.back)

    # it joins, sells, and is heard of
    clock = ShopClock(office.shop.till.clock())
    joined = join_shop(tmp_path / "b", code, stick, clock=clock)
    assert joined.letter == "B"
    other = ShopKit.open(tmp_path / "b", clock)
    other.pays(other.cart().add(other.custom("Bowl", "24.00")), other.cash("24.00"))
    back = tmp_path / "back.bundle"
    other.shop.sync.bundles.write(back)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_of: (str(back), ""))
    go_on = Event()
    section.lane.run(lambda _progress: go_on.wait(10))
    office.bot.mouseClick(section.take, Qt.MouseButton.LeftButton)
    office.window.status.running.cancelled.emit()  # the link beside the bar at the bottom
    go_on.set()
    settle(office, section)
    assert "That was stopped." in section.stick.outcome.text()
    office.press(section.take)
    settle(office, section)
    assert "entries are new here" in section.stick.outcome.text()
    assert not section.alone.isVisible()
    ours, theirs = lines(section)
    assert ours.startswith("Till A")
    assert theirs.startswith("Till B")
    assert "1 sale · " in theirs
    assert "2 entries | last entry " in theirs
    assert "last heard of" in theirs
    assert "last heard of" not in ours
    assert "on the hub" not in theirs, "the shop has none"
    assert not section.hub.ask.isVisible()
    assert tags(section) == [["this till", "office"], ["sells"]]
    office.press(section.take)
    settle(office, section)
    assert section.stick.outcome.text() == "Nothing in it is new here."

    # what it is told
    office.press(section.write)
    settle(office, section)
    assert "entries stand in stick.bundle" in section.stick.outcome.text()
    assert other.shop.sync.bundles.read(stick).parked == 0

    # it is lost
    remove = next(
        one
        for one in section.findChildren(type(section.more))
        if one.accessibleName() == "Remove till B" and one.isVisible()
    )
    office.press(remove)
    assert "lost or stolen" in section.confirm.words.text()
    office.press(section.confirm.yes)
    settle(office, section)
    assert "Till B is removed" in section.all.outcome.text()
    (_ours, fenced) = section.known
    assert fenced.is_fenced
    assert tags(section)[1] == ["removed"]
    other.close()


def test_a_file_that_is_none_says_so(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = tills_of(office)
    photo = tmp_path / "photo.bundle"
    photo.write_bytes(b"\xff\xd8\xff")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_of: (str(photo), ""))
    office.press(section.take)
    settle(office, section)
    assert "is not a bundle of Comptoir" in section.stick.outcome.text()


def test_a_till_that_was_given_another_role_shows_both() -> None:
    at, sum_ = "2026-11-24T10:00:00+01:00", Money(1800, "EUR")
    first, now = (
        TillKnown(letter, "0" * 32, False, role, 4, 1, sum_, at, at, 4, True, False)
        for letter, role in (("B", "till"), ("B2", "office"))
    )
    assert till_words.tags([first, now], is_this=False) == [
        ("was: sells", Mood.INFO),
        ("office", Mood.NEUTRAL),
    ]
    assert till_words.told([first, now], has_hub=True).endswith(" · all on the hub")
    behind = replace(now, on_hub=1)
    assert till_words.told([first, behind], has_hub=True).endswith(" · 5 of 8 on the hub")


def test_many_tills_are_not_scrolled_sideways_in_a_small_window_at_200_percent(office: Office) -> None:
    section = tills_of(office)
    at = "2026-11-24T18:00:00+01:00"
    of_b = TillKnown("B", "b" * 32, False, "till", 1234, 321, Money(1234567, "EUR"), at, at, 9, True, False)
    this = replace(of_b, letter="A", life="a" * 32, is_this=True, role="office")
    section._show([this, of_b])
    for wide, is_below in ((1280, False), (640, True), (1280, False)):
        office.window.resize(wide, 660)
        office.settle()
        assert office.window.width() == wide
        beside = section.more.mapTo(section, QPoint(0, 0)).x() > section.width() // 2
        assert beside is not is_below, wide
        areas = [one for one in office.window.findChildren(QScrollArea) if one.isAncestorOf(section)]
        assert areas
        assert all(area.horizontalScrollBar().maximum() == 0 for area in areas), wide
