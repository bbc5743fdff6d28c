"""Where the keyboard is can be seen: every stop of Tab looks other with it than without it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QListView, QWidget
from shiboken6 import isValid

from tests.sample import sample
from tests.ui.scenes import SCENES, phone
from tests.ui.till import TillDriver
from ui.kit.forms.tab_order import reading_order
from ui.kit.look import theme

__all__ = ["phone"]

A_DAY = 4
"""Pages and dialogs that are walked over in a quick run; all of them with --all."""

AROUND = 14
"""Pixels around a stop in which its frame may lie."""
ENOUGH = 60
"""Pixels that look other; the text cursor of a field is less."""


def pixels(window: QWidget, place: QRect) -> memoryview:
    QApplication.processEvents()
    image = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(image.constBits())).cast("I")  # a copy: the image goes away


def changed(before: memoryview, after: memoryview) -> int:
    return sum(one != other for one, other in zip(before, after, strict=True))


def around(stop: QWidget, window: QWidget) -> QRect:
    place = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size())
    return place.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(window.rect())


@pytest.mark.parametrize("scene", sample(SCENES, A_DAY, seed=2))
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
        QApplication.processEvents()
        place = around(stop, phone.window)
        with_it = pixels(phone.window, place)
        before.setFocus()
        without = pixels(phone.window, place)
        if not isValid(stop) or not stop.isVisible() or around(stop, phone.window) != place:
            continue  # gone, or scrolled away with the keyboard
        if changed(with_it, without) < ENOUGH:
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
