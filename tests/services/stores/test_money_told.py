"""How much was paid and given back of an order is told the web shop, each time it changes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from pos.domain.orders.amendment import Piece, Request
from tests.services.stores.both_ways import shops_at

ONE = 1_000_000


def test_each_part_that_is_paid_and_given_back_is_in_the_note_there(ram: Path) -> None:
    with shops_at(ram) as shops:
        kit, sku = shops.kit, str(shops.counted()[0]["sku"])
        number = shops.sells(sku, 3, paid=False)
        total = kit.shop.orders.order(number).row.total.major

        def note() -> str:
            shops.until_settled()
            assert shops.round().calls <= 3
            (there,) = shops.ours
            return str(there["privateAdminNotes"])

        assert "paid" not in note()
        for more, paid in (("1.00", "1.00"), ("1.50", "2.50")):
            kit.shop.order_changes.pay(number, [kit.cash(more)])
            assert f"paid {paid} of {total}" in note()
        kit.shop.order_changes.pay(number, [kit.cash(str(total - Decimal("2.50")))])
        note()
        assert shops.ours[0]["paymentStatus"] == "PAID"
        price = total / 3
        for pieces in (1, 2):
            line = kit.shop.orders.order(number).lines[0].n
            kit.shop.after_sale.returns.refund(number, Request((Piece(line, ONE),)))
            shops.causes[sku] += 1
            assert f"refunded {price * pieces:.2f} of {total}" in note()
        said = [each["body"] for each in shops.writes if each["method"] == "PUT" and "items" not in each]
        of_orders = [body for body in said if "quantityDelta" not in body]
        assert len(of_orders) == 5
        always = {"acceptMarketing": False, "externalFulfillment": True, "refererId": "POS"}
        assert all(always.items() <= body.items() for body in of_orders)
