"""Time commands that only read or explain beside a bare Python.

    python tests/bench/bench_commands.py --rounds 15 [--data A_SHOP]

Every sample is a new process; a bare Python (`-c pass`) and the commands take turns. `within` starts the
Python of `.venv`; `from outside` is as a person types it: another Python starts, and gives its place to that
one. Without `--data` the demo shop is made. The limits are times of a bare Python in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

EXPLAINING, READING = 4, 20
"""As many times a bare Python they may take."""

COMMANDS = {
    "--version": EXPLAINING, "--help": EXPLAINING, "orders": READING, "order {number}": READING,
    "stock {sku}": READING,
}  # fmt: skip
BESIDE = ("products", "product {sku}", "customers", "orders mug", "price -", "verify", "document {number}")
"""Measured with them, without a limit."""

OUTSIDE = getattr(sys, "_base_executable", sys.executable)


def once(command: list[str], surroundings: dict[str, str]) -> float:
    """Milliseconds from the start of a new process to its end."""
    started = time.perf_counter()
    subprocess.run(command, env=surroundings, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return (time.perf_counter() - started) * 1000


def measure(rounds: int, folder: Path) -> dict[tuple[str, str], float]:
    """The median of each way and command; the ways take turns, and the first round is dropped."""
    from pos.shop import open_shop

    shop = open_shop(folder)
    (last,) = shop.orders.last(1)
    sku = shop.catalogue.list(limit=1)[0].variants[0].sku
    shop.close()
    ways: dict[tuple[str, str], list[str]] = {}
    for name, python in (("within", sys.executable), ("from outside", OUTSIDE)):
        ways[name, ""] = [python, "-c", "pass"]
        for command in (*COMMANDS, *BESIDE):
            words = [word.format(number=last.number, sku=sku) for word in command.split()]
            ways[name, command] = [python, str(ROOT / "pos"), *words]
    surroundings = {**os.environ, "COMPTOIR_DATA": str(folder)}
    found: dict[tuple[str, str], list[float]] = {way: [] for way in ways}
    for turn in range(-1, rounds):
        for way, command in ways.items():
            took = once(command, surroundings)
            if turn >= 0:
                found[way].append(took)
    return {way: statistics.median(samples) for way, samples in found.items()}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        if asked.data is None:
            from pos.founding import create_demo

            create_demo(Path(empty)).close()
        took = measure(asked.rounds, asked.data or Path(empty))
    good = True
    print(f"{'':<20}{'within':>12}{'x':>8}{'from outside':>16}{'x':>8}")
    for command in ("", *COMMANDS, *BESIDE):
        within, outside = took["within", command], took["from outside", command]
        times = within / took["within", ""], outside / took["from outside", ""]
        row = f"{within:>9.0f} ms{times[0]:>8.1f}{outside:>13.0f} ms{times[1]:>8.1f}"
        print(f"{command or 'a bare Python':<20}{row}")
        good &= max(times) <= COMMANDS.get(command, 10_000)
    print("within the limits" if good else "OVER THE LIMITS")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
