"""An order as it stands in the web shop: for whom, what it weighs, and which taxes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CommandLine
from tests.stores.stand_in import StandIn, running

DOCUMENT: dict[str, Any] = {
    "lines": [
        {"name": "Soap", "quantity": "0.160", "unit_price": "50.00", "tax_rates": ["20"]},
        {"name": "Book", "quantity": "1", "unit_price": "21.10", "tax_rates": ["5.5"]},
        {"name": "Engraving", "quantity": "3", "unit_price": "6.00", "tax_rates": ["20"]},
    ],
    "discount": "5%",
    "charges": [
        {"kind": "delivery", "name": "Local delivery", "amount": "6.00", "tax_rates": ["20"]},
        {"kind": "handling", "name": "Gift box", "amount": "1.50", "tax_rates": ["20"]},
        {"kind": "surcharge", "name": "Candle", "amount": "2.11", "tax_rates": ["5.5"]},
        {"kind": "surcharge", "name": "Tip", "amount": "2.00", "tax_rates": []},
    ],
    "customer": {"email": "lucie@example.com", "name": "Lucie Martin", "company": "Atelier Sud"},
    "fulfilment": {
        "method": "delivery", "name": "Local delivery",
        "address": {
            "name": "Anna Brontë", "street": ["8 quai"], "postcode": "67000", "city": "Strasbourg",
            "region": "", "country": "FR",
        },
    },
    "payments": [{"method": "cash", "amount": "500.00"}],
}  # fmt: skip


@pytest.fixture
def web(bare: CommandLine, tmp_path: Path) -> Iterator[StandIn]:
    with running(products=3, orders=0, customers=0) as found:
        bare.json("init", "--name", "Atelier", "--country", "FR")
        (tmp_path / "token").write_text("secret_full")
        bare.json(
            "store", "connect", "--store", "4711", "--token-file", str(tmp_path / "token"), "--names",
            "--url", f"{found.url}/api/v3", "--settle", "2", "--pos-email", "pos@shop.example",
        )  # fmt: skip
        yield found


def test_an_order_with_everything_stands_there_as_on_its_receipt(bare: CommandLine, web: StandIn) -> None:
    placed = bare.place(DOCUMENT)
    bare.json("store", "sync")
    (order,) = web.shop.orders.live.values()
    assert Decimal(str(order["total"])) == Decimal(placed["total"])
    bill, parcel = order["billingPerson"], order["shippingPerson"]
    assert (bill["name"], bill["companyName"], bill["street"]) == ("Lucie Martin", "Atelier Sud", "8 quai")
    assert (parcel["name"], parcel["street"], "companyName" in parcel) == ("Anna Brontë", "8 quai", False)
    assert [one["name"] for one in order["items"]] == ["Soap 0.16 at 50.00", "Book", "Engraving"]
    taxes = [Decimal(str(one["tax"])) for one in order["items"]]
    assert sum(taxes) == Decimal(str(order["tax"])) == Decimal(placed["tax"])
    by_rate: dict[Any, Decimal] = {}
    for part in (part for one in order["items"] for part in one["taxes"]):
        by_rate[part["value"]] = by_rate.get(part["value"], Decimal(0)) + Decimal(str(part["total"]))
    assert by_rate == {
        Decimal(one["rate"]): Decimal(one["tax"]) for one in placed["taxes"] if one["rate"] != "0"
    }
    assert all(
        Decimal(str(one["tax"])) == sum(Decimal(str(part["total"])) for part in one["taxes"])
        for one in order["items"]
    )
