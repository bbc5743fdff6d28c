"""Killed between any two steps of a round, a till leaves both shops equal, each order there once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pos.services.shop.secrets import Kept
from pos.services.stores.marks import keep_marks, read_marks
from tests.faults.rig import ROOT, needs_fork
from tests.services.stores.both_ways import TOKEN, Shops, shops_at, wish_for
from tests.services.stores.invariants import KEY, prove
from tests.services.stores.killed import KINDS, REQUESTS, points_of
from tests.shop_kit import ShopKit
from tests.stores.stand_in import StandIn, running

pytestmark = needs_fork
UNKEYED = {"create_order", "change_stock", "find_order"}
KEYED = {"try_key", "create_orders", "read_orders", "outcome", "add_stock"}
NAMES = [point for name in (*REQUESTS, *KINDS) for point in points_of(name)]
STEPS = 180
DAILY = {"after add_stock"}


def prepared(shops: Shops, *, keyed: bool) -> None:
    """Sales, goods in, an order to cancel, a web sale; the answers of the first writes are lost."""
    first, second = (str(one["sku"]) for one in shops.counted()[:2])
    cancelled = shops.sells(second, 2)
    shops.until_settled()
    shops.web.switches(batch_allowed=keyed, index_lag=5)
    shops.kit.clock.advance(seconds=1)
    forget_key(shops)
    lost = [("^/orders$", "POST"), ("/inventory$", "PUT")]
    on = [{"method": method, "path": path, "inner": keyed} for path, method in lost]
    shops.web.faults(rules=[{"on": one, "do": "500_after" if keyed else "408_after"} for one in on])
    shops.sells(first)
    shops.sells(first, 2)
    shops.receives(first, 5)
    shops.cancels(cancelled)
    shops.web_sells(second)


def forget_key(shops: Shops) -> None:
    """What is known of the token is asked anew."""
    marks = read_marks(shops.kit.shop.till, KEY)
    marks.keyed = {}
    keep_marks(shops.kit.shop.till, KEY, marks)


def go(shops: Shops, kill_at: str, deed: str = "") -> tuple[int, set[str]]:
    """How the child ended, and the points that it passed."""
    code, passed = child(shops.kit, shops.web, kill_at, deed)
    shops.kit.clock.advance(seconds=1200)
    shops.kit.reopen()
    return code, passed


def child_words(kit: ShopKit, web: StandIn, kill_at: str, deed: str) -> list[str]:
    """What it is told."""
    return [str(kit.folder), kit.clock().isoformat(), f"{web.url}/_standin/", kill_at, deed]


def child(kit: ShopKit, web: StandIn, kill_at: str, deed: str) -> tuple[int, set[str]]:
    """Run it on a closed shop: how it ended, and what it said."""
    kit.close()
    asked = child_words(kit, web, kill_at, deed)
    ended = subprocess.run(
        [sys.executable, "-m", "tests.services.stores.killed", *asked],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr[-2000:]
    return ended.returncode, set(ended.stdout.splitlines())


@pytest.mark.full
@pytest.mark.parametrize("keyed", [True, False])
def test_no_point_is_a_name_alone(ram: Path, keyed: bool) -> None:
    """Every point that is killed at below is truly passed: in the rounds with keys, or in those without."""
    with shops_at(ram) as shops:
        prepared(shops, keyed=keyed)
        code, passed = go(shops, "")
        assert code == 0
        others = UNKEYED - {"find_order"} if keyed else KEYED - {"try_key"}
        assert {one for one in NAMES if one.partition(" ")[2] not in others} <= passed
        shops.until_settled()
        prove(shops)


@pytest.mark.parametrize(
    "point", [pytest.param(one, marks=() if one in DAILY else pytest.mark.full) for one in NAMES]
)
def test_killed_there_both_shops_are_equal_afterwards(ram: Path, point: str) -> None:
    with shops_at(ram) as shops:
        prepared(shops, keyed=point.partition(" ")[2] not in UNKEYED)
        code, _passed = go(shops, point)
        assert code == -signal.SIGKILL, "the point was not passed"
        shops.web.faults(clear=True)
        shops.until_settled()
        prove(shops)


# every step there is


def more(shops: Shops) -> None:
    """What comes down too: an order of somebody new, a product that is new, one changed, one gone."""
    first, second, third = shops.counted()[2:5]
    shops.web_sells(first["sku"], 2, email="new@example.com", billingPerson={"name": "Nora New"})
    shops.web.server.api.page_trouble("insert_between", "/products", None)
    shops.web.web_edit(product=second["id"], set={"name": "Renamed there", "price": 21.5})
    shops.web.web_delete(product=third["id"])


def steps_to_kill_at(scene: str, most: int) -> list[int]:
    """Numbers of steps, a good part of them by chance."""
    return random.Random(scene).sample(range(1, most), most // 4)


@pytest.mark.full
@pytest.mark.parametrize("step", steps_to_kill_at("rounds", STEPS))
def test_killed_at_any_step_of_rounds_both_shops_are_equal_afterwards(ram: Path, step: int) -> None:
    with shops_at(ram) as shops:
        prepared(shops, keyed=bool(step % 3))
        more(shops)
        go(shops, f"#{step}")
        shops.web.faults(clear=True)
        shops.until_settled()
        prove(shops)


@pytest.mark.full
def test_there_are_so_many_steps(ram: Path) -> None:
    with shops_at(ram) as shops:
        prepared(shops, keyed=True)
        more(shops)
        _code, passed = go(shops, "")
        assert max(int(one[1:]) for one in passed if one.startswith("#")) >= STEPS


@pytest.mark.full
@pytest.mark.parametrize("step", steps_to_kill_at("connect", 60))
def test_killed_while_it_is_connected_it_is_connected_once_more(ram: Path, step: int) -> None:
    with running(products=12) as web:
        web.switches(rate=0)
        kit = ShopKit.create(ram / "shop")
        try:
            kit.clock.advance(seconds=5)
            child(kit, web, f"#{step}", "connect")
            kit.reopen()
            shops = Shops(kit, web)
            shops.sells(str(shops.counted()[0]["sku"]))
            shops.until_settled()
            prove(shops)
        finally:
            kit.close()


@pytest.mark.full
@pytest.mark.parametrize("step", range(1, 6))
def test_killed_while_it_is_disconnected_no_token_is_left_behind(ram: Path, step: int) -> None:
    with shops_at(ram) as shops:
        prepared(shops, keyed=True)
        shops.round()
        go(shops, f"#{step}", "disconnect")
        connecting = shops.kit.shop.stores.connecting
        store = connecting.current()
        assert store is not None
        if store.state == "off":
            assert connecting.token_kept(store) is Kept.NOWHERE
        wish = wish_for(shops.web.url)
        connecting.start(wish, TOKEN, connecting.test(wish, TOKEN))
        shops.web.faults(clear=True)
        shops.until_settled()
        prove(shops)
