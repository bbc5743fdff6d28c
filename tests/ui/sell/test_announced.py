"""Selling with a screen reader: each moment is said once, refusals urgently, what is typed after a rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.till import TillDriver
from ui.kit.voice import voice
from ui.shared.charge.tender_dialog import TenderDialog

BLUE = "4006381333931"


@pytest.fixture
def heard() -> Iterator[list[tuple[str, bool]]]:
    said: list[tuple[str, bool]] = []

    def hear(words: str, urgent: bool) -> None:
        said.append((words.replace("\xa0", " "), urgent))

    voice().told.connect(hear)
    yield said
    voice().told.disconnect(hear)


@pytest.fixture
def stocked(till: TillDriver, heard: list[tuple[str, bool]]) -> TillDriver:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode=BLUE, quantity=20)
    till.stocks("Bowl, ash wood", "24.00", sku="BOWL", quantity=5, oversell="block")
    till.wait(lambda: till.controller.products == 2, "the count")
    till.settle()
    heard.clear()
    return till


def test_results_are_said_after_a_rest_with_their_count_and_the_first(
    stocked: TillDriver, heard: list[tuple[str, bool]]
) -> None:
    stocked.type("mug")
    assert heard == []
    stocked.wait(lambda: heard, "the results")
    assert heard == [("1 of 2 products. Mug, blue glaze, MUG-BLU, 18,00 €, 20 in stock", False)]


def test_an_arrow_says_the_row_it_came_to(stocked: TillDriver, heard: list[tuple[str, bool]]) -> None:
    stocked.stocks("Mug, sand glaze", "18.00", sku="MUG-SAN")
    stocked.type("mug")
    heard.clear()
    stocked.press("Down")
    assert [words for words, _urgent in heard] == ["Mug, sand glaze, MUG-SAN, 18,00 €, 10 in stock"]


def test_what_is_taken_back_from_the_box_is_not_said(
    stocked: TillDriver, heard: list[tuple[str, bool]]
) -> None:
    stocked.type("mug")
    stocked.press("Esc")
    stocked.type("bowl")
    stocked.wait(lambda: heard, "the results")
    assert len(heard) == 1
    assert "Bowl" in heard[0][0]


def test_a_scan_says_the_line_and_the_new_total(stocked: TillDriver, heard: list[tuple[str, bool]]) -> None:
    stocked.scan(BLUE)
    stocked.scan(BLUE)
    assert heard == [
        ("1 × Mug, blue glaze, 18,00 €. Total 18,00 €", False),
        ("2 × Mug, blue glaze, 36,00 €. Total 36,00 €", False),
    ]


def test_a_quantity_by_key_a_removal_and_an_undo_are_said(
    stocked: TillDriver, heard: list[tuple[str, bool]]
) -> None:
    stocked.scan(BLUE)
    stocked.press("Down")
    heard.clear()
    stocked.type("+")
    stocked.press("Del")
    stocked.press("Esc", "Ctrl+Z")
    assert heard == [
        ("2 × Mug, blue glaze, 36,00 €. Total 36,00 €", False),
        ("Mug, blue glaze removed. The cart is empty", False),
        ("2 × Mug, blue glaze, 36,00 €. Total 36,00 €", False),
    ]


def test_a_discount_says_the_new_total(stocked: TillDriver, heard: list[tuple[str, bool]]) -> None:
    stocked.scan(BLUE)
    heard.clear()
    stocked.enter("-10%")
    assert heard[-1] == ("Total 16,20 €", False)


def test_a_miss_is_said_at_once(stocked: TillDriver, heard: list[tuple[str, bool]]) -> None:
    stocked.scan("99887766")
    assert heard[0] == ("Nothing found for 99887766", True)


def test_what_the_stock_forbids_is_urgent(stocked: TillDriver, heard: list[tuple[str, bool]]) -> None:
    stocked.enter("9x BOWL")
    stocked.settle()
    assert [urgent for words, urgent in heard if "Bowl" in words and "5" in words] == [True]


def test_the_change_is_said_while_it_is_typed_and_with_the_number_when_it_is_given(
    stocked: TillDriver, heard: list[tuple[str, bool]]
) -> None:
    stocked.scan(BLUE)
    stocked.press("F12")
    heard.clear()
    stocked.type("20")
    assert isinstance(stocked.dialog, TenderDialog)
    stocked.wait(lambda: heard, "the change")
    assert heard == [("Change to give 2,00 €", False)]
    stocked.press("Enter")
    stocked.placed()
    assert heard[1] == ("Change to give · A-000001 2,00 €", False)


def test_a_refusal_in_a_dialog_is_urgent(stocked: TillDriver, heard: list[tuple[str, bool]]) -> None:
    stocked.press("F3")
    stocked.type("Engraving")
    heard.clear()
    stocked.scan(BLUE)
    assert [urgent for words, urgent in heard if BLUE in words] == [True]


def test_after_a_mistake_the_keyboard_is_in_the_field_that_says_it(stocked: TillDriver) -> None:
    stocked.press("F3")
    stocked.type("Engraving")
    stocked.press("Tab")
    stocked.type("ten")
    stocked.press("Enter")
    focus = stocked.app.focusWidget()
    assert focus is not None
    assert focus.accessibleDescription()
    assert focus.accessibleName().startswith("Price")


def test_a_kept_setting_and_a_refused_one_are_said(
    stocked: TillDriver, heard: list[tuple[str, bool]]
) -> None:
    from ui.frame.refs import PageRef
    from ui.settings.page import SettingsPage

    stocked.window.open(PageRef.SETTINGS)
    stocked.settle()
    page = stocked.window.page(PageRef.SETTINGS)
    assert isinstance(page, SettingsPage)
    row = next(one for one in page.sections if one.rows).rows[0]  # type: ignore[union-attr]
    heard.clear()
    row.saved()
    row.refuse("This cannot be read.")
    assert heard == [(f"{row.title.text()}: Saved", False), ("This cannot be read.", True)]


def test_what_enter_will_do_describes_the_box(stocked: TillDriver) -> None:
    line = stocked.page.box.line
    assert stocked.hint != ""
    assert line.accessibleDescription() == ""  # the examples would be heard after every line
    stocked.type("mug")
    stocked.settle()
    assert line.accessibleDescription() == stocked.hint != ""
    stocked.enter("")
    stocked.settle()
    assert line.accessibleDescription() == ""


def test_the_dialog_of_payment_says_what_is_to_be_paid(stocked: TillDriver) -> None:
    stocked.scan(BLUE)
    stocked.press("F12")
    assert stocked.dialog is not None
    assert stocked.dialog.accessibleDescription() == "To pay 18,00\xa0€"
