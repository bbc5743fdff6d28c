"""Three codes are scanned on the Settings page, and the scanner is told and set right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from pos.domain.catalogue.keyboards import typed
from pos.domain.catalogue.scanner_trial import TRIAL
from pos.domain.catalogue.scanners import AS_DELIVERED, End, ScannerHabits
from tests.ui.settings.office import Office, open_
from ui.kit.key_clock import KeyClock
from ui.settings.scanner.scanner_section import ScannerSection

KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}


class Counter:
    """A person at the counter with a scanner in hand."""

    def __init__(self, office: Office) -> None:
        self.office, self.now = office, 100.0
        self.section = office.section(ScannerSection)
        open_(office, self.section)
        self.section.pad.when = KeyClock(lambda: self.now)
        self.section.pad.setFocus()

    def keys(self, text: str, gap: float = 0.004) -> None:
        for character in text:
            self.now += gap
            key = KEYS.get(character, Qt.Key.Key_unknown)
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, character)
            QCoreApplication.sendEvent(self.section.pad, event)

    def scan(self, text: str) -> None:
        self.now += 5
        self.keys(text)

    @property
    def habits(self) -> ScannerHabits:
        return self.office.window.memory.scanner

    @property
    def told(self) -> str:
        return " ".join(self.section.found.words)


@pytest.fixture
def counter(office: Office) -> Counter:
    return Counter(office)


def test_a_good_scanner_is_told_to_be_one(counter: Counter) -> None:
    assert counter.told == ""
    for code in TRIAL:
        assert f"{TRIAL.index(code) + 1} of 3" in counter.section.step.text()
        counter.scan(f"{code.text}\r")
    assert counter.habits == ScannerHabits(End.ENTER)
    assert counter.told == "It sends Enter after a code, as it should."


def test_a_tab_is_the_scanner_s_and_does_not_move_the_keyboard(counter: Counter) -> None:
    for code in TRIAL:
        counter.scan(f"~{code.text}\t")
    assert counter.section.pad.hasFocus()
    assert counter.habits == ScannerHabits(End.TAB, "~")
    assert "Tab" in counter.told
    assert "~" in counter.told


def test_nothing_after_a_code_is_found_by_waiting(counter: Counter) -> None:
    for place, code in enumerate(TRIAL, 1):
        counter.scan(code.text)
        counter.office.bot.waitUntil(lambda place=place: counter.section.at == place)
    assert counter.habits == ScannerHabits(End.NOTHING)


def test_an_enter_that_comes_late_is_still_its_end(counter: Counter) -> None:
    for place, code in enumerate(TRIAL, 1):
        counter.scan(code.text)
        counter.office.bot.waitUntil(lambda place=place: counter.section.at == place)
        counter.keys("\r", 0.2)
    assert counter.habits == ScannerHabits(End.ENTER)


def test_another_keyboard_is_named_and_set_right_and_can_be_forgotten(counter: Counter) -> None:
    for code in TRIAL:
        counter.scan(typed(code.text, ("fr", "us")) + "\r")
    assert counter.habits.keyboard == ("fr", "us")
    assert "United States" in counter.told
    assert "France" in counter.told
    counter.section.forget.click()
    assert counter.habits == AS_DELIVERED
    assert counter.told == ""


def test_a_code_that_was_not_read_is_asked_for_again(counter: Counter) -> None:
    for text in (TRIAL[0].text, "4006381333931", TRIAL[2].text):
        counter.scan(f"{text}\r")
    assert counter.habits == AS_DELIVERED
    assert "2 of 3" in counter.section.step.text()
    counter.scan(f"{TRIAL[1].text}\r")
    assert counter.habits == ScannerHabits(End.ENTER)


def test_slow_fingers_are_no_scanner(counter: Counter) -> None:
    counter.keys(TRIAL[0].text, 0.5)
    counter.keys("\r", 0.5)
    assert counter.section.at == 0


def test_the_codes_are_printed_with_the_bytes_of_yesterday(office: Office) -> None:
    drawn = office.shop.documents.scanner_codes()
    assert drawn.startswith(b"%PDF")
    assert drawn == office.shop.documents.scanner_codes()
