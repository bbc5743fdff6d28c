"""Carts not yet placed: kept to the line, put aside, taken up again, and never beside their order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pos.domain.customers.customers import Buyer, Customer
from pos.domain.orders.errors import EmptyCart
from pos.journal.kinds.customers import CustomerErased
from tests.shop_kit import ShopKit


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks()
    shop.stocks("Vase", sku="VASE", price="45.00", quantity="2")
    return shop


def test_the_cart_is_there_at_the_next_start_to_the_line(kit: ShopKit) -> None:
    cart = kit.cart(("MUG-BLU", "2"), "VASE").add(kit.custom("Engraving", "6.00", note="Lucie"))
    kit.shop.carts.save(cart)
    kit.reopen()
    assert kit.shop.carts.current() == cart


def test_an_emptied_cart_is_not_kept(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    kit.shop.carts.save(cart)
    kit.shop.carts.save(cart.without(cart.lines[0].id))
    assert kit.shop.carts.current().is_empty
    assert kit.rows("SELECT count(*) FROM draft") == [(0,)]


def test_a_new_cart_takes_the_place_of_the_last(kit: ShopKit) -> None:
    kit.shop.carts.save(kit.cart("MUG-BLU"))
    second = kit.cart("VASE")
    kit.shop.carts.save(second)
    assert kit.shop.carts.current() == second


def test_a_late_save_of_a_placed_cart_is_dropped(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    kit.pays(cart)
    kit.shop.carts.save(cart)
    assert kit.shop.carts.current().is_empty


def test_a_late_save_does_not_lose_the_next_cart(kit: ShopKit) -> None:
    placed, following = kit.cart("MUG-BLU"), kit.cart("VASE")
    kit.pays(placed)
    kit.shop.carts.save(following)
    kit.shop.carts.save(placed)
    assert kit.shop.carts.current() == following


def test_a_late_hold_of_a_placed_cart_is_dropped(kit: ShopKit) -> None:
    cart = kit.cart("MUG-BLU")
    kit.pays(cart)
    kit.shop.carts.hold(cart, "too late")
    assert kit.shop.carts.held() == ()


def test_a_late_exchange_of_a_placed_cart_is_dropped(kit: ShopKit) -> None:
    placed, waiting = kit.cart("MUG-BLU"), kit.cart("VASE")
    kit.shop.carts.hold(waiting, "")
    kit.pays(placed)
    assert kit.shop.carts.take_up(waiting.id, instead_of=placed) == waiting
    assert kit.shop.carts.held() == ()


def test_carts_are_held_and_taken_up_again(kit: ShopKit) -> None:
    first, second = kit.cart("MUG-BLU"), kit.cart("VASE")
    kit.shop.carts.save(first)
    assert kit.shop.carts.hold(first, "Mme Blanc").is_empty
    assert kit.shop.carts.current().is_empty
    kit.clock.advance(minutes=1)
    kit.shop.carts.hold(second, "")
    assert [(held.cart, held.label) for held in kit.shop.carts.held()] == [(second, ""), (first, "Mme Blanc")]
    assert kit.shop.carts.take_up(first.id) == first
    assert kit.shop.carts.current() == first
    assert [held.cart for held in kit.shop.carts.held()] == [second]


def test_taking_up_puts_the_cart_at_hand_aside(kit: ShopKit) -> None:
    at_hand, waiting = kit.cart("MUG-BLU"), kit.cart("VASE")
    kit.shop.carts.hold(waiting, "")
    kit.shop.carts.save(at_hand)
    assert kit.shop.carts.take_up(waiting.id, instead_of=at_hand) == waiting
    assert [held.cart for held in kit.shop.carts.held()] == [at_hand]
    assert kit.shop.carts.current() == waiting


def test_a_cart_without_goods_is_not_put_aside(kit: ShopKit) -> None:
    nobody_bought, waiting = kit.cart().with_buyer(Buyer(name="Jean Dupont")), kit.cart("VASE")
    kit.shop.carts.hold(waiting, "")
    kit.shop.carts.save(nobody_bought)
    assert kit.shop.carts.take_up(waiting.id, instead_of=nobody_bought) == waiting
    assert (kit.shop.carts.current(), kit.shop.carts.held()) == (waiting, ())


def test_a_cart_is_taken_up_once(kit: ShopKit) -> None:
    cart = kit.cart("VASE")
    kit.shop.carts.hold(cart, "")
    assert kit.shop.carts.take_up(cart.id) == cart
    assert kit.shop.carts.take_up(cart.id) is None


def test_a_late_save_of_a_held_cart_leaves_it_held(kit: ShopKit) -> None:
    cart = kit.cart("VASE")
    kit.shop.carts.hold(cart, "")
    kit.shop.carts.save(cart)
    assert kit.shop.carts.current().is_empty
    assert len(kit.shop.carts.held()) == 1


def test_a_held_cart_reserves_nothing_and_can_be_thrown_away(kit: ShopKit) -> None:
    cart = kit.cart(("VASE", "2"))
    kit.shop.carts.hold(cart, "")
    assert kit.in_stock("VASE") == 2
    kit.shop.carts.discard(cart.id)
    assert kit.shop.carts.held() == ()


def test_a_held_cart_can_be_sold(kit: ShopKit) -> None:
    cart = kit.cart("VASE")
    kit.shop.carts.hold(cart, "")
    kit.pays(cart)
    assert kit.shop.carts.held() == ()


def test_nothing_cannot_be_held(kit: ShopKit) -> None:
    with pytest.raises(EmptyCart):
        kit.shop.carts.hold(kit.shop.carts.new(), "")


def test_a_cart_of_a_customer_whom_another_till_erased_is_nobodys(shop: ShopKit) -> None:
    shop.stocks()
    carts, customers = shop.shop.carts, shop.shop.customers
    lucie = customers.add(Customer("", "Lucie Martin"))
    cart = shop.cart("MUG-BLU").with_buyer(customers.buyer(lucie))
    carts.hold(replace(cart, id="a" * 32, customer_note="for Lucie"), "Lucie")
    carts.save(cart)
    (event,) = shop.rows("SELECT lower(hex(event_id)) FROM entry WHERE kind = 'customer.set'")[0]
    with shop.shop.till.transaction() as tx:  # as an entry of another till that arrives
        tx.record(CustomerErased(lucie.id, (str(event),)))
    assert carts.current().buyer is None
    (held,) = carts.held()
    assert (held.label, held.cart.buyer, held.cart.customer_note) == ("", None, "")
    taken = carts.take_up("a" * 32)
    assert taken is not None
    assert taken.buyer is None
    assert [line.sku for line in taken.lines] == ["MUG-BLU"]


SENTENCE = "TVA non applicable, art. 293 B du CGI"


def test_carts_priced_before_the_shop_stopped_charging_tax_have_no_rates_then(shop: ShopKit) -> None:
    shop.stocks(quantity="100")
    carts = shop.shop.carts
    held = shop.cart(("MUG-BLU", "2"))
    draft = shop.cart("MUG-BLU").add(shop.custom("Engraving", "6.00"))
    in_hand = shop.cart(("MUG-BLU", "3"))
    before = [one.totals().total for one in (held, draft, in_hand)]
    carts.hold(held)
    carts.save(draft)
    shop.shop.settings.change(exempt_sentence=SENTENCE)

    kept = [carts.held()[0].cart, carts.current(), in_hand]
    taken = carts.take_up(held.id, instead_of=draft)
    assert taken is not None
    assert {line.taxes for cart in (kept[0], kept[1], taken) for line in cart.lines} == {()}
    for cart, total in zip(kept, before, strict=True):
        placed = shop.pays(cart)
        assert placed.total == total
        order = shop.shop.orders.order(placed.number)
        assert (order.tax.minor, {line.taxes for line in order.lines}) == (0, {()})
        receipt = shop.shop.documents.receipt(placed.number).document
        assert receipt.legal == SENTENCE
    assert shop.sum_of_day("tax", "20") == (0, 0)
    assert shop.hit("MUG-BLU").taxes == ()


def test_rates_on_classes_do_not_come_back_beside_the_sentence(shop: ShopKit) -> None:
    shop.stocks(quantity="100")
    shop.shop.settings.change(exempt_sentence=SENTENCE)
    assert shop.shop.settings.current().is_franchise
    cart = shop.cart("MUG-BLU").add(shop.custom("Box", "2.00"))
    priced = replace(cart, lines=tuple(replace(line, taxes=("5.5", "+2")) for line in cart.lines))
    number = shop.pays(priced.with_buyer(Buyer(name="Anne Roux"))).number
    issued = shop.shop.order_changes.issue_invoice(number)
    document = shop.shop.documents.invoice(issued).document
    assert (document.legal, document.taxes, str(document.total)) == (SENTENCE, (), "20.00")
