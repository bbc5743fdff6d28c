"""WooCommerce as it answers: products with variations, orders both ways, no key, taxes of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from pos.domain.stores.answers import Done, Refused, Unclear, Why
from pos.domain.stores.goods import StoreCustomer
from pos.domain.stores.web_order import StoreChange
from pos.stores import woo
from pos.stores.pace import RequestLog
from tests.stores.stand_in import StandIn, running
from tests.stores.test_ecwid import SALE


@pytest.fixture
def store() -> Iterator[StandIn]:
    with running("woo") as one:
        yield one


def line_to(store: StandIn, token: str = "ck_full:cs_full") -> woo.Woo:
    line = woo.connected("shop", token, RequestLog(), url=f"{store.url}/wp-json/wc/v3", per_second=1000)
    store.lines.append(line)  # type: ignore[arg-type]
    return line


@pytest.mark.parametrize("warned", [False, True])
def test_the_shop_and_its_products_with_variations(store: StandIn, warned: bool) -> None:
    store.switches(php_warning=warned)
    line = line_to(store)
    probed = line.probe()
    assert isinstance(probed, Done)
    assert (probed.value.currency, probed.value.includes_tax) == ("EUR", True)
    assert [(one.id, one.percent) for one in probed.value.tax_table] == [("standard", Decimal(20))]
    page = line.products(0, 0)
    assert isinstance(page, Done)
    assert (len(page.value.items), page.value.total, page.value.after) == (40, 40, 0)
    sizes = next(one for one in page.value.items if one.combinations)
    assert [one.values[0][1] for one in sizes.combinations] == ["S", "M", "L"]
    assert all(one.counts for one in sizes.combinations)
    assert sizes.quantity is None
    alone = line.product(sizes.id)
    assert isinstance(alone, Done)
    assert alone.value == sizes
    figures = line.figures(sizes.id)
    assert isinstance(figures, Done)
    assert [one.combination for one in figures.value] == ["", *(one.id for one in sizes.combinations)]


def test_an_order_is_made_found_by_its_marker_and_followed(store: StandIn) -> None:
    line = line_to(store)
    assert line.create_orders([SALE], "key") == Refused(Why.RIGHT, "batch")
    made = line.create_order(SALE)
    assert isinstance(made, Done)
    back = line.order(made.value.internal)
    assert isinstance(back, Done)
    assert (back.value.payment_status, back.value.fulfilment_status) == ("PAID", "DELIVERED")
    assert (back.value.marker, back.value.number, back.value.referer) == (SALE.marker, SALE.number, "pos")
    assert [(one.name, one.quantity) for one in back.value.lines] == [
        (one.name, one.quantity) for one in SALE.lines
    ]
    found = line.find_order(SALE.marker, back.value.changed_at - 1000)
    assert isinstance(found, Done)
    assert [one.internal for one in found.value] == [made.value.internal]
    assert isinstance(line.set_status(made.value.internal, StoreChange("CANCELLED", "")), Done)
    over = line.order(made.value.internal)
    assert isinstance(over, Done)
    assert over.value.payment_status == "CANCELLED"


def test_stock_is_written_as_a_figure(store: StandIn) -> None:
    line = line_to(store)
    before = line.figures("100")
    assert isinstance(before, Done)
    (own,) = before.value
    assert own.quantity is not None
    assert isinstance(line.change_stock(own, -2), Done)
    after = line.figures("100")
    assert isinstance(after, Done)
    assert after.value == (replace(own, quantity=own.quantity - 2),)


def test_customers_and_refusals(store: StandIn) -> None:
    line = line_to(store)
    known = line.customers(0, 0)
    assert isinstance(known, Done)
    email = known.value.items[0].email
    again = line.make_customer(StoreCustomer("", email.upper(), "Zoë"))
    assert isinstance(again, Refused)
    assert again.why is Why.TAKEN
    found = line.customer_of(email)
    assert isinstance(found, Done)
    assert found.value is not None
    stranger = line_to(store, "ck_x:cs_x").probe()
    assert isinstance(stranger, Refused)
    assert stranger.why is Why.TOKEN
    reader = line_to(store, "ck_read:cs_read").create_order(SALE)
    assert isinstance(reader, Refused)
    assert (reader.why, reader.text) == (Why.RIGHT, "write")
    gone = line.order("1")
    assert isinstance(gone, Refused)
    assert gone.why is Why.GONE
    store.fault("drop_after", "POST", "^/orders$")
    assert isinstance(line.create_order(SALE), Unclear)
