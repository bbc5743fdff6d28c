"""Killed between any two steps of a round, a till leaves both shops equal, each order there once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pos.services.stores.marks import keep_marks, read_marks
from tests.faults.rig import ROOT, needs_fork
from tests.services.stores.both_ways import Shops, shops_at
from tests.services.stores.invariants import KEY, prove
from tests.services.stores.killed import KINDS, REQUESTS, points_of

pytestmark = needs_fork
UNKEYED = {"create_order", "change_stock", "find_order"}
KEYED = {"try_key", "create_orders", "read_orders", "outcome", "add_stock"}
NAMES = [point for name in (*REQUESTS, *KINDS) for point in points_of(name)]
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


def go(shops: Shops, kill_at: str) -> tuple[int, set[str]]:
    """How the child ended, and the points that it passed."""
    shops.kit.close()
    asked = [str(shops.kit.folder), shops.kit.clock().isoformat(), f"{shops.web.url}/_standin/", kill_at]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.services.stores.killed", *asked],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr[-2000:]
    shops.kit.clock.advance(seconds=1200)
    shops.kit.reopen()
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
