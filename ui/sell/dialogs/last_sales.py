"""F10: the last sales, their receipts again, and the way to take the last one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.domain.orders.orders import OrderRow
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.lists.columns import ColumnPainter
from ui.kit.lists.rows import Rows
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.sell.dialogs.lists import LINES, Line, SaleList
from ui.shared.orders.words import payment_tag


class LastSalesDialog(Dialog):
    """Enter shows the receipt; voiding is asked once, in place."""

    receipt_asked = Signal(object)  # OrderRow
    void_asked = Signal(object)  # OrderRow

    def __init__(self, window: QWidget, sales: Sequence[OrderRow], newest: str) -> None:
        super().__init__(window, _("Last sales"), 620)
        self._newest = newest
        self._sure = False
        self.rows: Rows[Line] = Rows(LINES.spoken)
        self.rows.show_rows([sale_line(row) for row in sales])
        self.list = SaleList(_("Last sales"), self.rows, ColumnPainter(LINES))
        self.list.taken.connect(lambda _line: self._receipt())
        self.list.chosen.connect(self._chosen)
        self.nothing = theme.label(_("No sales yet."), tone=Tone.MUTED)
        self.question = theme.label("", theme.BODY, theme.MEDIUM, Tone.WARNING, wrap=True)
        self.body.addWidget(self.list if sales else self.nothing)
        self.body.addWidget(self.question)
        self._buttons()
        self.first = self.list if sales else self.back
        self.list.setVisible(bool(sales))
        self.list.choose(0 if sales else -1)
        self._chosen(None)

    def _buttons(self) -> None:
        self.back = self.back_button()
        self.void = PlainButton(_("Void the sale"), icon="undo-2", height=52)
        self.receipt = self.answer_button(_("Receipt"), self._receipt)
        self.void.clicked.connect(self._void)
        self.void.installEventFilter(self)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.back)
        row.addWidget(self.void)
        row.addWidget(self.receipt, 1)
        self.body.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click asks; it does not answer its own question."""
        if watched is self.void and event.type() == QEvent.Type.MouseButtonDblClick:
            return True
        return super().eventFilter(watched, event)

    def ask_void(self) -> None:
        """Ask at once whether the last sale shall be taken back, where it still can be."""
        if self.void.isEnabled():
            self._void()

    def _sale(self) -> OrderRow | None:
        at = self.list.chosen_at()
        sale = self.rows.row(at).value if at >= 0 else None
        return sale if isinstance(sale, OrderRow) else None

    def _chosen(self, _line: object) -> None:
        """Another row: the question is taken back; only the last sale can be voided here."""
        self._sure = False
        self.void.setText(_("Void the sale"))
        sale = self._sale()
        self.receipt.setEnabled(sale is not None)
        taken_back = sale is not None and sale.payment_status in ("Refunded", "Cancelled")
        self.void.setEnabled(sale is not None and sale.id == self._newest and not taken_back)
        self.question.setText("")
        self.question.hide()

    def _receipt(self) -> None:
        if (sale := self._sale()) is not None:
            self.receipt_asked.emit(sale)

    def _void(self) -> None:
        """Ask once; the second press does it."""
        sale = self._sale()
        if sale is None:
            return
        if not self._sure:
            self._sure = True
            words = _("Void {number}? The goods go back into stock, and {amount} goes back to the customer.")
            self.question.setText(words.format(number=sale.number, amount=current().money(sale.paid)))
            self.question.show()
            self.void.setText(_("Yes, void it"))
            return
        self.void_asked.emit(sale)
        self.close_dialog()


def sale_line(row: OrderRow) -> Line:
    items = ngettext("{count} item", "{count} items", row.item_count).format(
        count=current().number(row.item_count)
    )
    note = " · ".join(filter(None, (row.customer, current().short(row.placed_at), items)))
    return Line(
        row.number,
        note,
        current().money(row.total),
        payment_tag(row.payment_status, row.payment_name)[0],
        row,
    )
