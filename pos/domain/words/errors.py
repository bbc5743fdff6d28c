"""What the person at the till can put right: one type each, a sentence with named places and its values.

The sentence is made at display (`pos.text.sentence`), in the language and number formats of the moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


class CashierError(Exception):
    """A refusal the person at the till can put right; never a bug."""

    text: ClassVar[str] = ""

    def __str__(self) -> str:
        """The English sentence with its values as they are, for logs and tests."""
        return self.text.format_map(vars(self))


@dataclass(eq=False)
class NotANumber(CashierError):
    text = "“{written}” is not a number. Write digits such as 12 or 12.50."
    written: str


@dataclass(eq=False)
class AmbiguousNumber(CashierError):
    text = "“{written}” can be read in two ways. Write it without marks between the thousands."
    written: str


@dataclass(eq=False)
class NumberTooFine(CashierError):
    text = "“{written}” has more digits after the mark than the {decimals} possible here. Write fewer."
    written: str
    decimals: int


@dataclass(eq=False)
class NameMissing(CashierError):
    text = "The name is missing. Type one."


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
