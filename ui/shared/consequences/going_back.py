"""An edit is taken back by another one: asked once, with what follows from it and a reason of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pos.domain.orders.cart import Cart, Editing
from pos.domain.orders.orders import Order
from pos.text import _, current
from ui.shared.consequences.dialog import Follow, Proposal
from ui.shared.consequences.following import following

if TYPE_CHECKING:
    from pos.shop import Shop


def to_version(shop: Shop, order: Order, version: int, seen: int) -> Proposal:
    """Let what was agreed be as in that version again; `seen` is the one that is looked at as the last."""
    edits, named = shop.after_sale.edits, current().number(version)

    def act(reason: str) -> None:
        edits.back_to(order.id, version, seen=seen, reason=reason)

    title = _("Back to version {n} of {number}?").format(n=named, number=order.row.number)
    return _proposal(shop, order.id, title, _("Back to version {n}").format(n=named), act)


def of_edit(shop: Shop, of: Editing, saved: Cart) -> Proposal:
    """Take back what an edit changed that was saved as in this cart."""
    edits = shop.after_sale.edits
    title = _("Take the changes of {number} back?").format(number=of.number)
    return _proposal(
        shop, of.called, title, _("Take the changes back"), lambda reason: edits.take_back(saved, reason)
    )


def _proposal(shop: Shop, order: str, title: str, answer: str, act: Callable[[str], None]) -> Proposal:
    def with_reason(reason: str) -> Follow:
        return following(shop, lambda: act(reason), order)

    methods = shop.settings.current().methods
    return Proposal(title, answer, with_reason(""), methods, with_reason=with_reason)
