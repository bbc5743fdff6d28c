"""The one box, through the window: what is typed, what it says Enter will do, what Enter does."""

from __future__ import annotations

import pytest

from tests.ui.till import TillDriver


@pytest.fixture
def stocked(till: TillDriver) -> TillDriver:
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", barcode="4006381333931", quantity=20)
    till.stocks("Mug, sand glaze", "18.00", sku="MUG-SAN", barcode="4006381333948", quantity=20)
    till.stocks("Crème brûlée dish", "9.50", sku="CRE-1", quantity=20)
    till.stocks("Ribbon", "2.40", sku="RIB", unit="m", quantity=100)
    till.stocks("4 frame picture", "12.00", sku="FRA-4", quantity=20)
    till.stocks("Advice", None, sku="ADV", quantity=None)
    return till


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("MUG-BLU", ["1 × Mug, blue glaze 18.00"]),
        ("mug-blu", ["1 × Mug, blue glaze 18.00"]),
        ("4006381333931", ["1 × Mug, blue glaze 18.00"]),
        ("blue", ["1 × Mug, blue glaze 18.00"]),
        ("glaze sand", ["1 × Mug, sand glaze 18.00"]),
        ("creme brul", ["1 × Crème brûlée dish 9.50"]),
        ("3x MUG-BLU", ["3 × Mug, blue glaze 54.00"]),
        ("3*MUG-BLU", ["3 × Mug, blue glaze 54.00"]),
        ("2,5x ribbon", ["2.5 × Ribbon 6.00"]),
        ("12,50 bowl", ["1 × bowl 12.50"]),
        ("12.50 bowl", ["1 × bowl 12.50"]),
        ("12,50", ["1 × Custom item 12.50"]),
        ("2x 12,50 bowl", ["2 × bowl 25.00"]),
        ("6", ["1 × Custom item 6.00"]),
        ("", []),
        ("   ", []),
        ("3x", []),
        ("1,5x MUG-BLU", []),
    ],
)
def test_enter_after(stocked: TillDriver, typed: str, lines: list[str]) -> None:
    stocked.enter(typed)
    assert stocked.lines == lines
    assert stocked.dialog is None


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("MUG-BLU", "adds 1 × the chosen product"),
        ("3x blue", "adds 3 × the chosen product"),
        ("3x", "3 × the next product: scan or type it"),
        ("12,50 bowl", "adds 1 × 12,50\u00a0€ custom item"),
        ("-10%", "−10\u00a0% on the whole order"),
        ("-5", "−5,00\u00a0€ on the whole order"),
        ("ADV", "asks the price, adds 1 × the chosen product"),
        ("99887766", "unknown code: name it and sell it"),
        (">charge", "runs Charge"),
    ],
)
def test_what_enter_will_do_is_said_before(stocked: TillDriver, typed: str, hint: str) -> None:
    stocked.type(typed)
    assert stocked.hint == hint


def test_the_empty_box_says_what_it_can_do(till: TillDriver) -> None:
    assert till.hint == "3× quantity 12,50 bowl custom item @ customer -10% discount"


def test_a_name_that_begins_like_a_quantity_is_listed_too(stocked: TillDriver) -> None:
    stocked.type("3x4 frame")
    assert any("4 frame picture" in row for row in stocked.results)


def test_arrows_choose_and_enter_adds_the_chosen_one(stocked: TillDriver) -> None:
    stocked.type("mug")
    first = stocked.results[0]
    stocked.press("Down", "Enter")
    assert len(stocked.lines) == 1
    assert stocked.lines[0].removeprefix("1 × ").removesuffix(" 18.00") not in first
    assert stocked.box == ""


def test_shift_enter_asks_quantity_and_price(stocked: TillDriver) -> None:
    stocked.type("MUG-BLU")
    stocked.press("Shift+Enter")
    stocked.type("4")
    stocked.press("Tab")
    stocked.type("15")
    stocked.press("Enter")
    assert stocked.lines == ["4 × Mug, blue glaze 60.00"]


def test_a_product_without_a_price_asks_it(stocked: TillDriver) -> None:
    stocked.enter("ADV")
    stocked.enter("40")
    assert stocked.lines == ["1 × Advice 40.00"]


def test_the_last_row_is_a_custom_item_that_asks_its_price(stocked: TillDriver) -> None:
    stocked.enter("engraving")
    stocked.enter("6")
    assert stocked.lines == ["1 × engraving 6.00"]


@pytest.mark.parametrize(("typed", "total"), [("-10%", "16.20"), ("-5", "13.00"), ("-100%", "0.00")])
def test_a_discount_on_the_order(stocked: TillDriver, typed: str, total: str) -> None:
    stocked.enter("MUG-BLU")
    stocked.enter(typed)
    assert stocked.total == total


def test_a_discount_larger_than_the_order_is_refused_and_the_cart_stays(stocked: TillDriver) -> None:
    stocked.enter("MUG-BLU")
    stocked.enter("-50")
    assert stocked.total == "18.00"
    assert "50,00" in stocked.notice


def test_a_discount_of_an_empty_cart_is_refused_in_words(till: TillDriver) -> None:
    till.enter("-10%")
    assert "nothing to take a discount from" in till.notice


def test_a_command_by_name(stocked: TillDriver) -> None:
    stocked.enter("MUG-BLU")
    stocked.enter(">charge")
    assert type(stocked.dialog).__name__ == "TenderDialog"
    stocked.press("Esc")


def test_any_text_is_only_text(stocked: TillDriver) -> None:
    odd = ('"', "*", "^", "(", "-mug", "name:mug", "AND", "NEAR(", "C++", "100%", "_", "'; DROP TABLE")
    for typed in odd:
        stocked.type(typed)
        stocked.press("Esc")
        assert stocked.box == ""
    stocked.page.box.line.setText("x" * 60_000)
    stocked.process()
    stocked.press("Esc")
    assert stocked.lines == []


def test_esc_empties_the_box_and_characters_elsewhere_come_back_to_it(stocked: TillDriver) -> None:
    stocked.enter("MUG-BLU")
    stocked.press("Down")
    assert stocked.page.cart.cart_list.hasFocus()
    stocked.type("mug")
    assert stocked.box == "mug"
    stocked.press("Esc")
    assert stocked.box == ""
