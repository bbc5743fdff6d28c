"""A bank transfer on screen: the account in words, and the code that a banking app reads."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.contacts.bank import iban_groups
from pos.text import _, current, pgettext
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look import theme
from ui.shared.charge.account import Transfer, transfer_of

__all__ = ["CodeView", "Transfer", "TransferDialog", "transfer_of"]

QUIET = 4
"""White modules around the code, as its standard asks for."""


class CodeView(QWidget):
    """The code, black on white in both themes."""

    def __init__(self, payload: str = "", module: int = 5) -> None:
        super().__init__()
        self.payload = ""
        self._rows: list[bytes] = []
        self._module = module
        self.hide()
        self.show_payload(payload)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Code for a bank transfer"))

    def show_payload(self, payload: str) -> None:
        """Show what another code says; without one there is none."""
        if payload != self.payload:
            import segno

            made = segno.make_qr(payload, error="m").matrix if payload else ()
            self._rows = [bytes(row) for row in made]
            self.payload = payload
            self.updateGeometry()
            self.update()
        self.setVisible(bool(payload))

    def sizeHint(self) -> QSize:
        side = self._module * (len(self._rows) + 2 * QUIET)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        module, left = self._module, QUIET * self._module
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF(left + x * module, left + y * module, module, module)
                    painter.fillRect(place, QColor(Qt.GlobalColor.black))
        painter.end()


class TransferDialog(Dialog):
    """Amount, account and code, large enough to be scanned over the counter."""

    def __init__(self, window: QWidget, transfer: Transfer) -> None:
        super().__init__(window, _("Bank transfer"), 620)
        row = QHBoxLayout()
        row.setSpacing(theme.space(5))
        self.code = CodeView(module=6)
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
