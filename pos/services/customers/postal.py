"""Between an address and what the journal keeps of it, both ways."""

from __future__ import annotations

from pos.domain.words.address import Address
from pos.journal.kinds.customers import Postal


def postal(of: Address) -> Postal:
    """The address as an entry keeps it."""
    return Postal(
        name=of.name,
        company=of.company,
        street=of.street,
        postcode=of.postcode,
        city=of.city,
        region=of.region,
        country=of.country,
        district=of.district,
    )


def address(of: object) -> Address | None:
    """The address again; None where the entry has none, or where it was erased."""
    if not isinstance(of, Postal):
        return None
    return Address(
        name=of.name,
        company=of.company,
        street=of.street,
        postcode=of.postcode,
        city=of.city,
        region=of.region,
        country=of.country,
        district=of.district,
    )
