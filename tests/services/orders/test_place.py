"""Placing an order and taking it back: all of it or none, once, exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import NotEnoughStock
from pos.domain.customers.customers import Buyer
from pos.domain.money.amounts import Money
from pos.domain.money.errors import NoSuchCoins, TenderNotPositive, TooMuchPaid
from pos.domain.money.pricing import Charge, ChargeKind, Discount
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart
from pos.domain.orders.errors import (
    AlreadyVoided,
    EmptyCart,
    OrderUnknown,
    StillDue,
    UnknownMethod,
    WrongCurrency,
)
from pos.domain.shop.settings import Oversell
from pos.domain.words.errors import CashierError
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A shop with five mugs at 18.00."""
    shop.stocks(barcode="4006381333931")
    return shop


def test_a_customer_buys_two_mugs_with_cash(kit: ShopKit) -> None:
    placed = kit.sells(("MUG-BLU", "2"), cash="50.00")
    assert placed.number == "A-000001"
    assert (placed.total, placed.change) == (kit.money("36.00"), kit.money("14.00"))
    assert kit.in_stock("MUG-BLU") == 3
    order = kit.shop.orders.order("A-000001")
    assert (order.row.payment_status, order.row.fulfilment_status) == ("Paid", "Delivered")
    assert [(row.rate, row.net, row.tax) for row in order.taxes] == [
        ("20", kit.money("30.00"), kit.money("6.00"))
    ]
    assert [one.kind for one in order.papers] == ["receipt"]
    assert (order.served_by, order.seal) == ("Lucie", placed.seal)


def test_placing_a_cart_twice_gives_the_first_order(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    first = kit.pays(cart, kit.cash("20.00"))
    assert kit.pays(cart, kit.cash("20.00")) == first
    assert kit.pays(cart, kit.card("18.00")) == first
    assert kit.numbers() == ["A-000001"]
    assert kit.in_stock("MUG-BLU") == 4
    kit.reopen()
    assert kit.pays(cart, kit.cash("20.00")) == first


def test_a_cart_placed_again_after_it_was_voided_stays_voided(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    first = kit.pays(cart)
    kit.shop.order_changes.void(first.number)
    assert kit.pays(cart) == first
    assert kit.in_stock("MUG-BLU") == 5


def test_numbers_run_without_a_gap_through_refusals(kit: ShopKit) -> None:
    kit.sells("MUG-BLU")
    for refused in (
        lambda: kit.pays(kit.cart("MUG-BLU"), kit.cash("1.00")),
        lambda: kit.pays(kit.shop.carts.new()),
        lambda: kit.pays(kit.cart("MUG-BLU"), kit.card("99.00")),
    ):
        with pytest.raises(CashierError):
            refused()
    kit.sells("MUG-BLU")
    kit.reopen()
    kit.sells("MUG-BLU")
    assert kit.numbers() == ["A-000001", "A-000002", "A-000003"]


def test_a_split_payment_is_kept_tender_by_tender(kit: ShopKit) -> None:
    placed = kit.pays(kit.cart(("MUG-BLU", "2")), kit.card("20.00", "4711"), kit.cash("20.00"))
    assert placed.change == kit.money("4.00")
    tenders = kit.shop.orders.order(placed.number).tenders
    assert [(one.method, one.amount, one.reference, one.given) for one in tenders] == [
        ("card", kit.money("20.00"), "4711", None),
        ("cash", kit.money("16.00"), "", kit.money("20.00")),
    ]
    assert kit.sum_of_day("payments", "card") == (1, 2000)
    assert kit.sum_of_day("payments", "cash") == (1, 1600)


def test_a_cart_of_everything_is_kept_as_it_was_shown(kit: ShopKit) -> None:
    kit.stocks("Honey", sku="HONEY", price="24.90", unit="kg", quantity="10", tax="reduced")
    cart = kit.cart(("MUG-BLU", "2"), ("HONEY", "0.350"))
    cart = cart.with_line(replace(cart.lines[0], discount=Discount(percent=Decimal(10), name="Friend")))
    honey = replace(cart.lines[1], unit_price=Decimal("20.00"), price_reason="end of the jar", note="n")
    cart = cart.with_line(honey)
    cart = cart.add(kit.custom("Engraving", "6.00", note="Lucie"))
    delivery = Charge(ChargeKind.DELIVERY, "Local delivery", kit.money("6.00"), None, ("20",))
    cart = replace(cart, charges=(delivery,), customer_note="ring").with_discount(Discount(Decimal(5)))
    totals = cart.totals()
    order = kit.shop.orders.order(kit.pays(cart).number)
    assert (order.row.total, order.net, order.tax) == (totals.total, totals.net, totals.tax)
    assert [line.amount for line in order.lines] == [line.amount for line in totals.lines]
    assert [line.total.order_discount for line in order.lines] == [
        line.order_discount for line in totals.lines
    ]
    assert tuple(one.amount for one in order.charges) == totals.charges
    assert [(one.kind, one.name) for one in order.charges] == [("delivery", "Local delivery")]
    assert order.taxes == totals.taxes
    assert order.row.item_count == 4
    assert [(one.list_price, one.unit_price, one.price_reason) for one in order.lines][1] == (
        Decimal("24.9"),
        Decimal(20),
        "end of the jar",
    )
    assert kit.in_stock("HONEY") == Decimal("9.65")
    assert kit.sum_of_day("discounts") == (1, totals.discount.minor)


@pytest.mark.parametrize(
    ("discount", "off"),
    [
        (Discount(percent=Decimal("12.5"), name="Friend"), "2.25"),
        (Discount(amount=Money(500, "EUR"), name="Fair"), "5.00"),
    ],
)
def test_a_discount_stays_as_it_was_written(kit: ShopKit, discount: Discount, off: str) -> None:
    cart = kit.cart("MUG-BLU")
    whole = kit.shop.orders.order(kit.pays(cart.with_discount(discount)).number)
    assert (whole.discount, str(whole.discount_amount)) == (discount, off)
    assert [row.discount for row in whole.lines] == [None]
    again = kit.cart("MUG-BLU")
    of_line = kit.shop.orders.order(
        kit.pays(again.with_line(replace(again.lines[0], discount=discount))).number
    )
    assert [row.discount for row in of_line.lines] == [discount]
    assert (of_line.discount, of_line.row.total) == (None, whole.row.total)


@pytest.mark.parametrize(
    ("buyer", "paid", "waiting"),
    [
        (Buyer(name="Jean Dupont", email="jean@example.org"), "", 1),
        (Buyer(name="Jean Dupont", email="jean@example.org"), "18.00", 0),
        (Buyer(name="Jean Dupont", phone="+33612345678"), "", 0),
        (None, "", 0),
    ],
)
def test_a_confirmation_waits_for_who_owes_and_has_an_address(
    kit: ShopKit, buyer: Buyer | None, paid: str, waiting: int
) -> None:
    cart = kit.cart("MUG-BLU").with_buyer(buyer)
    kit.sold.append(kit.shop.checkout.place_order(cart, [kit.cash(paid)] if paid else [], unpaid=True))
    assert kit.shop.mails.post().waiting == waiting


def test_a_free_order_needs_no_tender(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU").with_discount(Discount(Decimal(100)))
    placed = kit.pays(cart)
    assert placed.total.is_zero
    assert kit.shop.orders.order(placed.number).row.payment_status == "Paid"
    assert kit.in_stock("MUG-BLU") == 4


REFUSED = {
    "nothing in the cart": (lambda kit: kit.pays(kit.shop.carts.new()), EmptyCart),
    "too little": (lambda kit: kit.pays(kit.cart("MUG-BLU"), kit.cash("10.00")), StillDue),
    "a cent too little": (lambda kit: kit.pays(kit.cart("MUG-BLU"), kit.card("17.99")), StillDue),
    "too much by card": (lambda kit: kit.pays(kit.cart("MUG-BLU"), kit.card("20.00")), TooMuchPaid),
    "an unknown method": (
        lambda kit: kit.pays(kit.cart("MUG-BLU"), Tender("shells", kit.money("18.00"))),
        UnknownMethod,
    ),
    "another currency": (
        lambda kit: kit.pays(
            replace(kit.cart("MUG-BLU"), terms=replace(kit.cart().terms, currency="CHF")),
            Tender("cash", Money(1800, "CHF")),
        ),
        WrongCurrency,
    ),
    "more than there is, blocked": (lambda kit: kit.sells(("VASE", "2")), NotEnoughStock),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_writes_nothing_and_keeps_the_cart(kit: ShopKit, case: str) -> None:
    kit.stocks("Vase", sku="VASE", price="45.00", quantity="1", oversell="block")
    kept = kit.cart("MUG-BLU", "VASE")
    kit.shop.carts.save(kept)
    before = kit.rows("SELECT count(*) FROM entry")
    attempt, error = REFUSED[case]
    with pytest.raises(error):
        attempt(kit)
    assert kit.rows("SELECT count(*) FROM entry") == before
    assert kit.shop.carts.current() == kept


@pytest.mark.parametrize("policy", Oversell)
def test_the_policy_of_a_product_says_what_overselling_does(kit: ShopKit, policy: Oversell) -> None:
    kit.stocks("Vase", sku="VASE", price="45.00", quantity="1", oversell=policy)
    cart = kit.cart(("VASE", "2"))
    notices = [(one.name, one.on_hand, one.wanted, one.policy) for one in kit.shop.checkout.check_stock(cart)]
    assert notices == ([] if policy is Oversell.ALLOW else [("Vase", 1, 2, policy)])
    if policy is Oversell.BLOCK:
        with pytest.raises(NotEnoughStock):
            kit.pays(cart)
        kit.sold.append(kit.shop.checkout.place_order(cart, [kit.cash("90.00")], accept_oversell=True))
    else:
        kit.pays(cart)
    assert kit.in_stock("VASE") == -1


def test_two_lines_of_one_product_are_counted_together(kit: ShopKit) -> None:
    kit.stocks("Vase", sku="VASE", price="45.00", quantity="3", oversell="block")
    cart = kit.cart(("VASE", "2")).add(kit.line("VASE", "2", "40.00"))
    assert len(cart.lines) == 2
    with pytest.raises(NotEnoughStock):
        kit.pays(cart)


def test_an_unlimited_product_moves_no_stock(kit: ShopKit) -> None:
    kit.stocks("Repair", sku="REPAIR", price="12.00", quantity=None)
    kit.sells(("REPAIR", "3"))
    assert kit.in_stock("REPAIR") is None
    assert kit.rows("SELECT count(*) FROM stock_move WHERE reason = 'sale'") == [(0,)]


def test_an_order_placed_unpaid_awaits_its_payment(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    placed = kit.shop.checkout.place_order(cart, [kit.card("8.00")], unpaid=True)
    row = kit.shop.orders.order(placed.number).row
    assert (row.payment_status, row.fulfilment_status) == ("Part paid", "Awaiting processing")
    assert (row.paid, row.due) == (kit.money("8.00"), kit.money("10.00"))
    assert kit.in_stock("MUG-BLU") == 4


def test_a_custom_item_that_is_kept_becomes_a_product(kit: ShopKit) -> None:
    line = kit.custom("Gift box", "3.50", keep_as_product=True, sku="BOX", barcode="2000000000008")
    kit.pays(kit.shop.carts.new().add(line))
    assert kit.in_stock("BOX") is None
    assert [hit.name for hit in kit.shop.search.by_code("2000000000008", scanned=True)] == ["Gift box"]
    assert [hit.price for hit in kit.shop.search.find("gift").hits] == [Decimal("3.5")]
    assert kit.rows("SELECT v.sku FROM order_line l JOIN variant v ON v.id = l.variant_id") == [("BOX",)]


def test_only_the_custom_item_to_be_kept_is_kept(kit: ShopKit) -> None:
    other = kit.custom("Engraving", "6.00")
    box = kit.custom("Gift box", "3.50", keep_as_product=True, sku="BOX")
    kit.pays(kit.cart("MUG-BLU").add(other).add(box))
    sold = kit.rows(
        "SELECT l.name, v.sku FROM order_line l LEFT JOIN variant v ON v.id = l.variant_id ORDER BY l.n"
    )
    assert sold == [("Mug, blue glaze", "MUG-BLU"), ("Engraving", None), ("Gift box", "BOX")]


def test_cash_is_rounded_to_the_shops_coins(kit: ShopKit) -> None:
    kit.shop.settings.change(cash_step=5)
    kit.stocks("Candle", sku="CANDLE", price="4.98")
    placed = kit.sells("CANDLE", cash="5.00")
    assert (placed.total, placed.rounding, placed.change) == (
        kit.money("4.98"),
        kit.money("0.02"),
        kit.money("0.00"),
    )
    assert kit.sum_of_day("rounding") == (1, 2)
    kit.shop.order_changes.void(placed.number)
    assert kit.sum_of_day("rounding") == (2, 0)
    assert kit.sum_of_day("payments", "cash")[1] == 0


def test_a_void_gives_back_money_and_goods_by_entries_of_its_own(kit: ShopKit) -> None:
    placed = kit.pays(kit.cart(("MUG-BLU", "2")), kit.card("20.00"), kit.cash("16.00"))
    back = kit.shop.order_changes.void(placed.number)
    assert (back.given_back, kit.sum_of_day("credits", "void")) == (placed.paid, (1, -placed.total.minor))
    assert kit.in_stock("MUG-BLU") == 5
    order = kit.shop.orders.order(placed.number)
    assert (order.row.payment_status, order.row.fulfilment_status) == ("Refunded", "Returned")
    assert order.voided is not None
    assert (order.voided.text, order.row.due) == ("Lucie", kit.money("0.00"))
    assert kit.sum_of_day("sales") == (1, 3600)
    assert kit.sum_of_day("credits", "void") == (1, -3600)
    assert [kit.sum_of_day("payments", method)[1] for method in ("card", "cash")] == [0, 0]
    assert kit.sum_of_day("tax", "20")[1] == 0
    with pytest.raises(AlreadyVoided):
        kit.shop.order_changes.void(placed.number)


def test_a_void_after_midnight_counts_on_that_day(kit: ShopKit) -> None:
    kit.clock.set(2026, 11, 23, 23, 55)
    placed = kit.sells("MUG-BLU")
    kit.clock.advance(minutes=10)
    kit.shop.order_changes.void(placed.number)
    assert kit.sum_of_day("sales", day="2026-11-23") == (1, 1800)
    assert kit.sum_of_day("credits", "void", day="2026-11-23") == (0, 0)
    assert kit.sum_of_day("credits", "void", day="2026-11-24") == (1, -1800)


def test_an_order_that_is_not_there_cannot_be_voided(kit: ShopKit) -> None:
    with pytest.raises(OrderUnknown):
        kit.shop.order_changes.void("A-000009")


def test_the_float_of_the_day(kit: ShopKit) -> None:
    assert kit.shop.checkout.float_today() is None
    kit.shop.checkout.open_float(kit.money("150.00"))
    assert kit.shop.checkout.float_today() == kit.money("150.00")
    kit.clock.advance(hours=20)
    assert kit.shop.checkout.float_today() is None
    kit.shop.settings.change(currency="CHF")
    for wrong, error in (("-5.00", TenderNotPositive), ("150.03", NoSuchCoins)):
        with pytest.raises(error):
            kit.shop.checkout.open_float(kit.money(wrong))


def test_the_sums_of_the_day_are_those_of_its_orders(kit: ShopKit) -> None:
    for quantity in ("1", "2"):
        kit.sells(("MUG-BLU", quantity))
    assert kit.sum_of_day("sales") == (2, 5400)
    assert kit.sum_of_day("tax", "20") == (2, 5400)
    kit.clock.advance(hours=15)
    kit.sells("MUG-BLU")
    assert kit.sum_of_day("sales") == (1, 1800)


def test_the_window_is_told_what_changed_after_each_commit(kit: ShopKit) -> None:
    heard: list[frozenset[str]] = []
    kit.shop.till.tell(heard.append)
    kit.sells("MUG-BLU")
    with pytest.raises(EmptyCart):
        kit.pays(Cart("0" * 32, kit.cart().terms))
    kit.shop.carts.save(kit.cart("MUG-BLU"))
    assert heard == [frozenset({"order.placed"})]
