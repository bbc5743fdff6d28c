"""What a screen reader finds on every page and in every dialog: names, roles, acts that equal clicks."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QWidget
from shiboken6 import isValid

from tests.sample import sample
from tests.ui.scenes import SCENES, phone
from tests.ui.till import TillDriver
from ui.frame.refs import PageRef
from ui.kit import accessible
from ui.kit.accessible import SpokenButton
from ui.kit.controls.buttons import Button, ChoiceButton, LinkButton, PillButton
from ui.kit.controls.status_button import StatusButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.choices import Tick
from ui.kit.lists.row_acts import RowAct

__all__ = ["phone"]

A_DAY = 4
"""Pages and dialogs that are walked over in a quick run; all of them with --all."""

Role, Name, Description = QAccessible.Role, QAccessible.Text.Name, QAccessible.Text.Description
TOGGLE = QAccessibleActionInterface.toggleAction()
PRESS = QAccessibleActionInterface.pressAction()
GROUPS = (Role.Grouping, Role.PageTabList)
MOST = 40
"""Rows of a list that are looked at."""


def spoken(of: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(of)
    assert found is not None
    return found


def walk(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that can be seen in it."""
    if one.state().invisible:
        return
    yield one
    for at in range(min(one.childCount(), MOST)):
        child = one.child(at)
        if child is not None and child.isValid():
            yield from walk(child)


def said(one: QAccessibleInterface) -> str:
    thing = one.object()
    return f"{one.role().name} {one.text(Name)!r} {type(thing).__name__ if thing else ''}"


def above(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    while (parent := one.parent()) is not None and parent.isValid():
        yield parent
        one = parent


@pytest.fixture(autouse=True)
def _no_garbage(qapp: QApplication) -> Iterator[None]:
    """Nothing of windows closed before goes away in the middle of a walk, whose interfaces Qt owns."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("scene", sample(SCENES, A_DAY, seed=3))
def test_all_that_is_seen_has_a_name_and_a_role(phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    everything = list(walk(spoken(phone.window)))
    assert len(everything) > 20
    assert [said(one) for one in everything if one.role() == Role.Client and one.text(Name)] == []
    assert [said(one) for one in everything if one.state().focusable and not one.text(Name)] == []
    assert [said(one) for one in everything if one.role() == Role.LayeredPane] == []
    buttons = [one for one in everything if isinstance(one.object(), QAbstractButton)]
    assert [said(one) for one in buttons if one.text(Name) == one.text(Description)] == []
    assert spoken(phone.window.window()).role() == Role.Window
    radios = [one for one in everything if one.role() == Role.RadioButton]
    assert [
        said(one) for one in radios if not any(up.role() in GROUPS and up.text(Name) for up in above(one))
    ] == []


@pytest.mark.parametrize("scene", sample(SCENES, A_DAY, seed=4))
def test_a_dialog_is_modal_and_what_lies_behind_is_disabled(phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    dialogs = [one for one in walk(spoken(phone.window)) if isinstance(one.object(), Dialog)]
    assert len(dialogs) == (phone.dialog is not None)
    for one in dialogs:
        assert one.role() == Role.Dialog
        assert one.text(Name)
        assert one.state().modal
        assert one.state().active
        behind = [
            other
            for other in walk(spoken(phone.window))
            if isinstance(other.object(), QAbstractButton) and one.object() not in parents(other.object())
        ]
        assert behind
        assert all(other.state().disabled for other in behind)
        assert not any(other.actionInterface().actionNames() for other in behind)


def parents(thing: QWidget) -> list[QWidget]:
    found = []
    while (up := thing.parentWidget()) is not None:
        found.append(up)
        thing = up
    return found


def act(button: QWidget, name: str) -> None:
    actions = spoken(button).actionInterface()
    assert name in actions.actionNames()
    actions.doAction(name)
    QApplication.processEvents()


def test_a_toggle_of_a_page_shows_the_page(phone: TillDriver) -> None:
    rail = phone.window.rail
    for place in (PageRef.ORDERS, PageRef.SELL):
        button = rail.button(place)
        act(button, TOGGLE)
        phone.wait(lambda place=place: phone.window.shown() is phone.window.page(place), "the page")
        assert button.isChecked()


def test_a_toggle_of_a_category_shows_its_products(phone: TillDriver) -> None:
    chips = phone.page.shelf.chips.buttons()
    assert isinstance(chips[0], PillButton)
    for chip in (chips[0], chips[-1]):
        act(chip, TOGGLE)
        assert phone.page.shelf.tiles.tiles.chip == chip.property("chip")


@pytest.mark.parametrize("name", [TOGGLE, PRESS])
def test_a_way_to_pay_is_chosen_by_every_act(phone: TillDriver, name: str) -> None:
    SCENES["charge"](phone)
    dialog = phone.dialog
    assert dialog is not None
    card = next(one for one in dialog.findChildren(Button) if one.text() == "Card")
    act(card, name)
    assert dialog.tender.method.key == "card"  # type: ignore[attr-defined]


@pytest.mark.parametrize("scene", sample(SCENES, A_DAY, seed=5))
def test_every_button_of_the_window_acts_as_if_it_was_clicked(phone: TillDriver, scene: str) -> None:
    SCENES[scene](phone)
    phone.settle()
    buttons = [one for one in (phone.dialog or phone.window).findChildren(QAbstractButton) if one.isVisible()]
    assert buttons or scene == "commands"
    assert [said(spoken(one)) for one in buttons if not isinstance(spoken(one), SpokenButton)] == []


@pytest.mark.parametrize("make", [Button, PillButton, ChoiceButton, LinkButton, StatusButton, Tick])
def test_every_act_of_a_button_tells_what_a_click_tells(
    qapp: QApplication, make: type[QAbstractButton]
) -> None:
    holder = QWidget()
    group = QButtonGroup(holder)
    buttons = [make("one"), make("other")]
    for one in buttons:
        one.setParent(holder)
        one.setCheckable(make is not Button)
        group.addButton(one)
    heard: list[tuple[int, bool]] = []
    group.idClicked.connect(lambda at: heard.append((at, buttons[-2 - at].isChecked())))
    for at, one in enumerate(buttons):
        for name in spoken(one).actionInterface().actionNames()[:-1]:
            before = len(heard)
            act(one, name)
            assert heard[before:] == [(-2 - at, one.isCheckable())]
    role = spoken(buttons[0]).role()
    assert role == (Role.RadioButton if buttons[0].isCheckable() else Role.Button)
    group.setExclusive(False)
    assert spoken(buttons[0]).role() == (Role.CheckBox if buttons[0].isCheckable() else Role.Button)
    buttons[0].setEnabled(False)
    spoken(buttons[0]).actionInterface().doAction(PRESS)
    assert len(heard) == (4 if buttons[0].isCheckable() else 2)
    holder.deleteLater()


@pytest.mark.parametrize("exclusive", [True, False])
def test_a_button_answers_while_it_is_made(qapp: QApplication, exclusive: bool) -> None:
    class Asked(PillButton):
        """Asked at every change of its words, as the bus of a screen reader does it."""

        def setText(self, text: str) -> None:
            super().setText(text)
            self.setAutoExclusive(exclusive)
            roles.append(spoken(self).role())

    roles: list[QAccessible.Role] = []
    one = Asked("Sell")
    one.setCheckable(True)
    one.setText("Orders")
    assert roles == [Role.Button, Role.CheckBox]
    one.deleteLater()


def test_what_speaks_for_a_widget_ends_with_it(qapp: QApplication) -> None:
    one = PillButton("gone")
    before = len(accessible._SPEAKERS)
    speaks = spoken(one)
    assert speaks.text(Name) == "gone"
    one.deleteLater()
    QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)
    assert not isValid(speaks)
    del one
    assert len(accessible._SPEAKERS) == before - 1


def acts(till: TillDriver) -> dict[str, QAccessibleInterface]:
    """What can be done with current rows, by name."""
    found = [one for one in walk(spoken(till.window)) if isinstance(one.object(), RowAct)]
    return {one.text(Name).replace("\xa0", " "): one for one in found}


def do(one: QAccessibleInterface) -> None:
    one.actionInterface().doAction(PRESS)
    QApplication.processEvents()


def test_the_current_line_of_the_cart_is_stepped_changed_and_removed(phone: TillDriver) -> None:
    phone.enter("MUG")
    line = "1 × Mug, blue glaze, MUG · 18,00 €, 18,00 €"
    do(acts(phone)[f"One more: {line}"])
    assert phone.lines == ["2 × Mug, blue glaze 36.00"]
    line = "2 × Mug, blue glaze, MUG · 18,00 €, 36,00 €"
    do(acts(phone)[f"One fewer: {line}"])
    assert phone.lines == ["1 × Mug, blue glaze 18.00"]
    do(next(one for name, one in acts(phone).items() if name.startswith("Change")))
    assert phone.dialog is not None
    phone.press("Esc")
    do(next(one for name, one in acts(phone).items() if name.startswith("Remove")))
    assert phone.lines == []
    assert not [name for name in acts(phone) if "Mug" in name]


def test_what_was_found_and_what_is_tapped_is_added(phone: TillDriver) -> None:
    phone.type("mug")
    phone.settle()
    do(next(one for name, one in acts(phone).items() if name.startswith("Take Mug")))
    assert phone.lines == ["1 × Mug, blue glaze 18.00"]
    phone.page.box.line.clear()
    phone.wait(phone.page.shelf.tiles.isVisible, "the tiles")
    phone.page.shelf.tiles.setFocus()
    phone.settle()
    assert phone.page.shelf.tiles.isVisible()
    assert phone.page.shelf.tiles.hasFocus()
    assert phone.page.shelf.tiles.currentIndex().isValid()
    tile = next(one for name, one in acts(phone).items() if name.startswith("Add "))
    assert "in stock" in tile.text(Name)
    do(tile)
    assert len(phone.controller.sale.cart.lines) >= 1
    assert phone.total != "18.00"


def test_a_row_of_the_last_sales_and_of_the_commands_is_opened(phone: TillDriver) -> None:
    phone.press("Ctrl+K")
    phone.type("all keys")
    do(acts(phone)["Open All keys"])
    assert phone.dialog is not None
    assert phone.dialog.accessibleName() == "Keys"
