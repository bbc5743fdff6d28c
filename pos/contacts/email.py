"""E-mail addresses: one a field, checked as written, never by asking a server."""

from __future__ import annotations

import re

from pos.domain.words.errors import EmailUnreadable, SeveralEmails
from pos.domain.words.text import clean

EMAIL_LIMIT = 254

_PARTS = re.compile(r"[;,|\s]+|\s(?:or|ou|and|et)\s", re.IGNORECASE)


def read_email(text: str) -> str:
    """The address with its domain in small letters, NFC, in the letters of its language; empty for nothing.

    Raises EmailUnreadable or SeveralEmails.
    """
    typed = clean(text, EMAIL_LIMIT + 1).removeprefix("mailto:")
    if not typed:
        return ""
    if sum("@" in part for part in _PARTS.split(typed)) > 1:
        raise SeveralEmails(_short(typed))
    if len(typed) > EMAIL_LIMIT:
        raise EmailUnreadable(_short(typed))
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(typed, check_deliverability=False, test_environment=True, strict=True)
    except EmailNotValidError as error:
        raise EmailUnreadable(_short(typed)) from error
    return found.normalized


def travelling_email(text: str) -> str:
    """The one address with its domain in ASCII, as mail servers know it; raises as `read_email`.

    Letters beyond ASCII before the @ stay: who writes there needs a server that takes them (RFC 6531).
    """
    address = read_email(text)
    if not address or address.isascii():
        return address
    from email_validator import validate_email

    found = validate_email(address, check_deliverability=False, test_environment=True, strict=True)
    return f"{found.local_part}@{found.ascii_domain}"


def email_key(email: str) -> str:
    """What two spellings of the same address share; real servers ignore the case of the whole."""
    return email.strip().casefold()


def looks_like_email(text: str) -> bool:
    """Whether a text can only be an address: an @ inside and a dot behind it."""
    name, at, domain = text.strip().rpartition("@")
    return bool(at and name) and "." in domain.strip(".") and not any(map(str.isspace, text.strip()))


def _short(typed: str) -> str:
    return typed if len(typed) <= 80 else typed[:79] + "…"
