"""Whatever is written where a text may stand is text: sold, held, printed, found, and nothing breaks."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from tests.sample import sample
from tests.ui.till import TillDriver
from ui.sell.dialogs.cash import HoldDialog
from ui.sell.dialogs.discount import DiscountDialog
from ui.sell.dialogs.item import CustomDialog
from ui.shared.charge.tender_dialog import TenderDialog

ZERO_WIDTH, OVERRIDE, FAMILY = "\u200b\u200b", "\u202eabc", "\U0001f468\u200d\U0001f469\u200d\U0001f467"
NAMES = (
    "Smith & Sons", "A<B Ltd", "<b>Bold", "</para>", "<img src='x.png'>", "{0.__class__}", "{amount}", "%s%n",
    "'; DROP TABLE", "O'Brien", '6" ruler', "=1+1", "@SUM(A1)", "a\nb", "a\x00b", "\x1b[31mred", "\ud800x",
    "\ufeffbom", "e" + "\u0301" * 500, "e\u0301", "İstanbul ı", "مرحبا بالعالم", "abc שלום def",
    OVERRIDE, ZERO_WIDTH, FAMILY, "x" * 20_000, "null", "CON", "王小明",
)  # fmt: skip


def write(line: QLineEdit, text: str) -> None:
    """Put a text into a field, as a paste does."""
    line.setText(text)
    line.textEdited.emit(line.text())


@pytest.mark.parametrize("name", sample(NAMES, 3), ids=repr)
def test_any_name_is_only_a_name(till: TillDriver, name: str) -> None:
    till.press("F3")
    assert isinstance(till.dialog, CustomDialog)
    for field in (till.dialog.name, till.dialog.note):
        write(field.line, name)
    write(till.dialog.price.line, "5")
    till.press("Enter")
    till.press("F6")
    assert isinstance(till.dialog, DiscountDialog)
    write(till.dialog.fields.percent.line, "10")
    write(till.dialog.fields.name.line, name)
    till.press("Enter", "F8")
    assert isinstance(till.dialog, HoldDialog)
    write(till.dialog.name.line, name)
    till.press("Enter")
    till.settle()
    till.press("F8")
    assert not till.window.grab().isNull()
    till.press("Enter")
    till.settle()
    till.press("F12", "Alt+2")
    assert isinstance(till.dialog, TenderDialog)
    write(till.dialog.reference.line, name)
    till.press("Enter")
    till.wait(lambda: till.dialog is None, "the sale")
    assert till.sales == 1
    assert till.shop.documents.pdf("A-000001").startswith(b"%PDF")
    write(till.page.box.line, name)
    assert not till.window.grab().isNull()
    till.page.box.line.clear()
    assert till.verifies()


@pytest.mark.parametrize("text", ["mug " * 15_000, "9" * 60_000, "a" * 60_000, "3x" * 30_000, "@" * 60_000])
def test_sixty_thousand_characters_are_pasted_and_cleared(till: TillDriver, text: str) -> None:
    till.stocks("Mug", "18.00", sku="MUG")
    QGuiApplication.clipboard().setText(text)
    till.page.box.line.paste()
    till.process()
    assert till.hint
    till.press("Enter")
    till.press("Esc", "Esc")
    till.page.box.line.clear()
    till.enter("MUG")
    assert any("× Mug" in line for line in till.lines)


def test_what_is_pasted_is_read_as_if_it_was_typed(till: TillDriver) -> None:
    QGuiApplication.clipboard().setText("12,50 bowl\r\n")
    till.page.box.line.paste()
    till.press("Enter")
    assert till.lines == ["1 × bowl 12.50"]
