"""Postal addresses as fields; their order on paper is the country's, see `pos.contacts`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is sent or billed; `country` is its ISO code of two letters.

    `district` is the part of a town that some countries write (Brazil, China, New Zealand).
    """

    name: str = ""
    company: str = ""
    street: tuple[str, ...] = ()
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    district: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing that could be found on a map."""
        return not (self.street or self.postcode or self.city)

    @property
    def one_line(self) -> str:
        """Short, for lists and for reading back."""
        place = " ".join(filter(None, (self.postcode, self.city)))
        return ", ".join(filter(None, (*self.street, place)))
