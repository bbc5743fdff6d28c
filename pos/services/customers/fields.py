"""What a person typed about a customer, as it may be kept: clean, checked, in one form."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import UNSET

from pos.contacts.address import clean_address
from pos.contacts.email import read_email
from pos.contacts.phone import read_phone
from pos.contacts.register import read_register
from pos.contacts.vat import read_vat
from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.customers.errors import CustomerNameless
from pos.domain.words.text import NOTE_LIMIT, clean, language_code
from pos.journal.kinds.customers import ADDRESS, CustomerFields, CustomerPersonal, CustomerSet, KeptAddress
from pos.journal.records import seen

KEY_LIMIT = 80
ADDRESSES_MAX = 50

PERSONAL = ("name", "company", "email", "phone", "tax_id", "legal_id", "note", "addresses")
"""The fields that tell who a customer is; they are the part of an entry that can be erased."""

PLAIN = ("tax_exempt", "language", "delivery_method", "payment_method", "archived")

_NATIONAL = {"tax_id": read_vat, "legal_id": read_register}
"""Numbers that are read as the customer's country writes them."""

Held = Sequence[tuple[str, int, CustomerAddress]]


def cleaned(fields: Mapping[str, Any], country: str) -> dict[str, Any]:
    """The fields as they may be kept; `country` is the shop's. Raises what is wrong with one of them."""
    unknown = fields.keys() - {*PERSONAL, *PLAIN}
    if unknown:
        raise TypeError(f"a customer has no {', '.join(sorted(unknown))}")
    found = {name: _cleaned(name, value, country) for name, value in fields.items() if name not in _NATIONAL}
    lives = [one.address.country for one in found.get("addresses", ()) if one.address.country]
    read = {name: rule for name, rule in _NATIONAL.items() if name in fields}
    return found | {name: rule(fields[name], (lives or [country])[0]) for name, rule in read.items()}


def require_somebody(customer: Customer) -> None:
    """Refuse a customer that nothing tells from another."""
    if not customer.shown_name:
        raise CustomerNameless


def entry(customer_id: str, fields: Mapping[str, Any], clocks: str = "", held: Held = ()) -> CustomerSet:
    """The entry that sets these fields, with the clocks of what they replace; none of one just made.

    `held` are the addresses that are known, each with its id and its place.
    """
    plain = {name: fields[name] for name in PLAIN if name in fields}
    personal = {name: fields[name] for name in PERSONAL if name in fields}
    names = {*plain, *personal} - {"addresses"}
    if "addresses" in fields:
        personal["addresses"] = _elements(held, fields["addresses"])
        names |= {f"{ADDRESS}{element}" for element in personal["addresses"]}
    return CustomerSet(
        customer_id,
        CustomerFields(**plain),
        seen(clocks, sorted(names)) if clocks else {},
        CustomerPersonal(**personal) if personal else UNSET,
    )


def _elements(held: Held, wanted: Iterable[CustomerAddress]) -> dict[str, KeptAddress]:
    """The addresses that changed, by id: one written over another in its place is that one changed."""
    left = {element: (place, one) for element, place, one in held}
    found: dict[str, KeptAddress] = {}
    place = -1
    ids = _ids(held, tuple(wanted))
    for element, one in ids:
        before = left.pop(element, (0, None))
        place = max(place + 1, before[0])
        if before != (place, one):
            found[element] = KeptAddress(place, one.label, one.address)
    return found | {element: KeptAddress() for element in left}


def _ids(held: Held, wanted: tuple[CustomerAddress, ...]) -> list[tuple[str, CustomerAddress]]:
    """Each address with its id: that of an equal one, else of the one that stood there, else a new one."""
    equal = [next((key for key, _place, known in held if known == one), "") for one in wanted]
    there = [key if key not in equal else "" for key, _place, _known in held]
    there += [""] * max(0, len(wanted) - len(there))
    keys: dict[str, CustomerAddress] = {}
    for one, same, instead in zip(wanted, equal, there, strict=False):
        key = same if same and same not in keys else instead
        keys[key or uuid.uuid4().hex] = one
    return list(keys.items())


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
            return language_code(value)
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
