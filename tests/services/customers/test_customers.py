"""Customers: made, changed, merged by field, seen with what they bought; nasty names come through whole."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import Any

import pytest

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.customers.errors import CustomerNameless, CustomerUnknown, SeveralCustomers
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.domain.words.errors import EmailUnreadable, PhoneIncomplete, TaxIdWrong
from pos.domain.words.text import clean
from pos.services.customers import index as customer_index
from pos.text import sentence
from tests.contacts.test_address import QUAI, nasty_addresses
from tests.shared import shared
from tests.shop_kit import ShopKit
from tests.two_tills import TwoTills, tills

__all__ = ["tills"]

HOME = CustomerAddress("home", QUAI)
MOTHER = CustomerAddress("my mother", Address("", "", ("2 rue du Bac",), "75007", "Paris", "", "FR"))
LUCIE = Customer(
    "", "Lucie Martin", email="Lucie@EXAMPLE.com", phone="06 12 34 56 78", addresses=(HOME, MOTHER)
)


def entries(shop: ShopKit, kind: str = "customer.set") -> int:
    return len([1 for (header,) in shop.rows("SELECT header FROM entry") if f'"{kind}"'.encode() in header])


def read(part: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(part)
    return found


def covered(shop: ShopKit) -> bool:
    return customer_index.covers(shop.shop.till.database.reader())


def test_what_was_typed_is_kept_in_one_form(shop: ShopKit) -> None:
    made = shop.shop.customers.add(
        Customer(
            "",
            "  Re\u0301mi\tMartin ",
            company="Martin\n& Fils",
            email="remi@EXÄMPLE.com",
            phone="0033 6 12 34 56 78",
            tax_id="fr 40 303 265 045",
            language="FR_fr",
            note="rings twice\r\nthen waits",
            addresses=(
                CustomerAddress(" home ", replace(QUAI, name="", street=("8 quai\nCour", " "), country="fr")),
                CustomerAddress("empty", Address(country="FR")),
            ),
        )
    )  # fmt: skip
    assert made == shop.shop.customers.customer(made.id)
    assert (made.name, made.company) == ("Rémi Martin", "Martin & Fils")
    assert (made.email, made.phone) == ("remi@exämple.com", "+33612345678")
    assert (made.tax_id, made.language, made.note) == ("FR40303265045", "fr", "rings twice\nthen waits")
    (home,) = made.addresses
    assert home.label == "home"
    assert home.address == replace(QUAI, name="", street=("8 quai", "Cour"))
    assert entries(shop) == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, CustomerNameless),
        ({"name": "\u200b\u202e "}, CustomerNameless),
        ({"name": "Lucie", "email": "lucie@home"}, EmailUnreadable),
        ({"name": "Lucie", "phone": "06 12"}, PhoneIncomplete),
        ({"name": "Lucie", "tax_id": "FR00303265045"}, TaxIdWrong),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    shop: ShopKit, fields: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        shop.shop.customers.add(Customer("", **fields))
    assert entries(shop) == 0


def test_only_the_fields_that_differ_are_written_with_the_clocks_seen(shop: ShopKit) -> None:
    customers = shop.shop.customers
    made = customers.add(LUCIE)
    changed = customers.change(
        made.id, name="Lucie Weber", phone="+33 6 12 34 56 78", addresses=made.addresses
    )
    assert changed.name == "Lucie Weber"
    assert changed == customers.customer(made.id)
    ((body, personal),) = shop.rows("SELECT body, personal FROM entry_part ORDER BY arrival DESC LIMIT 1")
    assert read(personal) == {"name": "Lucie Weber"}
    assert list(read(body)["b"]) == ["name"]
    assert customers.change(made.id, name="Lucie Weber") == changed
    assert entries(shop) == 2


def test_a_change_is_checked_and_keeps_somebody(shop: ShopKit) -> None:
    customers = shop.shop.customers
    made = customers.add(Customer("", "Lucie"))
    with pytest.raises(CustomerNameless):
        customers.change(made.id, name="")
    with pytest.raises(EmailUnreadable):
        customers.change(made.id, email="lucie")
    with pytest.raises(TypeError, match="nickname"):
        customers.change(made.id, nickname="Lu")
    with pytest.raises(CustomerUnknown):
        customers.change("0" * 32, name="Nobody")
    assert customers.customer(made.id) == made


def test_probably_the_same_person_is_offered_never_refused(shop: ShopKit) -> None:
    customers = shop.shop.customers
    first = customers.add(LUCIE)
    second = customers.add(Customer("", "L. Martin", email="lucie@example.com"))
    assert {row.id for row in customers.same_person("LUCIE@example.com", "")} == {first.id, second.id}
    assert [row.id for row in customers.same_person("", "0033612345678")] == [first.id]
    assert [row.id for row in customers.same_person("lucie@example.com", "06 12 34 56 78", second.id)] == [
        first.id
    ]
    assert customers.same_person("not an e-mail", "12") == ()
    assert customers.same_person("", "") == ()


def test_the_summary_shows_what_was_bought_and_is_unpaid(shop: ShopKit) -> None:
    customers = shop.shop.customers
    shop.stocks()
    lucie = customers.add(LUCIE)
    for paid in ("36.00", "10.00", "0"):
        cart = shop.cart(("MUG-BLU", "1")).with_buyer(customers.buyer(lucie))
        tenders = [shop.cash("18.00")] if paid == "36.00" else [shop.cash(paid)] if paid != "0" else []
        shop.sold.append(shop.shop.checkout.place_order(cart, tenders, unpaid=True))
    summary = shop.shop.orders.summary(lucie.id)
    assert (summary.orders, str(summary.unpaid)) == (3, "26.00")
    assert [row.number for row in summary.last_orders] == ["A-000003", "A-000002", "A-000001"]
    (row,) = customers.find("lucie")
    assert (row.orders, row.unpaid, row.city) == (3, summary.unpaid, "Strasbourg")
    assert row.last_order_at == shop.clock()


def test_the_next_order_begins_as_the_last_one_was(shop: ShopKit) -> None:
    customers = shop.shop.customers
    shop.stocks()
    lucie = customers.add(LUCIE)
    assert shop.shop.orders.last_time(lucie.id) is None
    kind = FulfilmentKind.DELIVERY
    cart = shop.cart("MUG-BLU").with_buyer(customers.buyer(lucie))
    cart = cart.with_fulfilment(Fulfilment(kind, "local", MOTHER.address, "2026-11-24"))
    shop.sold.append(shop.shop.checkout.place_order(cart, [], unpaid=True))
    last = shop.shop.orders.last_time(lucie.id)
    assert last is not None
    assert last.fulfilment == Fulfilment(kind, "local", MOTHER.address)
    assert last.number == "A-000001"


def test_the_archived_are_in_no_list_and_come_back(shop: ShopKit) -> None:
    customers = shop.shop.customers
    lucie = customers.add(LUCIE)
    customers.archive(lucie.id)
    assert customers.find("lucie") == customers.find("") == ()
    assert customers.same_person("lucie@example.com", "0612345678") == ()
    assert customers.customer(lucie.id).archived
    assert covered(shop)
    customers.archive(lucie.id, archived=False)
    assert [row.id for row in customers.find("0612")] == [lucie.id]
    assert covered(shop)


def test_a_reference_is_an_id_or_an_e_mail(shop: ShopKit) -> None:
    customers = shop.shop.customers
    lucie = customers.add(LUCIE)
    assert customers.by_reference(lucie.id.upper()) == customers.by_reference("LUCIE@example.com") == lucie
    with pytest.raises(CustomerUnknown):
        customers.by_reference("lucie")
    with pytest.raises(CustomerUnknown):
        customers.customer("x")
    customers.add(Customer("", "Other", email="lucie@example.com"))
    with pytest.raises(SeveralCustomers) as refused:
        customers.by_reference("lucie@example.com")
    assert "2 customers" in sentence(refused.value)


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("@Lucie Martin", "name", "Lucie Martin"),
        ("lucie@example.com", "email", "lucie@example.com"),
        ("06 12 34 56 78", "phone", "+33612345678"),
        ("@0612", "phone", "0612"),
        ("12", "name", "12"),
        ("", "name", ""),
    ],
)
def test_what_was_typed_is_already_filled_in(shop: ShopKit, typed: str, field: str, value: str) -> None:
    assert shop.shop.customers.prefilled(typed) == Customer("", **{field: value})


def test_a_customer_is_a_buyer_as_they_are_now(shop: ShopKit) -> None:
    lucie = shop.shop.customers.add(LUCIE)
    buyer = shop.shop.customers.buyer(lucie)
    assert (buyer.customer_id, buyer.name, buyer.email) == (lucie.id, "Lucie Martin", "Lucie@example.com")


def nasty_strings() -> list[str]:
    strings = json.loads(shared("nasty/strings.json").read_text("utf-8"))["strings"]
    lists = json.loads(shared("nasty/blns.json").read_text("utf-8"))
    return [
        *(one for each in strings.values() for one in each),
        *lists,
        "a\ud800b",
        "é" * 20_000,
        "e\u0301" * 500,
    ]


def test_every_nasty_string_is_a_name_a_note_and_an_address(shop: ShopKit) -> None:
    """Each comes back as it was cleaned, and is found by its own words, or nothing of it can be seen."""
    customers = shop.shop.customers
    for text in nasty_strings():
        street = CustomerAddress(text, Address(text, text, (text,), "67000", text, text, "FR", text))
        if not clean(text):
            with pytest.raises(CustomerNameless):
                customers.add(Customer("", text, company=text))
            continue
        made = customers.add(Customer("", text, company=text, note=text, addresses=(street,)))
        kept = customers.customer(made.id)
        assert kept == made
        assert kept.name == kept.company == unicodedata.normalize("NFC", clean(text))
        assert not any(
            unicodedata.category(one) in ("Cc", "Cs") for one in kept.name + kept.note.replace("\n", "")
        )
        found = customers.find(text, 1000)
        assert not found or made.id in {row.id for row in found} or "@" in text[:1], text
    assert covered(shop)


def test_every_nasty_text_can_be_looked_for(shop: ShopKit) -> None:
    shop.shop.customers.add(LUCIE)
    for text in [
        *nasty_strings(),
        '"',
        "*",
        "^",
        "(",
        "NEAR(",
        "AND",
        "a OR b",
        "name:x",
        "§061",
        "'" * 300,
        "0" * 300,
    ]:
        shop.shop.customers.find(text)
        shop.shop.customers.prefilled(text)


def test_nasty_addresses_come_back_whole(shop: ShopKit) -> None:
    for address, _lines in nasty_addresses():
        made = shop.shop.customers.add(Customer("", address.name, addresses=(CustomerAddress("", address),)))
        assert shop.shop.customers.customer(made.id).addresses == (CustomerAddress("", address),)


def test_two_tills_mean_the_same_customer_by_an_address_that_both_wrote_down(tills: TwoTills) -> None:
    a, b = tills.a, tills.b
    for kit, name in ((b, "Lucie Martin"), (a, "Lucie Durand")):
        tills.now()
        kit.shop.customers.add(Customer("", name, email="lucie@example.com", phone="+33388123456"))
    tills.meet()
    for asked in (("lucie@example.com", ""), ("", "+33388123456")):
        here, there = ([one.id for one in kit.shop.customers.same_person(*asked)] for kit in (a, b))
        assert (len(here), here) == (2, there)
