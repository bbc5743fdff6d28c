"""An order without tax is told the same way by all outputs: prices and amounts net, without a rate."""

from __future__ import annotations

from typing import Any

import pytest

from pos.shop import open_shop
from tests.cli.conftest import CommandLine


def document(included: bool, **line: str) -> dict[str, Any]:
    goods = {"name": "Vase", "quantity": "1", "unit_price": "30.00", "tax_rates": ["20"], **line}
    return {
        "prices_include_tax": included,
        "lines": [goods],
        "customer": {"name": "School", "tax_exempt": True},
    }


@pytest.mark.parametrize(
    ("included", "line", "price", "amount"),
    [
        (True, {}, "25.00", "25.00"),
        (True, {"quantity": "3"}, "25.00", "75.00"),
        (True, {"discount": "10%"}, "25.00", "22.50"),
        (True, {"unit_price": "35.00"}, "29.17", "29.17"),
        (False, {}, "30.00", "30.00"),
    ],
)
def test_an_exempt_order_is_net_in_every_output(
    till: CommandLine, included: bool, line: dict[str, str], price: str, amount: str
) -> None:
    written = document(included, **line)
    priced, placed = till.price(written), till.place(written)
    for told in (priced, placed, till.json("order", placed["number"])):
        (one,) = told["lines"]
        assert (one["unit_price"], one["amount"]) == (price, amount)
        assert (told["net"], told["tax"], told["total"]) == (amount, "0.00", amount)
    assert placed["lines"][0]["tax_rates"] == []
    shop = open_shop(till.folder)
    try:
        receipt = shop.documents.receipt(placed["number"]).document
    finally:
        shop.close()
    assert f"{receipt.lines[0].unit_price:.2f}" == price
