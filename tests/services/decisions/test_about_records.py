"""Customers created twice, fields changed at once, quotes placed twice, words about the forgotten."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.decisions.exceptions import ShopException
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.words.address import Address
from pos.journal.kinds.shop import PersonFields, PersonSet
from pos.journal.proof.rebuild import remake
from pos.text import sentence
from tests.services.decisions.test_about_goods import asked, decided
from tests.shop_kit import ShopKit
from tests.two_tills import PairedTills


def lucie(kit: ShopKit, **fields: object) -> str:
    return kit.shop.customers.add(Customer(id="", name="Lucie Martin", **fields)).id  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "lucie@example.org"},
        {"phone": "06 12 34 56 78"},
        {"tax_id": "FR40303265045", "email": "Lucie@example.org"},
    ],
)
def test_a_customer_created_twice_becomes_one(pair: PairedTills, fields: dict[str, str]) -> None:
    _ = pair.b
    made = []
    for kit in (pair.a, pair.b):
        pair.now()
        made.append(lucie(kit, **fields))
    one = asked(pair, "same_customer")
    assert one.choices == ("keep", "merge")
    assert set(one.subject.split()) == set(one.ids) == set(made)
    decided(pair, one, "merge")
    (left,) = pair.a.shop.customers.find("lucie")
    assert left.id == made[0]


def test_two_who_share_a_phone_stay_two(pair: PairedTills) -> None:
    _ = pair.b
    for kit in (pair.a, pair.b):
        pair.now()
        lucie(kit, phone="06 12 34 56 78")
    one = asked(pair, "same_customer")
    decided(pair, one, "keep")
    pair.now()
    lucie(pair.a, phone="0612345678")
    assert asked(pair, "same_customer").id != one.id, "a third one is another question"


def changed_at_once(pair: PairedTills, field: str, values: tuple[object, object]) -> ShopException:
    variant = pair.a.hit("BOW-ASH").variant_id
    _ = pair.b
    for kit, value in zip((pair.a, pair.b), values, strict=True):
        pair.now()
        kit.shop.catalogue.change_variant(variant, **{field: value})
    return asked(pair, "both_changed")


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("price", (Decimal("25.00"), Decimal("26.00"))),
        ("price", (None, Decimal("26.00"))),
        ("barcodes", (("4006381333931",), ("4006381333948", "96385074"))),
        ("unit", ("kg", "m")),
        ("oversell", ("block", "allow")),
    ],
)
def test_the_other_value_is_set_or_this_one_stays(
    pair: PairedTills, field: str, values: tuple[object, object]
) -> None:
    one = changed_at_once(pair, field, values)
    assert one.choices == ("this", "other")
    assert one.subject == f"BOW-ASH variant:{pair.a.hit('BOW-ASH').variant_id}:{field}"
    decided(pair, one, "other")
    for kit in (pair.a, pair.b):
        (variant,) = kit.shop.catalogue.product(kit.hit("BOW-ASH").product_id).variants
        assert getattr(variant, field) == values[0]
    assert pair.a.rows("SELECT count(*) FROM field_head") == [(0,)]


def test_this_value_stays_and_is_asked_no_more(pair: PairedTills) -> None:
    one = changed_at_once(pair, "price", (Decimal("25.00"), Decimal("26.00")))
    assert sentence(one.sentence) == (
        "Bowl, ash: tills A, B changed “price” at once. “26.00” holds now, the other said “25.00”."
    )
    decided(pair, one, "this")
    assert pair.a.hit("BOW-ASH").price == Decimal("26.00")
    pair.now()
    pair.a.shop.catalogue.change_variant(pair.a.hit("BOW-ASH").variant_id, price=Decimal(30))
    pair.meet()
    assert not pair.b.shop.exceptions.all()


def test_customers_people_products_and_settings_changed_at_once(pair: PairedTills) -> None:
    uid = lucie(pair.a, addresses=(CustomerAddress("home", Address(street=("8 quai",), city="Lyon")),))
    (person,) = pair.a.shop.people.all()
    product = pair.a.hit("BOW-ASH").product_id
    _ = pair.b
    for kit, word, yes in ((pair.a, "Un", True), (pair.b, "Deux", False)):
        pair.now()
        there = CustomerAddress("home", Address(street=("9 quai",), city=word))
        kit.shop.customers.change(uid, note=word, tax_exempt=yes, addresses=(there,))
        with kit.shop.till.transaction() as tx:
            seen = {"name": (tx.raw().execute("SELECT clocks FROM person").fetchone()[0][6:-2],)}
            tx.record(PersonSet(person.id, PersonFields(name=word), seen))
        kit.shop.settings.change(name=word)
        kit.shop.catalogue.change_product(product, name=word)
    pair.meet()
    found = {one.subject.split()[-1]: one for one in pair.a.shop.exceptions.all()}
    assert pair.b.shop.exceptions.all() == pair.a.shop.exceptions.all()
    kinds = {subject.split(":")[0] for subject in found}
    assert kinds == {"customer", "person", "product", "setting"}
    for one in found.values():
        pair.now()
        assert pair.b.shop.exceptions.resolve(one.id, "other") is False
    pair.meet()
    assert not pair.a.shop.exceptions.all()
    customer = pair.a.shop.customers.customer(uid)
    assert customer.note == customer.addresses[0].address.city == "Un"
    assert pair.a.shop.people.all()[0].name == pair.a.shop.settings.current().name == "Un"
    assert pair.a.shop.catalogue.product(product).name == "Un"


def test_a_quote_that_became_two_orders_leaves_one(pair: PairedTills) -> None:
    number = pair.a.shop.quotes.save(pair.a.cart("BOW-ASH")).row.number
    _ = pair.b
    for kit in (pair.a, pair.b):
        pair.now()
        kit.shop.quotes.place(number)
    one = asked(pair, "quote_twice")
    assert one.choices == ("keep", "cancel")
    decided(pair, one, "cancel")
    assert pair.a.in_stock("BOW-ASH") == 99
    assert pair.a.shop.orders.order("B-000001").row.fulfilment_status == FulfilmentStatus.WILL_NOT_DELIVER


def test_what_is_written_of_a_forgotten_customer_is_asked_and_goes(pair: PairedTills) -> None:
    uid = lucie(pair.a, email="lucie@example.org")
    _ = pair.b
    pair.now()
    pair.b.shop.customers.change(uid, note="calls on Mondays")
    pair.now()
    pair.a.shop.erasing.erase(uid)
    one = asked(pair, "erase_again")
    assert (one.subject, one.choices) == (uid, ("keep", "erase"))
    decided(pair, one, "erase")
    assert pair.a.shop.customers.customer(uid).note == ""


def test_the_same_value_set_at_once_asks_nothing_nor_does_one_answer_given_twice(pair: PairedTills) -> None:
    _ = pair.b
    variant = pair.a.hit("BOW-ASH").variant_id
    for kit in (pair.a, pair.b):
        kit.shop.catalogue.change_variant(variant, price=Decimal("25.00"))
    pair.meet()
    assert not pair.a.shop.exceptions.all()
    one = changed_at_once(pair, "price", (Decimal("26.00"), Decimal("27.00")))
    for kit in (pair.a, pair.b):
        pair.now()
        kit.shop.exceptions.resolve(one.id, "other")
    pair.meet()
    assert pair.b.hit("BOW-ASH").price == Decimal("26.00")
    assert not pair.a.shop.exceptions.all()


def test_the_questions_are_the_same_in_whatever_order_the_entries_came(pair: PairedTills) -> None:
    variant = pair.a.hit("BOW-ASH").variant_id
    quote = pair.a.shop.quotes.save(pair.a.cart("MUG-BLU")).row.number
    _ = pair.b
    for kit, price in ((pair.b, "25"), (pair.a, "26")):
        pair.now()
        kit.shop.catalogue.change_variant(variant, price=Decimal(price))
        kit.pays(kit.cart(("BOW-ASH", "60")))
        lucie(kit, phone="0612345678")
        kit.stocks("Vase", sku="VASE")
        kit.shop.quotes.place(quote)
    pair.now()
    pair.a.shop.stock.count(variant, Decimal(30))
    pair.meet()
    found = pair.a.shop.exceptions.all()
    kinds = {"both_changed", "late_count", "oversold", "quote_twice", "same_code", "same_customer"}
    assert {one.kind for one in found} == kinds
    assert found == pair.b.shop.exceptions.all()
    with pair.b.shop.till.transaction() as tx:
        remake(tx.connection)
    assert found == pair.b.shop.exceptions.all()
