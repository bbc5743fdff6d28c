"""What is done with orders after the sale, each part built when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from pos.domain.orders.after.consequences import Consequences, Outcome
from pos.services.catalogue.pictures import Pictures
from pos.services.orders.after.edits import Edits
from pos.services.orders.after.exchanges import Exchanges
from pos.services.orders.after.kept_pictures import KeptPictures
from pos.services.orders.after.outcome import follow
from pos.services.orders.after.reminders import Reminders
from pos.services.orders.after.requests import OrderRequests
from pos.services.orders.after.returns import Returns
from pos.services.orders.after.writing import Writing
from pos.services.orders.order_documents import OrderDocuments
from pos.services.orders.place import Checkout
from pos.services.shop.settings import Settings
from pos.services.till.till import Till


class AfterSale:
    """Edits, returns and exchanges; what would follow from any of them is seen before it is done."""

    def __init__(
        self,
        till: Till,
        settings: Settings,
        checkout: Checkout,
        documents: OrderDocuments,
        pictures: Pictures,
    ) -> None:
        self._till = till
        self._pictures = pictures
        self._settings = settings
        self._checkout = checkout
        self._documents = documents

    def follow(
        self,
        act: Callable[[], str | None],
        number: str = "",
        *,
        dry: bool = False,
        shown: Consequences | None = None,
        unticked: frozenset[str] = frozenset(),
    ) -> Outcome:
        """What followed from an act on that order, or with `dry` would; as in `outcome.follow`."""
        return follow(self._till, act, number, dry=dry, shown=shown, unticked=unticked)

    @cached_property
    def returns(self) -> Returns:
        """Refunds."""
        return Returns(self._till, self._settings)

    @cached_property
    def edits(self) -> Edits:
        """New versions, and details."""
        return Edits(self._till, self._settings, self._checkout.agreement)

    @cached_property
    def exchanges(self) -> Exchanges:
        """Goods for others."""
        return Exchanges(self._till, self._settings, self._checkout)

    @cached_property
    def reminders(self) -> Reminders:
        """Reminders of what is due."""
        return Reminders(self._till, self._settings)

    @cached_property
    def writing(self) -> Writing:
        """Messages that a person asks for."""
        return Writing(self._till)

    @cached_property
    def pictures(self) -> KeptPictures:
        """Of what is made for somebody."""
        return KeptPictures(self._till, self._pictures)

    @cached_property
    def requests(self) -> OrderRequests:
        """What scripts ask, with the eyes of the shop."""
        return OrderRequests(self._settings, self._documents)
