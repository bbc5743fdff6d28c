"""Everything on the page can be reached and named: by keys alone, by those who do not see, in both themes."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView, QWidget

from pos.text import current
from tests.ui.till import TillDriver
from ui.kit.lists.row_acts import RowAct
from ui.kit.look.theme import Mode, theme

SHEETS = ("F3", "F6", "F8", "F10", "F12")


@pytest.fixture
def sold(till: TillDriver) -> TillDriver:
    till.stocks("Mug", "18.00", sku="MUG", favourite=True)
    till.enter("MUG")
    till.settle()
    return till


def controls(of: QWidget) -> list[QWidget]:
    """What can be seen and used; acts on rows are drawn by nobody, and named when they are asked."""
    kinds = (QAbstractButton, QLineEdit, QListView)
    found = (one for kind in kinds for one in of.findChildren(kind) if one.isVisible())
    return [one for one in found if not isinstance(one, RowAct)]


def test_every_control_has_a_name_and_a_size_for_fingers(sold: TillDriver) -> None:
    for widget in controls(sold.page):
        assert widget.accessibleName(), widget
        if isinstance(widget, QAbstractButton):
            assert widget.height() >= 36, widget.accessibleName()


@pytest.mark.parametrize("key", SHEETS)
def test_every_control_of_the_dialogs_has_a_name(sold: TillDriver, key: str) -> None:
    sold.press(key)
    assert sold.dialog is not None
    for widget in controls(sold.dialog):
        assert widget.accessibleName(), widget
    sold.press("Esc")
    assert sold.dialog is None
    assert sold.page.box.line.hasFocus()


def test_the_smallest_window_needs_no_bar_around_the_page(sold: TillDriver) -> None:
    sold.window.resize(1280, 800)
    sold.process()
    assert sold.page.minimumSizeHint().width() <= 1280
    assert sold.page.minimumSizeHint().height() <= 800
    charge = sold.page.cart.charge
    assert sold.page.rect().contains(charge.mapTo(sold.page, charge.rect().bottomRight()))


def test_both_themes_and_both_languages_paint(sold: TillDriver) -> None:
    for mode in (Mode.DARK, Mode.LIGHT):
        theme().use(mode)
        for language in ("fr", "en"):
            sold.window.use_language(language, keep=False)
            assert not sold.window.grab().isNull()
            assert current().language == language
    assert sold.page.cart.charge.words().startswith("Charge")


def test_rows_are_spoken(sold: TillDriver) -> None:
    lines = sold.page.cart.cart_list.lines
    assert lines.rows[0].spoken == "1 × Mug, MUG · 18,00\u00a0€, 18,00\u00a0€"
