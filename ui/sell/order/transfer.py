"""A bank transfer on screen: the account in words, and the code that a banking app reads."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.epc import epc_payload, iban_groups
from pos.domain.money import Money
from pos.domain.settings import ShopSettings
from pos.text import _, current
from ui import theme
from ui.parts.buttons import PlainButton
from ui.parts.sheet import Sheet

QUIET = 4
"""White modules around the code, as its standard asks for."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is to be transferred, to whom, and what the code says; "" where none can be made."""

    amount: Money
    holder: str
    iban: str
    bic: str
    reference: str
    payload: str


def transfer_of(settings: ShopSettings, amount: Money, reference: str) -> Transfer | None:
    """The transfer of an amount to the shop's account; None where it has no account."""
    if not settings.iban:
        return None
    holder = settings.bank_holder or settings.name
    payload = epc_payload(
        amount, holder=holder, iban=settings.iban, bic=settings.bic, reference=reference
    )
    return Transfer(amount, holder, settings.iban, settings.bic, reference, payload)


class Code(QWidget):
    """The code, black on white in both themes."""

    def __init__(self, payload: str, module: int = 6) -> None:
        super().__init__()
        import segno

        self._rows = [bytes(row) for row in segno.make_qr(payload, error="m").matrix] if payload else []
        self._module = module
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Code for a bank transfer"))

    def sizeHint(self) -> QSize:
        """A square."""
        side = self._module * (len(self._rows) + 2 * QUIET)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        module, left = self._module, QUIET * self._module
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF(left + x * module, left + y * module, module, module)
                    painter.fillRect(place, QColor(Qt.GlobalColor.black))
        painter.end()


class TransferSheet(Sheet):
    """Amount, account and code, large enough to be scanned over the counter."""

    def __init__(self, window: QWidget, transfer: Transfer) -> None:
        super().__init__(window, _("Bank transfer"), 620)
        self.body.addWidget(theme.label(_("Bank transfer"), theme.TITLE, theme.BOLD))
        row = QHBoxLayout()
        row.setSpacing(theme.space(5))
        self.code = Code(transfer.payload)
        self.code.setVisible(bool(transfer.payload))
        row.addWidget(self.code)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for title, value in (
            (_("Amount"), current().money(transfer.amount)),
            (_("To"), transfer.holder),
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
        self.back = PlainButton(_("Back"), key=_("Esc"), height=52)
        self.back.clicked.connect(self.step_back)
        below = QHBoxLayout()
        below.addWidget(self.back)
        below.addStretch(1)
        self.body.addLayout(below)
