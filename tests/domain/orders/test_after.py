"""Edits, exchanges, handings over and corrections: what the published scenes do not reach."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.money.pricing import Discount, Pricing
from pos.domain.money.quantity import to_micro
from pos.domain.orders.after.correct import plan_correct
from pos.domain.orders.after.edit import Change, LineChange, edited, plan_edit
from pos.domain.orders.after.exchange import plan_exchange
from pos.domain.orders.after.goods import plan_hand_over
from pos.domain.orders.amendment import Back, Piece, Request, Terms, plan_cancel
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.errors import (
    AlreadyCancelled,
    InvoicedAndGivenBack,
    MoreThanOpen,
    NothingToHandOver,
    PaymentGivenBackAlready,
    PaymentMoved,
    PaymentUnknown,
    SameMethod,
    WithCustomer,
)
from pos.domain.orders.facts import (
    Corrected,
    Credited,
    Fact,
    HandedOver,
    MoneyIn,
    MoneyOut,
    Stamp,
    Taken,
    Tender,
    Version,
    What,
)
from pos.domain.orders.parts import Part, PartKey, Worth
from pos.domain.orders.standing import Standing, standing

CHF = Terms("CHF", True, 5)
ONE = to_micro(Decimal(1))
MUG = CartLine("1", "Mug", Decimal(3), Decimal("3.33"), ("20",))
CART = Cart("", Pricing("EUR", True), (MUG,))


def part(gross: int, pieces: int = 1, n: int = 1) -> Part:
    return Part(PartKey(line=n), ("0",), Worth(gross, gross, (0,)), pieces * ONE)


def order(*happened: Fact, parts: tuple[Part, ...] = (part(998),)) -> Standing:
    total = sum(one.worth.gross for one in parts)
    return standing([Version(Stamp(1, "v1"), parts, total, total), *happened])


def paid(*tenders: Tender) -> MoneyIn:
    return MoneyIn(Stamp(2, "in"), tenders)


def test_what_coins_added_goes_with_the_cash_that_was_none() -> None:
    cash = Tender("cash", 1000, 2, id="a")
    back, right = plan_correct(order(paid(cash)), 1, "card", 5)
    assert (back, right) == (cash, Tender("card", 998))
    after = order(paid(cash), Corrected(Stamp(3, "c"), back, replace(right, id="b")))
    assert (after.due, after.to_give_back, after.rounding, after.held) == (0, 0, 0, {"card": 998})
    again = plan_correct(after, 1, "cash", 5)
    assert again == (replace(right, id="b"), Tender("cash", 1000, 2))


def test_only_a_payment_that_stands_has_its_method_corrected() -> None:
    card = Tender("card", 998, id="a")
    gone = order(paid(card), MoneyOut(Stamp(3, "out"), (Tender("card", 300),)))
    for standing_, place, method, refusal in (
        (order(paid(card)), 1, "card", SameMethod),
        (order(paid(card)), 2, "cash", PaymentUnknown),
        (order(paid(card)), 0, "cash", PaymentUnknown),
        (gone, 1, "cash", PaymentGivenBackAlready),
        (order(paid(replace(card, moved=True))), 1, "cash", PaymentMoved),
    ):
        with pytest.raises(refusal):
            plan_correct(standing_, place, method, 5)


def test_what_is_open_is_handed_over_and_taken_back() -> None:
    now = order(parts=(part(300, 3), part(200, 2, n=2)))
    assert plan_hand_over(now) == ((1, 3 * ONE), (2, 2 * ONE))
    assert plan_hand_over(now, [(1, ONE), (1, ONE)]) == ((1, 2 * ONE),)
    with pytest.raises(MoreThanOpen):
        plan_hand_over(now, [(1, 2 * ONE), (1, 2 * ONE)])
    with pytest.raises(MoreThanOpen):
        plan_hand_over(now, [(1, -ONE)])
    gone = order(HandedOver(Stamp(3, "h"), ((1, 3 * ONE), (2, 2 * ONE)), "Shipped"), parts=now.version.parts)
    assert plan_hand_over(gone, [(2, -ONE)]) == ((2, -ONE),)
    with pytest.raises(NothingToHandOver):
        plan_hand_over(gone)
    plan = plan_cancel(now, CHF)
    cancelled = order(Credited(Stamp(3, "c"), plan.what, "v1", plan.taken), parts=now.version.parts)
    with pytest.raises(AlreadyCancelled):
        plan_hand_over(cancelled)


def test_goods_for_a_cheaper_order_move_it_to_the_cent_and_give_the_rest_back() -> None:
    now = order(paid(Tender("cash", 1000, 2)))
    plan = plan_exchange(now, CHF, Request((Piece(1, ONE),)), 501, Back.AS_PAID)
    assert (plan.moved, plan.left) == ((Tender("cash", 501, moved=True),), 0)
    after = order(
        paid(Tender("cash", 1000, 2)),
        Credited(Stamp(3, "c"), plan.credit.what, "v1", plan.credit.taken),
        MoneyOut(Stamp(4, "m"), plan.moved),
        MoneyOut(Stamp(5, "o"), plan.credit.tenders),
    )
    assert (after.balance, after.held) == (0, {})
    assert sum(one.amount for one in plan.credit.tenders) == 499


def test_goods_back_on_an_unpaid_order_move_no_money() -> None:
    plan = plan_exchange(order(), CHF, Request((Piece(1, ONE),)), 1500)
    assert (plan.moved, plan.credit.tenders, plan.left) == ((), (), 1500)


def test_coins_that_move_settle_a_new_order_of_nearly_the_same() -> None:
    plan = plan_exchange(order(paid(Tender("cash", 1000, 2))), CHF, Request((Piece(1, ONE),)), 999)
    assert plan.arrived == (Tender("cash", 1000, 1, moved=True),)
    new = order(paid(*plan.arrived), parts=(part(999),))
    assert (new.due, new.to_give_back) == (0, 0)


def edit(now: Standing, change: Change, *, invoiced: bool = False, cart: Cart = CART) -> Cart | None:
    after = edited(cart, change, (), lambda one: one.taxes)
    plan = plan_edit(now, cart, after, (1,), invoiced=invoiced)
    return plan.cart if plan else None


def test_an_edit_that_changes_nothing_is_none_even_of_a_cancelled_order() -> None:
    now = order(parts=(part(999, 3),))
    assert edit(now, Change((LineChange(1, Decimal(3)),))) is None
    made = edit(now, Change((LineChange(1, discount=Discount(percent=Decimal(10))),)))
    assert made is not None
    assert made.totals().total.minor == 899


def test_an_edit_keeps_what_the_customer_has() -> None:
    now = order(HandedOver(Stamp(3, "h"), ((1, 2 * ONE),), "Shipped"), parts=(part(999, 3),))
    for fewer in (Decimal(1), Decimal(0)):
        with pytest.raises(WithCustomer):
            edit(now, Change((LineChange(1, fewer),), added=(replace(MUG, id="new"),)))
    assert edit(now, Change((LineChange(1, Decimal(2)),))) is not None


def test_the_buyer_of_an_invoice_stays_once_part_was_given_back() -> None:
    taken = Taken(PartKey(line=1), Worth(333, 333, (0,)), 0, ONE)
    now = order(Credited(Stamp(3, "c"), What.REFUND, "v1", (taken,)), parts=(part(999, 3),))
    named = Change((LineChange(1, note="blue"),))
    assert edit(now, named) is not None
    with pytest.raises(InvoicedAndGivenBack):
        edit(now, named, invoiced=True)
