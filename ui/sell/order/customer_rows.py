"""Customers as rows under the box: who they are, what they bought, what they owe; a new one is the last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pos.domain.customers.customers import CustomerRow
from pos.text import _, current
from ui.kit.look.tags import Mood
from ui.sell.order import words as order_words

DOT = " · "


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """A customer to attach."""

    row: CustomerRow
    phone: str
    take: Callable[[], object]

    @property
    def name(self) -> str:
        """Who it is."""
        return self.row.name or self.row.company or self.row.email or self.phone

    @property
    def note(self) -> str:
        """How they are reached, and where they are."""
        row = self.row
        parts = (row.company if row.name else "", row.email, self.phone, row.city)
        return DOT.join(part for part in parts if part and part != self.name)

    @property
    def tag(self) -> tuple[str, Mood]:
        """What they owe, else nothing."""
        if self.row.unpaid.minor <= 0:
            return "", Mood.NEUTRAL
        return _("{amount} unpaid").format(amount=current().money(self.row.unpaid)), Mood.WARNING

    @property
    def orders(self) -> str:
        """How often they bought."""
        return order_words.orders_words(self.row.orders)

    @property
    def words(self) -> str:
        """The row for those who do not see it."""
        return ", ".join(part for part in (self.name, self.note, self.orders, self.tag[0]) if part)

    @property
    def hint(self) -> tuple[str, str]:
        """What Enter will do."""
        # Translators: what Enter does: "attaches Lucie Martin" to the order
        return _("attaches"), self.name

    def run(self) -> None:
        self.take()


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """The last row: a customer with what was typed filled in."""

    typed: str
    take: Callable[[], object]

    @property
    def words(self) -> str:
        """What the row offers."""
        return _("New customer “{typed}”…").format(typed=self.typed) if self.typed else _("New customer…")

    @property
    def hint(self) -> tuple[str, str]:
        """What Enter will do."""
        # Translators: what Enter does: "opens a new customer"
        return _("opens"), _("a new customer")

    def run(self) -> None:
        self.take()
