"""Quotes: prices that hold, revisions, and the one order that a quote becomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pos.domain.customers.customers import Buyer
from pos.domain.money.pricing import Discount
from pos.domain.orders.cart import CartLine
from pos.domain.orders.errors import EmptyCart
from pos.domain.quotes.errors import (
    QuoteChanged,
    QuoteDeclined,
    QuoteEndsBefore,
    QuoteExpired,
    QuotePlaced,
    QuoteUnknown,
)
from pos.domain.quotes.quotes import Prices, Quote, QuoteState
from tests.shop_kit import ShopKit

BUYER = Buyer(name="Jean Dupont", email="jean@example.com")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    """A shop with five mugs at 18.00."""
    shop.stocks()
    return shop


def quoted(kit: ShopKit, quantity: str = "2", text: str = "") -> Quote:
    """A quote over mugs."""
    return kit.shop.quotes.save(kit.cart(("MUG-BLU", quantity)).with_buyer(BUYER), text=text)


def changed(kit: ShopKit, of: Quote, quantity: str) -> Quote:
    """The quote over so many mugs."""
    cart = kit.shop.quotes.quote(of.row.number).cart
    cart = cart.with_quantity(cart.lines[0].id, kit.line("MUG-BLU", quantity).quantity)
    return kit.shop.quotes.save(cart, of.row.number, seen=of.event)


def test_a_quote_keeps_its_cart_takes_no_stock_and_holds_for_a_month(kit: ShopKit) -> None:
    made = quoted(kit, text="As we spoke.")
    row = made.row
    assert (row.number, row.revision, row.state, row.customer) == (
        "A-Q000001", 1, QuoteState.OPEN, "Jean Dupont",
    )  # fmt: skip
    assert (row.total, row.valid_until) == (kit.money("36.00"), date(2026, 12, 23))
    assert (made.text, made.order.buyer) == ("As we spoke.", BUYER)
    assert kit.in_stock("MUG-BLU") == 5
    assert kit.numbers() == []
    kit.reopen()
    again = kit.shop.quotes.quote("1")
    assert (again.row, again.text) == (row, "As we spoke.")
    assert [(line.quantity, line.unit_price) for line in again.cart.lines] == [(2, 18)]


def test_saving_a_cart_twice_gives_one_quote_and_its_late_draft_is_dropped(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    kit.shop.carts.save(cart)
    first = kit.shop.quotes.save(cart)
    kit.shop.carts.save(cart)
    assert kit.shop.quotes.save(cart).row == first.row
    assert [one.number for one in kit.shop.quotes.find()] == ["A-Q000001"]
    assert kit.shop.carts.current().is_empty


def test_only_a_change_of_what_the_customer_has_raises_the_revision(kit: ShopKit) -> None:
    first = quoted(kit)
    second = changed(kit, first, "3")
    assert (second.row.revision, second.row.total, second.is_sent) == (1, kit.money("54.00"), False)
    kit.shop.quotes.give_out("A-Q000001")
    kit.shop.quotes.give_out("A-Q000001")
    given = kit.shop.quotes.quote("A-Q000001")
    assert (given.is_sent, given.event) == (True, second.event)
    same = changed(kit, given, "3")
    assert (same.row.revision, same.event) == (1, second.event)
    third = changed(kit, same, "4")
    assert (third.row.revision, third.row.number, third.is_sent) == (2, "A-Q000001", False)
    with pytest.raises(QuoteChanged):
        changed(kit, second, "5")
    later = kit.shop.quotes.save(third.cart, "A-Q000001", valid_until=date(2027, 1, 31))
    assert (later.row.revision, later.row.valid_until) == (2, date(2027, 1, 31))
    kit.shop.quotes.give_out("A-Q000001")
    said = kit.shop.quotes.save(later.cart, "A-Q000001", text="With our compliments.")
    assert (said.row.revision, said.text, said.order.buyer) == (3, "With our compliments.", BUYER)
    silent = kit.shop.quotes.save(later.cart, "A-Q000001", text="")
    assert (silent.row.revision, silent.text, silent.order.buyer) == (3, "", BUYER)
    assert kit.shop.auditor.verify(rebuild=True).ok


def test_a_quote_becomes_one_order_that_names_it(kit: ShopKit) -> None:
    made = quoted(kit)
    cart = kit.shop.quotes.cart("A-Q000001")
    placed = kit.shop.quotes.place("A-Q000001", [kit.cash("10.00")], cart=cart)
    order = kit.shop.orders.order(placed.number)
    assert (placed.number, order.quote, order.row.due) == ("A-000001", "A-Q000001", kit.money("26.00"))
    assert kit.in_stock("MUG-BLU") == 3
    row = kit.shop.quotes.quote("A-Q000001").row
    assert (row.state, row.order) == (QuoteState.PLACED, "A-000001")
    assert kit.shop.quotes.place("A-Q000001", cart=cart) == placed
    with pytest.raises(QuotePlaced, match="A-000001"):
        kit.shop.quotes.place("A-Q000001")
    with pytest.raises(QuotePlaced):
        changed(kit, made, "5")
    with pytest.raises(QuotePlaced):
        kit.shop.quotes.decline("A-Q000001")
    assert kit.numbers() == ["A-000001"]


def test_prices_hold_until_the_day_and_then_a_person_says_which(kit: ShopKit) -> None:
    quoted(kit)
    variant = kit.hit("MUG-BLU").variant_id
    kit.shop.catalogue.change_variant(variant, price=kit.line("MUG-BLU", "1", "20.00").unit_price)
    kit.clock.set(2026, 12, 23, 18, 0)
    kit.shop.till.confirm_date()
    assert kit.shop.quotes.quote("A-Q000001").row.state is QuoteState.OPEN
    kit.clock.set(2026, 12, 24, 8, 0)
    kit.shop.till.confirm_date()
    assert kit.shop.quotes.quote("A-Q000001").row.state is QuoteState.EXPIRED
    with pytest.raises(QuoteExpired):
        kit.shop.quotes.place("A-Q000001")
    assert kit.shop.quotes.cart("A-Q000001", Prices.TODAY).totals().total == kit.money("40.00")
    placed = kit.shop.quotes.place("A-Q000001", prices=Prices.QUOTED)
    assert placed.total == kit.money("36.00")


def test_todays_prices_keep_discounts_and_what_was_typed(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    cart = cart.add(CartLine("engraving", "Engraving", Decimal(1), Decimal(6), ("20",)))
    kit.shop.quotes.save(cart.with_discount(Discount(amount=kit.money("2.00"))))
    variant = kit.hit("MUG-BLU").variant_id
    kit.shop.catalogue.change_variant(variant, price=kit.line("MUG-BLU", "1", "20.00").unit_price)
    assert kit.shop.quotes.cart("A-Q000001").totals().total == kit.money("22.00")
    assert kit.shop.quotes.cart("A-Q000001", Prices.TODAY).totals().total == kit.money("24.00")


def test_a_changed_expired_quote_holds_anew(kit: ShopKit) -> None:
    made = quoted(kit)
    kit.clock.set(2027, 1, 10, 8, 0)
    kit.shop.till.confirm_date()
    with pytest.raises(QuoteEndsBefore):
        kit.shop.quotes.save(made.cart, "A-Q000001", valid_until=date(2027, 1, 9))
    row = changed(kit, made, "3").row
    assert (row.state, row.valid_until) == (QuoteState.OPEN, date(2027, 2, 9))


def test_a_declined_quote_is_neither_placed_nor_changed(kit: ShopKit) -> None:
    made = quoted(kit)
    kit.shop.quotes.decline("A-Q000001")
    assert kit.shop.quotes.quote("A-Q000001").row.state is QuoteState.DECLINED
    for refused in (
        lambda: kit.shop.quotes.place("A-Q000001"),
        lambda: kit.shop.quotes.decline("A-Q000001"),
        lambda: changed(kit, made, "3"),
    ):
        with pytest.raises(QuoteDeclined):
            refused()
    for wrong in ("", "A-Q000009", "A-000001", "7"):
        with pytest.raises(QuoteUnknown):
            kit.shop.quotes.quote(wrong)
    with pytest.raises(EmptyCart):
        kit.shop.quotes.save(kit.shop.carts.new())


def test_lists_are_paged_by_key_newest_first_and_find_words(kit: ShopKit) -> None:
    for quantity in ("1", "2", "3"):
        kit.clock.advance(minutes=1)
        quoted(kit, quantity)
    kit.shop.quotes.decline("A-Q000002")
    find = kit.shop.quotes.find
    page = find(limit=2)
    assert [one.number for one in page] == ["A-Q000003", "A-Q000002"]
    assert [one.number for one in find(limit=2, before=page[-1].cursor)] == ["A-Q000001"]
    assert [one.number for one in find("dupont Q000001")] == ["A-Q000001"]
    assert [one.number for one in find(state=QuoteState.DECLINED)] == ["A-Q000002"]
    assert find("nobody") == ()
