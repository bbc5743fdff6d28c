"""Lists stand in one order on each till, in whatever order what they show came there."""

from __future__ import annotations

from pos.domain.customers.customers import Customer
from pos.services.customers import index
from tests.shop_kit import ShopKit
from tests.two_tills import PairedTills, pair

__all__ = ["pair"]


def added(kit: ShopKit, name: str) -> Customer:
    return kit.shop.customers.add(Customer(id="", name=name, email=f"{name.lower()}@example.com"))


def bought(kit: ShopKit, customer: Customer) -> None:
    kit.pays(kit.cart("MUG-BLU").with_buyer(kit.shop.customers.buyer(customer)))


def listed(kit: ShopKit, text: str = "") -> list[str]:
    """All of them, by pages of two."""
    found: list[str] = []
    after = ""
    while page := kit.shop.customers.find(text, 2, after):
        found += [one.name for one in page]
        after = page[-1].id
    return found


def same(pair: PairedTills) -> None:
    """Both list the same, also after the index is made again, and by a text."""
    for text in ("", "example.com"):
        assert listed(pair.a, text) == listed(pair.b, text)
    before = listed(pair.a)
    for kit in (pair.a, pair.b):
        with kit.shop.till.transaction() as tx:
            index.rebuild(tx.raw())
        assert listed(kit) == before


def test_customers_are_listed_in_one_order_on_each_till(pair: PairedTills) -> None:
    a, b = pair.a, pair.b
    anna, bert = added(a, "Anna"), added(a, "Bert")
    pair.now()
    pair.meet()
    zoe, yves = added(b, "Zoe"), added(b, "Yves")
    pair.now()
    carl = added(a, "Carl")
    pair.now()
    bought(b, anna)  # the fair of Saturday, which arrives on Monday
    pair.now()
    bought(a, bert)
    pair.now()
    pair.meet()
    assert listed(a)[:2] == ["Bert", "Anna"]
    assert listed(a)[2] == "Carl"
    same(pair)
    pair.now()
    bought(a, zoe)
    bought(b, yves)
    b.shop.customers.change(carl.id, phone="+33612345678")
    pair.meet()
    assert set(listed(a)[:2]) == {"Zoe", "Yves"}
    same(pair)
    pair.now()
    a.shop.merging.merge(zoe.id, carl.id)
    pair.meet()
    assert "Zoe" not in listed(a)
    same(pair)
    for one in (anna, bert):
        a.shop.customers.change(one.id, archived=True)
    pair.meet()
    for kit in (a, b):
        assert [one.name for one in kit.shop.customers.archived()] == ["Anna", "Bert"]


def test_customers_of_one_moment_stand_in_one_order(pair: PairedTills) -> None:
    made = [added(kit, f"{name}{at}") for at in range(4) for kit, name in ((pair.a, "A"), (pair.b, "B"))]
    pair.meet()
    same(pair)
    for one in made[::2]:
        bought(pair.a, one)
    for one in made[1::2]:
        bought(pair.b, one)
    pair.meet()
    same(pair)


def test_goods_and_people_of_one_name_stand_in_one_order_on_each_till(pair: PairedTills) -> None:
    """Also where a page of the list ends between them."""
    a, b = pair.a, pair.b
    for at, kit in enumerate((a, b, a, b)):
        kit.stocks(("Vase", "vase")[at % 2], sku=f"VASE-{at}", price="9.00")
    for kit in (a, b):
        kit.shop.people.add("Robin")
    pair.meet()
    found = []
    for kit in (a, b):
        catalogue, rows = kit.shop.catalogue, []
        while page := catalogue.list(after=rows[-1].cursor if rows else ("", ""), limit=1):
            rows += page
        people = [one for one in kit.shop.people.all() if one.name == "Robin"]
        found.append([one.id for one in (*rows, *people)])
    assert found[0] == found[1]
    assert len(found[0]) == len(set(found[0])) == 8


def test_an_order_that_becomes_anothers_moves_both_customers(pair: PairedTills) -> None:
    a, b = pair.a, pair.b
    anna, bert = added(a, "Anna"), added(a, "Bert")
    pair.now()
    carl = added(a, "Carl")
    pair.now()
    placed = a.pays(a.cart("MUG-BLU").with_buyer(a.shop.customers.buyer(anna)))
    assert listed(a)[0] == "Anna"
    pair.now()
    edits = a.shop.after_sale.edits
    edits.save(edits.begin(placed.id).with_buyer(a.shop.customers.buyer(bert)))
    pair.meet()
    assert a.shop.orders.summary(anna.id).orders == 0
    assert listed(b) == ["Bert", "Carl", "Anna"]
    assert a.shop.customers.customer(carl.id).name == "Carl"
    same(pair)
