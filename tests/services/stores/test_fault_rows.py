"""Faults that last: what is said, what waits, and that both shops are equal once they are over.

Each row of the table of faults, and the test that goes it against the stand-in:

| fault | test |
|---|---|
| answer lost, reset, cut after a create | test_faults: answer_lost_after_a_create |
| the same before the write | test_faults: the_same_before_the_write |
| 408, 500, 502, HTML, empty body | test_faults: an_unclear_answer_is_never_a_no |
| inner 500 with and without effect | test_faults: an_inner_trouble_with_and_without_effect |
| lost answer of a delta, web sale between | test_faults: lost_answer_of_a_delta…, a_web_sale_of_the_same… |
| key forgotten | test_faults: a_key_that_is_forgotten_is_not_used_again |
| search late, by more than settle | test_faults: search_that_is_later_than_it_may_shows_the_double |
| foreign batch before ours | test_faults: a_foreign_batch…; here: tills_sell_on_while… |
| 429, storm | test_faults: the_word_to_wait_is_waited_out, told_to_wait…; test_wire: a_long_wait… |
| token revoked, plan over mid-round | test_faults: a_token_revoked_mid_round…; here: a_plan_that_ended… |
| a right lost mid-round | here: a_right_that_is_lost_mid_round… |
| half-open, drip | here: a_line_that_is_silent_or_drips… |
| rows moved while paging | test_faults: rows_inserted_moved_and_deleted…; test_pages |
| product deleted before upload | test_faults: a_product_deleted_before_its_sale_goes_up |
| order refused | test_faults: a_refused_order_is_parked_with_its_text |
| public number used again | test_faults: a_public_number_used_again_after_a_deletion |
| edited there while offline here | test_catalogue, test_web_orders, cli: test_store_statuses |
| clock there years off, set back | test_faults: a_clock_that_is_years_off; here: a_clock_that_is_set… |
| undocumented effects on stock | test_round: a_cancelled_sale…; scenes |
| negative, unlimited, locations | test_faults: negative_stock…; here: stock_that_another_system_runs… |
| two tills, lease lost, holder dead | test_lease, test_lease_postgres, test_hub_faults |
| restored from an old backup | test_restored |
| disk full, kill, power cut | test_disk, test_killed |
| hostile web shop | tests/stores/test_hostile; here: a_web_shop_that_has_no_end…, markup… |
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos.services.stores import pages
from pos.services.stores.marks import read_marks
from pos.stores import ecwid
from pos.stores.wire import MOST_BYTES, Limits
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import KEY, prove
from tests.stores.spoiling import Spoiler

RIGHTS = ("read_catalog", "update_catalog", "read_orders", "create_orders", "update_orders")


@pytest.fixture
def shops(ram: Path) -> Iterator[Shops]:
    with shops_at(ram) as both:
        yield both


def asked(shops: Shops, kind: str) -> list[Any]:
    return [one for one in shops.kit.shop.exceptions.all() if one.kind == kind]


def a_day(shops: Shops) -> tuple[str, str]:
    """Something of everything that goes up: a sale, one to be paid, one cancelled since it went, goods in."""
    first, second = (str(one["sku"]) for one in shops.counted()[:2])
    before = shops.sells(first)
    shops.until_settled()
    shops.sells(first)
    shops.sells(second, paid=False)
    shops.receives(first, 5)
    shops.cancels(before)
    return first, second


def test_stock_that_another_system_runs_is_asked_once_and_can_be_left_out(shops: Shops) -> None:
    skus = [str(one["sku"]) for one in shops.counted()[:4]]
    before = {sku: shops.there(sku) for sku in skus}
    shops.web.switches(locations=True)
    for sku in skus:
        shops.receives(sku, 2)
    for _round in range(4):
        assert shops.round().stopped is None
        shops.later()
    (one,) = asked(shops, "stock_refused")
    assert one.choices == ("wait", "stop")
    assert {sku: shops.there(sku) for sku in skus} == before
    calls = shops.round().calls
    assert calls <= 3, "what is refused is not sent again and again"
    shops.kit.shop.exceptions.resolve(one.id, "stop")
    shops.round()
    assert not [call for call in shops.web.calls[-20:] if call["path"].endswith("/inventory")]
    assert "stock" not in shops.kit.shop.stores.connecting.required().syncs
    number = shops.sells(skus[0])
    shops.until_settled()
    assert number in {order["externalOrderId"] for order in shops.ours}, "orders go on"


@pytest.mark.full
def test_stock_that_is_run_there_no_more_is_told_after_all(shops: Shops) -> None:
    skus = [str(one["sku"]) for one in shops.counted()[:3]]
    shops.web.switches(locations=True)
    for sku in skus:
        shops.receives(sku, 2)
    shops.until_settled()
    shops.web.switches(locations=False)
    (one,) = asked(shops, "stock_refused")
    shops.kit.shop.exceptions.resolve(one.id, "wait")
    shops.until_settled()
    prove(shops)
    assert not asked(shops, "stock_refused")


@pytest.mark.parametrize(
    "right", [pytest.param(one, marks=pytest.mark.full) for one in RIGHTS[1:]] + [RIGHTS[0]]
)
def test_a_right_that_is_lost_mid_round_is_named_and_all_that_needs_it_waits(
    shops: Shops, right: str
) -> None:
    a_day(shops)
    shops.web.tokens(revoke=[])
    shops.web.shop.tokens["secret_full"].discard(right)
    report = shops.round()
    assert type(report.stopped).__name__ == "StoreScope"
    assert right in str(report.stopped)
    (one,) = asked(shops, "rights_lost")
    assert one.choices == ("wait", "reconnect")
    calls = len(shops.web.calls)
    for _round in range(5):
        assert type(shops.round().stopped).__name__ == "StoreScope"
    assert len(shops.web.calls) == calls, "nothing is asked before a person acts"
    shops.sells(str(shops.counted()[0]["sku"]))  # a sale is never refused
    shops.web.tokens(grant={"secret_full": None})
    shops.kit.shop.exceptions.resolve(one.id, "reconnect")
    shops.until_settled()
    prove(shops)
    assert not asked(shops, "rights_lost")


def test_a_plan_that_ended_is_asked_for_once_an_hour_and_goes_on_by_itself(shops: Shops) -> None:
    sku = str(shops.counted()[0]["sku"])
    shops.web.faults(rules=[{"on": {"path": "^/batch$"}, "do": "plan402"}])
    shops.sells(sku)
    assert type(shops.round().stopped).__name__ == "StorePlan"
    for minutes, calls in ((1, 0), (30, 0), (28, 0), (2, 1), (1, 0)):
        shops.wait(minutes * 60)
        before = len(shops.web.calls)
        report = shops.round()
        assert type(report.stopped).__name__ == "StorePlan"
        assert len(shops.web.calls) - before == calls, minutes
    assert "plan" in str(report.stopped).casefold()
    shops.web.switches(free_plan=False)
    shops.wait(3600)
    shops.until_settled()
    prove(shops)


@pytest.mark.parametrize(
    "do", ["half_open_after", *(pytest.param(one, marks=pytest.mark.full) for one in ("half_open", "slow"))]
)
def test_a_line_that_is_silent_or_drips_is_cut_and_what_was_sent_is_unclear(
    ram: Path, monkeypatch: pytest.MonkeyPatch, do: str
) -> None:
    short = functools.partial(ecwid.connected, limits=Limits(1, 0.5, 1))
    monkeypatch.setattr(ecwid, "connected", short)
    with shops_at(ram) as shops:
        a_day(shops)
        for on in ({"method": "POST", "path": "^/batch$"}, {"method": "GET", "path": "^/products$"}):
            shops.web.faults(rules=[{"on": on, "do": do, "times": 1, "arg": 4 if do == "slow" else 1.5}])
            said = str(shops.round().stopped)
            assert "said nothing" in said or said == "None", said  # the second try got an answer
        assert not shops.kit.rows("SELECT 1 FROM store_upload WHERE ended = 'no'")
        shops.web.faults(clear=True)
        shops.until_settled()
        prove(shops)


def test_tills_sell_on_while_the_batches_of_others_come_first(shops: Shops) -> None:
    sku, other = (str(one["sku"]) for one in shops.counted()[:2])
    shops.web.switches(batch_delay=400)
    for pieces in (1, 2):
        shops.sells(sku, pieces)
        shops.receives(other, pieces)
        report = shops.round()
        assert report.stopped is None
        assert report.standing.doubt + report.standing.orders >= 1
    assert not shops.ours
    shops.web.switches(batch_delay=0)
    shops.wait(500)
    shops.until_settled()
    prove(shops)


@pytest.mark.parametrize("years", [-5, pytest.param(5, marks=pytest.mark.full)])
def test_a_clock_that_is_set_years_off_hides_nothing_that_happens_there(shops: Shops, years: int) -> None:
    one, other = shops.counted()[:2]
    shops.until_settled()
    shops.web.clock(advance=years * 365 * 86400)
    shops.web_sells(one["sku"], 2)
    with shops.web_does():
        shops.web.web_edit(product=other["id"], set={"quantity": other["quantity"] + 3})
    shops.web.web_edit(product=other["id"], set={"name": "Bowl of the other clock"})
    shops.sells(str(other["sku"]))
    shops.until_settled()
    assert shops.kit.hit(other["sku"]).name.startswith("Bowl of the other clock")
    assert len(shops.kit.rows("SELECT 1 FROM orders WHERE channel = 'web' AND total = ?", _minor(one))) >= 1
    for each in shops.counted():
        assert shops.there(each["sku"]) == shops.kit.in_stock(each["sku"]), each["sku"]
    assert asked(shops, "clock")
    assert shops.kit.audit() == []
    shops.web.clock(advance=-years * 365 * 86400)
    shops.web_sells(one["sku"])
    shops.until_settled()
    assert shops.there(one["sku"]) == shops.kit.in_stock(one["sku"])
    assert shops.round().calls <= 3


def _minor(product: dict[str, Any]) -> int:
    """The total of two of them, in cents."""
    return round(product["price"] * 200)


def test_a_stamp_from_the_future_hides_nothing_that_changes_before(shops: Shops) -> None:
    """One product whose stamp is wrong is no reason to pass by all others."""
    first, other = shops.counted()[:2]
    first["updateTimestamp"] = 4_000_000_000
    shops.web.shop.products.touch(first["id"])
    shops.web.shop.took("products")
    shops.round()
    shops.later()
    shops.web.web_edit(product=other["id"], set={"name": "Changed since"})
    shops.until_settled()
    assert shops.kit.hit(other["sku"]).name.startswith("Changed since")
    assert read_marks(shops.kit.shop.till, KEY).high["products"] < 4_000_000_000 - 86400
    prove(shops)


# hostile


class Endless:
    """Lists that always have one more row than was read."""

    def __init__(self, path: str) -> None:
        self.path, self.pages = path, 0

    def __call__(self, path: str, answer: bytes) -> bytes:
        if path != self.path:
            return answer
        said = json.loads(answer)
        row = said["items"][0] if said.get("items") else self.row
        self.row = row
        self.pages += 1
        key = 100_000_000 + self.pages
        fields = {"id": key, "sku": f"E-{key}", "internalId": key, "combinations": []}
        return json.dumps({"total": 10**9, "count": 1, "items": [{**row, **fields}]}).encode()


def test_a_list_without_end_ends_with_a_sentence_and_what_was_sold_is_there(
    shops: Shops, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pages.MOST_PAGES * 100 == 10**6
    monkeypatch.setattr(pages, "MOST_PAGES", most := 20)
    sku = str(shops.counted()[0]["sku"])
    shops.web.web_edit(product=shops.counted()[0]["id"], set={"name": "Touched"})
    spoiler = Spoiler(shops.web)
    spoiler.change = endless = Endless("/products")
    number = shops.sells(sku)
    report = shops.round()
    assert "far too large" in str(report.stopped)
    assert endless.pages <= most + 2
    assert number in {one["externalOrderId"] for one in shops.ours}, "what goes up does not wait for it"
    spoiler.change = None
    shops.later()
    shops.until_settled()
    assert shops.kit.audit() == []
    assert shops.there(sku) == shops.kit.in_stock(sku)


def test_an_answer_of_gigabytes_ends_the_round_with_a_sentence(shops: Shops) -> None:
    sku = str(shops.counted()[0]["sku"])
    spoiler = Spoiler(shops.web)
    spoiler.change = lambda path, said: said if path != "/latest-stats" else b" " * (MOST_BYTES + 1) + said
    number = shops.sells(sku)
    assert "far too large" in str(shops.round().stopped)
    assert number in {one["externalOrderId"] for one in shops.ours}
    spoiler.change = None
    shops.until_settled()
    prove(shops)


def test_markup_and_prices_of_no_size_come_as_plain_text_or_not_at_all(shops: Shops) -> None:
    first, other = shops.counted()[:2]
    name = '<img src=x onerror="alert(1)"> & </para> {0.__class__} %s'
    shops.web.web_edit(
        product=first["id"], set={"name": name, "description": "<b>Fine</b><script>x</script>"}
    )
    spoiler = Spoiler(shops.web)
    spoiler.change = lambda path, said: (
        said.replace(f'"price": {other["price"]}'.encode(), b'"price": ' + b"9" * 400)
        if path == "/products"
        else said
    )
    before = shops.kit.rows("SELECT price FROM variant WHERE sku = ?", other["sku"])
    shops.web.web_edit(product=other["id"], set={"subtitle": "touched"})
    assert shops.round().stopped is None
    assert shops.kit.hit(first["sku"]).name == name, "it is text, as it stands"
    ((said,),) = shops.kit.rows(
        "SELECT p.description FROM product p JOIN variant v ON v.product_id = p.id WHERE v.sku = ?",
        first["sku"],
    )
    assert "<" not in str(said)
    assert "script" not in str(said)
    assert shops.kit.rows("SELECT price FROM variant WHERE sku = ?", other["sku"]) == before
    spoiler.change = None
    shops.sells(str(first["sku"]))
    shops.until_settled()
    prove(shops)
    assert shops.ours[-1]["items"][0]["name"].startswith(name[:20])
