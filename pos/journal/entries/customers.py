"""Entries about customers; what tells who they are is the personal part."""

from __future__ import annotations

from typing import ClassVar

from msgspec import UNSET, UnsetType, field

from pos.journal.entries.base import Fact, Part


class Postal(Part, frozen=True):
    """A postal address."""

    name: str = ""
    company: str = ""
    street: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    district: str = ""


class LabelledPostal(Part, frozen=True):
    """An address of a customer under its label."""

    label: str
    address: Postal


class CustomerPersonal(Part, frozen=True):
    """The fields of a customer that an entry sets; addresses are set together."""

    name: str | UnsetType = UNSET
    company: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    tax_id: str | UnsetType = UNSET
    note: str | UnsetType = UNSET
    addresses: tuple[LabelledPostal, ...] | UnsetType = UNSET


class CustomerFields(Part, frozen=True):
    """What an entry sets of a customer that tells nobody who it is."""

    tax_exempt: bool | UnsetType = UNSET
    language: str | UnsetType = UNSET
    delivery_method: str | UnsetType = UNSET
    payment_method: str | UnsetType = UNSET
    archived: bool | UnsetType = UNSET


class CustomerSet(Fact, frozen=True):
    """A customer made or changed: one an entry, so that one can be erased."""

    kind: ClassVar[str] = "customer.set"
    personal_type: ClassVar[type[Part] | None] = CustomerPersonal

    id: str
    f: CustomerFields = CustomerFields()
    b: dict[str, str] = field(default_factory=dict)
    personal: CustomerPersonal | UnsetType = UNSET

    @property
    def entity(self) -> str:
        return self.id
