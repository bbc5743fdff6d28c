"""A bank transfer on screen: the account in words, and the code that a banking app reads."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.contacts.bank import iban_groups
from pos.text import _, current, pgettext
from ui.kit.controls.code_view import CodeView
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look import theme
from ui.shared.charge.account import Transfer


class TransferDialog(Dialog):
    """Amount, account and code, large enough to be scanned over the counter."""

    def __init__(self, window: QWidget, transfer: Transfer) -> None:
        super().__init__(window, _("Bank transfer"), 620)
        row = QHBoxLayout()
        row.setSpacing(theme.space(5))
        self.code = CodeView(_("Code for a bank transfer"), module=6)
        row.addWidget(self.code)
        self.code.show_payload(transfer.payload)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for title, value in (
            (_("Amount"), current().money(transfer.amount)),
            # Translators: before the holder of the bank account that the money goes to
            (pgettext("bank account", "To"), transfer.holder),
            (_("IBAN"), iban_groups(transfer.iban)),
            (_("BIC"), transfer.bic),
            (_("Reference"), transfer.reference),
        ):
            if value:
                column.addWidget(theme.label(title, theme.NOTE, tone=theme.Tone.MUTED))
                large = title == _("Amount")
                face = (theme.HUGE, theme.BOLD) if large else (theme.BODY, theme.MEDIUM)
                column.addWidget(theme.label(value, *face, wrap=True))
                column.addSpacing(6)
        column.addStretch(1)
        row.addWidget(words, 1)
        self.body.addLayout(row)
        self.first = self.back = self.back_button()
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addStretch(1)
        self.body.addLayout(below)
