"""A customer is forgotten, or becomes one with another; the audit replays both."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

import pytest

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.customers.errors import SameCustomer
from pos.domain.orders.cart import Cart
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.journal.kinds.quotes import QuotedCart, QuoteFields, QuotePersonal, QuoteSet
from pos.journal.kinds.sold import AgreedOrder, Named
from pos.services.orders.search.index import covers
from pos.text import in_words
from tests.shop_kit import ShopKit

HOME = Address("", "", ("21 avenue de la Paix",), "67000", "Strasbourg", "", "FR")
AWAY = Address("", "", ("3 rue du Vignoble",), "68340", "Riquewihr", "", "FR")
LUCIE = Customer(
    "", "Lucie Martin", email="lucie@example.com", note="rings twice",
    addresses=(CustomerAddress("home", HOME),),
)  # fmt: skip
AGAIN = Customer(
    "", "L. Martin", phone="06 12 34 56 78", note="likes blue",
    addresses=(CustomerAddress("home", HOME), CustomerAddress("mother", AWAY)),
)  # fmt: skip


def ordered(shop: ShopKit, customer: Customer, *, invoice: bool = False) -> str:
    """An order for a customer, paid in cash."""
    cart = shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(customer))
    number = shop.pays(cart).number
    if invoice:
        shop.shop.order_changes.issue_invoice(number)
    return number


def traces(shop: ShopKit, *words: str) -> list[str]:
    """The tables, indexes and entries that still hold one of the words."""
    found = []
    for (table,) in shop.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if "_fts" not in str(table) and "vocabulary" not in str(table):
            said = json.dumps([[str(cell) for cell in row] for row in shop.rows(f"SELECT * FROM {table}")])
            found += [str(table) for word in words if word in said]
    return found


def test_an_erased_customer_is_nowhere_any_more(shop: ShopKit) -> None:
    shop.stocks()
    lucie = shop.shop.customers.add(LUCIE)
    shop.shop.customers.change(lucie.id, name="Lucie Keller", addresses=(CustomerAddress("new", AWAY),))
    number = ordered(shop, shop.shop.customers.customer(lucie.id))
    plan = shop.shop.erasing.plan(lucie.id)
    assert (len(plan.entries), plan.kept, plan.orders, plan.invoiced) == (3, (), (number,), ())
    assert traces(shop, "Lucie", "lucie@"), "showing it changes nothing"
    assert shop.shop.erasing.erase(lucie.id) == plan
    assert traces(shop, "Lucie M", "Lucie K", "lucie@", "de la Paix", "Vignoble", "rings") == []
    assert shop.shop.customers.find("") == shop.shop.customers.find("lucie") == ()
    assert shop.shop.orders.order(number).row.total.minor == 1800, "the sale stays"
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_nothing_of_an_erased_customer_is_left_in_free_places_of_the_file(shop: ShopKit) -> None:
    long = replace(LUCIE, note="rings twice " * 500)  # more than a page
    with shop.shop.till.database.write() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete = OFF")
    shop.stocks()
    lucie = shop.shop.customers.add(long)
    ordered(shop, lucie)
    shop.shop.erasing.erase(lucie.id)
    shop.shop.close()
    assert not list(shop.folder.glob("shop.db-wal"))
    assert b"rings twice" not in (shop.folder / "shop.db").read_bytes()


def test_no_word_of_an_erased_customer_is_left_in_the_indexes(shop: ShopKit) -> None:
    kit = shop.shop
    shop.stocks(quantity="500")
    for number in range(60):  # each transaction begins a segment of its own
        anne = replace(LUCIE, name=f"Anne {number}", email=f"anne{number}@example.com")
        ordered(shop, kit.customers.add(anne))
    lucie = kit.customers.add(replace(LUCIE, name="Qzywkvx Jqfzgwx", email="qzywkvx@example.com"))
    ordered(shop, lucie)
    kit.order_index.catch_up()
    kit.erasing.erase(lucie.id)
    kit.order_index.catch_up(lambda _done: False)  # stopped, as when the window closes
    shop.reopen()
    shop.shop.order_index.catch_up()
    assert shop.rows("SELECT 1 FROM choice WHERE key = 'words_left'") == []
    assert covers(shop.shop.till.database.reader())
    shop.shop.close()
    held = (shop.folder / "shop.db").read_bytes().lower()
    assert [word for word in (b"zywkvx", b"qfzgwx") if word in held] == []


def test_what_the_law_keeps_stays(shop: ShopKit) -> None:
    shop.stocks()
    lucie = shop.shop.customers.add(LUCIE)
    invoiced, other = ordered(shop, lucie, invoice=True), ordered(shop, lucie)
    found = shop.shop.erasing.erase(lucie.id)
    assert (len(found.entries), len(found.kept)) == (2, 1)
    assert (found.orders, found.invoiced) == ((other,), (invoiced,))
    buyer = shop.shop.orders.order(invoiced).buyer
    assert buyer is not None
    assert buyer.name == "Lucie Martin"
    assert shop.shop.documents.invoice(invoiced).document
    rows = {row.number: row.customer for row in shop.shop.orders.last(10)}
    assert rows == {invoiced: "Lucie Martin", other: ""}
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_two_customers_become_one(shop: ShopKit) -> None:
    shop.stocks()
    lucie, again = shop.shop.customers.add(LUCIE), shop.shop.customers.add(AGAIN)
    ordered(shop, lucie)
    ordered(shop, again)
    plan = shop.shop.merging.plan(again.id, lucie.id)
    assert plan.orders == 1
    assert shop.shop.orders.summary(lucie.id).orders == 1, "showing it changes nothing"
    after = shop.shop.merging.merge(again.id, lucie.id).after
    assert after == plan.after == shop.shop.customers.customer(lucie.id)
    assert (after.name, after.email, after.phone) == ("Lucie Martin", "lucie@example.com", "+33612345678")
    assert after.note == "rings twice\nlikes blue"
    assert [one.label for one in after.addresses] == ["home", "mother"]
    assert shop.shop.orders.summary(lucie.id).orders == 2
    assert [row.id for row in shop.shop.customers.find("martin")] == [lucie.id]
    assert shop.shop.customers.archived() == ()
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_of_what_both_say_a_person_chooses_whose_value_stays(shop: ShopKit) -> None:
    stays = shop.shop.customers.add(
        Customer("", "Lucie Martin", email="lucie@example.com", phone="+33612345678", payment_method="card")
    )
    gone = shop.shop.customers.add(
        Customer("", "Mme Martin", email="Lucie@example.com", phone="+33388000000", payment_method="cash",
                 company="Martin SARL")
    )  # fmt: skip
    merging = shop.shop.merging
    plan = merging.plan(gone.id, stays.id)
    assert [(one.field, in_words(one.kept), in_words(one.other)) for one in plan.differs] == [
        ("name", "Lucie Martin", "Mme Martin"),
        ("email", "lucie@example.com", "Lucie@example.com"),
        ("phone", "+33 6 12 34 56 78", "+33 3 88 00 00 00"),
        ("payment_method", "Card", "Cash"),
    ]
    wanted = {(gone.id, "phone"), (stays.id, "name"), (gone.id, "company")}
    assert merging.plan(gone.id, stays.id, wanted).after.phone == "+33388000000"
    after = merging.merge(gone.id, stays.id, wanted).after
    assert after == shop.shop.customers.customer(stays.id)
    assert (after.name, after.phone, after.company, after.payment_method) == (
        "Lucie Martin", "+33388000000", "Martin SARL", "card",
    )  # fmt: skip
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_an_order_of_a_merged_customer_counts_for_the_one_that_stays(shop: ShopKit) -> None:
    shop.stocks()
    lucie, again = shop.shop.customers.add(LUCIE), shop.shop.customers.add(AGAIN)
    shop.shop.merging.merge(again.id, lucie.id)
    ordered(shop, again)
    assert shop.shop.orders.summary(lucie.id).orders == 1
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_erasing_takes_those_with_it_who_were_merged(shop: ShopKit) -> None:
    shop.stocks()
    lucie, again = shop.shop.customers.add(LUCIE), shop.shop.customers.add(AGAIN)
    ordered(shop, again)
    shop.shop.merging.merge(again.id, lucie.id)
    shop.shop.erasing.erase(lucie.id)
    assert traces(shop, "Martin", "lucie@", "+336") == []
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_nobody_is_merged_with_themselves(shop: ShopKit) -> None:
    lucie = shop.shop.customers.add(LUCIE)
    with pytest.raises(SameCustomer):
        shop.shop.merging.merge(lucie.id, lucie.id)


def test_an_address_keeps_its_place_while_others_change(shop: ShopKit) -> None:
    made = shop.shop.customers.add(AGAIN)
    home, mother = made.addresses
    office = CustomerAddress("office", Address("", "", ("1 place Kléber",), "67000", "Strasbourg", "", "FR"))
    for wanted in ((home, mother, office), (mother, office), (office, mother), (home,), ()):
        shop.shop.customers.change(made.id, addresses=wanted)
        assert shop.shop.customers.customer(made.id).addresses == wanted
    assert shop.shop.auditor.verify(rebuild=True).ok


def test_erasing_reaches_carts_that_are_not_placed_yet(shop: ShopKit) -> None:
    shop.stocks(quantity="50")
    lucie, again, other = (shop.shop.customers.add(one) for one in (LUCIE, AGAIN, Customer("", "Anne Roux")))
    shop.shop.merging.merge(again.id, lucie.id)

    def cart_of(customer: Customer) -> Cart:
        cart = shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(customer))
        cart = replace(cart, lines=tuple(replace(line, note="for Lucie") for line in cart.lines))
        sent = Fulfilment(FulfilmentKind.DELIVERY, "", AWAY)
        return cart.with_fulfilment(sent).with_billing(HOME).with_notes(customer="ring: Lucie Martin")

    shop.shop.carts.hold(cart_of(lucie), "Mme Martin")
    shop.shop.carts.hold(cart_of(again), "Mme Martin")
    shop.clock.advance(seconds=1)
    shop.shop.carts.hold(shop.cart("MUG-BLU").with_buyer(shop.shop.customers.buyer(other)), "Anne")
    shop.shop.carts.save(cart_of(lucie))
    assert len(shop.shop.erasing.plan(lucie.id).carts) == 3
    assert traces(shop, "for Lucie") == ["draft"]
    assert len(shop.shop.erasing.erase(lucie.id).carts) == 3
    assert traces(shop, "Martin", "for Lucie", "de la Paix", "Vignoble", "+336") == []
    held = shop.shop.carts.held()
    assert [one.label for one in held] == ["Anne", "", ""]
    assert [one.cart.buyer is None for one in held] == [False, True, True]
    assert [len(one.cart.lines) for one in held] == [1, 1, 1], "what was chosen stays"
    assert shop.shop.carts.current().buyer is None
    assert shop.shop.auditor.verify(rebuild=True).ok


def quoted(shop: ShopKit, customer: str, number: str, name: str) -> None:
    """A quote for a customer, as the page of quotes will write it; changed once."""
    cart = QuotedCart(AgreedOrder((), (), 0, 0, 0, 0, customer=customer), "counter", "EUR", True, "per_total")
    personal = QuotePersonal(buyer=Named(name=name), text=f"for {name}")
    quote = uuid4().hex
    with shop.shop.till.transaction() as tx:
        tx.record(
            QuoteSet(quote, tx.day, QuoteFields(number=number, revision=1, cart=cart), personal=personal)
        )
        text = QuotePersonal(text=f"again for {name}")
        tx.record(QuoteSet(quote, tx.day, QuoteFields(revision=2), personal=text))


def test_erasing_reaches_quotes(shop: ShopKit) -> None:
    lucie, again, other = (shop.shop.customers.add(one) for one in (LUCIE, AGAIN, Customer("", "Anne Roux")))
    shop.shop.merging.merge(again.id, lucie.id)
    for n, one in enumerate((lucie, again, other), 1):
        quoted(shop, one.id, f"A-Q00000{n}", one.name)
    found = shop.shop.erasing.erase(lucie.id)
    assert found.quotes == ("A-Q000001", "A-Q000002")
    assert traces(shop, "Martin") == []
    assert shop.rows("SELECT number, customer FROM quote ORDER BY number") == [
        ("A-Q000001", ""),
        ("A-Q000002", ""),
        ("A-Q000003", "Anne Roux"),
    ]
    assert shop.shop.auditor.verify(rebuild=True).ok
