"""What a person typed about a customer, as it may be kept: clean, checked, in one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pos.contacts.address import clean_address
from pos.contacts.email import read_email
from pos.contacts.phone import read_phone
from pos.contacts.vat import read_vat
from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.customers.errors import CustomerNameless
from pos.domain.words.text import NOTE_LIMIT, clean
from pos.journal.kinds.customers import CustomerFields, CustomerPersonal, CustomerSet

KEY_LIMIT = 80
ADDRESSES_MAX = 50

PERSONAL = ("name", "company", "email", "phone", "tax_id", "note", "addresses")
"""The fields that tell who a customer is; they are the part of an entry that can be erased."""

PLAIN = ("tax_exempt", "language", "delivery_method", "payment_method", "archived")

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def cleaned(fields: Mapping[str, Any], country: str) -> dict[str, Any]:
    """The fields as they may be kept; `country` is the shop's. Raises what is wrong with one of them."""
    unknown = fields.keys() - {*PERSONAL, *PLAIN}
    if unknown:
        raise TypeError(f"a customer has no {', '.join(sorted(unknown))}")
    found = {name: _cleaned(name, value, country) for name, value in fields.items() if name != "tax_id"}
    if "tax_id" in fields:
        lives = [one.address.country for one in found.get("addresses", ()) if one.address.country]
        found["tax_id"] = read_vat(fields["tax_id"], lives[0] if lives else country)
    return found


def require_somebody(customer: Customer) -> None:
    """Refuse a customer that nothing tells from another."""
    if not customer.shown_name:
        raise CustomerNameless


def entry(customer_id: str, fields: Mapping[str, Any], seen: Mapping[str, str]) -> CustomerSet:
    """The entry that sets these fields, with the clocks of what they replace."""
    plain = {name: fields[name] for name in PLAIN if name in fields}
    personal = {name: fields[name] for name in PERSONAL if name in fields}
    made = CustomerSet(id=customer_id, f=CustomerFields(**plain), b=dict(seen))
    return made if not personal else CustomerSet(made.id, made.f, made.b, CustomerPersonal(**personal))


def _cleaned(name: str, value: Any, country: str) -> Any:
    match name:
        case "name" | "company":
            return clean(value)
        case "email":
            return read_email(value)
        case "phone":
            return read_phone(value, country)
        case "note":
            return clean(value, NOTE_LIMIT, lines=True)
        case "language":
            language = clean(value, KEY_LIMIT).lower().replace("_", "-").partition("-")[0]
            return language if _LANGUAGE.fullmatch(language) else ""
        case "delivery_method" | "payment_method":
            return clean(value, KEY_LIMIT)
        case "addresses":
            return _addresses(value)
        case _:
            return bool(value)


def _addresses(given: tuple[CustomerAddress, ...]) -> tuple[CustomerAddress, ...]:
    """Those that hold anything, each under its label."""
    found = (CustomerAddress(clean(one.label, KEY_LIMIT), clean_address(one.address)) for one in given)
    return tuple(one for one in found if not one.address.is_empty)[:ADDRESSES_MAX]
