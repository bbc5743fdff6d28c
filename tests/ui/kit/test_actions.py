"""What can be done is declared once: keys, buttons and lists come from it, and why it cannot be done now."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QShortcut

import ui
from pos.text import _, use
from tests.ui.till import TillDriver
from ui.frame.key_list import KeyList, Palette
from ui.frame.refs import PageRef
from ui.kit.actions import Action, Actions
from ui.kit.controls.buttons import Button, PlainButton
from ui.kit.look.theme import RESOURCES

PACKAGE = Path(ui.__file__).parent


def test_on_no_page_a_key_means_two_things_or_stands_on_a_button_that_it_does_not_press(
    till: TillDriver,
) -> None:
    for page in till.window.page_titles():
        till.window.open(page)
        till.press("F4") if page is PageRef.SELL else None
        till.settle()
        actions = till.window.registry.all()
        keys = Counter(key for action in actions for key in action.keys)
        assert {key: count for key, count in keys.items() if count > 1} == {}
        assert len({action.id for action in actions}) == len(actions)
        assert all(action.words and action.label for action in actions)
        drawn = {action.icon for action in actions if action.icon}
        assert all((RESOURCES / "icons" / f"{icon}.svg").is_file() for icon in drawn)
        shown = till.window.page(page)
        assert shown is not None
        for button in shown.findChildren(Button):
            on_it = button._key
            assert on_it == "" or (button.action is not None and on_it == button.action.key)
            if on_it.startswith("F") and button.isVisibleTo(till.window):  # not what an edit alone shows
                assert button.action in actions


def test_keys_are_only_heard_by_the_registry() -> None:
    heard = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id in ("QShortcut", "QAction")
    ]
    assert set(heard) == {"kit/actions.py"}


def test_each_key_of_the_window_is_heard_once(till: TillDriver) -> None:
    heard = Counter(one.key().toString() for one in till.window.findChildren(QShortcut))
    assert {key: count for key, count in heard.items() if count > 1} == {}
    wanted = {key for action in till.window.registry.all() for key in action.keys}
    assert wanted <= set(heard)


def test_what_cannot_be_done_says_why_on_the_button_and_by_its_key(till: TillDriver) -> None:
    cart = till.page.cart
    for button, key in ((cart.charge, "F12"), (cart.place, "F11"), (cart.discount, "F6"), (cart.hold, "F8")):
        assert not button.isEnabled()
        why = button.toolTip()
        assert why == button.accessibleDescription() != ""
        till.press(key)
        assert till.notice == why
        till.page.notices.clear()
    till.stocks("Mug", "18.00", sku="MUG")
    till.enter("MUG")
    for button in (cart.charge, cart.place, cart.discount, cart.hold):
        assert (button.isEnabled(), button.toolTip()) == (True, "")
    assert cart.charge.accessibleDescription() == "F12"


def test_the_lists_read_what_the_keys_run(till: TillDriver) -> None:
    registry = till.window.registry
    palette = Palette(till.window, registry)
    assert palette.rows.all() == registry.all()
    till.type(">undo")
    assert till.controller.presenter.commands == tuple(one for one in registry.all() if one.id == "undo")
    palette.deleteLater()
    KeyList(till.window, registry).deleteLater()


def test_a_button_says_its_action_in_the_language_of_the_window(till: TillDriver) -> None:
    action = Action("charge", "Charge", lambda: None, ("F12",))
    made = PlainButton(action=action, parent=till.page)
    till.window.use_language("fr")
    assert made.text() == _("Charge") != "Charge"
    till.window.use_language("en")
    assert made.text() == "Charge"
    use("en")


def test_a_reason_that_comes_later_disables_the_button(till: TillDriver) -> None:
    why, done = [""], []
    action = Action("pay", "Pay", lambda: done.append(1), why_not=lambda: why[0], icon="plus")
    registry = Actions(till.page, lambda: False)
    registry.add(action)
    made = PlainButton(action=action)
    made.click()
    why[0] = "Nothing is due."
    registry.look_again()
    said: list[str] = []
    registry.refused.connect(said.append)
    made.click()
    action.run()
    assert (made.isEnabled(), done, said) == (False, [1], ["Nothing is due."])
