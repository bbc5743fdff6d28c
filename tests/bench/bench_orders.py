"""Time the lists of orders against keyed reads of the same rows: open, scroll, filter, find, add up.

    python tests/bench/bench_orders.py --sizes 10000 1000000

A list may take 3 times what reading its rows by their keys takes, at any depth, and twice of what it takes
with 10,000 orders; the day's and the year's figures 3 times the read of the sums of the days. The orders of
`big_shop` are spread as a shop has them: some by phone, on a second till, by card, unpaid, promised, too much
paid. Each row says the median of 15 runs in milliseconds, the keyed reads, and how many times as long it is.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import big_shop  # noqa: E402
import common  # noqa: E402

from pos.domain.customers.customers import Customer  # noqa: E402
from pos.domain.orders.lists.filters import OrderFilter, Sort, Work, usual_sort  # noqa: E402
from pos.model import shop_file  # noqa: E402
from pos.model.database import raw  # noqa: E402
from pos.services.orders import lists  # noqa: E402
from pos.services.orders.search import index  # noqa: E402
from pos.shop import Shop, open_shop  # noqa: E402

PAGE, RUNS = 60, 15
BUYER = Customer("", name="Zénobie Kowalska", phone="+33698765432", email="zenobie@example.com")
BOUGHT = """UPDATE orders SET customer_id = (SELECT id FROM customer WHERE uid = ?), customer = ?
    WHERE id % 3001 = 17"""
SPREAD = (
    "UPDATE orders SET letter = 'B' WHERE id % 20 = 3",
    "UPDATE orders SET methods = '|card|' WHERE id % 3 = 1",
    "UPDATE orders SET methods = '|voucher|' WHERE id % 5021 = 7",
    "UPDATE orders SET channel = 'phone' WHERE id % 100 = 5",
    """UPDATE orders SET payment_status = 'Awaiting payment', paid = 0, methods = '|transfer|',
        pay_by = date(day, '+30 day') WHERE id % 500 = 5""",
    "UPDATE orders SET payment_status = 'Refunded' WHERE id % 4001 = 9",
    """UPDATE orders SET fulfilment_status = 'Awaiting processing', promised = date(day, '+3 day')
        WHERE id % 1000 = 5""",
    "UPDATE orders SET paid = total + 500 WHERE id % 1007 = 11",
    """INSERT INTO day_total SELECT day, letter, 'due', currency, count(*), sum(total - paid), 0, 0
        FROM orders WHERE payment_status = 'Awaiting payment' GROUP BY day, letter, currency""",
)


def shop_of(orders: int) -> Shop:
    """A copy of the shop with so many orders, with some of each kind of order in its tables."""
    folder = common.workdir() / f"lists-{orders}-{shop_file.TABLES}"
    if not (folder / "spread").exists():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(big_shop.template(orders), folder)
        shop = open_shop(folder)
        buyer = shop.customers.add(BUYER)
        with shop.till.database.write() as connection:
            for statement in SPREAD:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(BOUGHT, (bytes.fromhex(buyer.id), buyer.name))
            index.rebuild(raw(connection))
        shop.close()
        (folder / "spread").touch()
    return open_shop(folder)


def questions(shop: Shop) -> dict[str, Callable[[], object]]:
    """What is asked, by name."""
    orders, reader = shop.orders, shop.till.database.reader()
    count = reader.execute("SELECT max(id) FROM orders").fetchone()[0]
    placed, key, number = reader.execute(
        "SELECT placed, id, number FROM orders WHERE id = ?", (count // 2,)
    ).fetchone()
    deep = f"{placed} {key} - - {number}"
    name = reader.execute("SELECT name FROM order_line WHERE order_id = ?", (count // 3,)).fetchone()[0]
    word = max(name.split(), key=len)

    def ask(text: str = "", before: str = "", **asked: object) -> Callable[[], object]:
        wanted = OrderFilter(**asked)  # type: ignore[arg-type]
        return lambda: orders.find(text, wanted, before=before, limit=PAGE)

    works = {f"list {work.value}": ask(work=work, sort=usual_sort(work)) for work in Work}
    return {
        "open": ask(),
        "page in the middle": ask(before=deep),
        "oldest first": ask(sort=Sort.OLDEST),
        **works,
        "status refunded": ask(payment="Refunded"),
        "status paid": ask(payment="Paid"),
        "by phone": ask(channel="phone"),
        "till B": ask(letter="B"),
        "by card": ask(method="card"),
        "by voucher": ask(method="voucher"),
        "by phone on till A by card": ask(channel="phone", letter="A", method="card"),
        "a month": ask(since="2026-03-01", until="2026-03-31"),
        "number": ask(number),
        "part of a number": ask(number[-5:]),
        "customer": ask(BUYER.name),
        "customer, a piece of the phone": ask(BUYER.phone[-6:]),
        "goods": ask(word),
        "goods, whole name": ask(name),
        "goods unpaid": ask(word, work=Work.TO_BE_PAID),
        "goods by phone": ask(word, channel="phone"),
        "goods to give back": ask(word, work=Work.TO_GIVE_BACK),
        "goods late": ask(word, work=Work.LATE),
        "goods by voucher on till B": ask(word, method="voucher", letter="B"),
        "goods of a month": ask(word, since="2025-03-01", until="2025-03-31"),
        "nothing like it": ask("zzqqxx"),
    }


def median(run: Callable[[], object]) -> float:
    """Milliseconds."""
    run()
    taken = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def keyed(shop: Shop, rows: object) -> Callable[[], object]:
    """Each of the rows by its key, as an order of a list."""
    assert isinstance(rows, tuple)
    reader = shop.till.database.reader()
    keys = [int(row.cursor.split(" ")[1]) for row in rows]
    sql = f"{lists.COLUMNS} FROM orders o WHERE o.id = ?"
    return lambda: [lists.order_row(reader.execute(sql, (key,)).fetchone()) for key in keys]


def figures(shop: Shop) -> None:
    """The day's and the year's figures, equal to the sum over the orders."""
    reader = shop.till.database.reader()
    (day,) = reader.execute("SELECT max(day) FROM orders").fetchone()
    for name, since in (("the day's figures", day), ("the year's figures", f"{day[:4]}-01-01")):
        asked = OrderFilter(since=since)
        sums = shop.orders.sums(asked)
        count, total = reader.execute(
            "SELECT count(*), sum(total - credited + rounding) FROM orders WHERE day >= ?", (since,)
        ).fetchone()
        assert (sums.count, sums.total.minor) == (count, total), name
        floor = median(partial(_summary, reader, since))
        say(name, median(partial(shop.orders.sums, asked)), floor, count)


def _summary(reader: sqlite3.Connection, since: str) -> list[object]:
    """The sums of the days, read bare."""
    sql = "SELECT kind, sum(count), sum(gross) FROM day_total WHERE day >= ? GROUP BY kind"
    return reader.execute(sql, (since,)).fetchall()


def say(name: str, took: float, floor: float, rows: int) -> None:
    ratio = f"{took / floor:5.1f} x" if floor > 0.001 else "      -"
    print(f"{name:28} {took:9.3f} {floor:9.3f} {ratio} {rows:8}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 1_000_000])
    for orders in parser.parse_args().sizes:
        shop = shop_of(orders)
        print(f"# {orders} orders\n{'question':28} {'ms':>9} {'by keys':>9}    ratio     rows")
        for name, ask in questions(shop).items():
            rows = ask()
            assert isinstance(rows, tuple)
            say(name, median(ask), median(keyed(shop, rows)), len(rows))
        say("all chips counted", median(shop.orders.waiting), 0, len(Work))
        figures(shop)
        shop.close()


if __name__ == "__main__":
    main()
