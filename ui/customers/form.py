"""The fields of the customer in the panel: each is kept when it is left or Enter is pressed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.domain.customers.customers import Customer
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.fields import field_of
from pos.text import PAPER_LANGUAGES, _
from ui.customers import words
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import LinesField, TextField
from ui.kit.forms.form import Form
from ui.kit.look import theme
from ui.kit.speaking import speak

TEXTS = ("name", "company", "email", "phone", "tax_id", "legal_id")


class CustomerForm(QWidget):
    """Shows one customer; says which field was changed to what."""

    edited = Signal(str, object)  # field, value

    def __init__(self, settings: ShopSettings) -> None:
        super().__init__()
        self.customer: Customer | None = None
        self.fields = {name: TextField("") for name in TEXTS}
        self.language = ChoiceField("", ())
        self.exempt = Tick("")
        self.note = LinesField("")
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
        self._bind(settings.country)
        speak(self, self._say)

    def _bind(self, country: str) -> None:
        self._form = form = Form(self)
        for name, field in (*self.fields.items(), ("note", self.note)):
            as_written = partial(words.phone, country=country) if name == "phone" else None
            form.bind(name, field, partial(self.edited.emit, name), write=as_written)
        form.bind_choice("language", self.language, partial(self.edited.emit, "language"))
        form.bind_choice("tax_exempt", self.exempt, partial(self.edited.emit, "tax_exempt"))

    def show_customer(self, customer: Customer) -> None:
        """Show a customer, or the same one anew."""
        again = self.customer is not None and self.customer.id == customer.id
        self.customer = customer
        self._form.show({name: field_of(customer, name) for name in self._form}, anew=not again)

    def refuse(self, field: str, said: str) -> bool:
        """Show at its field why a change was not taken; false where no field is of that name."""
        return self._form.refuse(field, said)

    def _say(self) -> None:
        for name, title in (
            ("name", _("Name")),
            ("company", _("Company")),
            ("email", _("E-mail")),
            ("phone", _("Phone")),
            ("tax_id", _("VAT number")),
            ("legal_id", _("SIREN or registration number")),
        ):
            self.fields[name].set_title(title)
        self.language.set_title(_("Language of letters"))
        self.language.set_options((("", _("As the shop's")), *PAPER_LANGUAGES.items()))
        self.exempt.setText(_("Pays no tax"))
        self.exempt.setAccessibleName(_("Pays no tax"))
        self.note.set_title(_("Private note"))
        if self.customer is not None:
            self.language.set_value(self.customer.language)
