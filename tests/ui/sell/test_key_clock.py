"""Keys whose time was dropped on the way, as by a screen reader's bus, are still told from a scan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from tests.ui.till import FINGERS, SCANNER, TillDriver
from ui.kit.key_clock import KeyClock
from ui.sell.dialogs.item import CustomDialog

BLUE = "4006381333931"
NONE = Qt.KeyboardModifier.NoModifier
ENDS = {"\t": Qt.Key.Key_Tab, "\r": Qt.Key.Key_Return}
Stamps = Callable[[int], int]
"""The time an event carries, in milliseconds, of the n-th key."""

DROPPED: dict[str, Stamps] = {
    "none": lambda _at: 0,
    "one that stands still": lambda _at: 77_000,
    "every other one": lambda at: 77_000 + at if at % 2 else 0,
    "one that runs backwards": lambda at: 77_000 - at,
}


class Hands:
    """Presses keys at the program's own pace, with whatever time they carry."""

    def __init__(self, till: TillDriver, stamps: Stamps) -> None:
        self.till, self._stamps, self._at = till, stamps, 0
        till.page.scanner.when = KeyClock(lambda: till.now)

    def press(self, text: str, gap: float) -> None:
        for character in text:
            self.till.now += gap
            self._at += 1
            key = ENDS.get(character, Qt.Key(ord(character.upper())))
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, NONE, character)
                event.setTimestamp(self._stamps(self._at))
                QCoreApplication.sendEvent(self.till.window.windowHandle(), event)
        self.till.process()


@pytest.fixture(params=DROPPED)
def hands(till: TillDriver, request: pytest.FixtureRequest) -> Hands:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode=BLUE, quantity=20)
    return Hands(till, DROPPED[request.param])


@pytest.mark.parametrize("end", ["\t", "\r"])
def test_what_fingers_type_stays_in_the_field(hands: Hands, end: str) -> None:
    hands.till.press("F3")
    hands.press(f"Vase{end}", FINGERS)
    dialog = hands.till.dialog
    assert isinstance(dialog, CustomDialog)
    assert dialog.name.text() == "Vase"
    assert dialog.problem.text() == ""


def test_a_burst_is_still_a_scan(hands: Hands) -> None:
    hands.press("3x", FINGERS)
    hands.till.now += FINGERS
    hands.press(f"{BLUE}\r", SCANNER)
    assert hands.till.lines == ["3 × Mug, blue glaze 54.00"]


def test_what_a_text_expander_wrote_stays_when_a_person_goes_on(hands: Hands) -> None:
    hands.till.press("F3")
    hands.press("Engraving on brass", SCANNER)
    hands.press("\t", FINGERS)
    dialog = hands.till.dialog
    assert isinstance(dialog, CustomDialog)
    assert dialog.name.text() == "Engraving on brass"


def test_times_that_run_are_believed_however_late_they_are_heard_of() -> None:
    now = [5.0]
    clock = KeyClock(lambda: now[0])

    def key(stamp: int, heard: float) -> float:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, NONE, "a")
        event.setTimestamp(stamp)
        now[0] += heard
        return clock(event)

    first = key(1000, 0)
    assert key(1200, 0.001) - first == pytest.approx(0.2)
    assert key(1204, 0.9) - first == pytest.approx(0.204)
    assert key(0, 0.3) - first == pytest.approx(0.504)
