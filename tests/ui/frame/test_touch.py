"""With a finger alone: every list and every long page is moved by dragging it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from tests.ui.till import TillDriver
from ui.frame.refs import PageRef


def drag(widget: QWidget, begin: QPoint, end: QPoint) -> None:
    """Move a finger over a widget."""
    finger = QTest.createTouchDevice()
    QTest.touchEvent(widget, finger).press(0, begin, widget)
    for step in range(1, 11):
        QTest.qWait(8)
        QTest.touchEvent(widget, finger).move(0, begin + (end - begin) * step / 10, widget)
    QTest.qWait(8)
    QTest.touchEvent(widget, finger).release(0, end, widget)


@pytest.mark.parametrize("page", ["sell", "products", "settings"])
def test_a_finger_moves_what_is_longer_than_the_window(till: TillDriver, page: str) -> None:
    for number in range(60):
        till.stocks(f"Mug {number}", "18.00", sku=f"MUG-{number}", favourite=True)
    till.window.open(PageRef(page))
    till.settle()
    shown = till.window.page(PageRef(page))
    assert shown is not None

    def longer() -> list[QAbstractScrollArea]:
        areas = shown.findChildren(QAbstractScrollArea)
        return [one for one in areas if one.isVisible() and one.verticalScrollBar().maximum() > 100]

    till.wait(longer, "something to scroll")
    lines = till.lines
    for area in longer():
        # Near its left: the offscreen platform's screen is 800 pixels wide and drops what is beyond.
        begin = QPoint(100, area.viewport().rect().center().y())
        drag(area.viewport(), begin, begin - QPoint(0, 120))
        till.wait(lambda area=area: area.verticalScrollBar().value() > 50, "the list to move")  # type: ignore[misc]
    assert till.lines == lines
