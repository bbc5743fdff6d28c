"""What may be wrong with a phone number, an e-mail, a VAT number or an address, as it was typed."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.words.errors import CashierError


@dataclass(eq=False)
class PhoneUnreadable(CashierError):
    text = (
        "“{written}” is not a phone number. Write its digits, with + and the country's code if it is abroad."
    )
    written: str


@dataclass(eq=False)
class PhoneIncomplete(CashierError):
    text = "“{written}” has too few or too many digits for a phone number. Nothing was saved; check it."
    written: str


@dataclass(eq=False)
class SeveralPhones(CashierError):
    text = "“{written}” holds more than one phone number. Write one, and the other in the note."
    written: str


@dataclass(eq=False)
class EmailUnreadable(CashierError):
    text = "“{written}” is not an e-mail address. Write one such as lucie@example.com."
    written: str


@dataclass(eq=False)
class SeveralEmails(CashierError):
    text = "“{written}” holds more than one e-mail address. Write one, and the other in the note."
    written: str


@dataclass(eq=False)
class TaxIdWrong(CashierError):
    text = "“{written}” is not a VAT number of {country}: its form or its check digit is wrong. Check it."
    written: str
    country: str


@dataclass(eq=False)
class CountryUnknown(CashierError):
    text = "“{written}” is not a country. Write its two letters, such as FR."
    written: str


@dataclass(eq=False)
class PostcodeWrong(CashierError):
    text = "“{written}” is not a postcode of {country}; one looks like {example}."
    written: str
    country: str
    example: str
