"""Statuses of the shop's own: shown while the order has the one they stand as, renamed, switched off."""

from __future__ import annotations

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.mail.kinds import MailSwitch, status_key
from pos.domain.orders.errors import PaymentFollowsMoney, StatusFollowsGoods, StatusUnknown
from pos.domain.shop.statuses import (
    FULFILMENT,
    PAYMENT,
    ShopStatus,
    StatusNameTaken,
    StatusOff,
)
from pos.domain.words.errors import NameMissing
from tests.shop_kit import ShopKit

ENGRAVING = ShopStatus("engraving", FULFILMENT, "Engraving", "Processing")
POSTED = ShopStatus("posted", FULFILMENT, "Posted", "Shipped")
CHEQUE = ShopStatus("cheque", PAYMENT, "Cheque in the post", "Awaiting payment")
ONE = 1_000_000


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A shop with mugs and statuses of its own."""
    shop.stocks(quantity="20")
    shop.shop.settings.change(statuses=(ENGRAVING, POSTED, CHEQUE))
    return shop


def waiting(kit: ShopKit) -> str:
    """An unpaid order of two mugs."""
    return kit.shop.checkout.place_order(kit.cart(("MUG-BLU", "2")), unpaid=True).number


def shown(kit: ShopKit, number: str) -> tuple[str, str, str, str]:
    """What a list and the order itself say of money and goods."""
    (row,) = kit.shop.orders.find(number)
    whole = kit.shop.orders.order(number).row
    assert (row.payment_name, row.fulfilment_name) == (whole.payment_name, whole.fulfilment_name)
    return row.payment_status, row.payment_name, row.fulfilment_status, row.fulfilment_name


def test_an_own_status_is_shown_while_what_it_stands_as_holds(kit: ShopKit) -> None:
    number, say = waiting(kit), kit.shop.statuses.say
    say(number, FULFILMENT, "engraving")
    say(number, PAYMENT, "Cheque in the post")
    assert shown(kit, number) == (
        "Awaiting payment", "Cheque in the post", "Processing", "Engraving",
    )  # fmt: skip
    say(number, FULFILMENT, "Engraving")  # nothing is written twice
    assert kit.rows("SELECT count(*) FROM entry WHERE kind = 'order.status_said'") == [(3,)]
    kit.shop.order_changes.pay(number, [kit.card("36.00")])
    assert shown(kit, number) == ("Paid", "", "Processing", "Engraving")
    kit.shop.order_changes.hand_over(number, [(1, ONE)])
    assert shown(kit, number)[2:] == ("Processing", "")  # that is the latest word on the goods
    say(number, FULFILMENT, "Posted")
    assert shown(kit, number)[2:] == ("Shipped", "Posted")
    assert kit.shop.orders.order(number).now.goods[0].open == 0  # type: ignore[union-attr]
    say(number, FULFILMENT, "shipped")
    assert shown(kit, number)[2:] == ("Shipped", "")
    assert kit.shop.auditor.verify(rebuild=True).ok


def test_money_and_goods_win_over_what_is_said(kit: ShopKit) -> None:
    number, say = waiting(kit), kit.shop.statuses.say
    kit.shop.order_changes.pay(number, [kit.card("10.00")])
    for asked in ("Cheque in the post", "Paid", "Refunded"):
        with pytest.raises(PaymentFollowsMoney):
            say(number, PAYMENT, asked)
    say(number, PAYMENT, "part paid")
    with pytest.raises(StatusFollowsGoods):
        say(number, FULFILMENT, "Returned")
    with pytest.raises(StatusUnknown, match="Engraving"):
        say(number, FULFILMENT, "Cheque in the post")
    say(number, FULFILMENT, "Engraving")
    kit.shop.order_changes.cancel(number)
    assert shown(kit, number)[2:] == ("Will not deliver", "")


def test_what_was_renamed_or_switched_off_changes_no_entry(kit: ShopKit) -> None:
    number, statuses = waiting(kit), kit.shop.statuses
    statuses.say(number, FULFILMENT, "Engraving")
    head = kit.shop.till.database.reader().execute("SELECT count(*) FROM entry").fetchone()
    off = ShopStatus("engraving", FULFILMENT, "Engraving", "Processing", off=True)
    kit.shop.settings.change(
        statuses=(off, ShopStatus("Awaiting payment", PAYMENT, "To be paid"),
                  ShopStatus("Out for delivery", FULFILMENT, off=True))
    )  # fmt: skip
    assert shown(kit, number) == ("Awaiting payment", "To be paid", "Processing", "Engraving")
    for gone in ("Engraving", "out for delivery"):
        with pytest.raises(StatusOff):
            statuses.say(number, FULFILMENT, gone)
    assert [one.name or one.key for one in statuses.offered(FULFILMENT)] == [
        "Awaiting processing", "Processing", "Ready for pickup", "Shipped", "Delivered",
    ]  # fmt: skip
    kit.shop.settings.change(statuses=())
    assert shown(kit, number) == ("Awaiting payment", "", "Processing", "")
    settings = kit.shop.till.database.reader().execute("SELECT count(*) FROM entry").fetchone()
    assert settings[0] == head[0] + 2


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (ShopStatus("a", FULFILMENT, " ", "Processing"), NameMissing),
        (ShopStatus("a", FULFILMENT, "shipped", "Processing"), StatusNameTaken),
        (ShopStatus("a", FULFILMENT, "ENGRAVING", "Processing"), StatusNameTaken),
        (ShopStatus("Processing", FULFILMENT, "Returned"), StatusNameTaken),
    ],
)
def test_two_statuses_of_one_name_are_refused(
    kit: ShopKit, wrong: ShopStatus, error: type[Exception]
) -> None:
    with pytest.raises(error):
        kit.shop.settings.change(statuses=(ENGRAVING, wrong))
    assert kit.shop.settings.current().statuses == (ENGRAVING, POSTED, CHEQUE)
    kit.shop.settings.change(statuses=(ENGRAVING, ShopStatus("b", PAYMENT, "Engraving", "Paid")))


def test_the_customer_hears_of_an_own_status_where_its_switch_is_on(kit: ShopKit) -> None:
    def asked(name: str) -> list[str]:
        cart = kit.cart("MUG-BLU").with_buyer(Buyer(name="Jean", email="jean@example.com"))
        number = kit.shop.checkout.place_order(cart, unpaid=True).number
        kit.shop.statuses.say(number, FULFILMENT, name)
        sql = f"SELECT m.kind FROM mail m JOIN orders o ON o.id = m.order_id WHERE o.number = '{number}'"
        return [kind for (kind,) in kit.rows(sql) if kind != "confirmation"]

    for on in (False, True):
        kit.shop.settings.change(mail_switches=(MailSwitch(status_key("engraving"), on),))
        assert asked("Engraving") == (["status"] if on else [])
