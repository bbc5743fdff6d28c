"""The fields of the customer in the panel: each is kept when it is left or Enter is pressed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.domain.customers.customers import Customer
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.fields import field_of
from pos.text import LANGUAGES, _
from ui.customers import words
from ui.customers.note_field import NoteField
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import TextField
from ui.kit.look import theme
from ui.kit.speaking import speak

TEXTS = ("name", "company", "email", "phone", "tax_id")


class CustomerForm(QWidget):
    """Shows one customer; says which field was changed to what."""

    edited = Signal(str, object)  # field, value

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__()
        self._settings = settings
        self.customer: Customer | None = None
        self._sent: dict[str, Any] = {}
        self.fields = {name: TextField("") for name in TEXTS}
        self.language = ChoiceField("", ())
        self.exempt = Tick("")
        self.note = NoteField()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(3))
        top = Qt.AlignmentFlag.AlignTop
        for at, part in enumerate((*self.fields.values(), self.language)):
            grid.addWidget(part, at // 2, at % 2, top)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.space(2))
        column.addLayout(grid)
        column.addWidget(self.exempt)
        column.addWidget(self.note)
        self._connect()
        speak(self, self._say)

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.line.editingFinished.connect(lambda name=name: self._left(name))
        self.language.changed.connect(lambda: self._send("language", self.language.value()))
        self.exempt.clicked.connect(lambda: self._send("tax_exempt", self.exempt.isChecked()))
        self.note.left.connect(lambda note: self._send("note", note))

    def show_customer(self, customer: Customer) -> None:
        """Show a customer, or the same one anew."""
        again = self.customer is not None and self.customer.id == customer.id
        self.customer = customer
        self._sent.clear()
        for name, field in self.fields.items():
            if not (again and field.line.hasFocus() and field.line.isModified()):
                field.set_text(self._shown(name))
        self.language.set_value(customer.language)
        self.exempt.setChecked(customer.tax_exempt)
        self.note.show_note(customer.note)

    def refuse(self, field: str, said: str) -> bool:
        """Show at its field why a change was not taken; false where no field is of that name."""
        self._sent.pop(field, None)
        if field not in self.fields:
            return False
        self.fields[field].set_mistake(said)
        return True

    def _shown(self, name: str) -> str:
        value = str(field_of(self.customer, name)) if self.customer is not None else ""
        return words.phone(value, self._settings.country) if name == "phone" else value

    def _left(self, name: str) -> None:
        field = self.fields[name]
        if not field.line.isModified():
            return
        if field.text() == self._shown(name):
            field.set_text(field.text())
        else:
            self._send(name, field.text())

    def _send(self, name: str, value: Any) -> None:
        """Tell of a change once: leaving a field after Enter is no second one."""
        if self.customer is None or value == field_of(self.customer, name):
            return
        if name in self._sent and self._sent[name] == value:
            return
        self._sent[name] = value
        self.edited.emit(name, value)

    def _say(self) -> None:
        for name, title in (
            ("name", _("Name")),
            ("company", _("Company")),
            ("email", _("E-mail")),
            ("phone", _("Phone")),
            ("tax_id", _("VAT number")),
        ):
            self.fields[name].set_title(title)
        self.language.set_title(_("Language of letters"))
        self.language.set_options((("", _("As the shop's")), *LANGUAGES.items()))
        self.exempt.setText(_("Pays no tax"))
        self.exempt.setAccessibleName(_("Pays no tax"))
        self.note.set_title(_("Private note"))
        if self.customer is not None:
            self.language.set_value(self.customer.language)
