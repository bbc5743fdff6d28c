"""Fields keep their values, give them back, say their mistakes, and are walked through as the eye goes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos.domain.money.amounts import Money
from pos.text import use
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import CODES, LinesField, TextField
from ui.kit.forms.form import Form, check_all, first_mistaken
from ui.kit.forms.numbers import MoneyField, PriceField, QuantityField, WholeField, not_below_zero
from ui.kit.forms.segments import Segments
from ui.kit.forms.tab_order import reading_order, step_focus


class Card(QWidget):
    """A panel with a few fields, and what they kept."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[tuple[str, Any]] = []
        self.name, self.city = TextField("Name", required=True), TextField("City")
        self.price = PriceField("Price", "EUR", optional=True)
        self.note = LinesField("Note")
        self.form = Form(self)
        column = QVBoxLayout(self)
        for field in (self.name, self.city, self.price, self.note):
            column.addWidget(field)

    def keep(self, name: str) -> Any:
        return lambda value: self.kept.append((name, value))

    def bind(self) -> None:
        for name, field in (("name", self.name), ("price", self.price), ("note", self.note)):
            self.form.bind(name, field, self.keep(name))
        self.form.show({"name": "Anne", "price": Decimal(18), "note": "Rings"})

    def bind_live(self) -> None:
        self.form.bind_live("name", self.name, self.keep("name"), left=lambda: self.kept.append(("left", "")))
        self.form.bind_live("price", self.price, self.keep("price"))
        self.form.show({"name": "Anne", "price": None})


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[Card]:
    """Shown in front, in a French shop."""
    use("en", "fr_FR")
    made = Card()
    qtbot.addWidget(made)
    show(qtbot, made)
    yield made
    use("en", "en_GB")


def show(qtbot: QtBot, widget: QWidget) -> None:
    widget.resize(600, 400)
    widget.show()
    with qtbot.waitActive(widget):
        widget.activateWindow()


def type_into(field: Any, text: str) -> None:
    field.take_keyboard()
    if isinstance(field, LinesField):
        field.edit.selectAll()
    QTest.keyClicks(field.editor, text)


def press(field: Any, key: Qt.Key) -> None:
    QTest.keyClick(field.editor, key)


# a value is kept when its field is left


def test_enter_keeps_a_value_once(card: Card) -> None:
    card.bind()
    type_into(card.name, "Bruno")
    assert card.kept == []
    press(card.name, Qt.Key.Key_Return)
    card.city.take_keyboard()
    assert card.kept == [("name", "Bruno")]


def test_leaving_keeps_it_too_and_what_was_not_changed_is_not_told(card: Card) -> None:
    card.bind()
    type_into(card.price, "18")  # written "18,00", the same
    type_into(card.note, "Rings twice")
    card.city.take_keyboard()
    assert card.kept == [("note", "Rings twice")]
    assert card.price.text() == "18,00"


def test_an_optional_field_left_empty_is_no_value(card: Card) -> None:
    card.bind()
    type_into(card.price, " ")
    press(card.price, Qt.Key.Key_Return)
    assert card.kept == [("price", None)]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("price", "-1", "A price is zero or more."),
        ("price", "many", "“many” is not a number"),
        ("name", " ", "Please"),
    ],
)
def test_a_mistake_is_said_at_its_field_until_somebody_writes_there(
    card: Card, field: str, typed: str, said: str
) -> None:
    card.bind()
    wrong = card.form.field(field)
    assert wrong is not None
    type_into(wrong, typed)
    press(wrong, Qt.Key.Key_Return)
    assert wrong.mistake.text().startswith(said)
    assert wrong.editor.accessibleDescription() == wrong.mistake.text()
    assert wrong.mistake.isVisible()
    assert card.kept == []
    card.form.show({"name": "Zoé", "price": Decimal(5)})  # meanwhile, elsewhere
    assert wrong.mistaken
    QTest.keyClicks(wrong.editor, "2")
    assert not wrong.mistaken


def test_esc_gives_back_the_value_that_is_kept_and_the_next_one_is_the_panels(card: Card) -> None:
    card.bind()
    pressed: list[int] = []
    card.keyPressEvent = lambda event: pressed.append(event.key())  # type: ignore[method-assign]
    type_into(card.name, "Bruno")
    card.form.show({"name": "Zoé"})
    assert card.name.text() == "Bruno"
    press(card.name, Qt.Key.Key_Escape)
    assert card.name.text() == "Zoé"
    assert pressed == []
    press(card.name, Qt.Key.Key_Escape)
    assert pressed == [Qt.Key.Key_Escape]
    card.city.take_keyboard()
    assert card.kept == []


def test_a_refused_value_stays_to_be_put_right_and_goes_with_another_thing(card: Card) -> None:
    card.bind()
    type_into(card.name, "Bruno")
    press(card.name, Qt.Key.Key_Return)
    assert card.form.refuse("name", "There is a Bruno already.")
    assert not card.form.refuse("nothing", "")
    card.form.show({"name": "Anne"})
    assert card.name.text() == "Bruno"
    card.form.show({"name": "Anne"}, anew=True)
    assert (card.name.text(), card.name.mistaken) == ("Anne", False)


def test_undo_is_the_pages_where_nothing_was_written(card: Card) -> None:
    card.bind()
    undo = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    undo.ignore()  # as Qt sends it
    card.name.take_keyboard()
    QApplication.sendEvent(card.name.line, undo)
    assert not undo.isAccepted()
    type_into(card.name, "Bruno")
    QApplication.sendEvent(card.name.line, undo)
    assert undo.isAccepted()


# a value is kept at every key


def test_a_live_field_keeps_each_key_and_is_checked_when_left(card: Card) -> None:
    card.bind_live()
    type_into(card.name, "Bo")
    assert card.kept == [("name", "B"), ("name", "Bo")]
    card.city.take_keyboard()
    assert card.kept[2:] == [("left", "")]


def test_what_cannot_be_read_is_not_kept_and_none_does_not_take_it_away(card: Card) -> None:
    card.bind_live()
    type_into(card.price, "0")
    card.form.show({"price": None})  # fetching for nothing is no charge
    QTest.keyClicks(card.price.line, ",5x")
    assert [value for _name, value in card.kept] == [Decimal(0), Decimal("0.5")]
    assert card.price.text() == "0,5x"
    card.city.take_keyboard()
    assert card.price.mistaken


def test_a_scan_taken_out_of_a_field_again_is_taken_out_of_the_value(card: Card) -> None:
    card.bind_live()
    card.name.take_keyboard()
    card.name.line.insert("4006381333931")
    card.name.line.setText("Anne")
    assert card.kept[-1] == ("name", "Anne")


def test_a_field_for_codes_says_so_and_no_other_does() -> None:
    assert TextField("Barcode", codes=True).line.property(CODES)
    assert not TextField("Name").line.property(CODES)


# choices and numbers


def test_choices_are_kept_at_once(qtbot: QtBot) -> None:
    panel, kept = QWidget(), []
    qtbot.addWidget(panel)
    row = QHBoxLayout(panel)
    form = Form(panel)
    tick, sides = Tick("Counted"), Segments(lambda: [(1, "One"), (2, "Two")], 1)
    listed = ChoiceField("Country", [("FR", "France"), ("DE", "Germany")])
    for name, choice in (("tick", tick), ("sides", sides), ("listed", listed)):
        row.addWidget(choice)
        form.bind_choice(name, choice, lambda value, name=name: kept.append((name, value)))
    panel.show()
    form.show({"tick": True, "sides": 2, "listed": "DE"})
    assert (tick.value(), sides.value(), listed.value(), kept) == (True, 2, "DE", [])
    tick.click()
    sides.buttons[1].click()
    listed.choices.activated.emit(1)
    assert kept == [("tick", False), ("sides", 1), ("listed", "DE")]
    assert set(form) == {"tick", "sides", "listed"}
    form.show({"sides": 3, "listed": "XK"})
    assert (sides.value(), listed.value(), listed.choices.currentText()) == (None, "XK", "XK")
    assert len(kept) == 3


def test_numbers_keep_to_their_limits(card: Card) -> None:
    days = WholeField(30, 0, 365)
    days.line.setText("400")
    assert days.read() is None
    assert days.mistake.text() == "Write a number from 0 to 365."
    owed = MoneyField("Fee", "EUR", rule=not_below_zero)
    owed.line.setText("-1")
    assert owed.read() is None
    assert MoneyField("Cash", "EUR", Money(-100, "EUR")).read() == Money(-100, "EUR")
    fine = PriceField("Price", "EUR", Decimal("29.1667"))
    assert (fine.text(), fine.value()) == ("29,1667", Decimal("29.1667"))


def test_all_fields_of_a_panel_are_checked_and_the_first_wrong_one_gets_the_keyboard(card: Card) -> None:
    amount, hidden = QuantityField("How many"), QuantityField("Hidden")
    for field in (amount, hidden):
        card.layout().addWidget(field)  # type: ignore[union-attr]
    hidden.hide()
    QApplication.processEvents()
    card.price.line.setText("x")
    assert not check_all(card)
    assert [field.mistaken for field in (card.name, card.price, amount, hidden)] == [True, True, True, False]
    assert card.name.line.hasFocus()
    assert first_mistaken(card) is card.name
    card.name.set_text("Anne")
    card.price.set_text("")
    amount.set_text("3")
    assert check_all(card)


# the way of the Tab key


def columns(mirrored: bool = False) -> tuple[QWidget, list[str]]:
    """Two columns of fields over a row of two buttons, made in another order than they lie."""
    panel = QWidget()
    if mirrored:
        panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid, buttons = QGridLayout(), QHBoxLayout()
    made = {name: TextField(name) for name in ("d", "b", "c", "a", "e")}
    right = QWidget()
    inside = QVBoxLayout(right)
    for name in ("c", "d", "e"):
        inside.addWidget(made[name])
    left = QVBoxLayout()
    left.addWidget(made["a"])
    left.addWidget(made["b"])
    left.addStretch(1)
    grid.addLayout(left, 0, 0)
    grid.addWidget(right, 0, 1)
    second, first = PlainButton("g"), PlainButton("f")
    buttons.addWidget(first)
    buttons.addWidget(second)
    column = QVBoxLayout(panel)
    column.addLayout(grid)
    column.addLayout(buttons)
    return panel, ["a", "b", "c", "d", "e", "f", "g"]


@pytest.mark.parametrize("mirrored", [False, True])
def test_tab_goes_column_by_column_as_the_eye_does_in_either_direction(qtbot: QtBot, mirrored: bool) -> None:
    panel, wanted = columns(mirrored)
    qtbot.addWidget(panel)
    show(qtbot, panel)
    assert [stop.accessibleName() for stop in reading_order(panel)] == wanted


def test_tab_goes_around_and_backwards_is_its_reverse(qtbot: QtBot) -> None:
    panel, wanted = columns()
    qtbot.addWidget(panel)
    show(qtbot, panel)

    def walk(forward: bool) -> list[str]:
        names = []
        for _step in wanted:
            assert step_focus(panel, forward=forward)
            now = QApplication.focusWidget()
            assert now is not None
            names.append(now.accessibleName())
        return names

    reading_order(panel)[-1].setFocus()
    assert walk(True) == wanted
    assert walk(False) == [*wanted[-2::-1], wanted[-1]]


def test_the_way_follows_what_is_laid_out_anew_hidden_or_disabled(card: Card) -> None:
    layout = card.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, card.note)
    card.price.hide()
    card.city.setEnabled(False)
    QApplication.processEvents()
    assert reading_order(card) == [card.note.edit, card.name.line]


def test_what_is_hidden_while_it_has_the_keyboard_gives_it_to_the_next(qtbot: QtBot) -> None:
    class Panel(QWidget):
        def focusNextPrevChild(self, forward: bool) -> bool:
            return step_focus(self, forward=forward)

    panel = Panel()
    qtbot.addWidget(panel)
    column = QVBoxLayout(panel)
    first, middle, last = fields = [TextField(name) for name in ("a", "b", "c")]
    for field in fields:
        column.addWidget(field)
    show(qtbot, panel)
    middle.take_keyboard()
    middle.hide()
    assert last.line.hasFocus()
    last.hide()
    assert first.line.hasFocus()
