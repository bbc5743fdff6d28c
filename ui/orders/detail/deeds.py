"""What can be done with an order beside paying and cancelling it: offered here, refused by the services."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from pos.domain.orders.orders import Order
from pos.text import _, mark
from ui.orders.detail import statuses


class Deed(Enum):
    """One thing to do; its value is what the menu says."""

    EDIT = mark("Edit the order…")
    RETURN = mark("Return or exchange…")
    HAND_OVER = mark("Hand over a part…")
    TAKE_BACK = mark("Take a handing over back…")
    REPAY = mark("Give money back…")
    CORRECT = mark("A payment came otherwise…")
    DETAILS = mark("Change delivery and notes…")
    NOTE = mark("Write a note…")
    COPY_TODAY = mark("Order again")
    COPY_OLD = mark("Order again at the old prices")
    VOID = mark("Undo this sale…")

    @property
    def words(self) -> str:
        """How it is called in the language of the window."""
        return _(self.value)


def in_menu(order: Order) -> Iterator[Deed]:
    """What the menu of an order offers."""
    goods = order.now.goods if order.now else ()
    over = statuses.is_over(order)
    if not over:
        yield Deed.EDIT
    if not over and any(one.open for one in goods):
        yield Deed.HAND_OVER
    if not over and any(one.with_customer for one in goods):
        yield Deed.TAKE_BACK
    if order.row.to_give_back.minor > 0:
        yield Deed.REPAY
    if order.row.paid.minor > 0:
        yield Deed.CORRECT
    yield Deed.DETAILS
    yield Deed.NOTE
    yield Deed.COPY_OLD
    if not over and all(item.kind == "placed" for item in order.history):
        yield Deed.VOID


def can_take_back(order: Order) -> bool:
    """Whether anything is left that could come back."""
    left = order.now.left if order.now else ()
    return not statuses.is_over(order) and any(part.pieces or part.worth.gross for part in left)
