"""Where a figure comes from: its steps as a list that can be copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import scrolling
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.orders.detail.explained import Step, as_text
from ui.orders.detail.ledger import Ledger, LedgerRow
from ui.shared.cart.words import MINUS

WIDTH = 520


class ExplainDialog(Dialog):
    """Shows the steps; Copy puts them on the clipboard."""

    def __init__(self, window: QWidget, title: str, steps: Sequence[Step]) -> None:
        super().__init__(window, title, WIDTH)
        self.title, self.steps = title, tuple(steps)
        self.ledger = Ledger()
        self.body.addWidget(scrolling(self.ledger), 1)
        self.ledger.show_rows([_row(one) for one in steps])
        self.copy = PlainButton(_("Copy"), height=44)
        self.copy.clicked.connect(self._copy)
        self.close_it = self.answer_button(_("Close"), self.close_dialog, 44)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.copy)
        row.addWidget(self.close_it, 1)
        self.body.addLayout(row)
        self.first = self.close_it

    def _copy(self) -> None:
        QApplication.clipboard().setText(as_text(self.title, self.steps))
        announce(_("Copied."))


def _row(one: Step) -> LedgerRow:
    amount = ""
    if one.amount is not None:
        below = one.amount.minor < 0
        amount = (MINUS if below else "") + current().amount(-one.amount if below else one.amount)
    return LedgerRow(one.words, amount, muted=one.aside, strong=one.is_sum)
