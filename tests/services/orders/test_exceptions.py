"""Two tills that did not know of each other: both facts stand, and what a person must decide is said."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.money.quantity import to_micro
from pos.domain.orders.amendment import Back, Piece, Request
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.shop.delivery import FulfilmentKind
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills

Deed = Callable[[ShopKit, str], object]


def ordered(kit: ShopKit) -> str:
    """Three mugs at 18.00 for Lucie Martin, to be picked up, not paid: the order's number."""
    cart = kit.cart(("MUG-BLU", "3")).with_buyer(Buyer(name="Lucie Martin"))
    cart = cart.with_fulfilment(Fulfilment(FulfilmentKind.PICKUP))
    return kit.shop.checkout.place_order(cart, unpaid=True).number


def pays(amount: str) -> Deed:
    return lambda kit, number: kit.shop.order_changes.pay(number, [kit.card(amount)])


def edits(quantity: int, n: str = "1") -> Deed:
    def edit(kit: ShopKit, number: str) -> None:
        cart = kit.shop.after_sale.edits.editable(number).cart
        kit.shop.after_sale.edits.edit(number, cart.with_quantity(n, Decimal(quantity)))

    return edit


def adds(sku: str) -> Deed:
    def edit(kit: ShopKit, number: str) -> None:
        cart = kit.shop.after_sale.edits.editable(number).cart
        kit.shop.after_sale.edits.edit(number, kit.cart(sku, of=cart))

    return edit


def refunds(pieces: int, n: int = 1) -> Deed:
    request = Request((Piece(n, to_micro(Decimal(pieces))),))
    return lambda kit, number: kit.shop.after_sale.returns.refund(number, request)


def hands(pieces: int) -> Deed:
    return lambda kit, number: kit.shop.order_changes.hand_over(number, [(1, to_micro(Decimal(pieces)))])


def says(status: FulfilmentStatus) -> Deed:
    return lambda kit, number: kit.shop.order_changes.set_fulfilment(number, status)


def cancels(kit: ShopKit, number: str) -> None:
    kit.shop.order_changes.cancel(number, repay=True)


def repays(kit: ShopKit, number: str) -> None:
    kit.shop.order_changes.repay(number, Back.AS_PAID)


def needs(kit: ShopKit, number: str) -> list[str]:
    sql = """SELECT x.kind FROM order_exception x JOIN orders o ON o.id = x.order_id
        WHERE o.number = ? ORDER BY 1"""
    rows = kit.rows(sql, number)
    return [str(row[0]) for row in rows]


SCENES: dict[str, tuple[tuple[Deed, ...], Deed, Deed, list[str]]] = {
    "30 + 24": ((), pays("30"), pays("24"), []),
    "54 + 54": ((), pays("54"), pays("54"), ["paid_twice"]),
    "pay + cancel": ((), pays("54"), cancels, ["paid_after_cancel"]),
    "pay + edit": ((), pays("54"), edits(4), []),
    "edit + edit": ((), edits(4), adds("BOW-ASH"), ["two_papers", "two_versions"]),
    "edit + refund": ((pays("54"),), edits(4), refunds(1), ["refunded_edited"]),
    "edit + cancel": ((), edits(4), cancels, ["refunded_edited"]),
    "edit + hand over more": ((), edits(2), hands(3), ["handed_too_much"]),
    "edit + hand over less": ((), edits(2), hands(1), []),
    "refund + refund, other lines": ((adds("BOW-ASH"), pays("78")), refunds(1), refunds(1, 2), []),
    "refund + refund, same line": ((pays("54"),), refunds(2), refunds(2), ["given_back_twice"]),
    "refund + refund, a piece each": ((pays("54"),), refunds(1), refunds(1), ["given_back_twice"]),
    "refund + cancel": ((pays("54"),), refunds(1), cancels, ["given_back_twice"]),
    "repay + repay": ((pays("54"), edits(2)), repays, repays, ["given_back_twice"]),
    "one status": (
        (), says(FulfilmentStatus.READY), says(FulfilmentStatus.READY), []
    ),
    "two statuses": ((), says(FulfilmentStatus.READY), says(FulfilmentStatus.OUT), ["two_statuses"]),
    "hand over + hand over, same pieces": ((), hands(3), hands(3), ["handed_too_much"]),
    "hand over + hand over, other pieces": ((), hands(1), hands(2), []),
    "hand over + cancel": ((), hands(3), cancels, ["sent_after_cancel"]),
}  # fmt: skip


@pytest.mark.parametrize("is_first", [True, False], ids=["a then b", "b then a"])
def test_what_two_tills_did_is_asked_on_both(tills: TwoTills, is_first: bool) -> None:
    numbers = {scene: ordered(tills.a) for scene in SCENES}
    for scene, number in numbers.items():
        for deed in SCENES[scene][0]:
            deed(tills.a, number)
    _ = tills.b
    for scene, number in numbers.items():
        doing = [(tills.a, SCENES[scene][1]), (tills.b, SCENES[scene][2])]
        for kit, deed in doing if is_first else reversed(doing):
            tills.a.clock.advance(minutes=1)
            tills.b.clock.now = tills.a.clock.now
            deed(kit, number)
    tills.meet()
    expected = {scene: asked for scene, (_before, _one, _other, asked) in SCENES.items()}
    for kit in (tills.a, tills.b):
        assert {scene: needs(kit, number) for scene, number in numbers.items()} == expected


def test_two_invoices_of_one_sale_are_asked(tills: TwoTills) -> None:
    number = tills.a.pays(tills.a.cart("MUG-BLU").with_buyer(Buyer(name="Lucie Martin"))).number
    for kit in (tills.b, tills.a):
        kit.shop.order_changes.issue_invoice(number)
    tills.meet()
    assert needs(tills.a, number) == needs(tills.b, number) == ["two_papers"]


KNOWING = {
    "more is accepted": (
        pays("54"), lambda kit, number: kit.shop.order_changes.pay(number, [kit.card("5")], accept_more=True)
    ),
    "paid and cancelled": (pays("54"), lambda kit, number: kit.shop.order_changes.cancel(number)),
    "edit of an edit": (edits(4), edits(5)),
    "refund of the rest": (refunds(1), refunds(2)),
    "edited and refunded": (edits(4), refunds(1)),
    "handed over and taken back": (hands(3), lambda kit, number: kit.shop.order_changes.cancel(number)),
}  # fmt: skip


def test_a_till_that_knew_asks_nothing(tills: TwoTills) -> None:
    numbers = {scene: ordered(tills.a) for scene in KNOWING}
    _ = tills.b
    for scene, number in numbers.items():
        KNOWING[scene][0](tills.a, number)
    tills.meet()
    for scene, number in numbers.items():
        KNOWING[scene][1](tills.b, number)
    tills.meet()
    for kit in (tills.a, tills.b):
        assert {scene: needs(kit, number) for scene, number in numbers.items()} == {
            scene: [] for scene in KNOWING
        }


def test_what_was_given_back_needs_nobody_any_more(tills: TwoTills) -> None:
    number = ordered(tills.a)
    for kit in (tills.b, tills.a):
        pays("54")(kit, number)
    tills.meet()
    assert needs(tills.a, number) == ["paid_twice"]
    repays(tills.b, number)
    tills.meet()
    assert needs(tills.a, number) == needs(tills.b, number) == []
