"""What goes on behind the window stands back as soon as somebody types, scans or clicks in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.till import TillDriver


def test_a_key_and_a_click_are_told_to_what_works_behind(till: TillDriver) -> None:
    turns, handle = till.window.shop.till.database.turns, till.window.windowHandle()
    for press in (
        lambda: QTest.keyClick(handle, Qt.Key.Key_M),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    ):
        before = turns.attended_at
        till.process()
        assert turns.attended_at == before
        press()
        till.process()
        assert turns.attended_at > before
