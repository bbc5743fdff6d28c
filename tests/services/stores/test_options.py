"""Options with surcharges: asked at the till, on the paper, and sent back up as they were chosen."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pos.domain.catalogue.choices import Chosen, Way
from pos.domain.orders.cart import CartLine
from tests.services.stores.both_ways import Shops
from tests.services.stores.invariants import prove
from tests.shop_kit import ShopKit
from tests.stores.stand_in import running

SIZES = {"type": "SELECT", "name": "Size", "required": True, "defaultChoice": 1, "choices": [
    {"text": "Small", "priceModifier": 0, "priceModifierType": "ABSOLUTE"},
    {"text": "Large", "priceModifier": 4, "priceModifierType": "ABSOLUTE"}]}  # fmt: skip

LARGE = {"selectionTitle": "Large", "selectionModifier": 4, "selectionModifierType": "ABSOLUTE"}


@pytest.fixture
def shops(ram: Path) -> Any:
    with running(products=8, orders=0) as web:
        product = web.shop.products.live[700000049]  # modifiers without variations
        product["options"].append(SIZES)
        web.shop.touch_product(product)
        kit = ShopKit.create(ram / "shop")
        try:
            yield Shops(kit, web)
        finally:
            kit.close()


def test_a_choice_costs_more_here_on_paper_and_there(shops: Shops) -> None:
    kit = shops.kit
    product = shops.web.shop.products.live[700000049]
    hit = kit.hit(product["sku"])
    asked = kit.shop.catalogue.questions(hit.product_id)
    assert [(one.name, one.way, one.required, one.usual) for one in asked] == [
        ("Extras", Way.SEVERAL, False, -1), ("Engraving", Way.TEXT, False, -1), ("Size", Way.ONE, True, 1),
    ]  # fmt: skip
    assert hit.price is not None
    extras, _words, size = asked
    chosen = (
        *(Chosen("Extras", one.text, one.worth(hit.price, "EUR")) for one in extras.offers),
        Chosen("Engraving", "Für Łucja", is_text=True),
        Chosen("Size", "Large", size.offers[1].worth(hit.price, "EUR")),
    )
    line = CartLine.of(hit, Decimal(2), hit.price).with_choices(chosen)
    more = Decimal("2.50") + round(hit.price / 10, 2) + 4
    assert line.unit_price == hit.price + more
    plain = CartLine.of(hit, Decimal(1), hit.price)
    cart = kit.shop.carts.new().add(line).add(plain)
    kit.shop.carts.save(cart)
    assert kit.shop.carts.current().lines == cart.lines, "a draft keeps what was chosen"
    assert len(cart.lines) == 2, "what was chosen is another line"
    sold = kit.pays(cart)
    shops.sold.append(sold.number)
    shops.causes[product["sku"]] -= 3
    said = "Gift wrap, Engraved, Engraving: Für Łucja, Large"
    order = kit.shop.orders.order(sold.number)
    assert [one.options for one in order.lines] == [said, ""]
    edited = kit.shop.after_sale.edits.editable(sold.number).cart
    assert edited.lines[0].chosen == chosen
    shops.until_settled()
    prove(shops)
    (there,) = shops.ours
    item, other = there["items"]
    assert (item["name"], item["productId"]) == (product["name"], product["id"])
    assert Decimal(str(item["price"])) == line.unit_price
    assert Decimal(str(item["productPrice"])) == hit.price
    assert [(one["name"], one["type"], one["value"]) for one in item["selectedOptions"]] == [
        ("Extras", "CHOICES", "Gift wrap, Engraved"),
        ("Engraving", "TEXT", "Für Łucja"),
        ("Size", "CHOICE", "Large"),
    ]
    assert item["selectedOptions"][0]["selections"][0]["selectionModifier"] == 2.5
    assert "selectedOptions" not in other


def test_options_of_a_web_order_are_on_its_lines(shops: Shops) -> None:
    product = shops.web.shop.products.live[700000049]
    shops.web.web_order(
        lines=[],
        items=[{
            "productId": product["id"], "sku": product["sku"], "name": product["name"], "price": 30,
            "quantity": 1, "selectedOptions": [
                {"name": "Size", "type": "CHOICE", "value": "Large", "selections": [LARGE]},
                {"name": "Engraving", "type": "TEXT", "value": "Zoë"}],
        }],
        subtotal=30, total=30,
    )  # fmt: skip
    shops.until_settled()
    (order,) = [
        kit for kit in map(shops.kit.shop.orders.order, shops.kit.numbers()) if kit.row.channel == "web"
    ]
    assert [one.options for one in order.lines] == ["Large, Engraving: Zoë"]
