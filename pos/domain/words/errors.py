"""What the person at the till can put right: one type each, a sentence with named places and its values.

The sentence is made at display (`pos.text.sentence`), in the language and number formats of the moment.
"""

from __future__ import annotations

from typing import ClassVar, dataclass_transform

from pos.domain.words.plurals import english, in_form


@dataclass_transform(eq_default=False)
class CashierError(Exception):
    """A refusal the person at the till can put right; never a bug.

    What a subclass annotates are its values, given in this order or by name. A dataclass would do the same,
    and cost a third of a millisecond a type at every start of a command.
    """

    text: ClassVar[str] = ""
    many: ClassVar[str] = ""
    """The sentence for another number than one; the first number it names decides."""
    places: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls.places += tuple(cls.__annotations__)

    def __init__(self, *values: object, **named: object) -> None:
        given = dict(zip(self.places, values, strict=False)) | named
        if len(values) + len(named) != len(self.places) or given.keys() != set(self.places):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.places) or 'no values'}")
        vars(self).update(given)

    def __str__(self) -> str:
        """The English sentence with its values as they are, for logs and tests."""
        return in_form(self.text, self.many, vars(self), english).format_map(vars(self))


class NotANumber(CashierError):
    text = "“{written}” is not a number. Write digits such as 12 or 12.50."
    written: str


class AmbiguousNumber(CashierError):
    text = "“{written}” can be read in two ways. Write it without marks between the thousands."
    written: str


class NumberTooFine(CashierError):
    text = "“{written}” has more digits after the mark than the {decimals} possible here. Write fewer."
    many = "“{written}” has more digits after the mark than the {decimals} possible here. Write fewer."
    written: str
    decimals: int


class NameMissing(CashierError):
    text = "The name is missing. Type one."


class PhoneUnreadable(CashierError):
    text = (
        "“{written}” is not a phone number. Write its digits, with + and the country's code if it is abroad."
    )
    written: str


class PhoneIncomplete(CashierError):
    text = "“{written}” has too few or too many digits for a phone number. Nothing was saved; check it."
    written: str


class SeveralPhones(CashierError):
    text = "“{written}” holds more than one phone number. Write one, and the other in the note."
    written: str


class EmailUnreadable(CashierError):
    text = "“{written}” is not an e-mail address. Write one such as lucie@example.com."
    written: str


class SeveralEmails(CashierError):
    text = "“{written}” holds more than one e-mail address. Write one, and the other in the note."
    written: str


class TaxIdWrong(CashierError):
    text = "“{written}” is not a VAT number of {country}: its form or its check digit is wrong. Check it."
    written: str
    country: str


class SirenWrong(CashierError):
    text = "“{written}” is no SIREN or SIRET: 9 or 14 digits, and the last one checks the others. Check it."
    written: str


class CountryUnknown(CashierError):
    text = "“{written}” is not a country. Write its two letters, such as FR."
    written: str


class PostcodeWrong(CashierError):
    text = "“{written}” is not a postcode of {country}; one looks like {example}."
    written: str
    country: str
    example: str
