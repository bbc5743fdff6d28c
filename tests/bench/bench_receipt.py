"""Time a receipt's bytes: the shop's own beside the bare canvas of `shared/limits/l4_pdf.py`.

    python tests/bench/bench_receipt.py --rounds 60

Both draw five lines at 80 mm, in turn in one process. The yardstick has one face and no code; the receipt has
two faces, gray letters and a code that is worked out anew for every number.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared"))
sys.path[:0] = [str(ROOT), str(SHARED / "limits")]

import common  # noqa: E402
import l4_pdf  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402

from pos.documents.receipt import draw_receipt  # noqa: E402
from tests.documents.papers import FAIR_DAY, SEAL, line  # noqa: E402

MOST_OF_CANVAS = 2.0
SECOND_OF_FIRST = 0.5


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    five = replace(FAIR_DAY, lines=(*FAIR_DAY.lines, line("Card, linocut", "1", "4", "4.00")))
    numbers = itertools.count(214)

    def receipt(width_mm: int) -> bytes:
        number = f"A-{next(numbers):06d}"
        return draw_receipt(replace(five, number=number, code=f"#{number}"), seal=SEAL, width_mm=width_mm)

    first, second = timed(receipt), timed(receipt)
    pdfmetrics.registerFont(TTFont("Body", str(SHARED / "fonts" / "DejaVuSans.ttf")))
    order = l4_pdf.order(5)
    jobs = {
        "canvas ttf": lambda: l4_pdf.canvas(l4_pdf.pages(order, True), "Body"),
        "receipt, 80 mm": lambda: receipt(80),
        "receipt, 58 mm": lambda: receipt(58),
    }
    result = common.interleave(jobs, rounds)
    common.show("receipt of 5 lines, two faces and the code", result)
    floor = statistics.median(result["canvas ttf"])
    ratio = max(statistics.median(result[name]) for name in jobs if name.startswith("receipt")) / floor
    good = ratio <= MOST_OF_CANVAS and second <= first * SECOND_OF_FIRST
    print(f"first of the process {common.human(first)}, second {common.human(second)}")
    print(f"{ratio:.2f} x canvas ttf, at most {MOST_OF_CANVAS:g}: {'met' if good else 'MISSED'}")
    return 0 if good else 1


def timed(draw: Callable[[int], bytes]) -> float:
    started = time.perf_counter()
    draw(80)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
