"""Scrolling never edits: over whatever the wheel turns, what is held and where the keyboard is stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QDial,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QWidget,
)

from tests.sample import sample
from tests.ui.scenes import SCENES, phone
from tests.ui.till import TillDriver
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.wheel import not_wheeled

__all__ = ["phone"]

A_DAY = 4
"""Pages and dialogs that are walked over in a quick run; all of them with --all."""

STEPPED = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


def turn(over: QWidget, by: int = -120) -> bool:
    """Turn the wheel over a widget; whether it was taken there."""
    at = QPointF(over.rect().center())
    event = QWheelEvent(
        at,
        QPointF(over.mapToGlobal(at)),
        QPoint(0, 0),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(over, event)
    return event.isAccepted()


def held(one: QWidget) -> Any:
    match one:
        case QComboBox():
            return one.currentIndex(), one.currentText()
        case QAbstractSlider():
            return one.value()
        case QTabBar():
            return one.currentIndex()
        case _:
            return one.property("text")


@pytest.mark.parametrize("scene", sample(SCENES, A_DAY, seed=1))
def test_the_wheel_changes_nothing_and_takes_no_keyboard(phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    top = phone.dialog or phone.window
    seen = [one for one in top.findChildren(QWidget) if one.isVisible()]
    assert [one for one in seen if one.focusPolicy() == Qt.FocusPolicy.WheelFocus] == []
    stepped = [one for one in seen if isinstance(one, STEPPED) and not isinstance(one, QScrollBar)]
    now = QApplication.focusWidget()
    for one in stepped:
        before = held(one)
        for by in (-120, 120, -360):
            turn(one, by)
        assert held(one) == before
    for one in seen:
        turn(one)
    assert QApplication.focusWidget() is now


def test_the_wheel_over_the_country_of_the_shop_scrolls_the_page(phone: TillDriver) -> None:
    page = SCENES["settings 0"](phone)
    phone.settle()
    (country,) = [
        one for one in page.findChildren(QComboBox) if one.isVisible() and one.accessibleName() == "Country"
    ]
    bar = page.area.verticalScrollBar()  # type: ignore[attr-defined]
    before = bar.value()
    middle = country.mapTo(phone.window, country.rect().center())
    QTest.wheelEvent(phone.window.windowHandle(), middle, QPoint(0, -120))
    assert country.currentData() == "FR"
    assert bar.value() > before
    phone.settle()
    assert phone.shop.settings.current().country == "FR"


@pytest.mark.parametrize("make", [QSpinBox, QDateEdit, QSlider, QDial, QComboBox])
def test_every_control_that_steps_can_be_scrolled_over(qapp: QApplication, make: type[QWidget]) -> None:
    control = make()
    if isinstance(control, QComboBox):
        control.addItems(["one", "two", "three"])
    before = held(control)
    not_wheeled(control)
    assert not turn(control)
    assert not turn(control, 120)
    assert held(control) == before
    assert control.focusPolicy() != Qt.FocusPolicy.WheelFocus
    control.deleteLater()


def test_no_control_that_steps_is_made_elsewhere() -> None:
    """What steps with the wheel is made in `ui/kit/forms`, where the wheel passes it."""
    names = ("QComboBox", "SpinBox", "DateEdit", "TimeEdit", "QSlider", "QDial", "QTabBar", "QTabWidget")
    kinds = tuple(f"{name}(" for name in names)
    for file in Path("ui").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        made = [kind for kind in kinds if kind in text]
        assert made == [] or "not_wheeled" in text, file


def test_a_choice_shows_only_what_is_held(qapp: QApplication) -> None:
    field = ChoiceField("Country", [("FR", "France"), ("DE", "Germany")])
    field.set_value("XK")
    assert (field.value(), field.choices.currentText()) == ("XK", "XK")
    field.set_options([("FR", "Frankreich"), ("DE", "Deutschland")])
    assert (field.value(), field.choices.currentText()) == ("XK", "XK")
    field.set_value("DE")
    offered = [field.choices.itemText(at) for at in range(field.choices.count())]
    assert offered == ["Frankreich", "Deutschland"]
    field.set_value("")
    assert (field.value(), field.choices.currentText()) == (None, "")
    field.deleteLater()
