"""Every screen at every scale: the window fits, and what can have the keyboard comes into sight with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractScrollArea, QApplication
from shiboken6 import isValid

from tests.sample import sample
from tests.ui.scenes import phone, walk
from tests.ui.till import TillDriver
from ui.kit.controls.panel import Fitting
from ui.kit.forms.tab_order import reading_order
from ui.start.shell import FRAME, SMALLEST, least_size

__all__ = ["phone"]

SCREENS = ((1280, 720), (1366, 768), (1920, 1080))
SCALES = (100, 125, 150, 175, 200)
TASK_BAR = 48
WIDE_ENOUGH = 140
"""Of a field wider than the screen, so much is seen at once."""
LOW = 440
"""Logical pixels below which a page is scrolled."""


def room(screen: tuple[int, int], scale: int) -> QSize:
    """The logical pixels that a screen leaves to the inside of a window."""
    wide, high = screen
    return QSize(wide * 100 // scale, (high - TASK_BAR) * 100 // scale) - FRAME


def fits(till: TillDriver, size: QSize, scene: str = "") -> None:
    till.window.resize(size)
    till.settle()
    assert till.window.size() == size, scene
    top = till.dialog or till.window
    sideways = [
        area.widget()
        for area in till.window.findChildren(Fitting)
        if area.isVisible() and area.horizontalScrollBar().maximum()
    ]
    assert sideways == [], (scene, size)
    for stop in reading_order(top):
        if not isValid(stop) or not stop.isVisible():
            continue
        stop.setFocus()
        QApplication.processEvents()
        if not stop.hasFocus():
            continue
        place = QRect(stop.mapTo(till.window, QPoint(0, 0)), stop.size())
        ground = stop.viewport() if isinstance(stop, QAbstractScrollArea) else stop
        seen = ground.visibleRegion().boundingRect()
        whole = stop.rect().size()
        if isinstance(stop, QAbstractScrollArea):
            assert seen.height() >= min(40, whole.height()), (scene, stop, place)
            assert seen.width() >= min(120, whole.width()), (scene, stop, place)
        else:
            shown = (scene, stop.accessibleName(), place, seen)
            assert seen.height() == whole.height(), shown
            assert seen.width() >= min(whole.width(), WIDE_ENOUGH), shown


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("scale", SCALES)
def test_the_window_asks_for_no_more_than_the_screen(screen: tuple[int, int], scale: int) -> None:
    available = QSize(screen[0] * 100 // scale, (screen[1] - TASK_BAR) * 100 // scale)
    least = least_size(available)
    assert least.width() <= available.width()
    assert least.height() + FRAME.height() <= available.height()
    assert least.width() == min(SMALLEST[0], available.width() - FRAME.width())


TIGHT = [((1366, 768), 100), ((1366, 768), 125), ((1280, 720), 200)]
ROOMY = [(screen, scale) for screen in SCREENS for scale in SCALES if (screen, scale) not in TIGHT]


@pytest.mark.parametrize(("screen", "scale"), [TIGHT[-1], *sample([*TIGHT[:-1], *ROOMY], 1)])
def test_all_that_can_be_done_is_in_sight_when_its_turn_comes(
    phone: TillDriver, screen: tuple[int, int], scale: int
) -> None:
    for scene in walk(phone):
        fits(phone, room(screen, scale), scene)


@pytest.mark.parametrize(("screen", "scale"), sample([*TIGHT, *ROOMY], 2, seed=2))
def test_cart_total_and_charge_are_there_on_every_screen_at_every_scale(
    phone: TillDriver, screen: tuple[int, int], scale: int
) -> None:
    size = room(screen, scale)
    phone.enter("MUG")
    fits(phone, size)
    page = phone.page
    assert page.halves.narrow == (size.width() < 1024)
    page.halves.show_cart()
    phone.process()
    page.box.line.setFocus()
    if size.height() < LOW:
        page.cart.charge.setFocus()
    phone.process()
    for part in (page.cart.charge, page.cart.figures):
        assert part.visibleRegion().boundingRect().size() == part.size()
    assert page.cart.cart_list.viewport().visibleRegion().boundingRect().height() >= 53 or size.height() < LOW
    assert page.cart.charge.visibleRegion().boundingRect().size() == page.cart.charge.size()


def test_in_a_narrow_page_the_keys_bring_the_right_half_to_the_front(phone: TillDriver) -> None:
    phone.window.resize(room((1366, 768), 200))
    phone.process()
    phone.enter("MUG")
    assert phone.page.stack.isVisible()
    phone.press("Down")
    assert phone.page.cart.cart_list.hasFocus()
    phone.press("Esc")
    phone.type("bowl")
    assert phone.page.results.isVisible()
    phone.press("Esc")
    phone.pay_cash("20")
    assert phone.page.cart.done.isVisible()
    phone.press("F4")
    assert phone.panel.isVisible()
    phone.window.resize(1280, 800)
    phone.process()
    assert phone.page.cart.isVisible()
    assert phone.page.stack.isVisible()
    assert not phone.page.halves.tabs.isVisible()


@pytest.mark.parametrize("screen", SCREENS)
def test_the_open_order_makes_no_page_longer_than_its_window(
    phone: TillDriver, screen: tuple[int, int]
) -> None:
    phone.window.resize(room(screen, 100))
    phone.enter("MUG")
    phone.press("F7")
    phone.settle()
    assert phone.page.height() <= phone.window.height()
    charge = phone.page.cart.charge
    assert charge.visibleRegion().boundingRect().size() == charge.size()
