"""The demo shop's customers: nobody of them exists, their numbers are those kept for fiction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.words.address import Address
from pos.services.demo.delivering import LOCAL
from pos.services.demo.goods import FOLDER, Words, in_language

Place = tuple[Words, Address]


@dataclass(frozen=True, slots=True)
class DemoCustomer:
    """A customer of the demo, in both languages; `key` is what its sales call it."""

    key: str
    name: str
    email: str
    phone: str
    places: tuple[Place, ...]
    company: str = ""
    tax_id: str = ""
    language: str = ""
    delivery: str = LOCAL
    payment: str = "transfer"
    note: Words = ("", "")

    def customer(self, language: str) -> Customer:
        """As the shop keeps them."""
        places = tuple(CustomerAddress(in_language(label, language), where) for label, where in self.places)
        return Customer(
            id="",
            name=self.name,
            company=self.company,
            email=self.email,
            phone=self.phone,
            tax_id=self.tax_id,
            language=self.language,
            note=in_language(self.note, language),
            delivery_method=self.delivery,
            payment_method=self.payment,
            addresses=places,
        )


@cache
def regulars() -> tuple[DemoCustomer, ...]:
    """All of them, as `resources/demo/regulars.json` writes them."""
    return msgspec.json.decode((FOLDER / "regulars.json").read_bytes(), type=tuple[DemoCustomer, ...])


AT_THE_COUNTER = {
    (9, 1): "lucie", (9, 4): "nadia", (8, 0): "manon", (8, 3): "lucie", (7, 2): "odile",
    (7, 5): "elodie", (6, 1): "lucie", (6, 4): "yusuf", (5, 0): "marc", (5, 3): "ines", (5, 7): "bakery",
    (4, 2): "lucie", (4, 5): "hugo", (3, 1): "nadia", (3, 4): "odile", (2, 2): "elodie", (2, 0): "books",
    (3, 5): "lucie", (1, 1): "ines", (1, 3): "manon", (1, 5): "bertrand",
}  # fmt: skip
"""Who buys at the counter: how many opened days before today, and which sale of that day."""
