"""What is done with an order, as the panel asks for it: seen first, then done just as it was shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.domain.orders.after.consequences import Consequences, Outcome
from ui.shared.consequences.dialog import Follow

if TYPE_CHECKING:
    from pos.shop import Shop

Act = Callable[[], "str | None"]
"""Calls the services; it answers with the number of an order that it made."""


def following(shop: Shop, act: Act, order: str) -> Follow:
    """The act on the order of that id."""
    after = shop.after_sale

    def follow(unmailed: frozenset[str], *, dry: bool = False, shown: Consequences | None = None) -> Outcome:
        return after.follow(act, order, dry=dry, shown=shown, unticked=unmailed)

    return follow
