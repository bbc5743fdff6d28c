"""Scans wherever the focus is: hit and miss, fields, dialogs, Enter sent twice."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.till import TillDriver
from ui.kit.forms.fields import CODES
from ui.sell.dialogs.item import CustomDialog
from ui.shared.charge.tender_dialog import TenderDialog

BLUE, SAND = "4006381333931", "4006381333948"


@pytest.fixture
def stocked(till: TillDriver) -> TillDriver:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode=BLUE, quantity=20)
    till.stocks("Mug, sand glaze", "18.00", sku="MUG-SAN", barcode=SAND, quantity=20)
    return till


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    heard: list[int] = []
    monkeypatch.setattr("ui.sell.search.sounds.beep", lambda: heard.append(1))
    return heard


@pytest.mark.parametrize("end", ["Enter", "Tab"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_scan_adds_one_and_marks_a_hit(stocked: TillDriver, end: str, times: int, beeps: list[int]) -> None:
    stocked.scan(BLUE, end=end, times=times)
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]
    assert stocked.page.box.mark is True
    assert stocked.box == ""
    assert stocked.dialog is None
    assert beeps == []


def test_a_quantity_typed_before_counts(stocked: TillDriver) -> None:
    stocked.type("3x")
    stocked.scan(BLUE)
    assert stocked.lines == ["3 × Mug, blue glaze 54.00"]
    assert stocked.box == ""


def test_words_typed_before_do_not_spoil_a_scan(stocked: TillDriver) -> None:
    stocked.type("blu")
    stocked.scan(SAND)
    assert stocked.lines == ["1 × Mug, sand glaze 18.00"]


def test_a_scan_does_not_search_digit_by_digit(stocked: TillDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    finder = stocked.controller.presenter.finder
    typed = finder.typed
    monkeypatch.setattr(finder, "typed", lambda text: (looked.append(text), typed(text))[1])
    stocked.scan(BLUE)
    assert [text for text in looked if len(text) > 1] == []


def test_a_scan_while_the_focus_is_in_the_cart(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.press("Down")
    stocked.scan(SAND)
    assert len(stocked.lines) == 2
    assert stocked.box == ""


def test_a_scan_while_the_focus_is_on_a_tile(stocked: TillDriver) -> None:
    stocked.page.shelf.tiles.setFocus()
    stocked.scan(BLUE)
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]
    assert stocked.box == ""


def test_a_miss_beeps_once_and_offers_name_and_price(stocked: TillDriver, beeps: list[int]) -> None:
    stocked.scan("99887766", times=2)
    assert beeps == [1]
    assert stocked.page.box.mark is False
    assert isinstance(stocked.dialog, CustomDialog)
    stocked.type("Vase")
    stocked.press("Tab")
    stocked.type("30")
    stocked.press("Enter")
    assert stocked.lines == ["1 × Vase 30.00"]


def test_an_unknown_code_is_sold_and_known_from_then_on(stocked: TillDriver) -> None:
    stocked.scan("99887766")
    stocked.type("Vase")
    stocked.press("Tab")
    stocked.type("30")
    stocked.press("Enter")
    stocked.scan("99887766")
    assert stocked.lines == ["2 × Vase 60.00"]
    stocked.pay_cash()
    stocked.scan("99887766")
    assert stocked.lines == ["1 × Vase 30.00"]
    assert stocked.dialog is None
    assert stocked.verifies()


def test_two_products_with_one_code_are_chosen_never_guessed(stocked: TillDriver) -> None:
    stocked.stocks("Mug, second choice", "9.00", sku="MUG-2", barcode=BLUE)
    stocked.scan(BLUE)
    assert stocked.lines == []
    assert stocked.dialog is not None
    stocked.press("Down", "Enter")
    assert len(stocked.lines) == 1


def test_an_amount_field_never_keeps_a_scan(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.press("F12")
    stocked.scan(SAND)
    assert stocked.dialog is None
    assert len(stocked.lines) == 2


def test_a_scan_after_a_first_tender_is_refused_in_words(stocked: TillDriver, beeps: list[int]) -> None:
    stocked.scan(BLUE)
    stocked.press("F12", "Alt+2")
    stocked.type("5")
    stocked.press("Enter")
    stocked.scan(SAND)
    dialog = stocked.dialog
    assert isinstance(dialog, TenderDialog)
    assert SAND in dialog.problem.text()
    assert dialog.amount.line.text() == "13,00"
    assert len(stocked.lines) == 1
    assert beeps == [1]
    stocked.press("Esc")


def test_a_dialog_being_filled_in_is_not_thrown_away(stocked: TillDriver) -> None:
    stocked.press("F3")
    stocked.type("Engraving")
    stocked.scan(BLUE)
    dialog = stocked.dialog
    assert isinstance(dialog, CustomDialog)
    assert dialog.name.text() == "Engraving"
    assert BLUE in dialog.problem.text()
    assert stocked.lines == []


def test_a_field_made_for_codes_keeps_a_scan(stocked: TillDriver) -> None:
    field = QLineEdit(stocked.page)
    field.setProperty(CODES, True)
    field.show()
    field.setFocus()
    stocked.scan(BLUE)
    assert field.text() == BLUE
    assert stocked.lines == []


def test_thirty_keys_in_a_breath_are_searched_once_and_show_the_last(stocked: TillDriver) -> None:
    stocked.now += 1
    for character in "mug sand":
        stocked.now += 0.01
        stocked._character(character)
    stocked.wait(lambda: len(stocked.results) == 2, "the rows")
    assert "sand" in stocked.results[0]


def test_keys_go_on_where_the_box_lost_the_focus(stocked: TillDriver) -> None:
    stocked.page.cart.custom.setFocus()
    stocked.type("m")
    assert QApplication.focusWidget() is stocked.page.box.line
    assert stocked.box == "m"


def test_enter_after_the_field_of_the_last_keys_is_gone(stocked: TillDriver) -> None:
    stocked.scan(SAND)
    stocked.press("F8", "Enter")
    stocked.settle()
    stocked.scan(BLUE)
    stocked.pay_cash("100")  # typed into a dialog that is closed and deleted since
    stocked.press("F8", "Enter")
    stocked.settle()
    assert stocked.lines == ["1 × Mug, sand glaze 18.00"]
