"""Count what rounds with a web shop ask, and how much memory a first pull takes.

    python tests/bench/bench_store.py --orders 500 --products 20000 --samples 60

500 sales taken offline may take 5 requests a batch of 20 and 10 a round, 135; a difference 4 a variant; an
idle round 3, and no entry. A first pull of 20,000 products may take 60 MB more, and the requests over 8 a
second, times 1.2. The web shop is a stand-in; for the pull it is a process of its own, with its limit.
Last, a key, a scan and a sale beside a round, and without one (`bench_store_window.py`); 0 samples are none.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from pos.domain.stores.connection import StoreWish  # noqa: E402
from tests.services.stores.both_ways import shops_at  # noqa: E402
from tests.services.stores.counting import deltas, idle, night, orders_up  # noqa: E402
from tests.shared import shared  # noqa: E402
from tests.shop_kit import ShopKit  # noqa: E402


def counted(folder: Path, orders: int) -> list[tuple[str, float, float]]:
    """The requests of each kind of round, with what they may be."""
    with shops_at(folder, products=40) as shops:
        rows = [(f"{orders} orders, requests", *orders_up(shops, orders))]
        shops.until_settled()
        rows.append(("a difference of each variant, requests", *deltas(shops)))
        rows.append(("an idle round, requests", *idle(shops)))
        rows.append((f"a night over {len(shops.web.shop.products.live)} products, requests", *night(shops)))
        rows.append(("the round after it, requests", *idle(shops)))
        return rows


def pulled(folder: Path, products: int) -> list[tuple[str, float, float]]:
    """Seconds and memory of a first pull, with what they may be."""
    asked = [sys.executable, "ecwid.py", "--shop", "1", "--products", str(products)]
    server = subprocess.Popen(asked, cwd=shared("stores"), stdout=subprocess.PIPE, text=True)
    kit = ShopKit.create(folder / "pulled")
    try:
        assert server.stdout
        url = json.loads(server.stdout.readline())["url"]
        wish = StoreWish("ecwid", "4711", url, email="pos@shop.example")
        connecting = kit.shop.stores.connecting
        connecting.start(wish, "secret_full", connecting.test(wish, "secret_full"))
        before, began = _megabytes(), time.monotonic()
        report = kit.shop.stores.rounds.run()
        took = time.monotonic() - began
        assert report.stopped is None
        return [
            (f"first pull of {report.pulled['products']}, seconds", took, report.calls / 8 * 1.2),
            ("its memory, MB more", _megabytes() - before, 60),
        ]
    finally:
        kit.close()
        server.terminate()
        server.wait()


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print each figure, its limit, and whether it is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=500)
    parser.add_argument("--products", type=int, default=20_000)
    parser.add_argument("--samples", type=int, default=60)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="comptoir-bench-store-"))
    try:
        for name, found, most in pulled(folder, arguments.products) + counted(folder, arguments.orders):
            print(
                f"{name:45} {found:8.1f} of {most:8.1f}   {'met' if found <= most else 'NOT MET'}", flush=True
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if arguments.samples:
        window = [sys.executable, str(ROOT / "tests" / "bench" / "bench_store_window.py")]
        subprocess.run([*window, "--samples", str(arguments.samples)], check=False)


if __name__ == "__main__":
    main()
