"""What a person typed about the shop, as it may be kept: clean, checked, in one form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pos.contacts.bank import compact, is_bic, is_iban
from pos.contacts.email import read_email
from pos.contacts.phone import read_phone, shown_phone
from pos.contacts.vat import TAX_ID_LIMIT, read_vat
from pos.domain.shop.carriers import check_link
from pos.domain.shop.errors import BicWrong, IbanWrong, PortWrong, ServerNameWrong, SiretWrong, WebsiteWrong
from pos.domain.shop.statuses import checked
from pos.domain.words.text import clean

WEBSITE_LIMIT = 200
STATUS_LIMIT = 40
SERVER_LIMIT = 253
_SERVER = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*|[0-9a-fA-F]*:[0-9a-fA-F:.]+")
"""Labels with dots between them, in any letters; or an address of IPv6."""
_WEBSITE = re.compile(r"(?:https?://)?[^\s/@.]+(?:\.[^\s/@.]+)+(?:/\S*)?", re.IGNORECASE)
_SIRET = re.compile(r"\s*(?:siret)?[\s:n°.]*((?:[0-9][\s.]*){14})", re.IGNORECASE)


def cleaned(changes: Mapping[str, object], country: str) -> dict[str, Any]:
    """The decisions as they may be kept; `country` is the shop's. Raises what is wrong with one of them."""
    if isinstance(statuses := changes.get("statuses"), tuple):
        named = (replace(one, name=clean(one.name, STATUS_LIMIT)) for one in statuses)
        changes = {**changes, "statuses": checked(named)}
    if isinstance(methods := changes.get("delivery_methods"), tuple):
        linked = tuple(replace(one, tracking=check_link(one.tracking)) for one in methods)
        changes = {**changes, "delivery_methods": linked}
    return {
        name: _CHECKS[name](value, country) if name in _CHECKS and isinstance(value, str) else value
        for name, value in _numbers(changes).items()
    }


def _numbers(changes: Mapping[str, object]) -> Mapping[str, object]:
    """The same; raises PortWrong."""
    port = changes.get("mail_port", 0)
    if not isinstance(port, int) or not 0 <= port < 65536:
        raise PortWrong
    return changes


def _server(text: str, _country: str) -> str:
    """The name or the address of a server, alone."""
    typed = clean(text, SERVER_LIMIT + 1)
    if typed and (len(typed) > SERVER_LIMIT or not _SERVER.fullmatch(typed)):
        raise ServerNameWrong(typed[:80])
    return typed.casefold()


def _phone(text: str, country: str) -> str:
    """As it is printed: international, so that customers of other countries can dial it."""
    number = read_phone(text, country)
    return shown_phone(number, "") if number else ""


def _website(text: str, _country: str) -> str:
    typed = clean(text, WEBSITE_LIMIT)
    if typed and not _WEBSITE.fullmatch(typed):
        raise WebsiteWrong(typed)
    return typed


def _iban(text: str, _country: str) -> str:
    typed = clean(text, 60)
    if typed and not is_iban(typed):
        raise IbanWrong(typed)
    return compact(typed)


def _bic(text: str, _country: str) -> str:
    typed = clean(text, 40)
    if typed and not is_bic(typed):
        raise BicWrong(typed)
    return compact(typed)


def _registration(text: str, country: str) -> str:
    """Any country's number with its own label; a French SIRET is checked and gets its label."""
    typed = clean(text, 200)
    found = _SIRET.fullmatch(typed) if country == "FR" else None
    if country != "FR" or (found is None and "siret" not in typed.casefold()):
        return typed
    from stdnum.fr import siret

    if found is None or not siret.is_valid(found[1]):
        raise SiretWrong(typed)
    digits = re.sub(r"\D", "", found[1])
    return f"SIRET {digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}"


_CHECKS: dict[str, Callable[[str, str], str]] = {
    "email": lambda text, _country: read_email(text),
    "phone": _phone,
    "tax_number": read_vat,
    "second_tax_number": lambda text, _country: clean(text, TAX_ID_LIMIT),
    "website": _website,
    "iban": _iban,
    "bic": _bic,
    "registration": _registration,
    "mail_server": _server,
    "mail_sender": lambda text, _country: read_email(text),
    "mail_to_shop": lambda text, _country: read_email(text),
    "mail_login": lambda text, _country: clean(text, 200),
}
