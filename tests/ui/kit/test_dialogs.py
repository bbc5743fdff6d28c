"""There is one kind of dialog, and each keeps its contract: role, focus, Tab, Esc, what lies behind."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import ui
from tests.sample import sample
from tests.ui.kit.made_dialogs import MADE
from tests.ui.till import TillDriver
from ui.kit.dialogs.dialog import Dialog, open_dialog_of
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.dialogs.standing_dialog import StandingDialog
from ui.kit.dialogs.working_dialog import WorkingDialog
from ui.kit.forms.fields import TextField
from ui.sell.dialogs.cash import HoldDialog
from ui.shared.consequences.asking import AskDialog

PACKAGE = Path(ui.__file__).parent
KINDS = sorted(MADE, key=lambda kind: kind.__name__)


@pytest.fixture
def sold(till: TillDriver) -> TillDriver:
    """One sale made, another begun."""
    till.stocks("Mug, blue glaze", "18.00", sku="MUG")
    till.enter("MUG")
    till.pay_cash()
    till.enter("MUG")
    till.settle()
    return till


def opened(till: TillDriver, kind: type[Dialog]) -> Dialog:
    dialog = MADE[kind](till)
    assert dialog.open_dialog()
    till.settle()
    return dialog


def test_all_dialogs_are_of_one_kind_and_tried_here() -> None:
    for module in pkgutil.walk_packages([str(PACKAGE)], "ui."):
        importlib.import_module(module.name)
    known: set[type[Dialog]] = set()
    waiting = [Dialog]
    while waiting:
        kinds = waiting.pop().__subclasses__()
        known.update(kinds)
        waiting += kinds
    assert known - {FormDialog, AskDialog, StandingDialog, WorkingDialog} == set(MADE)
    named = {
        node.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Dialog")
    }
    assert named - {kind.__name__ for kind in known} == {"Dialog"}


def test_no_dialog_of_the_system_is_used_but_to_choose_a_file() -> None:
    others = [
        f"{path.relative_to(PACKAGE)}: {node.id}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id in ("QDialog", "QMessageBox", "QInputDialog")
    ]
    assert others == []


@pytest.mark.parametrize("kind", sample(KINDS, 14, seed=5))
def test_each_keeps_the_contract(sold: TillDriver, kind: type[Dialog]) -> None:
    before = QApplication.focusWidget()
    dialog = opened(sold, kind)
    is_known_to_screen_readers(dialog)
    leaves_nothing_behind_reachable(sold, dialog)
    if not kind.over:
        assert not MADE[kind](sold).open_dialog()  # what is pressed twice opens one
        assert open_dialog_of(sold.window) is dialog
    keeps_the_keyboard(dialog)
    sold.press("Esc")
    assert open_dialog_of(sold.window) is None
    assert QApplication.focusWidget() is before
    assert QAccessible.queryAccessibleInterface(sold.page.cart.charge).state().disabled == 0


def is_known_to_screen_readers(dialog: Dialog) -> None:
    """By role and name, as the one thing that can be used."""
    spoken = QAccessible.queryAccessibleInterface(dialog)
    state = spoken.state()
    assert spoken.role() == QAccessible.Role.Dialog
    assert spoken.text(QAccessible.Text.Name)
    assert (state.modal, state.active, state.disabled) == (1, 1, 0)


def leaves_nothing_behind_reachable(till: TillDriver, dialog: Dialog) -> None:
    """Neither by a screen reader nor by a key."""
    spoken = QAccessible.queryAccessibleInterface(till.page.cart.charge)
    assert spoken.state().disabled == 1
    spoken.actionInterface().doAction("Press")
    till.press("F12", "Ctrl+K", "F1")
    till.settle()
    assert open_dialog_of(till.window) is dialog


def keeps_the_keyboard(dialog: Dialog) -> None:
    """It begins where the dialog says, and Tab leads round inside."""
    wanted = dialog.first.focusProxy() or dialog.first if dialog.first is not None else None
    assert wanted is None or QApplication.focusWidget() is wanted
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        for _time in range(25):
            assert dialog.isAncestorOf(QApplication.focusWidget())
            QTest.keyClick(QApplication.focusWidget(), key)


@pytest.mark.parametrize("kind", [one for one in KINDS if one.over])
def test_above_another_one_it_is_the_one_that_answers(sold: TillDriver, kind: type[Dialog]) -> None:
    below = opened(sold, HoldDialog)
    field = QApplication.focusWidget()
    above = opened(sold, kind)
    assert (below.isEnabled(), above.isEnabled()) == (False, True)
    sold.press("Esc")
    assert open_dialog_of(sold.window) is below
    assert below.isEnabled()
    assert QApplication.focusWidget() is field
    assert not sold.page.isEnabled()
    below.close_dialog()
    assert sold.page.isEnabled()


def test_enter_gives_the_answer_once_from_any_field(sold: TillDriver) -> None:
    answered: list[int] = []

    class Question(FormDialog):
        def __init__(self, window: QWidget) -> None:
            super().__init__(window, "How many?", "Save", note="As they lie on the shelf.")
            self.first = TextField("Number")
            self.body.addWidget(self.first)
            self.finish()

        def submit(self) -> bool:
            answered.append(1)
            return len(answered) > 1

    question = Question(sold.window)
    assert question.accessibleDescription() == "As they lie on the shelf."
    question.open_dialog()
    sold.press("Enter")
    assert (answered, open_dialog_of(sold.window)) == ([1], question)
    question.back.setFocus()
    sold.press("Enter")
    assert (answered, open_dialog_of(sold.window)) == ([1], None)
    MADE.pop(Question, None)
