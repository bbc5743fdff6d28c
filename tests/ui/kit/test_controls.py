"""Buttons, fields, steppers, tags and tiles: reachable, readable, and right about numbers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos.domain.money.amounts import Money
from pos.text import use
from ui.kit.actions import Action
from ui.kit.controls.buttons import Button, ChoiceButton, IconButton, PillButton, PlainButton, PrimaryButton
from ui.kit.controls.code_view import CodeView
from ui.kit.controls.stepper import stepper_part
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import MoneyField, NumberField, PercentField, QuantityField
from ui.kit.look.tags import Mood, shortened, stock_tag, tag_width
from ui.kit.look.tile import initials, tile_colour


@pytest.fixture(autouse=True)
def french(qtbot: QtBot) -> Iterator[None]:
    """An English window in a French shop."""
    use("en", "fr_FR")
    yield
    use("en", "en_GB")


def to(title: str, key: str) -> Action:
    return Action(title, title, lambda: None, (key,))


@pytest.mark.parametrize(
    "button",
    [
        lambda: PlainButton(action=to("Hold", "F8")), lambda: PillButton("Wood"),
        lambda: PrimaryButton("Charge", "76,09 €", action=to("Charge", "F12")),
        lambda: ChoiceButton("Card"), lambda: IconButton("x", "Close"),
        lambda: Tick("Print receipt"),
    ],
)  # fmt: skip
def test_every_target_is_high_enough_and_named(button: type[Button]) -> None:
    made = button()
    assert made.sizeHint().height() >= 36
    assert made.accessibleName()


def test_the_pay_button_is_high_and_says_its_amount() -> None:
    made = PrimaryButton(action=to("Charge", "F12"))
    made.set_amount("76,09 €")
    assert made.sizeHint().height() >= 52
    assert made.accessibleName() == "Charge 76,09 €"
    assert made.accessibleDescription() == "F12"


def test_enter_presses_a_button_once(qtbot: QtBot) -> None:
    made = PlainButton("Hold")
    pressed: list[int] = []
    made.clicked.connect(lambda: pressed.append(1))
    qtbot.keyClick(made, Qt.Key.Key_Return)
    assert pressed == [1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12,50", "12.50"), ("12.50", "12.50"), ("1 234,56", "1234.56"), ("1.234,56", "1234.56"), ("5", "5")],
)
def test_a_money_field_reads_what_people_write(typed: str, read: str) -> None:
    field = MoneyField("Cash received", "EUR")
    field.line.setText(typed)
    assert field.read() == Money.of(read, "EUR")


@pytest.mark.parametrize("typed", ["", "abc", "1e3", "NaN", "1_000", "9" * 400])
def test_a_money_field_says_what_is_wrong(typed: str) -> None:
    field = MoneyField("Cash received", "EUR")
    field.line.setText(typed)
    assert field.peek() is None
    assert field.read() is None
    assert field.mistake.text()
    assert field.line.accessibleDescription() == field.mistake.text()


def test_typing_again_takes_the_mistake_away(qtbot: QtBot) -> None:
    field = QuantityField("Quantity")
    field.line.setText("x")
    assert field.read() is None
    qtbot.keyClicks(field.line, "2")
    assert not field.box.mistaken


def test_fields_write_numbers_as_the_shop_does() -> None:
    assert MoneyField("Price", "EUR", Money(1250, "EUR")).text() == "12,50"
    assert MoneyField("Price", "EUR").unit.text() == "€"
    assert PercentField("Discount", Decimal("5.5")).text() == "5,5"
    assert NumberField("Weight", Decimal("0.25"), unit="kg").text() == "0,25"


def test_a_text_field_asks_for_what_it_needs() -> None:
    field = TextField("Name")
    field.line.setText("   ")
    assert field.require() == ""
    assert field.mistake.text()


def test_a_choice_keeps_its_value_when_offered_anew() -> None:
    field = ChoiceField("Country", [("FR", "France"), ("DE", "Germany")], "DE")
    field.set_options([("DE", "Allemagne"), ("FR", "France")])
    assert field.value() == "DE"


def test_the_parts_of_a_stepper() -> None:
    place = QRect(0, 0, 90, 36)
    assert [stepper_part(place, QPoint(x, 5)) for x in (5, 45, 85, 200)] == [-1, 0, 1, None]


@pytest.mark.parametrize(
    ("on_hand", "words", "mood"),
    [
        (None, "", Mood.NEUTRAL), ("0", "out of stock", Mood.BAD), ("-2", "out of stock", Mood.BAD),
        ("3", "3 left", Mood.WARNING), ("12", "12 in stock", Mood.NEUTRAL),
    ],
)  # fmt: skip
def test_what_a_stock_badge_says(on_hand: str | None, words: str, mood: Mood) -> None:
    assert stock_tag(None if on_hand is None else Decimal(on_hand)) == (words, mood)


def test_a_badge_names_the_unit() -> None:
    assert stock_tag(Decimal("2.5"), "kg")[0] == "2,5 kg left"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Bowl, ash wood", "BA"), ("Lucie Martin", "LM"), ("éclair", "É"), ("", ""), ("  ", ""),
        ("“Quoted” (thing)", "QT"), ("—", "—"), ("3 candles", "3C"), ("陶器", "陶"),
    ],
)  # fmt: skip
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_tile_keeps_its_colour() -> None:
    assert tile_colour("Mug, blue glaze") == tile_colour(" mug, BLUE glaze ")
    assert len({tile_colour(f"product {n}").name() for n in range(100)}) > 8
    assert tile_colour("\ud800").isValid()


@pytest.mark.parametrize("room", [0, 10, 20, 40, 80, 400])
@pytest.mark.parametrize("words", ["in stock", "noch 49 auf Lager", "49 [~~in stock~~~~]", ""])
def test_a_tag_gives_way_before_an_amount_does(qapp: QApplication, words: str, room: int) -> None:
    said = shortened(words, room)
    assert tag_width(said) <= room
    assert said == words or not said or said.endswith("…")
    assert shortened(words, tag_width(words)) == words


def test_a_code_is_as_large_as_there_is_room_and_none_where_it_holds_no_more(qapp: QApplication) -> None:
    short, long, none = (CodeView("Code", "AB-" * count, 4, 532) for count in (20, 900, 2000))
    assert short.sizeHint().width() < 532 >= long.sizeHint().width()
    assert (short.fits, long.fits, none.fits) == (True, True, False)
    assert CodeView("Code", "AB-" * 300, 4, 250).sizeHint().width() <= 250 < long.sizeHint().width()
    none.show_payload("A-1")
    assert none.fits
    none.hide()
