"""Scans wherever the focus is: hit and miss, fields, dialogs, Enter sent twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from pos.domain.catalogue.keyboards import typed
from pos.domain.catalogue.scanners import End, ScannerHabits
from tests.ui.till import KEYS, MODIFIERS, NO_MODIFIER, SCANNER, TillDriver
from ui.kit.forms.fields import CODES
from ui.sell.dialogs.item import CustomDialog
from ui.sell.scanner import KEYPAD
from ui.shared.charge.tender_dialog import TenderDialog

BLUE, SAND = "4006381333931", "4006381333948"


@pytest.fixture
def stocked(till: TillDriver) -> TillDriver:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode=BLUE, quantity=20)
    till.stocks("Mug, sand glaze", "18.00", sku="MUG-SAN", barcode=SAND, quantity=20)
    till.page.box._fade.setInterval(60_000)  # a slow machine sees the mark too
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
    assert stocked.page._later.interval() > 10_000 * SCANNER, "ten characters"
    stocked.page._later.setInterval(60_000)  # a slow machine takes longer between two of them
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


FRENCH = ("fr", "us")


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_scanner_for_another_keyboard_is_understood(
    stocked: TillDriver, end: str, beeps: list[int]
) -> None:
    stocked.scan(typed(BLUE, FRENCH), end=end)
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]
    assert beeps == []


def test_an_unknown_code_from_another_keyboard_is_kept_as_it_is_printed(stocked: TillDriver) -> None:
    stocked.scan(typed("4250950100060", FRENCH))
    dialog = stocked.dialog
    assert isinstance(dialog, CustomDialog)
    assert "4250950100060" in dialog.accessibleDescription()
    assert "Settings, Scanner" in dialog.accessibleDescription()
    stocked.type("Vase")
    stocked.press("Tab")
    stocked.type("30")
    stocked.press("Enter")
    stocked.scan("4250950100060")
    assert stocked.lines == ["2 × Vase 60.00"]


def test_a_wrong_check_digit_is_told(stocked: TillDriver) -> None:
    stocked.scan("4006381333932")
    dialog = stocked.dialog
    assert isinstance(dialog, CustomDialog)
    assert "last digit" in dialog.accessibleDescription()


def test_a_scanner_that_sends_nothing_after_a_code(stocked: TillDriver) -> None:
    stocked.type("3x")
    stocked.scan(BLUE, times=0)
    stocked.wait(lambda: stocked.lines, "the line")
    assert stocked.lines == ["3 × Mug, blue glaze 54.00"]
    assert stocked.box == ""


def test_its_enter_that_comes_late_adds_nothing_more(stocked: TillDriver) -> None:
    stocked.scan(BLUE, times=0)
    stocked.wait(lambda: stocked.lines, "the line")
    stocked.now += 0.15
    stocked._key(KEYS["Enter"], "", NO_MODIFIER)
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]
    assert stocked.dialog is None


def test_a_short_code_without_an_end_is_a_scan_once_the_scanner_is_known(stocked: TillDriver) -> None:
    stocked.stocks("Bowl", "9.00", barcode="AB-77")
    stocked.window.memory.scanner = ScannerHabits(End.NOTHING, prefix="~")
    stocked.scan("~AB-77", times=0)
    stocked.wait(lambda: stocked.lines, "the line")
    assert stocked.lines == ["1 × Bowl 9.00"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("12,50 bowl", "1 × bowl 12.50"),
        ("12,50", "1 × Custom item 12.50"),
        ("2x9,00", "2 × Custom item 18.00"),
        ("mug sand", "1 × Mug, sand glaze 18.00"),
        ("12.-", "1 × Custom item 12.00"),
        ("2x 12,– bowl", "2 × bowl 24.00"),
    ],
)
def test_what_is_typed_fast_is_read_by_the_box(
    stocked: TillDriver, text: str, line: str, beeps: list[int]
) -> None:
    stocked.scan(text)
    assert stocked.lines == [line]
    assert stocked.dialog is None
    assert beeps == []


def test_a_discount_typed_fast_is_one(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.scan("-10%")
    assert stocked.total == "16.20"
    stocked.scan("–50%")
    assert stocked.total == "9.00"


def test_dashes_add_ons_and_pallets_are_found(stocked: TillDriver, beeps: list[int]) -> None:
    for code in ("MUG–SAN", f"{SAND} 51299", f"(00)340123450000000017(02)0{SAND}(37)24", f"EAN {SAND}"):
        stocked.scan(code)
        assert stocked.dialog is None, code
    for code in (f"{SAND} 12", typed(f"{SAND} 12", FRENCH)):
        stocked.scan(code, times=0)
        stocked.wait(lambda: not stocked.box, "the end of the code")
    assert stocked.lines == ["29 × Mug, sand glaze 522.00"]  # the pallet says that it holds 24
    assert beeps == []


def test_a_name_typed_fast_stays_in_its_field(stocked: TillDriver) -> None:
    stocked.press("F3")
    stocked.scan("Engraving on brass", end="Tab")
    dialog = stocked.dialog
    assert isinstance(dialog, CustomDialog)
    assert dialog.name.text() == "Engraving on brass"
    assert not dialog.problem.text()


def test_a_weighed_packet_sells_its_weight(stocked: TillDriver) -> None:
    stocked.stocks("Cheese", "20.00", barcode="4250950100060", unit="kg")
    stocked.scan("0104250950100060310300125010A7")
    assert stocked.lines == ["1.25 × Cheese 25.00"]


def test_a_packet_past_its_date_is_sold_and_told(stocked: TillDriver) -> None:
    stocked.scan(f"010{BLUE}17200131")
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]
    assert "31/01/2020" in stocked.notice


def test_separators_come_as_control_keys_of_any_keyboard(stocked: TillDriver) -> None:
    stocked.now += 1
    for part in (f"10AB{{}}010{BLUE}").split("{}"):
        for character in part:
            stocked.now += SCANNER
            stocked._character(character)
        if part.startswith("10"):
            stocked.now += SCANNER
            QTest.keyClick(stocked.window.windowHandle(), Qt.Key.Key_Dollar, MODIFIERS["Ctrl"])
    stocked.now += SCANNER
    stocked._key(KEYS["Enter"], "", NO_MODIFIER)
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]


def test_signs_under_altgr_belong_to_a_code(stocked: TillDriver) -> None:
    stocked.now += 1
    event = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_BracketRight, MODIFIERS["Ctrl"] | MODIFIERS["Alt"], "]"
    )
    stocked.page.scanner.eventFilter(stocked.window, event)
    for character in f"E0{BLUE}":
        stocked.now += SCANNER
        stocked._character(character)
    stocked.now += SCANNER
    stocked._key(KEYS["Enter"], "", NO_MODIFIER)
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]


def test_digits_of_a_keypad_without_numlock_are_digits(stocked: TillDriver) -> None:
    stocked.now += 1
    for digit in BLUE:
        stocked.now += SCANNER
        key = next(key for key, means in KEYPAD.items() if means == digit)
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.KeypadModifier)
        stocked.page.scanner.eventFilter(stocked.window, event)
    stocked.now += SCANNER
    stocked._key(KEYS["Enter"], "", NO_MODIFIER)
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]


def test_digits_that_a_machine_filled_into_a_field_stay_there(stocked: TillDriver) -> None:
    stocked.press("F3")
    stocked.scan(BLUE, times=0)
    stocked.page.scanner._end_by_rest()  # the rest is over
    dialog = stocked.dialog
    assert isinstance(dialog, CustomDialog)
    assert dialog.name.text() == BLUE
    assert stocked.lines == []


@pytest.mark.parametrize("code", [f"]C1010{BLUE}\x1d10A7", typed(BLUE, FRENCH)])
def test_a_garbled_code_without_an_end_is_found_too(stocked: TillDriver, code: str) -> None:
    stocked.scan(code, times=0)
    stocked.wait(lambda: stocked.lines, "the line")
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]


def test_a_long_web_address_is_a_code(stocked: TillDriver) -> None:
    stocked.scan(f"https://www.example.com/{'x' * 90}/01/0{BLUE}?17=290131")
    assert stocked.lines == ["1 × Mug, blue glaze 18.00"]


def test_an_unknown_packet_is_kept_by_its_number(stocked: TillDriver) -> None:
    stocked.scan("0104250950100060172901311012")
    dialog = stocked.dialog
    assert isinstance(dialog, CustomDialog)
    assert "4250950100060" in dialog.accessibleDescription()
    assert "0104" not in dialog.accessibleDescription()
