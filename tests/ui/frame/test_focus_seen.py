"""Where the keyboard is can be seen: every stop of Tab looks other with it than without it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QListView, QWidget
from shiboken6 import isValid

from tests.ui.scenes import SCENES, phone
from tests.ui.till import TillDriver
from ui.kit.forms.tab_order import reading_order
from ui.kit.look import theme

__all__ = ["phone"]

AROUND = 14
"""Pixels around a stop in which its frame may lie."""
ENOUGH = 60
"""Pixels that look other; the text cursor of a field is less."""


def picture(window: QWidget) -> QImage:
    QApplication.processEvents()
    return window.grab().toImage()


def changed(before: QImage, after: QImage, place: QRect) -> int:
    inside = place.intersected(before.rect())
    one, other = before.copy(inside), after.copy(inside)
    wide, high = one.width(), one.height()
    return sum(one.pixel(x, y) != other.pixel(x, y) for y in range(0, high, 1) for x in range(0, wide, 1))


@pytest.mark.parametrize("scene", SCENES)
def test_every_stop_is_seen_when_it_has_the_keyboard(phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    top = phone.dialog or phone.window
    stops = reading_order(top)
    unseen: list[str] = []
    for at, stop in enumerate(stops):
        before = stops[at - 1]  # what is shown may be made anew meanwhile
        if not (isValid(before) and isValid(stop)) or not stop.isVisible() or len(stops) < 2:
            continue
        stop.setFocus()
        with_it = picture(phone.window)
        place = QRect(stop.mapTo(phone.window, QPoint(0, 0)), stop.size())
        before.setFocus()
        without = picture(phone.window)
        if not isValid(stop) or not stop.isVisible():
            continue
        after = QRect(stop.mapTo(phone.window, QPoint(0, 0)), stop.size())
        if after != place:
            continue  # scrolled away with the keyboard
        place = place.adjusted(-AROUND, -AROUND, AROUND, AROUND)
        if changed(with_it, without, place) < ENOUGH:
            unseen.append(f"{type(stop).__name__} {stop.accessibleName()}")
    assert unseen == []


@pytest.mark.parametrize("scene", ["sell", "found", "orders", "customer", "product", "settings 0"])
def test_the_chosen_row_is_marked_not_only_tinted(phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    lists = [
        one
        for one in phone.window.findChildren(QListView)
        if one.isVisible() and one.currentIndex().isValid()
    ]
    assert lists
    for one in lists:
        row = one.visualRect(one.currentIndex())
        shot = one.viewport().grab(row).toImage()
        colours = {QColor(shot.pixel(x, shot.height() // 2)).name() for x in range(4)}
        assert theme.colours().accent.name() in colours, one.accessibleName()
