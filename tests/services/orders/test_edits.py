"""An order is changed in a cart: kept through kills, never placed again, put onto what others changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.catalogue.errors import NotEnoughStock
from pos.domain.customers.customers import Buyer, Customer
from pos.domain.money.amounts import Money
from pos.domain.money.errors import DiscountTooLarge
from pos.domain.money.pricing import Charge, ChargeKind, Discount
from pos.domain.orders.after.edit import with_rates
from pos.domain.orders.amendment import Piece, Request
from pos.domain.orders.cart import Cart
from pos.domain.orders.charges import with_fee_by_hand
from pos.domain.orders.errors import (
    AgreedAlready,
    AlreadyCancelled,
    BeingEdited,
    ChangedMeanwhile,
    DeliveryAddressIncomplete,
    DetailChanged,
    NothingWouldBeLeft,
    PartGivenBack,
    VersionUnknown,
    WithCustomer,
)
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.shop.rates import TaxClass
from pos.domain.words.address import Address
from pos.domain.words.errors import EmailUnreadable
from pos.journal.kinds.orders import DetailFields, DetailPersonal, OrderDetailsSet
from pos.journal.orders.facts import agreed_by
from pos.services.orders.sold_order import order_story
from pos.text import sentence
from tests.shop_kit import ShopKit

MARTIN = Buyer(name="Lucie Martin", email="lucie@example.com")
HOME = Address("", "", ("8 quai des Bateliers",), "67000", "Strasbourg", "", "FR")


@pytest.fixture
def kit(shop: ShopKit) -> ShopKit:
    shop.stocks(quantity="5")
    shop.stocks("Bowl, ash wood", sku="BOW-ASH", price="24.00", quantity="10", tax="reduced")
    return shop


def ordered(kit: ShopKit, change: Callable[[Cart], Cart] = lambda cart: cart) -> str:
    """An unpaid order of three mugs and two bowls, 102.00."""
    cart = kit.cart(("MUG-BLU", "3"), ("BOW-ASH", "2")).with_buyer(MARTIN)
    cart = cart.with_fulfilment(Fulfilment(FulfilmentKind.PICKUP))
    return kit.shop.checkout.place_order(change(cart), unpaid=True).number


def begin(kit: ShopKit, number: str) -> Cart:
    return kit.shop.after_sale.edits.begin(number)


def test_an_edit_is_the_order_as_a_cart_with_what_it_costs_more(kit: ShopKit) -> None:
    cart = begin(kit, ordered(kit))
    assert (cart.edits and cart.edits.number, cart.edits and cart.edits.version) == ("A-000001", 1)
    assert not cart.is_changed
    more = cart.add(kit.line("BOW-ASH")).with_quantity("1", Decimal(2))
    assert more.is_changed
    assert [line.quantity for line in more.lines] == [2, 3]
    assert str(more.difference) == "6.00"
    assert more.held == {kit.hit("MUG-BLU").variant_id: 3, kit.hit("BOW-ASH").variant_id: 2}


def test_an_edit_is_kept_through_kills_and_held_as_other_carts_are(kit: ShopKit) -> None:
    number, carts = ordered(kit), kit.shop.carts
    sale = kit.cart("MUG-BLU")
    cart = carts.take_in(begin(kit, number), sale)
    assert [held.cart.id for held in carts.held()] == [sale.id]
    cart = cart.with_quantity("1", Decimal(2))
    carts.save(cart)
    kit.reopen()
    carts = kit.shop.carts
    assert carts.current() == cart
    carts.hold(cart, "Lucie")
    assert carts.current().edits is None
    assert carts.take_in(begin(kit, number)) == cart  # what was begun is gone on with
    assert carts.take_in(begin(kit, number), cart) == cart
    kit.shop.after_sale.edits.save(cart)
    assert carts.current().edits is None
    assert [held.cart.id for held in carts.held()] == [sale.id]
    assert str(kit.shop.orders.order(number).row.total) == "84.00"


def test_a_cart_that_changes_an_order_is_never_placed(kit: ShopKit) -> None:
    cart = begin(kit, ordered(kit)).with_quantity("1", Decimal(1))
    with pytest.raises(BeingEdited, match="A-000001"):
        kit.shop.checkout.place_order(cart, unpaid=True)
    with pytest.raises(BeingEdited):
        kit.shop.quotes.save(cart)
    kit.shop.carts.save(cart)
    assert kit.shop.carts.current() == cart


def test_what_others_changed_is_told_and_nothing_written_is_lost(kit: ShopKit) -> None:
    number, edits = ordered(kit), kit.shop.after_sale.edits
    mine = begin(kit, number).with_quantity("2", Decimal(4)).with_notes(private="rings twice")
    mine = mine.add(kit.custom("Gift wrapping", "3.00"))
    theirs = (
        edits.editable(number)
        .cart.with_quantity("1", Decimal(4))
        .with_discount(Discount(percent=Decimal(10)))
    )
    edits.edit(number, theirs.add(kit.custom("Ribbon", "1.00")))
    with pytest.raises(ChangedMeanwhile) as refused:
        edits.save(mine)
    said = sentence(refused.value)
    assert "Lucie · A" in said
    assert "Mug, blue glaze: 4 instead of 3, Ribbon added, discount on the order" in said
    again = edits.again(mine)
    assert again.edits is not None
    assert again.edits.version == 2
    assert [(line.name, line.quantity) for line in again.lines] == [
        ("Mug, blue glaze", 4),
        ("Bowl, ash wood", 4),
        ("Ribbon", 1),
        ("Gift wrapping", 1),
    ]
    assert again.private_note == "rings twice"
    assert again.discount == Discount(percent=Decimal(10))
    edits.save(again)
    order = kit.shop.orders.order(number)
    assert [line.n for line in order.lines] == [1, 2, 3, 4]
    assert order.private_note == "rings twice"


@pytest.mark.parametrize("mine_gone", [True, False])
def test_lines_taken_out_on_either_side_stay_out(kit: ShopKit, mine_gone: bool) -> None:
    number, edits = ordered(kit), kit.shop.after_sale.edits
    mine = begin(kit, number)
    mine = mine.without("1") if mine_gone else mine.with_notes(customer="soon")
    theirs = edits.editable(number).cart
    edits.edit(number, theirs.with_quantity("1", Decimal(1)) if mine_gone else theirs.without("1"))
    assert [line.name for line in edits.again(mine).lines] == ["Bowl, ash wood"]


def test_stock_counts_what_the_order_already_holds(kit: ShopKit) -> None:
    kit.shop.settings.change(oversell="block")
    number = ordered(kit)  # two mugs are left
    cart = begin(kit, number)
    check = kit.shop.checkout.check_stock
    assert check(cart) == ()
    assert check(cart.with_quantity("1", Decimal(5))) == ()
    (short,) = check(cart.with_quantity("1", Decimal(6)))
    assert (short.on_hand, short.wanted) == (5, 6)
    with pytest.raises(NotEnoughStock):
        kit.shop.after_sale.edits.save(cart.with_quantity("1", Decimal(6)))
    kit.shop.after_sale.edits.save(cart.with_quantity("1", Decimal(5)))
    assert kit.in_stock("MUG-BLU") == 0


def test_a_discount_that_no_longer_fits_is_refused_never_dropped(kit: ShopKit) -> None:
    number = ordered(kit, lambda cart: cart.with_discount(Discount(amount=kit.money("50.00"))))
    cart = begin(kit, number).without("1")
    assert cart.discount is not None
    with pytest.raises(DiscountTooLarge):
        cart.totals()


def test_the_agreed_fee_stays_until_it_is_brought_in_another_way(kit: ShopKit) -> None:
    methods = (
        DeliveryMethod("local", "Local delivery", fee=600, free_from=10000, countries=("FR",)),
        DeliveryMethod("post", "Post", fee=900, countries=("FR",)),
    )
    kit.shop.settings.change(delivery_methods=methods)
    fee = Charge(ChargeKind.DELIVERY, "Local delivery", kit.money("6.00"), None, ("20",))
    sent = Fulfilment(FulfilmentKind.DELIVERY, "local", HOME)
    cart = kit.cart("BOW-ASH").with_buyer(MARTIN).with_fulfilment(sent).with_charges((fee,))
    number = kit.shop.checkout.place_order(cart, unpaid=True).number
    agreement, before = kit.shop.checkout.agreement(), begin(kit, number)
    more = agreement.follow(before, before.with_quantity("1", Decimal(5)))
    assert more.charges == before.charges
    assert str(agreement.other_fee(more)) == "0.00"
    assert str(agreement.with_fee_of_today(more).totals().total) == "120.00"
    assert agreement.other_fee(before) is None
    posted = more.with_fulfilment(replace(sent, method="post"))
    assert [str(one.amount) for one in agreement.follow(more, posted).charges] == ["9.00"]


def test_todays_settings_change_nothing_of_an_order_that_is_edited(kit: ShopKit) -> None:
    number = ordered(kit)
    kit.shop.settings.change(exempt_sentence="TVA non applicable, art. 293 B du CGI")
    cart = begin(kit, number)
    assert kit.shop.checkout.agreement().follow(cart, cart.with_quantity("1", Decimal(1))).lines[0].taxes
    kit.shop.carts.save(cart)
    assert kit.shop.carts.current() == cart


def test_only_what_an_edit_brought_can_be_missing(kit: ShopKit) -> None:
    fee = Charge(ChargeKind.DELIVERY, "Local delivery", kit.money("6.00"), None, ("20",))
    sent = Fulfilment(FulfilmentKind.DELIVERY, "", HOME)
    number = ordered(kit, lambda cart: cart.with_fulfilment(sent).with_charges((fee,)))
    edits, order = kit.shop.after_sale.edits, kit.shop.orders.order(number)
    nowhere = DetailPersonal(address=replace(HOME, postcode=""))
    with kit.shop.till.transaction() as tx:  # as another system brought it
        tx.record(OrderDetailsSet(order.id, tx.day, DetailFields(), {}, personal=nowhere))
    cart = begin(kit, number).with_quantity("1", Decimal(4))
    assert kit.shop.checkout.agreement().missing(cart) == ()
    with pytest.raises(EmailUnreadable):
        edits.save(cart.with_buyer(replace(MARTIN, email="lucie@")))
    edits.save(cart)
    without = replace(sent, address=replace(HOME, postcode="", city=""))
    with pytest.raises(DeliveryAddressIncomplete):
        edits.edit(number, edits.editable(number).cart.with_fulfilment(without))


def test_refusals_of_the_rules_are_those_of_a_save(kit: ShopKit) -> None:
    number, edits = ordered(kit), kit.shop.after_sale.edits
    kit.shop.order_changes.hand_over(number, [(1, 3_000_000)])
    with pytest.raises(WithCustomer):
        edits.save(begin(kit, number).with_quantity("1", Decimal(2)))
    with pytest.raises(NothingWouldBeLeft):
        edits.save(replace(begin(kit, number), lines=()))
    kit.shop.order_changes.cancel(number)
    with pytest.raises(AlreadyCancelled):
        begin(kit, number)


def test_an_erased_customers_edit_is_not_kept(kit: ShopKit) -> None:
    lucie = kit.shop.customers.add(Customer("", "Lucie Martin"))
    number = ordered(kit, lambda cart: cart.with_buyer(kit.shop.customers.buyer(lucie)))
    kit.shop.carts.save(begin(kit, number).with_buyer(None))
    kit.shop.erasing.erase(lucie.id)
    assert kit.shop.carts.current().is_untouched
    assert kit.rows("SELECT count(*) FROM draft WHERE cart LIKE '%Martin%'") == [(0,)]


def test_amounts_are_asked_for_as_they_are_written(kit: ShopKit) -> None:
    number = ordered(kit, lambda cart: cart.with_deposit("30%").with_promise("2027-03-01"))
    cart = begin(kit, number)
    assert (cart.deposit, cart.promised) == ("30%", "2027-03-01")
    kit.shop.after_sale.edits.save(cart.with_deposit("20.00").with_promise("2027-03-02T10:30"))
    order = kit.shop.orders.order(number)
    assert (order.deposit, order.promised) == ("20.00", "2027-03-02T10:30")
    assert order.deposit_missing == Money(2000, "EUR")
    assert order.now is not None
    assert len(order.now.versions) == 1


def test_rates_that_were_agreed_come_back_whatever_the_shop_charges_today(kit: ShopKit) -> None:
    fee = Charge(ChargeKind.DELIVERY, "Local delivery", kit.money("6.00"), None, ("10",))
    sent = Fulfilment(FulfilmentKind.DELIVERY, "", HOME)
    number = ordered(kit, lambda cart: cart.with_fulfilment(sent).with_charges((fee,)))
    edits, requests = kit.shop.after_sale.edits, kit.shop.after_sale.requests
    cart = begin(kit, number)
    by_hand = with_rates(cart, ("2.1",))
    edits.save(by_hand)
    kit.shop.settings.change(tax_classes=(TaxClass("standard", "Standard rate", ("25",)),))
    again = begin(kit, number)
    assert [line.taxes for line in again.lines] == [("2.1",), ("2.1",)]
    more = again.add(replace(kit.custom("Gift wrapping", "3.00"), taxes=("2.1",)))
    own = requests.with_own_rates(edits.editable(number), more)
    assert [line.taxes for line in own.lines] == [("20",), ("5.5",), ("25",)]
    assert [one.taxes for one in own.charges] == [("10",)]
    edits.save(own)
    settings = kit.shop.settings.current()
    dearer = with_fee_by_hand(begin(kit, number), kit.money("9.00"), settings, "Delivery")
    assert [(str(one.amount), one.taxes) for one in dearer.charges] == [("9.00", ("10",))]


def test_an_edit_sets_no_detail_that_it_did_not_change(kit: ShopKit) -> None:
    number, edits, changes = ordered(kit), kit.shop.after_sale.edits, kit.shop.order_changes
    mine = begin(kit, number).with_quantity("1", Decimal(4)).with_notes(private="rings twice")
    changes.track(number, "6A 100")
    edits.set_details(number, {"promised": "2027-03-01"}, {"promised": ""})
    edits.save(mine)
    order = kit.shop.orders.order(number)
    assert (order.fulfilment.tracking_number, order.promised) == ("6A 100", "2027-03-01")
    assert (order.private_note, str(order.row.total)) == ("rings twice", "120.00")


def with_a_note(cart: Cart) -> Cart:
    return replace(cart, lines=(replace(cart.lines[0], note="for Anne"), *cart.lines[1:]))


def test_an_edit_goes_back_to_any_version_by_another_edit(kit: ShopKit) -> None:
    number, edits = ordered(kit, with_a_note), kit.shop.after_sale.edits
    first = kit.shop.orders.order(number)
    more = begin(kit, number).without("1").add(kit.custom("Ribbon", "1.00"))
    edits.save(more.with_discount(Discount(percent=Decimal(10))).with_buyer(Buyer(name="Anne Roth")))
    edits.set_details(number, {"private_note": "rings twice"}, {"private_note": ""})
    edits.save(begin(kit, number).with_quantity("2", Decimal(4)), "one more bowl")
    edits.back_to(number, 1, reason="a misunderstanding")
    order = kit.shop.orders.order(number)
    assert (order.lines, order.discount, order.buyer) == (first.lines, None, first.buyer)
    assert (order.row.total, order.row.payment_status) == (first.row.total, "Awaiting payment")
    assert [one.reason for one in order.versions] == ["", "", "one more bowl", "a misunderstanding"]
    assert order.private_note == "rings twice"
    assert (kit.in_stock("MUG-BLU"), kit.in_stock("BOW-ASH")) == (2, 8)
    edits.back_to(number, 2)
    assert [line.n for line in kit.shop.orders.order(number).lines] == [2, 3]
    assert kit.in_stock("MUG-BLU") == 5


def test_going_back_is_refused_as_any_edit_is(kit: ShopKit) -> None:
    number, edits = ordered(kit), kit.shop.after_sale.edits
    for nowhere in (0, 2, -1):
        with pytest.raises(VersionUnknown, match=str(nowhere)):
            edits.back_to(number, nowhere)
    with pytest.raises(AgreedAlready, match="version 1"):
        edits.back_to(number, 1)
    edits.save(begin(kit, number).with_quantity("1", Decimal(4)))
    with pytest.raises(ChangedMeanwhile):
        edits.back_to(number, 1, seen=1)
    kit.shop.order_changes.hand_over(number, [(1, 4_000_000)])
    with pytest.raises(WithCustomer):
        edits.back_to(number, 1)
    kit.shop.after_sale.returns.refund(number, Request((Piece(1, 1_000_000),)))
    with pytest.raises(PartGivenBack):
        edits.back_to(number, 1)
    assert len(kit.shop.orders.order(number).versions) == 2


def test_going_back_takes_what_is_on_the_shelf(kit: ShopKit) -> None:
    kit.shop.settings.change(oversell="block")
    number = ordered(kit)
    kit.shop.after_sale.edits.save(begin(kit, number).without("1"))
    kit.sells(("MUG-BLU", "3"))
    with pytest.raises(NotEnoughStock):
        kit.shop.after_sale.edits.back_to(number, 1)


def test_a_saved_edit_is_taken_back_with_its_details(kit: ShopKit) -> None:
    number, edits = ordered(kit), kit.shop.after_sale.edits
    before = kit.shop.orders.order(number)
    saved = begin(kit, number).with_quantity("1", Decimal(4)).with_notes(private=" rings twice ")
    edits.save(saved)
    edits.set_details(number, {"promised": "2027-03-01"}, {"promised": ""})
    edits.take_back(saved)
    order = kit.shop.orders.order(number)
    assert (order.lines, order.private_note, order.promised) == (before.lines, "", "2027-03-01")
    assert len(order.versions) == 3
    noted = begin(kit, number).with_notes(customer="soon")
    edits.save(noted)
    edits.edit(
        number, edits.editable(number).cart.with_quantity("2", Decimal(3))
    )  # another one, of something else
    edits.take_back(noted)
    order = kit.shop.orders.order(number)
    assert (order.customer_note, [line.quantity for line in order.lines]) == ("", [3, 3])
    assert len(order.versions) == 4


def test_what_others_changed_after_it_keeps_an_edit(kit: ShopKit) -> None:
    number, edits = ordered(kit), kit.shop.after_sale.edits
    saved = begin(kit, number).with_quantity("1", Decimal(4)).with_notes(private="rings twice")
    edits.save(saved)
    edits.set_details(number, {"private_note": "knock"}, {"private_note": "rings twice"})
    with pytest.raises(DetailChanged, match="knock"):
        edits.take_back(saved)
    edits.set_details(number, {"private_note": "rings twice"}, {"private_note": "knock"})
    edits.edit(number, edits.editable(number).cart.with_quantity("2", Decimal(3)))
    with pytest.raises(ChangedMeanwhile):
        edits.take_back(saved)
    assert kit.shop.orders.order(number).private_note == "rings twice"


def test_goods_that_come_back_are_what_they_were_when_they_were_sold(kit: ShopKit) -> None:
    """What a line has beside what a cart holds, such as that it moves stock, is that of its version."""
    number, edits = ordered(kit), kit.shop.after_sale.edits
    edits.save(begin(kit, number).without("1"))
    kit.shop.catalogue.change_variant(kit.hit("MUG-BLU").variant_id, tracked=False)
    edits.back_to(number, 1)
    with kit.shop.till.transaction() as tx:
        first, *_between, last = order_story(tx.raw(), number).versions.values()
    assert agreed_by(last).lines == agreed_by(first).lines
