"""Every row of the table of faults: what goes wrong there, and what both shops say afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos.domain.stores.connection import StoreWish
from pos.domain.stores.rounds import RoundReport
from pos.services.stores.marks import forget_marks, keep_marks, read_marks
from tests.services.stores.both_ways import SETTLE, Shops, shops_at
from tests.services.stores.invariants import INVARIANTS, KEY, prove
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

BATCH = {"method": "POST", "path": "^/batch$"}
ORDER = {"method": "POST", "path": "^/orders$", "inner": True}
DELTA = {"method": "PUT", "path": "/inventory$", "inner": True}
PLAIN = {"method": "PUT", "path": "/inventory$"}


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram) as both:
        yield both


def fails(shops: Shops, on: dict[str, Any], do: str, times: int = 1, **more: Any) -> None:
    shops.web.faults(rules=[{"on": on, "do": do, "times": times, **more}])


def day(shops: Shops) -> str:
    """Two sales and goods in; the SKU."""
    sku = str(shops.counted()[0]["sku"])
    shops.sells(sku)
    shops.sells(sku, 2)
    shops.receives(sku, 5)
    return sku


def afterwards(shops: Shops) -> None:
    shops.web.faults(clear=True)
    shops.until_settled()
    prove(shops)


@pytest.mark.parametrize("keyed", [True, pytest.param(False, marks=pytest.mark.full)])
@pytest.mark.parametrize(
    "do", ["drop_after", *(pytest.param(one, marks=pytest.mark.full) for one in ("reset_after", "truncate"))]
)
def test_answer_lost_after_a_create(shops: Shops, do: str, keyed: bool) -> None:
    shops.web.switches(batch_allowed=keyed)
    fails(shops, BATCH if keyed else {"method": "POST", "path": "^/orders$"}, do, 3)
    day(shops)
    shops.round()
    afterwards(shops)


@pytest.mark.full
@pytest.mark.parametrize("keyed", [True, False])
def test_the_same_before_the_write(shops: Shops, keyed: bool) -> None:
    shops.web.switches(batch_allowed=keyed)
    fails(shops, BATCH if keyed else {"method": "POST", "path": "^/orders$"}, "drop_before", 3)
    day(shops)
    shops.round()
    afterwards(shops)


@pytest.mark.full
@pytest.mark.parametrize("do", ["408_after", "500_before", "502_after", "html", "nobody"])
def test_an_unclear_answer_is_never_a_no(shops: Shops, do: str) -> None:
    fails(shops, BATCH, do, 4)
    day(shops)
    shops.round()
    assert not shops.kit.rows("SELECT 1 FROM store_upload WHERE ended = 'no'")
    afterwards(shops)


@pytest.mark.full
@pytest.mark.parametrize("do", ["500_before", "500_after"])
def test_an_inner_trouble_with_and_without_effect(shops: Shops, do: str) -> None:
    fails(shops, ORDER, do)
    day(shops)
    shops.round()
    afterwards(shops)


@pytest.mark.parametrize("do", ["500_after", pytest.param("500_before", marks=pytest.mark.full)])
@pytest.mark.parametrize("keyed", [True, False])
def test_lost_answer_of_a_delta_with_a_web_sale_between(shops: Shops, do: str, keyed: bool) -> None:
    shops.web.switches(batch_allowed=keyed, index_lag=15)
    sku = str(shops.counted()[0]["sku"])
    fails(shops, DELTA if keyed else PLAIN, do)
    shops.receives(sku, 4)
    shops.round()
    shops.web_sells(sku)
    afterwards(shops)
    assert not shops.asked


def test_a_web_sale_of_the_same_size_is_asked_or_right_and_never_guessed(shops: Shops) -> None:
    sku = str(shops.counted()[0]["sku"])
    shops.receives(sku, -1)
    fails(shops, DELTA, "500_before")
    shops.round()
    order = shops.web_sells(sku)
    shops.later(1)
    shops.web_sets(order, trackingNumber="RX1")  # changed since: whether it lowered nobody says
    shops.web.faults(clear=True)
    shops.until_settled()
    assert shops.asked == {sku}
    prove(shops)


@pytest.mark.full
def test_a_key_that_is_forgotten_is_not_used_again(shops: Shops) -> None:
    fails(shops, BATCH, "drop_after", 3, skip=1)
    day(shops)
    shops.round()
    shops.later(3700)
    afterwards(shops)


@pytest.mark.full
def test_search_that_is_later_than_it_may_shows_the_double(shops: Shops) -> None:
    shops.web.switches(index_lag=10 * SETTLE)
    fails(shops, ORDER, "500_after")
    sku = str(shops.counted()[0]["sku"])
    shops.sells(sku)
    for _round in range(6):
        shops.round()
        shops.later()
    assert len(shops.ours) == 2
    shops.later(10 * SETTLE)
    shops.web_sells(sku)
    shops.later(10 * SETTLE)
    shops.round()
    assert "order_doubled" in {one.kind for one in shops.kit.shop.exceptions.all()}


@pytest.mark.full
def test_a_foreign_batch_before_ours(shops: Shops) -> None:
    shops.web.switches(batch_delay=300)
    day(shops)
    shops.round()
    assert shops.kit.rows("SELECT DISTINCT ended FROM store_upload WHERE what = 'order'") == [("",)]
    afterwards(shops)


@pytest.mark.full
def test_a_foreign_batch_that_takes_longer_than_a_key_lives(shops: Shops) -> None:
    shops.web.switches(batch_delay=4000)
    day(shops)
    shops.round()
    shops.later(3100)
    shops.round()
    shops.web.switches(batch_delay=0)
    for _round in range(4):
        shops.later(1200)
        shops.round()
    afterwards(shops)


@pytest.mark.full
def test_the_word_to_wait_is_waited_out(shops: Shops) -> None:
    fails(shops, {"method": "GET"}, "429", arg=1)
    day(shops)
    afterwards(shops)


def test_told_to_wait_where_an_earlier_answer_was_lost_is_no_no(shops: Shops) -> None:
    fails(shops, BATCH, "408_after", 3, skip=1)
    day(shops)
    shops.round()
    fails(shops, BATCH, "429", 9, arg=100)
    assert shops.round().stopped is not None
    assert not shops.kit.rows("SELECT 1 FROM store_upload WHERE ended = 'no'")
    rest = read_marks(shops.kit.shop.till, KEY).rest_until
    assert rest > 0
    calls = len(shops.web.calls)
    assert shops.round().calls == 0, "it wants nobody to ask"
    assert len(shops.web.calls) == calls
    shops.web.server.blocked.clear()
    _forget_rest(shops)
    afterwards(shops)


def _forget_rest(shops: Shops) -> None:
    """The minutes are over."""
    marks = read_marks(shops.kit.shop.till, KEY)
    marks.rest_until = 0
    keep_marks(shops.kit.shop.till, KEY, marks)


@pytest.mark.full
@pytest.mark.parametrize(("do", "kind"), [("revoke", "StoreToken"), ("plan402", "StorePlan")])
def test_a_token_revoked_mid_round_and_a_plan_that_ended(shops: Shops, do: str, kind: str) -> None:
    fails(shops, {"method": "POST", "path": "^/batch$"}, do)
    day(shops)
    before = len(shops.web.calls)
    assert type(shops.round().stopped).__name__ == kind
    stopped = len(shops.web.calls)
    assert stopped - before <= 3
    assert type(shops.round().stopped).__name__ == kind
    assert shops.kit.shop.stores.rounds.standing().orders + shops.kit.shop.stores.rounds.standing().doubt == 2
    shops.web.switches(free_plan=False)
    shops.web.tokens(grant={"secret_full": None})
    shops.kit.clock.advance(hours=2)
    connecting = shops.kit.shop.stores.connecting
    wish = StoreWish("ecwid", "4711", f"{shops.web.url}/api/v3", settle=SETTLE, email="pos@shop.example")
    shops.web.tokens(grant={"secret_other": None})
    connecting.start(wish, "secret_other", connecting.test(wish, "secret_other"))
    afterwards_but_token(shops)


def afterwards_but_token(shops: Shops) -> None:
    """As afterwards, with another token than the first."""
    shops.web.faults(clear=True)
    shops.until_settled()
    for number in sorted(INVARIANTS.keys() - {21}):
        INVARIANTS[number](shops)


@pytest.mark.full
def test_rows_inserted_moved_and_deleted_while_paging(ram: Path) -> None:
    with shops_at(ram, products=230) as shops:
        shops.web.faults(
            rules=[
                {"on": {"method": "GET", "path": "^/products$"}, "do": do, "times": 1, "skip": skip}
                for skip, do in enumerate(("insert_between", "move_between", "delete_between"))
            ]
        )
        forget_marks(shops.kit.shop.till, KEY)
        shops.round()
        shops.web.faults(clear=True)
        shops.until_settled()
        prove(shops)


@pytest.mark.full
def test_a_product_deleted_before_its_sale_goes_up(shops: Shops) -> None:
    first, second = shops.counted()[:2]
    shops.sells(first["sku"])
    shops.sells(second["sku"])
    shops.web.web_delete(product=first["id"])
    afterwards(shops)
    assert "product_gone" in {one.kind for one in shops.kit.shop.exceptions.all()}


@pytest.mark.full
def test_a_refused_order_is_parked_with_its_text(shops: Shops) -> None:
    sku = str(shops.counted()[0]["sku"])
    for _sale in range(3):
        shops.sells(sku)
    fails(shops, {**ORDER, "body": shops.sold[1]}, "400_before")
    shops.round()
    afterwards(shops)
    assert "order_refused" in {one.kind for one in shops.kit.shop.exceptions.all()}


def test_a_public_number_used_again_after_a_deletion(shops: Shops) -> None:
    sku = str(shops.counted()[0]["sku"])
    shops.sells(sku)
    shops.until_settled()
    shops.web.web_delete(order=shops.ours[0]["id"])
    shops.web.shop.reuse_id = "deleted"
    shops.web_sells(sku)
    afterwards(shops)
    assert "order_gone" in {one.kind for one in shops.kit.shop.exceptions.all()}
    assert not shops.ours, "it was made again unasked"


@pytest.mark.parametrize("restocks", [True, False])
def test_an_order_cancelled_there_while_it_is_cancelled_here(shops: Shops, restocks: bool) -> None:
    shops.web.switches(cancel_restocks=restocks, refund_restocks=restocks)
    sku = str(shops.counted()[0]["sku"])
    number = shops.sells(sku, 2)
    shops.until_settled()
    shops.web.web_edit(order=shops.ours[0]["internalId"], set={"paymentStatus": "REFUNDED"})
    shops.cancels(number)
    shops.web.faults(clear=True)
    shops.until_settled()
    start = shops.start[sku]
    assert (shops.there(sku), shops.kit.in_stock(sku)) == (start, start) if restocks else True
    assert shops.there(sku) == shops.kit.in_stock(sku)


@pytest.mark.full
def test_a_clock_that_is_years_off(shops: Shops) -> None:
    shops.web.clock(advance=-5 * 365 * 86400)
    day(shops)
    fails(shops, BATCH, "drop_after", 4)
    shops.round()
    shops.web.faults(clear=True)
    shops.until_settled()
    assert len(shops.ours) == 2
    for one in shops.counted():
        assert shops.there(one["sku"]) == shops.kit.in_stock(one["sku"])


@pytest.mark.full
def test_negative_stock_and_a_figure_that_comes_and_goes(shops: Shops) -> None:
    one = shops.counted()[0]
    sku, start = str(one["sku"]), int(one["quantity"])
    shops.sells(sku, start + 2)
    shops.until_settled()
    prove(shops)
    with shops.web_does():
        shops.web.web_edit(product=one["id"], set={"unlimited": True})
    shops.receives(sku, 1)
    shops.until_settled()
    calls = shops.round().calls
    assert calls <= 3, "what is not counted there is asked for again and again"


@pytest.mark.full
def test_stock_that_another_system_runs_is_asked_once(shops: Shops) -> None:
    sku = str(shops.counted()[0]["sku"])
    fails(shops, DELTA, "400_before")
    shops.receives(sku, 2)
    shops.web.switches(locations=True)
    shops.web.faults(clear=True)
    shops.until_settled()
    asked = [one for one in shops.kit.shop.exceptions.all() if one.kind == "stock_refused"]
    assert len(asked) <= 1


@pytest.mark.full
def test_a_connection_that_is_silent_has_a_time_limit(shops: Shops) -> None:
    fails(shops, BATCH, "delay_after", arg=0.2)
    day(shops)
    afterwards(shops)


def test_sold_between_connecting_and_the_first_round(ram: Path) -> None:
    """What moves here while the products are still being read stays, and is told."""
    with running(products=12) as web:
        kit = ShopKit.create(ram / "shop")
        try:
            one = next(p for p in web.shop.products.live.values() if p.get("quantity", 0) > 5 and p["sku"])
            start, sku = int(one["quantity"]), str(one["sku"])
            kit.stocks(one["name"], sku=sku, price="18.00", quantity="50")
            shops = Early(kit, web, sku)
            shops.until_settled()
            assert (shops.there(sku), kit.in_stock(sku)) == (start - 2, start - 2)
        finally:
            kit.close()


class Early(Shops):
    """Somebody buys two before the first round."""

    def __init__(self, kit: ShopKit, web: StandIn, sku: str) -> None:
        self._early = sku
        super().__init__(kit, web)

    def round(self) -> RoundReport:
        if not self.sold:
            self.sells(self._early, 2)
        return super().round()
