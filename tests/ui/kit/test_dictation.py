"""A text that comes without keys, from dictation or a screen reader, counts as what the person wrote."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.kit.forms.fields import Field, LinesField, TextField
from ui.kit.forms.form import Form
from ui.kit.lists.search_row import SearchField

MAKERS: dict[str, Callable[[], Field[str]]] = {
    "one line": lambda: TextField("Note"),
    "several lines": lambda: LinesField("Note"),
}


def dictate(into: QWidget, text: str) -> None:
    found = QAccessible.queryAccessibleInterface(into)
    assert found is not None
    found.editableTextInterface().insertText(0, text)


@pytest.mark.parametrize("kind", MAKERS)
def test_a_dictated_text_is_kept_when_its_field_is_left(qapp: QApplication, kind: str) -> None:
    panel, field, other = QWidget(), MAKERS[kind](), TextField("Other")
    column = QVBoxLayout(panel)
    column.addWidget(field)
    column.addWidget(other)
    kept: list[str] = []
    told: list[int] = []
    form = Form(panel)
    form.bind("note", field, kept.append)
    field.changed.connect(lambda: told.append(1))
    form.show({"note": ""})
    panel.show()
    panel.activateWindow()
    field.editor.setFocus()
    qapp.processEvents()
    assert told == []
    dictate(field.editor, "Ring twice")
    assert told == [1]
    other.editor.setFocus()
    qapp.processEvents()
    assert kept == ["Ring twice"]
    panel.deleteLater()


def test_a_dictated_search_is_looked_for_and_one_that_is_shown_is_not(qapp: QApplication) -> None:
    search = SearchField()
    asked: list[str] = []
    search.typed.connect(asked.append)
    dictate(search.line, "mug")
    search.show_text("bowl")
    assert asked == ["mug"]
    search.deleteLater()
