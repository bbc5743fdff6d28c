"""Numbers of goods on packets: check digits, and the forms in which one number is written."""

from __future__ import annotations

import re
import unicodedata

from pos.domain.catalogue import gs1
from pos.domain.catalogue.gs1 import Packet

KINDS = {8: "EAN-8", 12: "UPC-A", 13: "EAN-13", 14: "GTIN-14"}
"""Names of the numbers with a check digit, by length."""

_DIGITS = re.compile(r"[0-9]+")
_SEPARATORS = re.compile(r"[\x00-\x20\x7f\u00a0\u200b-\u200f\ufeff]")
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z](?=.)")
"""What scanners send in front to say which kind of code they read (ISO/IEC 15424): `]E0`, `]C1`, `]A0`."""

_START_STOP = re.compile(r"\*([^*]+)\*")
"""Start and stop of a Code 39, which some scanners and most fonts for labels write."""

_DAMAGED = re.compile(r"[0-9][.,][0-9]+[Ee]\+?[0-9]{1,2}")


def check_digit(body: str) -> str:
    """The last digit of a number without it: weights 3 and 1 from the right."""
    digits = body.encode("ascii")[::-1]  # the code of 0 is 48
    total = 3 * sum(digits[::2]) + sum(digits[1::2]) - 48 * (2 * len(digits[::2]) + len(digits))
    return str(-total % 10)


def kind(code: str) -> str:
    """`EAN-13`, `UPC-A`, `EAN-8` or `GTIN-14`; empty where length or check digit are wrong."""
    if len(code) not in KINDS or not _DIGITS.fullmatch(code) or check_digit(code[:-1]) != code[-1]:
        return ""
    return KINDS[len(code)]


def is_valid(code: str) -> bool:
    """Whether a code is a number of goods with the right check digit."""
    return bool(kind(code))


def misses_check_digit(code: str) -> bool:
    """Whether a code is as long as a number of goods, but its last digit does not fit the others."""
    return len(code) in KINDS and bool(_DIGITS.fullmatch(code)) and not is_valid(code)


def is_damaged(code: str) -> bool:
    """Whether a spreadsheet made a rounded number of it (`4.00638E+12`): the code is lost."""
    return bool(_DAMAGED.fullmatch(code.strip()))


def plain_digits(code: str) -> str:
    """The code with the digits of every script, and the wide letters of East Asia, as ASCII."""
    return code if code.isascii() else "".join(map(_plain, code))


def _plain(character: str) -> str:
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else character


def normal(code: str) -> str:
    """The code as it is kept: without blanks, field separators, start and stop, and what a scanner says."""
    plain = _SEPARATORS.sub("", plain_digits(code))
    return plain if plain.isalnum() else bare(plain)


def bare(code: str) -> str:
    """The code without what a scanner says of its kind, and without the start and stop of a Code 39."""
    inner = _inside(code)
    while inner != code:
        code, inner = inner, _inside(inner)
    return code


def _inside(code: str) -> str:
    if found := _SYMBOLOGY.match(code):
        return code[found.end() :]
    found = _START_STOP.fullmatch(code)
    return found[1] if found else code


def variants_of(code: str) -> tuple[str, ...]:
    """All forms in which a code may be kept, the given one first.

    A UPC-A is an EAN-13 with a leading zero, and both a GTIN-14 with more; other leading zeros count. A code
    of several GS1 fields, or a GS1 web address, stands for the number of goods in it.
    """
    plain = normal(code)
    forms = [plain]
    number = plain if is_valid(plain) else ""
    if not number and (read := packet(code)):
        number = read.number
    if number:
        forms += [number, *forms_of(number)]
    return tuple(dict.fromkeys(form for form in forms if form))


def forms_of(number: str) -> list[str]:
    """The number of goods in each length that holds it."""
    digits = number.lstrip("0")
    return [digits.zfill(length) for length in KINDS if len(digits) <= length]


def bare_number(code: str) -> str:
    """What all forms of a number of goods have in common, also those that lost their zeros in a spreadsheet.

    That are its digits from the first that is not 0; a code that is no number of goods is itself.
    """
    digits = code.lstrip("0")
    whole = 7 <= len(digits) <= 14 and _DIGITS.fullmatch(code) and is_valid(digits.zfill(14))
    return digits if whole else code


def kept(code: str) -> str:
    """The code by which goods are found: the number of goods in it, else the code as it is kept."""
    plain = normal(code)
    if is_valid(plain) or not (read := packet(code)):
        return plain
    return printed(read.number)


def printed(number: str) -> str:
    """Fourteen digits as the thirteen that stand on the packet, where the first says nothing."""
    return number[1:] if len(number) == 14 and number[0] == "0" else number


def packet(code: str) -> Packet | None:
    """What a code of several GS1 fields says, where it names goods and their check digit is right."""
    read = gs1.read(plain_digits(code))
    return read if read and is_valid(read.number) else None
