"""The list of orders: filters that are kept, several orders at once, and a file of them."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos.domain.orders.lists.filters import Work
from tests.ui.orders.office import Office
from ui.kit.dialogs.dialog import open_dialog_of
from ui.orders.filter_dialog import FilterDialog


def filters(office: Office) -> FilterDialog:
    QTest.mouseClick(office.page.controller.filtering.more, Qt.MouseButton.LeftButton)
    office.settle()
    dialog = open_dialog_of(office.window)
    assert isinstance(dialog, FilterDialog)
    return dialog


def kept(office: Office) -> list[str]:
    return list(office.page.controller.filtering.chips)


def test_a_filter_narrows_the_list_is_kept_renamed_and_forgotten(office: Office) -> None:
    every = office.numbers
    dialog = filters(office)
    dialog.method.set_value("cash")
    dialog.name.set_text("Paid in cash")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    office.settle()
    assert office.numbers == ["A-000001"]
    assert office.page.controller.filtering.more.text() == "Filters · 1"
    assert kept(office) == ["Paid in cash"]
    chip = office.page.controller.filtering.chips["Paid in cash"]
    assert chip.isChecked()

    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.numbers == every
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    office.settle()
    assert office.numbers == ["A-000001"]

    dialog = filters(office)
    assert dialog.name.value() == "Paid in cash"
    dialog.name.set_text("Cash")
    dialog.since.set_text("no such day")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.since.mistaken
    dialog.since.set_text("24/11/2199")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    office.settle()
    assert office.numbers == []
    assert kept(office) == ["Cash"]

    dialog = filters(office)
    dialog._forget()
    office.settle()
    assert kept(office) == []
    assert office.numbers == every


def test_several_orders_are_moved_on_and_written_to_a_file(office: Office, tmp_path: Path) -> None:
    office.page.controller.list.use_filter(Work.TO_PREPARE.value)
    office.settle()
    assert office.numbers == ["A-000003", "A-000002"]
    office.page.table.list.setFocus()
    QTest.keyClick(office.page.table.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    office.settle()
    several = office.page.controller.several
    assert several.numbers == ("A-000003", "A-000002")
    assert several.moving.isVisible()

    several.export_to(tmp_path / "chosen.json")
    office.settle()
    rows = json.loads((tmp_path / "chosen.json").read_text("utf-8"))
    assert [row["Number"] for row in rows] == ["A-000003", "A-000002"]
    assert "chosen.json" in office.page.notices.bars()[0].text

    next(one for one in several.moving.choices if one.words == "Processing").run()  # type: ignore[misc]
    office.settle()
    assert "2 orders are now “Processing”" in office.page.notices.bars()[0].text
    rows = office.shop.orders.find(limit=2)
    assert [row.fulfilment_status for row in rows] == ["Processing", "Processing"]
    several.export_to(tmp_path / "none" / "all.csv").cancel()
    office.settle()
    assert not (tmp_path / "none").exists()
