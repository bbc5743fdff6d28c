"""What follows from one decision after another, and what is still missing, without a shop around it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pos.contacts.checks import ContactChecks
from pos.domain.customers.customers import Buyer, Customer, CustomerAddress
from pos.domain.money.amounts import Money
from pos.domain.money.pricing import ChargeKind, Pricing
from pos.domain.money.tax import TaxRounding
from pos.domain.orders import wishes
from pos.domain.orders.agreement import Agreement, MethodReplaced
from pos.domain.orders.cart import Cart, CartLine
from pos.domain.orders.charges import charge_of, with_fee_by_hand
from pos.domain.orders.fulfilment import Exemption, Fulfilment, LastTime, Regular
from pos.domain.orders.taxing import member_state
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from pos.domain.shop.rates import TaxClass
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address

LOCAL = DeliveryMethod("local", "Local delivery", fee=600, free_from=10000, countries=("FR",))
POST = DeliveryMethod("post", "La Poste", fee=490, tax_class="reduced")
LETTER = DeliveryMethod("letter", "Letter", weights=(WeightStep(100, 200),))
PICKUP = DeliveryMethod("shop", "Workshop", FulfilmentKind.PICKUP)
CLASSES = (TaxClass("standard", "Standard", ("20",)), TaxClass("reduced", "Reduced", ("5.5",)))
SHOP = ShopSettings(
    "1", "Atelier", "FR", "EUR", True, TaxRounding.PER_TOTAL, "TVA", CLASSES, "A",
    tax_number="FR44732829320", delivery_methods=(LOCAL, POST, PICKUP),
)  # fmt: skip
HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")
KEHL = Address(street=("Hauptstr. 1",), postcode="77694", city="Kehl", country="DE")
COMPANY = Buyer(name="Weiss GmbH", tax_id="DE136695976")


def agreement(grams: int = 0, **changes: object) -> Agreement:
    return Agreement(replace(SHOP, **changes), ContactChecks(), lambda _cart: grams)  # type: ignore[arg-type]


def mugs(count: int = 1) -> Cart:
    line = CartLine("1", "Mug", Decimal(count), Decimal(18), ("20",))
    return Cart("0" * 32, Pricing("EUR", True), (line,))


def delivered(to: Address = HOME, of: Cart | None = None, **changes: object) -> Cart:
    return agreement(**changes).with_kind(of or mugs(), FulfilmentKind.DELIVERY, to=to).cart


def fee(cart: Cart) -> str:
    charge = charge_of(cart, ChargeKind.DELIVERY)
    return f"{charge.name} {charge.amount}" if charge else ""


def lacking(cart: Cart, **changes: object) -> list[tuple[str, str]]:
    return [(one.field, type(one.error).__name__) for one in agreement(**changes).missing(cart)]


def test_the_fee_follows_the_goods_and_not_a_fee_written_by_hand() -> None:
    rules, cart = agreement(), delivered()
    assert fee(cart) == "Local delivery 6.00"
    six = rules.follow(cart, cart.with_quantity("1", Decimal(6)))
    assert fee(six) == "Local delivery 0.00"
    by_hand = rules.follow(cart, with_fee_by_hand(cart, Money(600, "EUR"), SHOP, "Delivery"))
    assert fee(rules.follow(by_hand, by_hand.with_quantity("1", Decimal(6)))) == "Local delivery 6.00"
    none = rules.follow(cart, with_fee_by_hand(cart, None, SHOP, "Delivery"))
    assert fee(rules.follow(none, none.with_quantity("1", Decimal(6)))) == ""


def test_another_method_brings_its_own_fee_and_taxes() -> None:
    cart = with_fee_by_hand(delivered(), Money(450, "EUR"), SHOP, "Delivery")
    post = agreement().follow(cart, wishes.with_method(cart, "post"))
    assert fee(post) == "La Poste 4.90"
    assert post.charges[0].taxes == ("5.5",)


def test_a_method_nobody_chose_gives_way_to_one_that_serves() -> None:
    cart = delivered()
    assert cart.fulfilment.method == "local"
    abroad = agreement().follow(cart, wishes.with_address(cart, KEHL))
    assert (abroad.fulfilment.method, fee(abroad)) == ("post", "La Poste 4.90")
    chosen = wishes.with_method(cart, "local")
    kept = agreement().follow(chosen, wishes.with_address(chosen, KEHL))
    assert (kept.fulfilment.method, fee(kept)) == ("local", "")
    assert lacking(kept) == [("fee", "MethodElsewhere")]


def test_a_heavier_cart_goes_by_the_next_method() -> None:
    light = delivered(delivery_methods=(LETTER, POST), grams=80)
    assert fee(light) == "Letter 2.00"
    heavy = agreement(grams=200, delivery_methods=(LETTER, POST)).follow(light, light)
    assert fee(heavy) == "La Poste 4.90"
    by_letter = wishes.with_method(heavy, "letter")
    assert lacking(replace(by_letter, charges=()), grams=200, delivery_methods=(LETTER, POST)) == [
        ("fee", "TooHeavy")
    ]


def test_a_fee_that_nobody_knows_is_asked_and_comes_behind_those_that_are_known() -> None:
    carrier = DeliveryMethod("carrier", "Carrier", asks=True, countries=("FR",))
    assert delivered(delivery_methods=(carrier, POST)).fulfilment.method == "post"
    alone = delivered(delivery_methods=(carrier,))
    assert (alone.fulfilment.method, fee(alone)) == ("carrier", "")
    assert lacking(alone, delivery_methods=(carrier,)) == [("fee", "FeeWanted")]
    rules = agreement(delivery_methods=(carrier,))
    typed = rules.follow(alone, with_fee_by_hand(alone, Money(0, "EUR"), rules.settings, ""))
    assert (fee(typed), rules.missing(typed)) == ("Carrier 0.00", ())
    abroad = rules.follow(alone, wishes.with_address(alone, KEHL))
    assert lacking(abroad, delivery_methods=(carrier,)) == [("fee", "NoMethod")]
    own = Regular(Customer("1", delivery_method="carrier", addresses=(CustomerAddress("", HOME),)))
    methods = (POST, carrier)
    usual = agreement(delivery_methods=methods).with_kind(mugs(), FulfilmentKind.DELIVERY, own).cart
    assert usual.fulfilment.method == "carrier"


def test_back_to_take_away_nothing_of_the_delivery_is_left_but_the_bill() -> None:
    cart = with_fee_by_hand(wishes.with_method(delivered(), "post"), Money(450, "EUR"), SHOP, "")
    taken = agreement().with_kind(cart, FulfilmentKind.TAKE_AWAY).cart
    assert taken == mugs().with_billing(HOME)
    fetched = agreement().with_kind(cart, FulfilmentKind.PICKUP).cart
    assert (fetched.fulfilment, fee(fetched)) == (Fulfilment(FulfilmentKind.PICKUP, "shop"), "")


@pytest.mark.parametrize(
    ("usual", "last", "method", "replaced"),
    [
        ("", "local", "local", False),
        ("", "post", "post", False),
        ("post", "", "post", False),
        ("post", "local", "local", False),
        ("", "old", "local", True),
        ("old", "", "local", True),
        ("post", "old", "post", True),
        ("old", "post", "post", False),
        ("shop", "", "local", False),
    ],
)  # fmt: skip
def test_the_customers_own_method_comes_first(usual: str, last: str, method: str, replaced: bool) -> None:
    customer = Customer("1", delivery_method=usual, addresses=(CustomerAddress("", HOME),))
    before = LastTime("A-000001", Fulfilment(FulfilmentKind.DELIVERY, last, HOME), None, "") if last else None
    agreed = agreement().with_kind(mugs(), FulfilmentKind.DELIVERY, Regular(customer, before))
    assert (agreed.cart.fulfilment.method, agreed.cart.fulfilment.address) == (method, HOME)
    notes = (MethodReplaced(agreed.cart.charges[0].name),) if replaced else ()
    assert agreed.notes == notes


def test_a_customer_without_an_address_is_not_delivered_to() -> None:
    for key in ("post", "gone"):
        regular = Regular(Customer("1", name="Lucie", delivery_method=key))
        agreed = agreement().with_customer(mugs(), regular, Buyer("1", "Lucie"))
        assert (agreed.cart.fulfilment, agreed.notes) == (Fulfilment(), ())


def test_what_was_said_of_the_delivery_stays_when_the_customer_is_known() -> None:
    last = LastTime("A-000001", Fulfilment(FulfilmentKind.DELIVERY, "post", HOME), None, "transfer")
    agreed = agreement().with_customer(delivered(KEHL), Regular(Customer("1"), last), Buyer("1", "Lucie"))
    assert agreed.cart.fulfilment.address == KEHL
    assert agreed.cart.payment_method == "transfer"


def test_a_deleted_method_is_replaced_and_said_and_a_fee_by_hand_is_kept() -> None:
    cart, left = delivered(), agreement(delivery_methods=(POST,))
    renewed = left.renewed(cart)
    assert (renewed.cart.fulfilment.method, fee(renewed.cart)) == ("post", "La Poste 4.90")
    assert renewed.notes == (MethodReplaced("La Poste"),)
    by_hand = left.renewed(with_fee_by_hand(cart, Money(300, "EUR"), SHOP, "")).cart
    assert (by_hand.fulfilment.method, fee(by_hand)) == ("post", "Local delivery 3.00")
    assert agreement().renewed(cart).cart is cart
    none = agreement(delivery_methods=()).renewed(cart)
    assert (none.cart.fulfilment.method, fee(none.cart), none.notes) == ("", "", ())
    assert lacking(none.cart, delivery_methods=()) == [("fee", "NoMethod")]


def test_reverse_charge_begins_and_ends_with_what_it_stands_on() -> None:
    rules, cart = (
        agreement(),
        delivered(KEHL, wishes.with_lines(Cart("1", Pricing("EUR", True)), mugs().lines)),
    )
    owing = rules.follow(cart, cart.with_buyer(COMPANY))
    assert owing.exemption is Exemption.REVERSE_CHARGE
    assert rules.follow(owing, wishes.with_address(owing, HOME)).exemption is None
    assert rules.with_kind(owing, FulfilmentKind.PICKUP).cart.exemption is None
    assert rules.follow(owing, owing.with_buyer(replace(COMPANY, tax_id=""))).exemption is None


def test_a_shop_outside_the_vat_area_moves_no_tax_to_its_buyer() -> None:
    cart = delivered(KEHL)
    for region, exemption in (("", Exemption.REVERSE_CHARGE), ("CN", None)):
        rules = agreement(country="ES", region=region, tax_number="ESB58378431")
        assert rules.follow(cart, cart.with_buyer(COMPANY)).exemption is exemption


def test_what_a_person_decides_about_taxes_stays() -> None:
    rules, cart = agreement(), delivered(KEHL)
    exempt = cart.with_exemption(Exemption.EXEMPT, "diplomat")
    assert rules.follow(exempt, exempt.with_buyer(COMPANY)).exemption is Exemption.EXEMPT
    owing = rules.follow(cart, cart.with_buyer(COMPANY))
    taxed = rules.follow(owing, owing.with_exemption(None))
    assert rules.follow(taxed, taxed.with_quantity("1", Decimal(2))).exemption is None
    services = mugs().with_buyer(COMPANY).with_exemption(Exemption.REVERSE_CHARGE)
    assert rules.follow(mugs(), services).exemption is Exemption.REVERSE_CHARGE


GOODS = replace(mugs().lines[0], variant_id="1" * 32)
GB, BELFAST = (
    Address(street=("1 High Street",), postcode=code, city="Town", country="GB")
    for code in ("SW1A 1AA", "BT1 1AA")
)


@pytest.mark.parametrize(
    ("kind", "to", "buyer", "line", "changes", "owes"),
    [
        (FulfilmentKind.DELIVERY, KEHL, COMPANY, GOODS, {}, True),
        (FulfilmentKind.DELIVERY, BELFAST, COMPANY, GOODS, {}, True),
        (FulfilmentKind.DELIVERY, KEHL, replace(COMPANY, tax_id="IT00743110157"), GOODS, {}, True),
        # nothing is dispatched, or not to another member state
        (FulfilmentKind.TAKE_AWAY, None, COMPANY, GOODS, {}, False),
        (FulfilmentKind.PICKUP, None, COMPANY, GOODS, {}, False),
        (FulfilmentKind.DELIVERY, HOME, COMPANY, GOODS, {}, False),
        (FulfilmentKind.DELIVERY, GB, COMPANY, GOODS, {}, False),
        (FulfilmentKind.DELIVERY, replace(KEHL, country="CH"), COMPANY, GOODS, {}, False),
        (FulfilmentKind.DELIVERY, replace(KEHL, country="MC"), COMPANY, GOODS, {}, False),
        # the seller
        (FulfilmentKind.DELIVERY, KEHL, COMPANY, GOODS, {"tax_number": ""}, False),
        (FulfilmentKind.DELIVERY, KEHL, COMPANY, GOODS, {"exempt_sentence": "art. 293 B"}, False),
        (FulfilmentKind.DELIVERY, KEHL, COMPANY, GOODS, {"country": "CH"}, False),
        (FulfilmentKind.DELIVERY, KEHL, COMPANY, GOODS, {"country": "DE"}, False),
        # the buyer
        (FulfilmentKind.DELIVERY, KEHL, replace(COMPANY, tax_id="FR83404833048"), GOODS, {}, False),
        (FulfilmentKind.DELIVERY, KEHL, replace(COMPANY, tax_id="DE136695977"), GOODS, {}, False),
        (FulfilmentKind.DELIVERY, KEHL, replace(COMPANY, tax_id=""), GOODS, {}, False),
        (FulfilmentKind.DELIVERY, KEHL, None, GOODS, {}, False),
        # work for a company elsewhere, said by hand
        (FulfilmentKind.TAKE_AWAY, None, COMPANY, mugs().lines[0], {}, True),
        (FulfilmentKind.TAKE_AWAY, None, replace(COMPANY, tax_id="FR834048330"), mugs().lines[0], {}, False),
        (FulfilmentKind.TAKE_AWAY, None, COMPANY, mugs().lines[0], {"tax_number": ""}, False),
        (FulfilmentKind.DELIVERY, HOME, COMPANY, mugs().lines[0], {}, False),
    ],
)  # fmt: skip
def test_reverse_charge_stands_only_where_all_that_it_asks_for_holds(
    kind: FulfilmentKind,
    to: Address | None,
    buyer: Buyer | None,
    line: CartLine,
    changes: dict[str, object],
    owes: bool,
) -> None:
    cart = replace(mugs(), lines=(line,), buyer=buyer, fulfilment=Fulfilment(kind, "", to))
    by_hand = cart.with_exemption(Exemption.REVERSE_CHARGE)
    rules = agreement(**changes)
    assert (rules.lawful(by_hand).exemption is Exemption.REVERSE_CHARGE) == owes
    assert rules.follow(cart, by_hand).exemption is rules.lawful(by_hand).exemption
    taxed = rules.notes(rules.lawful(by_hand), Exemption.REVERSE_CHARGE)
    franchise = "exempt_sentence" in changes
    assert [type(one).__name__ for one in taxed] == (
        ["NumberCheckedOffline"] if owes else [] if franchise else ["NoReverseCharge"]
    )


def test_a_shop_that_may_charge_no_tax_drops_rates_and_keeps_the_total() -> None:
    rules = agreement(exempt_sentence="TVA non applicable, art. 293 B du CGI")
    cart = delivered(of=replace(mugs(3), taxes_by_hand=("5.5",)))
    assert any(one.taxes for one in (*cart.lines, *cart.charges))
    for made in (rules.lawful(cart), rules.follow(cart, cart), rules.renewed(cart).cart):
        assert {one.taxes for one in (*made.lines, *made.charges)} == {()}
        assert (made.taxes_by_hand, made.totals().tax.minor) == (None, 0)
        assert made.totals().total == cart.totals().total
    assert rules.settings.rates("standard") == rules.settings.rates("") == ()


def test_a_shop_that_charges_no_tax_has_no_exemption() -> None:
    free = {"exempt_sentence": "TVA non applicable", "tax_classes": (TaxClass("s", "S", ()),)}
    exempt = mugs().with_exemption(Exemption.EXEMPT)
    assert agreement(**free).follow(mugs(), exempt).exemption is None
    known = Regular(Customer("1", tax_exempt=True))
    assert agreement(**free).with_customer(mugs(), known, Buyer("1", "School")).cart.exemption is None


@pytest.mark.parametrize(
    ("country", "postcode", "state"),
    [
        ("FR", "67000", "FR"), ("gr", "", "GR"), ("MC", "98000", "FR"), ("GB", "BT1 1AA", "XI"),
        ("GB", " bt1 1aa", "XI"), ("GB", "EC1A 1BB", ""), ("GB", "", ""), ("CH", "4051", ""), ("", "", ""),
        ("ES", "28013", "ES"), ("ES", "35001", ""), ("FR", "97410", ""), ("FI", "22100", ""),
        ("DE", "27498", ""),
    ],
)  # fmt: skip
def test_the_state_whose_tax_holds(country: str, postcode: str, state: str) -> None:
    assert member_state(Address(country=country, postcode=postcode)) == state


def test_what_is_missing_comes_in_the_order_of_the_form() -> None:
    cart = replace(
        delivered(Address(street=("1 rue",), postcode="9", country="FR")),
        buyer=Buyer(email="nobody", phone="12", tax_id="FR1"),
        billing=Address(city="Paris", country="FR"),
    )
    cart = wishes.with_day(cart, "someday")
    assert lacking(cart) == [
        ("email", "EmailUnreadable"), ("phone", "PhoneIncomplete"), ("tax_id", "TaxIdWrong"),
        ("when", "DayUnreadable"), ("ship.city", "DeliveryAddressIncomplete"),
        ("ship.postcode", "PostcodeWrong"), ("bill.street", "BillingAddressIncomplete"),
    ]  # fmt: skip
    assert lacking(mugs()) == []


def test_a_way_that_is_no_method_of_the_shop_costs_nothing() -> None:
    cart = wishes.with_method(delivered(), "by bicycle")
    agreed = agreement().follow(delivered(), cart)
    assert (agreed.fulfilment.method, fee(agreed), lacking(agreed)) == ("by bicycle", "", [])
