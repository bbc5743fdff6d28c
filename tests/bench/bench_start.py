"""Time the start beside a bare window (`shared/limits/l5_startup.py`), and weigh it after warm-up.

    python tests/bench/bench_start.py --rounds 9 [--data A_SHOP]...

Without `--data` two shops are made, of 1,000 and of 100,000 products. Every sample is a new process of this
interpreter; the ways take turns. `first paint` is spawn to the painted window; `first key` is from there to
the painted answer to a letter in the box; memory is what the process holds two seconds later.
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
SHARED = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared"))
sys.path[:0] = [str(ROOT), str(SHARED / "limits")]

import common  # noqa: E402
import l5_startup  # noqa: E402
import l6_import  # noqa: E402

MOST_OF_BARE = 1.3
MOST_MEMORY = 2.2
MOST_FOR_MORE_PRODUCTS = 1.05
FIRST_KEY = 1.0

RSS = "int(next(l for l in open('/proc/self/status') if l.startswith('VmRSS')).split()[1]) / 1024"
NOW = "time.clock_gettime(time.CLOCK_MONOTONIC)"
BARE = (
    (l5_startup.QT % "").split("#LATER")[0]
    + f"""
from PySide6.QtCore import QTimer
QTimer.singleShot(200, app.quit); app.exec()
print(0.0, {RSS}, flush=True)
"""
)
OURS = f"""
import os, sys, time
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, {str(ROOT)!r})
from ui.main import start
app, shell, crash = start(["--data", sys.argv[1]])
from PySide6.QtCore import QTimer
said = []
def press():
    from PySide6.QtTest import QTest
    QTest.keyClick(shell.line, "m")
    QTimer.singleShot(0, look)
def look():
    window = shell.inside
    ready = window is not None and window.shop is not None or getattr(window, "_whole", None)
    if not ready and {NOW} < said[0] + 5:
        return QTimer.singleShot(1, look)
    shell.repaint()
    said.append({NOW})
    QTimer.singleShot(2000, leave)
def leave():
    print(said[1] - said[0], {RSS}, flush=True)
    app.quit()
shell.show(); shell.line.setFocus(); app.processEvents(); shell.repaint()
said.append({NOW})
print(said[0], flush=True)
QTimer.singleShot(0, press)
app.exec()
shell.close()
"""


def surroundings(compiled: Path) -> dict[str, str]:
    """Return an environment in which modules are compiled once, as on any machine, but not into the tree."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(compiled)}


def once(code: str, folder: Path, compiled: Path) -> tuple[float, float, float]:
    """Return seconds to the first paint, seconds to the first answer, and megabytes, of one new process."""
    started = time.clock_gettime(time.CLOCK_MONOTONIC)
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env=surroundings(compiled),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    paint, rest = done.stdout.split("\n")[:2]
    answered, megabytes = rest.split()
    return float(paint) - started, float(answered), float(megabytes)


def shop_of(rows: int) -> Path:
    """Return the folder of a shop with so many products, made at the first run."""
    from pos.domain.shop.settings import NewShop
    from pos.shop import create_shop

    folder = Path(common.workdir()) / f"shop of {rows:,}"
    if not (folder / "shop.db").exists():
        shop = create_shop(folder, NewShop("Bench", "FR", "EUR", prices_include_tax=True))
        shop.imports.apply(shop.imports.preview(Path(l6_import.write_csv(rows))))
        shop.close()
    return folder


def measure(rounds: int, folders: list[Path], compiled: Path) -> dict[str, list[tuple[float, float, float]]]:
    """Let a bare window and the till take turns; the first round warms the disk and is dropped."""
    ways = {"bare window": (BARE, Path())} | {f"till, {folder.name}": (OURS, folder) for folder in folders}
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
    for turn in range(-1, rounds):
        for name, (code, folder) in ways.items():
            sample = once(code, folder, compiled)
            if turn >= 0:
                found[name].append(sample)
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--data", type=Path, action="append", default=[])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        folders = asked.data or [shop_of(1_000), shop_of(100_000)]
        found = measure(asked.rounds, folders, Path(empty) / "compiled")
    medians = {
        name: [statistics.median(column) for column in zip(*rows, strict=True)]
        for name, rows in found.items()
    }
    bare = medians.pop("bare window")
    print(f"{'':<28}{'first paint':>14}{'x':>7}{'first key':>12}{'memory':>10}{'x':>7}")
    print(f"{'bare window':<28}{bare[0] * 1000:>11.0f} ms{1:>7.2f}{'':>12}{bare[2]:>7.0f} MB{1:>7.2f}")
    good = True
    for name, (paint, key, memory) in medians.items():
        print(
            f"{name:<28}{paint * 1000:>11.0f} ms{paint / bare[0]:>7.2f}{key * 1000:>9.0f} ms"
            f"{memory:>7.0f} MB{memory / bare[2]:>7.2f}"
        )
        good &= paint <= MOST_OF_BARE * bare[0] and memory <= MOST_MEMORY * bare[2] and key <= FIRST_KEY
    rows = list(medians.values())
    good &= all(row[2] <= MOST_FOR_MORE_PRODUCTS * rows[0][2] for row in rows)
    print("within the limits" if good else "OVER THE LIMITS")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
