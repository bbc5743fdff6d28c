"""What the window does not offer the service refuses too: a stale window or a script asks there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.orders.errors import (
    AlreadyVoided,
    NothingDue,
    NothingLeft,
    NothingToGiveBack,
    SomethingFollowed,
    StatusFollowsGoods,
)
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.words.errors import CashierError
from pos.services.orders.changes import OrderChanges
from tests.sample import sample
from tests.shop_kit import ShopKit

Act = Callable[[OrderChanges, ShopKit, str], object]


@pytest.mark.parametrize("how", sample(["void", "cancel", "cancel of an unpaid one"], 2))
@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda changes, kit, number: changes.issue_invoice(number), NothingLeft),
        (lambda changes, kit, number: changes.cancel(number), AlreadyVoided),
        (lambda changes, kit, number: changes.void(number), AlreadyVoided),
        (lambda changes, kit, number: changes.pay(number, [kit.card("1.00")]), NothingDue),
        (lambda changes, kit, number: changes.pay(number, [kit.card("1.00")], accept_more=True), NothingDue),
        (lambda changes, kit, number: changes.repay(number), NothingToGiveBack),
        *(
            (lambda changes, kit, number, status=status: changes.set_fulfilment(number, status), CashierError)
            for status in FulfilmentStatus
        ),
        (
            lambda changes, kit, number: changes.undo_fulfilment(number, FulfilmentStatus.AWAITING),
            SomethingFollowed,
        ),
    ],
)
def test_nothing_more_is_done_with_an_order_that_was_taken_back(
    shop: ShopKit, how: str, act: Act, refusal: type[CashierError]
) -> None:
    shop.stocks()
    shop.shop.settings.change(invoice_at_once=False)
    changes, cart = shop.shop.order_changes, shop.cart("MUG-BLU").with_buyer(Buyer(name="Anne"))
    if how == "cancel of an unpaid one":
        number = shop.shop.checkout.place_order(cart, unpaid=True).number
        changes.cancel(number)
    else:
        number = shop.pays(cart).number
        changes.void(number) if how == "void" else changes.cancel(number, repay=True)
    (before,) = shop.rows("SELECT count(*) FROM entry")[0]
    order = shop.shop.orders.order(number)
    with pytest.raises(refusal):
        act(changes, shop, number)
    assert shop.rows("SELECT count(*) FROM entry") == [(before,)]
    assert shop.shop.orders.order(number) == order


def test_a_returned_order_is_not_shipped(shop: ShopKit) -> None:
    shop.stocks()
    number = shop.sells("MUG-BLU").number
    shop.shop.order_changes.cancel(number)
    with pytest.raises(StatusFollowsGoods):
        shop.shop.order_changes.set_fulfilment(number, FulfilmentStatus.SHIPPED)
