"""The questions of the Customers page: who is new, and where somebody lives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.contacts.checks import ContactChecks
from pos.domain.customers.customers import Customer, CustomerAddress, CustomerRow
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError, CountryUnknown, PostcodeWrong
from pos.text import _, sentence
from ui.customers import words
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import TextField, screen_keys
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.address.address_fields import AddressFields

SamePerson = Callable[[str, str], CustomerRow | None]


class AddCustomerDialog(FormDialog):
    """A new customer: who it is and how they are reached; who has that already is offered."""

    def __init__(
        self,
        window: QWidget,
        settings: ShopSettings,
        given: Customer,
        add: Callable[[Customer], None],
        same: SamePerson,
        show: Callable[[str], None],
    ) -> None:
        super().__init__(window, _("Add a customer"), _("Add"), width=600)
        self._settings, self._add, self._same, self._show = settings, add, same, show
        self._known: CustomerRow | None = None
        self.fields = {
            "name": TextField(_("Name"), given.name),
            "company": TextField(_("Company"), given.company),
            "email": TextField(_("E-mail"), given.email),
            "phone": TextField(_("Phone"), words.phone(given.phone, settings.country)),
        }
        self.first = self.fields["name"]
        for name, field in self.fields.items():
            screen_keys(name, field.editor)
        for left, right in (("name", "company"), ("email", "phone")):
            self.beside(self.fields[left], self.fields[right])
        self.likely = theme.label("", theme.BODY, theme.MEDIUM, Tone.WARNING, wrap=True)
        self.open_likely = PlainButton("")
        self.open_likely.clicked.connect(self._open_likely)
        likely = QHBoxLayout()
        likely.addWidget(self.likely, 1)
        likely.addWidget(self.open_likely)
        self.body.addLayout(likely)
        self.where = AddressFields("")
        self.address = Address(country=settings.country)
        self.where.show_address(self.address, "")
        self.where.edited.connect(self._moved)
        self.body.addWidget(self.where)
        self.where.fields["name"].hide()
        for name in ("email", "phone"):
            self.fields[name].left.connect(self._compare)
        self._compare()
        self.finish()

    def _moved(self, edit: tuple[str, Address]) -> None:
        self.address = edit[1]
        self.where.fields["name"].hide()
        self.touched()

    def _compare(self) -> None:
        """Offer who has this e-mail or phone already; it is never refused."""
        self._known = self._same(self.fields["email"].text(), self.fields["phone"].text())
        known = self._known
        said = _("Probably the same person: {name}").format(name=words.name(known)) if known else ""
        self.likely.setText(said)
        self.likely.setVisible(bool(said))
        self.open_likely.setText(_("Show them"))
        self.open_likely.setVisible(bool(said))

    def _open_likely(self) -> None:
        if self._known is not None:
            known = self._known.id
            self.close_dialog()
            self._show(known)

    def submit(self) -> bool:
        """Add them, or show which field cannot be read."""
        for name in ("email", "phone"):
            try:
                ContactChecks().read_field(name, self.fields[name].text(), self._settings.country)
            except CashierError as error:
                return self.refuse(self.fields[name], sentence(error))
        if not any(field.text() for field in self.fields.values()):
            self.say(_("Type a name, a company, an e-mail or a phone number."))
            return self.refuse(self.fields["name"], _("Please fill this in."))
        if (problem := check_address(self.address)) is not None:
            self.where.mark(*problem)
            return False
        address = () if self.address.is_empty else (CustomerAddress("", self.address),)
        name, company, email, phone = (field.text() for field in self.fields.values())
        self._add(Customer("", name, company, email, phone, addresses=address))
        return True


class AddressDialog(FormDialog):
    """An address under its label, with the fields of its country."""

    def __init__(
        self,
        window: QWidget,
        given: CustomerAddress,
        recipient: str,
        keep: Callable[[CustomerAddress], None],
    ) -> None:
        title = _("Edit the address") if not given.address.is_empty else _("Add an address")
        super().__init__(window, title, _("Save"), width=600)
        self._keep = keep
        self.address = given.address
        self.label = self.first = TextField(_("Label"), given.label, hint=_("home, work, my mother"))
        self.company = TextField(_("Company"), given.address.company)
        self.beside(self.label, self.company)
        self.where = AddressFields("")
        self.where.show_address(given.address, recipient)
        self.where.edited.connect(self._moved)
        self.body.addWidget(self.where)
        self.finish()

    def _moved(self, edit: tuple[str, Address]) -> None:
        self.address = edit[1]
        self.touched()

    def submit(self) -> bool:
        """Keep the address, or show which field cannot be read."""
        address = replace(self.address, company=self.company.text())
        if address.is_empty:
            self.where.mark("street", _("Please fill this in."))
            return False
        if (problem := check_address(address)) is not None:
            self.where.mark(*problem)
            return False
        self._keep(CustomerAddress(self.label.text(), address))
        return True


def check_address(address: Address) -> tuple[str, str] | None:
    """A field whose text the post of its country would not understand, and why; a gap is nobody's mistake."""
    from pos.contacts.address import check_postcode

    try:
        check_postcode(address.postcode, address.country)
    except PostcodeWrong as error:
        return "postcode", sentence(error)
    except CountryUnknown as error:
        return "country", sentence(error)
    except CashierError as error:
        return "street", sentence(error)
    return None
