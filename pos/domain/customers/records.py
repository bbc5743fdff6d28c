"""What erasing a customer or merging two of them would do: shown before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from pos.domain.customers.customers import Customer
from pos.domain.words.merging import Differs


@dataclass(frozen=True, slots=True)
class Erasure:
    """What a customer's erasing takes: the event ids of entries that lose their personal part, or keep it.

    `orders` are the numbers of orders that no longer say whose they are, `invoiced` those the law keeps,
    `quotes` those that go too; of `carts` that are not placed yet (ids) the customer is taken off.
    """

    customer: Customer
    entries: tuple[str, ...]
    kept: tuple[str, ...]
    orders: tuple[str, ...]
    invoiced: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    carts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerMerge:
    """Two customers who are one: `after` is the one that stays, with what came from the other.

    `differs` is what both say, and not the same.
    """

    gone: Customer
    after: Customer
    orders: int
    differs: tuple[Differs, ...] = ()
