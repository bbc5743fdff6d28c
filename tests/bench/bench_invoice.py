"""An A4 invoice of 5 and of 200 lines beside the row `canvas ttf` of `shared/limits/l4_pdf.py`.

    python tests/bench/bench_invoice.py --rounds 40

Both draw the same names and prices, in turn in one process. The yardstick has one face, four texts a line and
no code; the invoice has two faces, five columns, rates, carried sums and a payment code worked out anew.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COMPTOIR_SHARED", ROOT.parent / "shared"))
sys.path[:0] = [str(ROOT), str(SHARED / "limits")]

import common  # noqa: E402
import l4_pdf  # noqa: E402
from reportlab import rl_config  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402

from pos.contacts.bank import epc_payload  # noqa: E402
from pos.documents.invoice import draw_invoice  # noqa: E402
from pos.domain.money.amounts import Money  # noqa: E402
from pos.domain.money.pricing import TaxRow  # noqa: E402
from pos.domain.orders.orders import OrderLine  # noqa: E402
from pos.domain.papers.invoices import InvoiceDocument  # noqa: E402
from tests.documents.invoices import invoice  # noqa: E402
from tests.documents.papers import worth  # noqa: E402

MOST_OF_CANVAS = 1.5


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    pdfmetrics.registerFont(TTFont("Body", str(SHARED / "fonts" / "DejaVuSans.ttf")))
    good = True
    for count in (5, 200):
        order = l4_pdf.order(count)
        jobs = {
            "canvas ttf": yardstick(order),
            "invoice, A4": drawing(order),
        }
        result = common.interleave(jobs, rounds if count < 100 else max(10, rounds // 2))
        common.show(f"invoice of {count} lines", result)
        ratio = statistics.median(result["invoice, A4"]) / statistics.median(result["canvas ttf"])
        good &= ratio <= MOST_OF_CANVAS
        verdict = "met" if ratio <= MOST_OF_CANVAS else "MISSED"
        print(f"{ratio:.2f} x canvas ttf, at most {MOST_OF_CANVAS:g}: {verdict}")
    return 0 if good else 1


def yardstick(order: dict[str, list[tuple[str, int, int]]]) -> Callable[[], bytes]:
    """The yardstick with reportlab as it comes, as in its own run."""

    def draw() -> bytes:
        rl_config.useA85 = 1
        return l4_pdf.canvas(l4_pdf.pages(order, False), "Body")

    return draw


def drawing(order: dict[str, list[tuple[str, int, int]]]) -> Callable[[], bytes]:
    """Draws the yardstick's order, each time under another number."""
    doc = document(order["lines"])
    numbers = itertools.count(87)

    def draw() -> bytes:
        number = f"A-2026-{next(numbers):06d}"
        bank = doc.bank
        code = epc_payload(doc.still_due, holder=bank.holder, iban=bank.iban, bic=bank.bic, reference=number)
        return draw_invoice(replace(doc, number=number, bank=replace(bank, reference=number, code=code)))

    return draw


def document(lines: list[tuple[str, int, int]]) -> InvoiceDocument:
    """The invoice of these names, quantities and prices."""
    rows = tuple(
        OrderLine(
            name,
            Decimal(quantity),
            Decimal(each).scaleb(-2),
            worth(Money(quantity * each, "EUR")),
            taxes=("20",),
        )
        for name, quantity, each in lines
    )
    net = Money(sum(row.amount.minor for row in rows), "EUR")
    tax = Money(net.minor // 5, "EUR")
    return invoice(rows=rows, net=net, tax=tax, total=net + tax, taxes=(TaxRow("20", net, tax),))


if __name__ == "__main__":
    sys.exit(main())
