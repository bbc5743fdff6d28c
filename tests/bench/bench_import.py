"""Time taking in a catalogue of 100,000 rows, beside parsing and validating the same file.

    python tests/bench/bench_import.py --rows 100000 --rounds 3

The yardstick is the row `parse + validate` of `shared/limits/l6_import.py`; ours ends searchable, journaled
and on disk.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMITS = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared")) / "limits"
sys.path[:0] = [str(ROOT), str(LIMITS)]

import common  # noqa: E402
import l6_import  # noqa: E402

from pos.domain.shop.settings import NewShop  # noqa: E402
from pos.shop import create_shop  # noqa: E402

MOST_OF_FLOOR = 12.0


def take_in(path: Path, rows: int) -> tuple[float, float, float]:
    """Seconds to read, to compare with the shop, and to write, in a new shop."""
    folder = common.workdir() / "import-run"
    shutil.rmtree(folder, ignore_errors=True)
    shop = create_shop(folder, NewShop("Bench", "FR", "EUR", True))
    started = time.perf_counter()
    preview = shop.imports.preview(path)
    read = time.perf_counter()
    result = shop.imports.apply(preview)
    written = time.perf_counter()
    assert result.created == rows
    assert shop.search.find(preview.file.products[0].name or "").hits
    shop.close()
    shutil.rmtree(folder)
    return read - started, written - read, written - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    path = l6_import.write_csv(arguments.rows)
    bare: list[float] = []
    own: list[tuple[float, float, float]] = []
    for turn in range(-1, arguments.rounds):
        started = time.perf_counter()
        for _ in l6_import.checked(path, []):
            pass
        floor = time.perf_counter() - started
        times = take_in(path, arguments.rows)
        if turn >= 0:
            bare.append(floor)
            own.append(times)
    floor = statistics.median(bare)
    print(f"\n## import of {arguments.rows} rows")
    print(f"{'parse + validate':<28} {floor:7.3f} s")
    for place, what in enumerate(("read and preview", "take in", "both")):
        seconds = statistics.median(times[place] for times in own)
        limit = f"  (at most {MOST_OF_FLOOR})" if what == "both" else ""
        print(f"{what:<28} {seconds:7.3f} s  x{seconds / floor:.2f}{limit}")


if __name__ == "__main__":
    main()
