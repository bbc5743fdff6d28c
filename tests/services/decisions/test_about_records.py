"""Customers created twice, fields changed at once, quotes placed twice, words about the forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.decisions.exceptions import ShopException
from pos.domain.orders.cart import Buyer
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.words.address import Address
from pos.journal.kinds.shop import PersonFields, PersonSet
from pos.journal.proof.rebuild import remake
from pos.text import Speech, sentence
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


def test_a_customer_created_twice_keeps_what_was_chosen_of_each(pair: PairedTills) -> None:
    _ = pair.b
    made = []
    for kit, phone in ((pair.a, "0612345678"), (pair.b, "0388000000")):
        pair.now()
        made.append(lucie(kit, email="lucie@example.org", phone=phone))
    one = asked(pair, "same_customer")
    pair.now()
    pair.b.shop.exceptions.resolve(one.id, "merge", made[1], taken={(made[0], "phone")})
    pair.meet()
    assert not pair.a.shop.exceptions.all()
    for kit in (pair.a, pair.b):
        (left,) = kit.shop.customers.find("lucie")
        assert (left.id, left.phone) == (made[1], "+33612345678")


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


@pytest.mark.parametrize(
    ("field", "values", "said"),
    [
        ("price", (Decimal("1225.5"), Decimal("26.00")),
         "« prix » en même temps. « 26,00 » vaut maintenant, l’autre disait « 1 225,50 »"),
        ("price", (None, Decimal(26)), "« 26,00 » vaut maintenant, l’autre disait « demandé en caisse »"),
        ("cost", (Decimal("12.345678"), Decimal(3)), "« 3,00 » vaut maintenant, l’autre disait « 12,345678"),
        ("weight", (1250, 900), "« 900 » vaut maintenant, l’autre disait « 1 250 »"),
        ("tracked", (False, True), "« oui » vaut maintenant, l’autre disait « non »"),
        ("oversell", ("block", "allow"), "« Vendre sans rien dire » vaut maintenant, l’autre disait « Ne"),
        ("barcodes", (("4006381333931",), ("4006381333948", "96385074")),
         "« 4006381333948, 96385074 » vaut maintenant"),
    ],
)  # fmt: skip
def test_a_value_is_said_as_people_write_it(
    pair: PairedTills, field: str, values: tuple[object, object], said: str
) -> None:
    one = changed_at_once(pair, field, values)
    assert said in sentence(one.sentence, Speech("fr", "fr_FR")).replace("\xa0", " ").replace("\u202f", " ")
    decided(pair, one, "this")


def test_keys_and_codes_of_records_are_said_by_their_names(pair: PairedTills) -> None:
    home = CustomerAddress("home", Address(street=("8 quai",), postcode="69002", city="Lyon", country="FR"))
    uid = lucie(pair.a, addresses=(home,))
    product = pair.a.hit("BOW-ASH").product_id
    _ = pair.b
    for kit, street, yes, tax in ((pair.a, "9 quai", True, "reduced"), (pair.b, "7 quai", False, "standard")):
        pair.now()
        there = replace(home, address=replace(home.address, street=(street,)))
        method, language = ("card", "de") if yes else ("transfer", "fr")
        kit.shop.customers.change(uid, addresses=(there,), payment_method=method, language=language)
        picture, days = ("ab" * 16, 1400) if yes else ("", 45)
        kit.shop.catalogue.change_product(product, tax_class=tax, archived=yes, picture=picture)
        kit.shop.settings.change(payment_days=days)
    pair.meet()
    speech = Speech("fr", "fr_FR")
    found = {one.subject.split(":", 2)[2].partition(".")[0]: one for one in pair.a.shop.exceptions.all()}
    said = {
        name: sentence(one.sentence, speech).replace("\xa0", " ").replace("\u202f", " ")
        for name, one in found.items()
    }
    for name, words in {
        "addresses": "« home, 7 quai, 69002 Lyon, France » vaut maintenant, l’autre disait « home, 9 quai",
        "payment_method": "« Virement » vaut maintenant, l’autre disait « Carte »",
        "language": "« Français » vaut maintenant, l’autre disait « Deutsch »",
        "tax_class": "« Taux normal » vaut maintenant, l’autre disait « Reduced »",
        "archived": "« non » vaut maintenant, l’autre disait « oui »",
        "picture": "« vide » vaut maintenant, l’autre disait « une image »",
        "value": "Réglages : les caisses A, B ont modifié « délai de paiement en jours »",
    }.items():
        assert words in said[name], name
    assert "« 45 » vaut maintenant, l’autre disait « 1 400 »" in said["value"]
    for one in found.values():
        pair.now()
        assert pair.b.shop.exceptions.resolve(one.id, "this") is False


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


def test_a_quote_that_both_changed_is_asked_field_by_field(pair: PairedTills) -> None:
    quotes = pair.a.shop.quotes
    number = quotes.save(pair.a.cart("BOW-ASH")).row.number
    quotes.give_out(number)
    _ = pair.b
    for kit, count, day in ((pair.a, "2", 1), (pair.b, "3", 2)):
        pair.now()
        for_whom = kit.cart(("BOW-ASH", count)).with_buyer(Buyer(name="Lucie Martin"))
        kit.shop.quotes.save(for_whom, number, valid_until=date(2027, 1, day), text="Spring fair")
    pair.meet()
    found = {str(one.details["field"]): one for one in pair.a.shop.exceptions.all()}
    assert list(found) == [str(one.details["field"]) for one in pair.b.shop.exceptions.all()]
    uid = quotes.quote(number).row.id
    assert {
        name: (one.subject, one.details["this"], one.details["others"]) for name, one in found.items()
    } == {
        "cart": (
            f"quote:{uid}:cart",
            "Lucie Martin, 3 × Bowl, ash, 72.00",
            ["Lucie Martin, 2 × Bowl, ash, 48.00"],
        ),
        "valid_until": (f"quote:{uid}:valid_until", "2027-01-02", ["2027-01-01"]),
    }
    decided(pair, found["valid_until"], "this")
    pair.now()
    decided(pair, found["cart"], "other")
    assert pair.digest(pair.a) == pair.digest(pair.b)
    for kit in (pair.a, pair.b):
        assert not kit.shop.exceptions.all()
        held = kit.shop.quotes.quote(number)
        assert (str(held.row.total), held.row.valid_until, held.row.revision, held.text) == (
            "48.00", date(2027, 1, 2), 2, "Spring fair",
        )  # fmt: skip
    pair.now()
    quotes.save(pair.a.cart(("BOW-ASH", "4")), number)
    pair.b.shop.quotes.save(pair.b.cart(("BOW-ASH", "5")), number)
    pair.now()
    quotes.decline(number)
    pair.meet()
    assert not pair.a.shop.exceptions.all(), "what was declined is asked of nobody"


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
