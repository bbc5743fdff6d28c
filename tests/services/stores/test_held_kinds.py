"""What somebody else did to a kind while something holds it, or another kind of its product, comes here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.stores.both_ways import Shops, shops_at

DELTA = {"method": "PUT", "path": "/inventory$", "inner": True}


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram) as both:
        yield both


def sizes(shops: Shops) -> list[str]:
    """The codes of a product in three sizes, each with a figure of its own."""
    product = next(p for p in shops.web.shop.products.live.values() if len(p["combinations"]) == 3)
    return [str(one["sku"]) for one in product["combinations"]]


def there(shops: Shops, sku: str) -> int:
    kinds = (one for p in shops.web.shop.products.live.values() for one in p["combinations"])
    return next(int(one["quantity"]) for one in kinds if one.get("sku") == sku)


def test_what_the_web_shop_sold_of_a_kind_whose_difference_was_unclear(shops: Shops) -> None:
    small, medium, _large = sizes(shops)
    shops.web.faults(rules=[{"on": DELTA, "do": "500_after"}])
    shops.receives(small, 4)
    shops.round()  # it was taken, but nobody heard that
    shops.web_sells(small, 2)
    shops.round()  # what changed there is listed now, while nobody can tell what of it is ours
    shops.until_settled()
    assert not shops.asked
    assert shops.kit.in_stock(small) == there(shops, small)
    assert shops.kit.in_stock(medium) == there(shops, medium)


def test_what_the_web_shop_sold_beside_a_kind_that_a_person_is_asked_about(shops: Shops) -> None:
    small, medium, _large = sizes(shops)
    shops.web.faults(rules=[{"on": DELTA, "do": "500_before"}])
    shops.receives(small, -1)
    shops.round()
    order = shops.web_sells(small)
    shops.later(1)
    shops.web_sets(order, trackingNumber="RX1")  # changed since: whether it lowered nobody says
    shops.until_settled()
    assert shops.asked == {small}
    shops.web_sells(medium, 2)
    shops.until_settled()
    assert shops.kit.in_stock(medium) == there(shops, medium)
    assert shops.round().calls <= 3, "what waits for a person is read again and again"
    (question,) = [one for one in shops.kit.shop.exceptions.all() if one.kind == "count"]
    shops.kit.shop.exceptions.resolve(question.id, "theirs")
    shops.until_settled()
    assert shops.kit.in_stock(small) == there(shops, small)
