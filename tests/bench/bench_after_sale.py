"""Time a refund and an edit of an order of 5 lines beside placing it, and how an order of 200 entries stands.

    python tests/bench/bench_after_sale.py --folder DIR --orders 100

All take turns on one disk in one process.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pos.domain.money.quantity import to_micro  # noqa: E402
from pos.domain.orders.amendment import Piece, Request  # noqa: E402
from pos.domain.orders.cart import Cart  # noqa: E402
from pos.services.orders.sold_order import order_story  # noqa: E402
from tests.shop_kit import ShopKit  # noqa: E402

MOST_OF_PLACING = 3.0
MOST_OF_STANDING = 5.0
"""Milliseconds."""

Answer = TypeVar("Answer")

LINES = 5
ENTRIES = 200


def main() -> int:
    """Print the table; 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=None, help="on the disk that is measured")
    parser.add_argument("--orders", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        kit = ShopKit.create(Path(folder) / "shop")
        for n in range(LINES):
            kit.stocks(f"P{n}", sku=f"P{n}", quantity="100000")
        times = _changes(kit, arguments.orders)
        stands = _standing(kit)
        kit.close()
    placing = statistics.median(times["place"])
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<10} {median * 1e3:7.3f} ms  x{median / placing:.2f}  (at most {MOST_OF_PLACING})")
    print(f"{'standing':<10} {stands * 1e3:7.3f} ms of {ENTRIES} entries  (at most {MOST_OF_STANDING} ms)")
    slow = any(statistics.median(taken) > MOST_OF_PLACING * placing for taken in times.values())
    return int(slow or stands * 1e3 > MOST_OF_STANDING)


def _changes(kit: ShopKit, orders: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {"place": [], "edit": [], "refund": []}
    edits, returns = kit.shop.after_sale.edits, kit.shop.after_sale.returns
    one = Request((Piece(1, to_micro(Decimal(1))),))
    for _ in range(orders):
        cart, tender = _cart(kit), kit.card(f"{54 * LINES}.00")
        taken, placed = _timed(lambda: kit.shop.checkout.place_order(cart, [tender]))  # noqa: B023
        times["place"].append(taken)
        more = edits.editable(placed.number).cart.with_quantity("1", Decimal(4))
        times["edit"].append(_timed(lambda: edits.edit(placed.number, more))[0])  # noqa: B023
        times["refund"].append(_timed(lambda: returns.refund(placed.number, one))[0])  # noqa: B023
    return times


def _standing(kit: ShopKit) -> float:
    """Seconds to say how an order of so many entries stands."""
    number = kit.shop.checkout.place_order(_cart(kit), unpaid=True).number
    for _ in range(ENTRIES - 1):
        kit.shop.order_changes.pay(number, [kit.card("1.00")])
    story = order_story(kit.shop.till.database.reader(), number)

    def stand() -> None:
        now = story.standing()
        _all = now.balance, now.payment_status, now.fulfilment_status, now.left, now.goods

    return statistics.median(_timed(stand)[0] for _ in range(20))


def _cart(kit: ShopKit) -> Cart:
    return kit.cart(*((f"P{n}", "3") for n in range(LINES)))


def _timed(act: Callable[[], Answer]) -> tuple[float, Answer]:
    started = time.perf_counter()
    answer = act()
    return time.perf_counter() - started, answer


if __name__ == "__main__":
    raise SystemExit(main())
