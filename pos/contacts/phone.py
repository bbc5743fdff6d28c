"""Phone numbers: what was typed in a country becomes one international form, and back for display.

The library is loaded at the first number read or shown; finding customers by digits does without it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pos.domain.words.errors import PhoneIncomplete, PhoneUnreadable, SeveralPhones
from pos.domain.words.text import clean

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

PHONE_LIMIT = 80
EXTENSION = " ext. "
"""What parts a number from the extension behind it, where it has one."""

_PARTS = re.compile(r"[;,|/\n]|\s(?:or|ou|and|et|&)\s", re.IGNORECASE)
_ZERO_IN_BRACKETS = re.compile(r"\(\s*0\s*\)")
_TYPED = re.compile(r"\+?[0-9 ().\-/\u2010-\u2015\u00a0\u202f]+")
_COUNTRY_CODE = re.compile("[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[0-9]{3}")
"""How long a country's code is can be told from its first digits."""

_TRUNKS = {"HU": "06", "BY": "80", "KZ": "8", "RU": "8", "TM": "8"}
"""What is dialled before a number inside the country, where it is not a zero."""


def read_phone(text: str, country: str) -> str:
    """The number as `+33612345678`, with ` ext. 45` behind it if it has one; empty for nothing typed.

    `country` says where a number without its country's code belongs. Raises PhoneUnreadable,
    PhoneIncomplete or SeveralPhones.
    """
    typed = clean(text, PHONE_LIMIT + 1)
    if not typed:
        return ""
    if len(typed) > PHONE_LIMIT:
        raise PhoneUnreadable(typed[:PHONE_LIMIT] + "…")
    number = _parsed(typed, country)
    if _several(typed, country):
        raise SeveralPhones(typed)
    if number is None:
        raise PhoneUnreadable(typed)
    from phonenumbers import PhoneNumberFormat, format_number, is_possible_number

    if not is_possible_number(number):
        raise PhoneIncomplete(typed)
    extension = f"{EXTENSION}{number.extension}" if number.extension else ""
    return format_number(number, PhoneNumberFormat.E164) + extension


def shown_phone(phone: str, country: str) -> str:
    """The number as it is written in the country, and internationally where it is another's."""
    number = _parsed(phone, country)
    if number is None:
        return phone
    from phonenumbers import PhoneNumberFormat, format_number, region_code_for_country_code
    from phonenumbers import country_code_for_region as code_of

    at_home = number.country_code == code_of(country.upper()) if country else False
    if at_home and region_code_for_country_code(number.country_code or 0) != "001":
        return format_number(number, PhoneNumberFormat.NATIONAL)
    return format_number(number, PhoneNumberFormat.INTERNATIONAL)


def looks_like_phone(text: str) -> bool:
    """Whether a text is nothing but digits and what stands between them, three digits at least."""
    plain = _plain_digits(clean(text))
    return bool(_TYPED.fullmatch(plain)) and sum(character.isdigit() for character in plain) >= 3


def indexed_digits(phone: str) -> str:
    """What a customer's number is found by: `p33612345678 n612345678`.

    `p` stands where the country's code begins, `n` where the number inside the country does.
    """
    digits = digits_of(phone.partition(EXTENSION)[0])
    if not phone.startswith("+"):
        return f"n{digits}" if digits else ""
    code = _COUNTRY_CODE.match(digits)
    return f"p{digits} n{digits[code.end() :]}" if code else ""


def fragments(text: str, country: str = "") -> tuple[str, ...]:
    """The pieces of `indexed_digits` that a typed fragment can be: `0033612`, `+33612`, `0612`, `612`."""
    plain = _ZERO_IN_BRACKETS.sub("", _plain_digits(text).strip())
    digits = digits_of(plain)
    if not digits:
        return ()
    if plain.startswith("+"):
        return (f"p{digits}",)
    found = [digits]
    if digits.startswith("00"):
        found.append(f"p{digits[2:]}")
    trunk = _TRUNKS.get(country.upper(), "0")
    for before in dict.fromkeys((trunk, "0")):
        inside = digits.removeprefix(before)
        if inside != digits and not inside.startswith("0"):
            found.append(f"n{inside}")
    return tuple(found)


def digits_of(text: str) -> str:
    """The digits of a text in order, whatever script they are written in."""
    return "".join(character for character in _plain_digits(text) if character in "0123456789")


def _plain_digits(text: str) -> str:
    """The text with the digits and signs of every script as ASCII has them."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in unicodedata.normalize("NFKC", text)
    )


def _parsed(text: str, country: str) -> PhoneNumber | None:
    from phonenumbers import NumberParseException, parse

    try:
        return parse(text, country.upper() or None)
    except NumberParseException:
        return None


def _several(typed: str, country: str) -> bool:
    """Whether several parts of the text are numbers by themselves."""
    parts = [part for part in _PARTS.split(typed) if len(digits_of(part)) >= 5]
    if len(parts) < 2:
        return False
    from phonenumbers import is_possible_number

    numbers = [number for part in parts if (number := _parsed(part, country))]
    return sum(is_possible_number(number) for number in numbers) >= 2
