"""New customers go to the web shop where a person and the token let them, once, and without any consent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.stores.connection import USUAL
from pos.domain.words.address import Address
from tests.sample import sample
from tests.services.stores.both_ways import Shops, shops_at

HOME = Address(street=("8 quai",), postcode="67000", city="Strasbourg", country="FR")


def lets(shops: Shops, names: bool) -> None:
    """Names may go, or may not."""
    connecting = shops.kit.shop.stores.connecting
    wish = replace(connecting.usual("ecwid", "4711"), syncs=USUAL | ({"names"} if names else set()))
    connecting.start(wish, "", connecting.test(wish, ""))


def there(shops: Shops, email: str) -> list[dict[str, Any]]:
    """Who has this address there."""
    people: list[dict[str, Any]] = list(shops.web.shop.customers.live.values())
    return [one for one in people if one["email"].lower() == email.lower()]


def linked(shops: Shops, uid: str) -> object:
    held = "SELECT theirs FROM store_link WHERE noun = 'customer' AND lower(hex(ours)) = ?"
    return dict(enumerate(row[0] for row in shops.kit.rows(held, uid))).get(0)


def made(shops: Shops) -> list[dict[str, Any]]:
    return [one for one in shops.web.calls if (one["method"], one["path"]) == ("POST", "/customers")]


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram, products=3, orders=0, customers=2) as both:
        yield both


def test_who_is_new_here_goes_there_once_and_who_is_there_is_adopted(shops: Shops) -> None:
    people = shops.kit.shop.customers
    people.add(Customer("", name="Before", email="before@example.org"))
    shops.kit.clock.advance(seconds=1)
    lets(shops, names=True)
    shops.kit.clock.advance(seconds=1)
    lucie = people.add(
        Customer("", name="Lucie", email="lucie@example.org", addresses=(CustomerAddress("", HOME),))
    )
    known = next(iter(shops.web.shop.customers.live.values()))
    shops.web.shop.customers.live[known["id"]]["billingPerson"]["name"] = "As it is there"
    people.add(Customer("", name="No address"))
    assert shops.kit.shop.stores.rounds.standing().customers == 1
    assert shops.round().pushed["customers"] == 1
    (one,) = there(shops, "lucie@example.org")
    assert (one["billingPerson"]["name"], one["billingPerson"]["city"]) == ("Lucie", "Strasbourg")
    assert one["acceptMarketing"] is False, "nobody agreed to anything"
    assert linked(shops, lucie.id) == str(one["id"])
    assert there(shops, "before@example.org") == [], "who was here before is no business of theirs"
    again = people.add(Customer("", name="Zo\u00eb", email="zoe@example.org"))
    body = {"email": "ZOE@example.org", "billingPerson": {"name": "Zo\u00eb of the web"}}
    kept = shops.web.shop.make_customer(body)
    shops.until_settled()
    assert linked(shops, again.id) == str(kept["id"]), "409: who has this address there is them"
    assert there(shops, "zoe@example.org")[0]["billingPerson"]["name"] == "Zo\u00eb of the web"
    entries, calls = shops.kit.rows("SELECT count(*) FROM entry"), len(shops.web.calls)
    shops.round()
    assert shops.kit.rows("SELECT count(*) FROM entry") == entries
    assert {one["method"] for one in shops.web.calls[calls:]} == {"GET"}
    assert shops.kit.audit() == []


def test_nobody_goes_without_names_or_without_the_right(shops: Shops) -> None:
    people = shops.kit.shop.customers
    people.add(Customer("", name="Lucie", email="lucie@example.org"))
    shops.until_settled()
    assert made(shops) == []
    lets(shops, names=True)
    shops.kit.clock.advance(seconds=1)
    shops.web.fault("scope", "POST", "^/customers$", times=-1)
    people.add(Customer("", name="Marc", email="marc@example.org"))
    report = shops.round()
    assert report.stopped is None, "all else goes on"
    shops.round()
    assert len(made(shops)) == 1, "it is not tried again with this token"
    assert shops.kit.shop.stores.rounds.standing().is_settled
    shops.web.faults(clear=True)
    lets(shops, names=True)
    shops.until_settled()
    assert len(there(shops, "marc@example.org")) == 1


@pytest.mark.parametrize("fault", sample(["drop_before", "drop_after", "500_after", "408_after"], 2))
def test_a_lost_answer_makes_nobody_twice(shops: Shops, fault: str) -> None:
    lets(shops, names=True)
    shops.kit.clock.advance(seconds=1)
    lucie = shops.kit.shop.customers.add(Customer("", name="Lucie", email="lucie@example.org"))
    shops.web.fault(fault, "POST", "^/customers$", times=2)
    shops.until_settled()
    (one,) = there(shops, "lucie@example.org")
    assert linked(shops, lucie.id) == str(one["id"])
    assert shops.kit.audit() == []


def test_an_address_they_refuse_is_not_sent_again_until_it_is_another(shops: Shops) -> None:
    lets(shops, names=True)
    shops.kit.clock.advance(seconds=1)
    lucie = shops.kit.shop.customers.add(Customer("", name="Lucie", email="lucie@example.org"))
    shops.web.fault("400_before", "POST", "^/customers$")
    shops.until_settled()
    assert len(made(shops)) == 1
    shops.kit.clock.advance(seconds=1)
    shops.kit.shop.customers.change(lucie.id, email="lucie.martin@example.org")
    shops.until_settled()
    assert len(there(shops, "lucie.martin@example.org")) == 1


def test_what_the_web_shop_changed_of_a_customer_comes_and_what_was_typed_here_stays(shops: Shops) -> None:
    first, second = list(shops.web.shop.customers.live.values())
    people = shops.kit.shop.customers
    uid, other = (people.find(one["email"])[0].id for one in (first, second))
    people.change(other, name="As we say")
    home = {**first["billingPerson"], "name": "Now Married", "street": "1 quai", "phone": "+33611111111"}
    shops.later(5)
    shops.web.web_edit(customer=first["id"], set={"billingPerson": home, "acceptMarketing": True})
    shops.web.web_edit(customer=second["id"], set={"billingPerson": {**home, "name": "As they say"}})
    shops.round()
    now = people.customer(uid)
    assert (now.name, now.phone, now.addresses[0].address.street) == (
        "Now Married",
        "+33611111111",
        ("1 quai",),
    )
    assert people.customer(other).name == "As we say"
    assert people.customer(other).phone == "+33611111111"
    entries = shops.kit.rows("SELECT count(*) FROM entry")
    shops.later(5)
    shops.round()
    assert shops.kit.rows("SELECT count(*) FROM entry") == entries
    people.archive(uid)
    shops.web.web_edit(customer=first["id"], set={"billingPerson": {**home, "name": "Once more"}})
    shops.round()
    assert people.customer(uid).name == "Now Married"


def test_a_customer_without_a_name_there_gets_the_one_they_give_themselves(shops: Shops) -> None:
    people = shops.kit.shop.customers
    made = shops.web.shop.make_customer({"email": "nobody@example.org", "billingPerson": {}})
    shops.later(5)
    shops.round()
    (row,) = people.find("nobody@example.org")
    assert people.customer(row.id).name == "nobody@example.org"
    shops.later(5)
    shops.web.web_edit(customer=made["id"], set={"billingPerson": {"name": "Lucie Martin"}})
    shops.round()
    assert people.customer(row.id).name == "Lucie Martin"
    shops.later(5)
    shops.web.web_edit(customer=made["id"], set={"billingPerson": {"name": ""}})
    shops.round()
    assert people.customer(row.id).name == "nobody@example.org"
