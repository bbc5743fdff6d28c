"""A long list of choices is searched: letters anywhere, accents ignored, the best one chosen with Enter."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.long_list import LongList
from ui.kit.look.theme import Mode, theme
from ui.shared.places import countries


@pytest.fixture
def field(qapp: QApplication) -> Iterator[ChoiceField]:
    theme().start(qapp, Mode.LIGHT)
    made = ChoiceField("Country", countries("fr"), "FR")
    made.show()
    QTest.qWaitForWindowExposed(made)
    yield made
    made.choices.hidePopup()
    made.deleteLater()


def opened(field: ChoiceField) -> LongList:
    field.choices.showPopup()
    search = field.choices.search
    assert search is not None
    return search


@pytest.mark.parametrize(
    ("typed", "code"),
    [("allem", "DE"), ("etats unis", "US"), ("tcheq", "CZ"), ("royaume", "GB"), ("chili", "CL")],
)
def test_a_country_is_found_and_taken(field: ChoiceField, typed: str, code: str) -> None:
    told: list[object] = []
    field.changed.connect(lambda: told.append(field.value()))
    search = opened(field)
    assert search.line.isVisible()
    assert search.line.visibleRegion().boundingRect().height() >= 36
    QTest.keyClicks(search.line, typed)
    assert 0 < len(search.shown()) < 60
    while field.choices.itemData(field.choices.view().currentIndex().row()) != code:
        before = field.choices.view().currentIndex().row()
        QTest.keyClick(search.line, Qt.Key.Key_Down)
        assert field.choices.view().currentIndex().row() != before, "not among those shown"
    QTest.keyClick(search.line, Qt.Key.Key_Return)
    assert field.value() == code
    assert told == [code]


def test_what_is_not_there_changes_nothing(field: ChoiceField) -> None:
    search = opened(field)
    QTest.keyClicks(search.line, "xyzzy")
    assert search.shown() == []
    QTest.keyClick(search.line, Qt.Key.Key_Return)
    assert field.value() == "FR"
    QTest.keyClick(search.line, Qt.Key.Key_Escape)
    assert field.value() == "FR"
    assert len(opened(field).shown()) == field.choices.count()


def test_a_short_list_is_only_looked_at(qapp: QApplication) -> None:
    field = ChoiceField("Kind", [("a", "One"), ("b", "Two")])
    field.show()
    field.choices.showPopup()
    assert field.choices.search is None
    field.choices.hidePopup()
    field.deleteLater()
