"""The question before an order is cancelled, in the place of the buttons: asked once, with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.orders.after.consequences import Outcome
from pos.domain.orders.facts import Fate
from pos.domain.orders.orders import Order, OrderRow
from pos.text import _, current, mark
from ui.kit.actions import Action
from ui.kit.controls.buttons import PlainButton
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import TextField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.kit.speaking import speak
from ui.shared.consequences.dialog import REASON_LIMIT
from ui.shared.consequences.view import ConsequencesView
from ui.shared.consequences.words import Methods
from ui.shared.orders.answers import fates


class CancelBand(QWidget):
    """Says what will happen, with all that follows; the person confirms or keeps the order."""

    confirmed = Signal()
    changed = Signal()  # something else would follow
    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._order: Order | None = None
        self.question = theme.label("", theme.BODY, theme.MEDIUM, Tone.WARNING, wrap=True)
        self.reason = TextField("")
        self.reason.line.setMaxLength(REASON_LIMIT)
        self.repay = Tick()
        self.goods = Segments(fates, Fate.STOCK)
        self.view = ConsequencesView()
        self.view.hide()
        keep = Action("orders.keep", mark("Keep the order"), self.kept.emit, ("Esc",))
        self.keep = PlainButton(action=keep, height=44)
        self.confirm = PlainButton("", height=44)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.question)
        column.addWidget(self.reason)
        self.where = theme.label("", theme.NOTE, tone=Tone.MUTED)
        column.addWidget(self.where)
        column.addWidget(self.goods)
        column.addWidget(self.repay)
        column.addWidget(self.view)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.keep, 1)
        row.addWidget(self.confirm, 1)
        column.addLayout(row)
        self.confirm.clicked.connect(self.confirmed)
        self.repay.changed.connect(self.changed)
        self.goods.changed.connect(self.changed)
        self.reason.entered.connect(self.confirm.setFocus)
        speak(self, self._say)

    def ask(self, order: Order) -> None:
        """Ask about an order, and wait for the reason."""
        self._order = order
        self.reason.set_text("")
        self.repay.setChecked(True)
        self.goods.set_value(Fate.STOCK)
        self.view.hide()
        self._say()
        self.reason.line.setFocus()
        self.changed.emit()

    def look_again(self, order: Order) -> None:
        """The order is another one now: ask about that, with what was filled in."""
        self._order = order
        self._say()
        self.changed.emit()

    def show_outcome(self, outcome: Outcome, methods: Methods) -> None:
        """Show what would follow."""
        self.view.show_outcome(outcome, methods)
        self.view.show()

    def _say(self) -> None:
        self.reason.set_title(_("Reason (optional)"))
        self.confirm.setText(_("Yes, cancel it"))
        if self._order is not None:
            self.question.setText(self._words(self._order))
            self._say_money(self._order.row)

    def _say_money(self, row: OrderRow) -> None:
        """Money that was kept goes back as it was paid, unless the tick is taken off: then it stays to do."""
        kept = row.paid - row.refunded
        self.repay.setVisible(kept.minor > 0)
        self.repay.setText(_("{amount} goes back to the customer.").format(amount=current().money(kept)))
        goods = self._order.now.goods if self._order and self._order.now else ()
        self.goods.setVisible(any(one.with_customer for one in goods))
        self.where.setVisible(not self.goods.isHidden())
        self.where.setText(_("Where the goods go"))
        self.goods.setAccessibleName(self.where.text())
        self.repay.setAccessibleName(self.repay.text())

    @staticmethod
    def _words(order: Order) -> str:
        row = order.row
        said = [_("Cancel {number}? The goods go back into stock.").format(number=row.number)]
        if any(one.kind == "invoice" for one in order.papers):
            said.append(_("Its invoice gets a credit note."))
        return " ".join(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Esc keep the order."""
        if event.key() == Qt.Key.Key_Escape:
            self.kept.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
