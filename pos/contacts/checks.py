"""What was typed about a customer or an address, checked without asking anybody.

The libraries behind it are large: they are loaded at the first look, never before the window is painted.
"""

from __future__ import annotations

from pos.contacts.address import address_form, check_postcode, missing_fields
from pos.contacts.email import read_email
from pos.contacts.phone import read_phone, shown_phone
from pos.contacts.register import read_register
from pos.contacts.vat import is_of_another_state, read_vat
from pos.domain.words.address import Address
from pos.domain.words.errors import CashierError, CountryUnknown
from pos.domain.words.phrases import Phrase
from pos.text import mark


class ContactChecks:
    """The checks of contacts, as an order's agreement asks for them."""

    def read_field(self, name: str, text: str, country: str) -> str:
        """A field about a customer in the form it is kept in; raises what is wrong with it."""
        match name:
            case "email":
                return read_email(text)
            case "phone":
                return read_phone(text, country)
            case "tax_id":
                return read_vat(text, country)
            case "legal_id":
                return read_register(text, country)
            case _:
                return text

    def missing_field(self, address: Address) -> tuple[str, Phrase] | None:
        """The first field that the country's post needs and the address lacks, with its name there."""
        try:
            missing = [name for name in missing_fields(address) if name not in ("name", "company")]
        except CountryUnknown:
            return None
        if not missing:
            return None
        if missing[0] == "country":
            return "country", Phrase(mark("Country"))
        fields = (field for row in address_form(address.country).rows for field in row)
        return missing[0], Phrase(next(one.label for one in fields if one.name == missing[0]))

    def wrong_field(self, address: Address) -> tuple[str, CashierError] | None:
        """The field in which something is written that cannot be; one not typed yet is no mistake."""
        try:
            check_postcode(address.postcode, address.country)
        except CountryUnknown as error:
            return ("country", error) if address.country else None
        except CashierError as error:
            return "postcode", error
        return None

    def is_of_another_state(self, country: str, tax_id: str) -> bool:
        """Whether this is the valid VAT number of a member state of the EU other than that country."""
        return is_of_another_state(country, tax_id)


def shown_field(name: str, value: str, country: str) -> str:
    """The field as people write it."""
    return shown_phone(value, country) if name == "phone" and value.startswith("+") else value


def warm_up() -> None:
    """Load what the checks need; in a lane, so that the first field left does not wait for it."""
    read_email("a@b.fr")
    read_phone("+33612345678", "FR")
    read_vat("FR40303265045", "FR")
    address_form("FR")
