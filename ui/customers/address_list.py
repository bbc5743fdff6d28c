"""The addresses of a customer under their labels, each to be changed or forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.shop.settings import ShopSettings
from pos.text import _, current
from ui.kit.controls.buttons import IconButton, LinkButton
from ui.kit.look import theme
from ui.kit.speaking import speak


class AddressList(QWidget):
    """`asked` is the place of the address to change, -1 for a new one."""

    asked = Signal(int)
    removed = Signal(int)

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__()
        self._settings = settings
        self.rows: list[QWidget] = []
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.add = LinkButton("")
        self.add.padding = 2
        self.add.clicked.connect(lambda: self.asked.emit(-1))
        self.column = QVBoxLayout()
        self.column.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 10, 16, 8)
        outer.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.add)
        outer.addLayout(head)
        outer.addLayout(self.column)
        speak(self, self._say)

    def show_addresses(self, customer: Customer) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(at, one) for at, one in enumerate(customer.addresses)]
        for row in self.rows:
            self.column.addWidget(row)

    def _row(self, at: int, of: CustomerAddress) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(0)
        said = QVBoxLayout()
        said.setSpacing(2)
        if of.label:
            said.addWidget(theme.label(of.label, theme.BODY, theme.MEDIUM, wrap=True))
        said.addWidget(theme.label("\n".join(self._lines(of)), wrap=True))
        row.addLayout(said, 1)
        label = of.label or of.address.one_line
        change = LinkButton(_("Edit"))
        change.setAccessibleName(_("Edit the address {label}").format(label=label))
        change.clicked.connect(lambda: self.asked.emit(at))
        forget = IconButton("trash-2", _("Remove the address {label}").format(label=label))
        forget.clicked.connect(lambda: self.removed.emit(at))
        for button in (change, forget):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _lines(self, of: CustomerAddress) -> tuple[str, ...]:
        from pos.contacts.address import printed_lines

        return printed_lines(of.address, home=self._settings.country, language=current().language)

    def _say(self) -> None:
        self.title.setText(_("Addresses"))
        self.add.setText(_("Add address"))
