"""What a person may set an order to, and why not more: payment follows the money, goods have their way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from pos.domain.orders.orders import FulfilmentStatus, Order, PaymentStatus
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.statuses import ShopStatus
from pos.text import _, current
from ui.kit.controls.status_button import StatusChoice
from ui.shared.orders import words

_WAYS = {
    FulfilmentKind.TAKE_AWAY.value: (FulfilmentStatus.READY,),
    FulfilmentKind.PICKUP.value: (FulfilmentStatus.READY,),
    FulfilmentKind.DELIVERY.value: (FulfilmentStatus.OUT, FulfilmentStatus.SHIPPED),
}
"""The steps between processing and delivered, by how the goods are handed over."""


def is_over(order: Order) -> bool:
    """Whether the order was taken back: nothing of it can be changed any more."""
    return order.voided is not None or order.row.payment_status in (
        PaymentStatus.CANCELLED,
        PaymentStatus.REFUNDED,
    )


def payment_choices(
    order: Order,
    pay: Callable[[], object],
    cancel: Callable[[], object],
    repay: Callable[[], object],
    transfer: Callable[[], object] | None = None,
) -> list[StatusChoice]:
    """What can be done about the money, and why the given status cannot be set by hand.

    `transfer` shows what a banking app reads, in a shop that has an account.
    """
    row = order.row
    choices = []
    if row.to_give_back.minor > 0:
        back = _("Give {amount} back.").format(amount=current().money(row.to_give_back))
        choices.append(StatusChoice(back, repay))
    elif is_over(order):
        return [StatusChoice(_("The order is cancelled; its money was counted back."))]
    if is_over(order):
        return choices
    if row.due.minor > 0:
        choices.append(StatusChoice(_("Record payment") + "…", pay))
        if transfer is not None:
            choices.append(StatusChoice(_("Bank transfer") + "…", transfer))
    choices.append(StatusChoice(_("Cancel order…"), cancel))
    if row.due.minor > 0:
        left = _("It follows the money: {due} of {total} is still due.")
        choices.append(
            StatusChoice(left.format(due=current().money(row.due), total=current().money(row.total)))
        )
    else:
        choices.append(StatusChoice(_("It follows the money: all of it is recorded.")))
    return choices


def payment_words(
    order: Order, can_be_said: Sequence[ShopStatus], choose: Callable[[ShopStatus], object]
) -> list[StatusChoice]:
    """The shop's own statuses that stand as the one the money gives, and the way back to that."""
    row = order.row
    fitting = [one for one in can_be_said if row.payment_status in (one.key, one.stands_as)]
    if not row.payment_own and not any(one.is_own for one in fitting):
        return []  # the given one alone is what it has
    choices = []
    for one in fitting:
        current_ = (one.key if one.is_own else "") == row.payment_own
        said = words.payment_tag(row.payment_status, one.name)[0]
        choices.append(StatusChoice(said, None if current_ else partial(choose, one), current=current_))
    return choices


def fulfilment_choices(
    order: Order, can_be_said: Sequence[ShopStatus], choose: Callable[[ShopStatus], object]
) -> list[StatusChoice]:
    """How far the goods can be said to be; behind each given status the shop's own that stand as it."""
    row = order.row
    if is_over(order):
        return [StatusChoice(_("The order is cancelled; its goods are in stock again."))]
    gone = (FulfilmentStatus.SHIPPED, FulfilmentStatus.DELIVERED)
    steps: Iterable[FulfilmentStatus] = gone
    if row.fulfilment_status not in gone:  # goods that were handed over wait no more
        ways = _WAYS.get(row.fulfilment, (FulfilmentStatus.READY, FulfilmentStatus.OUT, gone[0]))
        steps = (FulfilmentStatus.AWAITING, FulfilmentStatus.PROCESSING, *ways, gone[1])
    choices = []
    for step in steps:
        for one in can_be_said:
            if step in (one.key, one.stands_as):
                own = one.key if one.is_own else ""
                current_ = (step, own) == (row.fulfilment_status, row.fulfilment_own)
                said = words.fulfilment_tag(step, row.fulfilment, one.name)[0]
                run = None if current_ else partial(choose, one)
                choices.append(StatusChoice(said, run, current=current_))
    return choices
