"""Answers about an order as buttons say them: what somebody decides, and where goods go that come back."""

from __future__ import annotations

from pos.domain.orders.facts import Fate
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.delivery import FulfilmentKind
from pos.text import _, mark
from ui.shared.orders.words import fulfilment_tag

ANSWERS = {
    "keep": mark("Leave it so"),
    "repay": mark("Give it back"),
    "place_again": mark("Place it again"),
    "take_over": mark("Take over too"),
    "credit": mark("Put the papers right"),
    "edit": mark("Sell what was handed over"),
    "return": mark("Take it back"),
    "invoice": mark("Invoice it again"),
    "loss": mark("Accept the loss"),
    "ask_back": mark("Ask it back"),
    "cancel": mark("Cancel it"),
}


def answer(choice: str) -> str:
    """A choice in words; of two statuses each is its own name."""
    if choice in ANSWERS:
        return _(ANSWERS[choice])
    known = {one.value for one in FulfilmentStatus}
    return fulfilment_tag(choice, FulfilmentKind.DELIVERY.value)[0] if choice in known else choice


def fates() -> list[tuple[Fate, str]]:
    """Where goods go that come back."""
    return [(Fate.STOCK, _("To stock")), (Fate.DAMAGED, _("Damaged")), (Fate.GONE, _("Not back"))]
