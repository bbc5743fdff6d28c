"""The left column of the charge dialog: to pay, received so far, still due."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos.text import _, current
from ui.kit.controls.buttons import IconButton
from ui.kit.controls.panel import Hairline
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.charge.tender import Received, TenderState


def empty(layout: QBoxLayout) -> None:
    """Take all widgets of a row or column away."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class TenderSide(QObject):
    """Fills the column of a dialog; the × beside a tender takes it off again."""

    dropped = Signal(object)  # the tender's place

    def __init__(self, column: QVBoxLayout) -> None:
        super().__init__(column)
        column.setSpacing(theme.space(1))
        self.to_pay = theme.label("", theme.TOTAL, theme.HEAVY)
        self.rounding = theme.label("", theme.NOTE, tone=Tone.MUTED, wrap=True)
        self.received_words = theme.label(_("Received so far"), theme.NOTE, tone=Tone.MUTED)
        self.received = QVBoxLayout()
        self.received.setSpacing(0)
        self.line = Hairline()
        self.due_words = theme.label(_("Still due"), theme.NOTE, tone=Tone.MUTED)
        self.due = theme.label("", theme.HUGE, theme.BOLD)
        column.addWidget(theme.label(_("To pay"), theme.NOTE, tone=Tone.MUTED))
        for part in (self.to_pay, self.rounding, self.received_words):
            column.addWidget(part)
        column.addLayout(self.received)
        below: tuple[QWidget, ...] = (self.line, self.due_words, self.due)
        for widget in below:
            column.addWidget(widget)
        column.addSpacing(theme.space(4))

    def show_state(self, now: TenderState) -> None:
        self.to_pay.setText(current().money(now.to_pay))
        self.rounding.setText(_("Cash rounding {amount}").format(amount=current().money(now.rounding)))
        self.rounding.setVisible(not now.rounding.is_zero)
        self.due.setText(current().money(now.due))
        shown: tuple[QWidget, ...] = (self.received_words, self.line, self.due_words, self.due)
        for part in shown:
            part.setVisible(bool(now.received))
        empty(self.received)
        for place, one in enumerate(now.received):
            self.received.addWidget(self._row(place, one))

    def _row(self, place: int, one: Received) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(theme.label(one.name), 1)
        row.addWidget(theme.label(current().money(one.amount)))
        off = IconButton("x", _("Take {name} off").format(name=one.name))
        off.clicked.connect(lambda: self.dropped.emit(place))
        row.addWidget(off)
        return holder
