"""Every form of the window: Tab goes as the eye does, each stop has a name, a mistake lies at its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos.text import use
from tests.sample import sample
from tests.ui.scenes import FORMS, phone
from tests.ui.till import TillDriver
from ui.frame.memory import WindowMemory
from ui.frame.window import MainWindow
from ui.kit.forms.fields import Field
from ui.kit.forms.form import fields_in
from ui.kit.forms.numbers import MoneyField, NumberField
from ui.kit.forms.tab_order import reading_order
from ui.kit.look.theme import Mode, theme
from ui.welcome.page import WelcomePage

__all__ = ["phone"]


SCREEN_KEYS = {
    "E-mail": Qt.InputMethodHint.ImhEmailCharactersOnly,
    "Phone": Qt.InputMethodHint.ImhDialableCharactersOnly,
}


def place_of(stop: QWidget) -> QRect:
    return QRect(stop.mapTo(stop.window(), QPoint(0, 0)), stop.size())


def walk(stops: int, key: Qt.Key) -> list[QWidget]:
    """What has the keyboard after each press of a key."""
    found = []
    for _press in range(stops):
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClick(now, key)
        after = QApplication.focusWidget()
        assert after is not None
        found.append(after)
    return found


def above_or_before(one: QWidget, other: QWidget) -> bool:
    """Whether the eye meets one first: it is not below what stands in its column, nor behind in its row."""
    here, there = place_of(one), place_of(other)
    if here.left() <= there.right() and there.left() <= here.right():
        return here.top() <= there.top()
    if here.top() <= there.bottom() and there.top() <= here.bottom():
        return here.left() <= there.left()
    return True


def check(top: QWidget) -> None:
    stops = reading_order(top)
    assert len(stops) > 1
    assert [stop for stop in stops if not stop.accessibleName()] == []
    stops[-1].setFocus()
    assert walk(len(stops), Qt.Key.Key_Tab) == stops
    assert walk(len(stops), Qt.Key.Key_Backtab) == [*stops[-2::-1], stops[-1]]
    for field in fields_in(top):
        check_screen_keys(field)
        if field.isVisible():
            check_mistake(field)


def check_screen_keys(field: Field[object]) -> None:
    """A keyboard on the screen shows figures for figures, an @ for an e-mail, a dial for a phone."""
    hints = field.editor.inputMethodHints()
    if isinstance(field, NumberField | MoneyField):
        assert hints & Qt.InputMethodHint.ImhFormattedNumbersOnly
    for name, hint in SCREEN_KEYS.items():
        assert (field.editor.accessibleName() == name) == bool(hints & hint)


def check_mistake(field: Field[object]) -> None:
    field.set_mistake("This cannot be read.")
    assert field.mistake.isVisible()
    assert field.mistake.parentWidget() is field
    assert field.editor.accessibleDescription() == "This cannot be read."
    QApplication.processEvents()
    assert 0 <= field.mistake.geometry().top() - field.box.geometry().bottom() <= 8
    field.set_mistake("")


@pytest.mark.parametrize("form", sample(FORMS, 6))
def test_a_form_is_walked_through_as_the_eye_does_and_says_its_mistakes(phone: TillDriver, form: str) -> None:
    part = FORMS[form](phone)
    phone.settle()
    top = part if part is phone.dialog else phone.window
    inside = [stop for stop in reading_order(part) if any(f.editor is stop for f in fields_in(part))]
    for at, stop in enumerate(inside):
        assert [after for after in inside[at + 1 :] if not above_or_before(stop, after)] == []
    check(top)


@pytest.mark.parametrize("country", ["FR", "CA", "US"])
def test_the_welcome_is_walked_through_forwards(qapp: QApplication, tmp_path: Path, country: str) -> None:
    use("en", "en_GB")
    theme().start(qapp, Mode.LIGHT)
    window = MainWindow(WindowMemory(tmp_path))
    page = WelcomePage(window, tmp_path, *[lambda *_of: lambda _on: None] * 3)  # type: ignore[arg-type, return-value]
    window.resize(1280, 800)
    window.show()
    window.show_whole(page)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    page.form.country.set_value(country)
    page.form.country.changed.emit()
    qapp.processEvents()
    stops = reading_order(page)
    names = [stop.accessibleName() for stop in stops]
    assert names.index("Create my shop") > names.index("Who sells?") > names.index("Country")
    check(page)
    window.close()
    window.deleteLater()
