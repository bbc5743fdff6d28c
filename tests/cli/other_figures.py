"""The published scenes with other figures: prices, rates, currencies, pieces, prices with tax or without.

What follows from other figures is not written down anywhere: `misses` says what must hold all the same.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

PLACES = {"EUR": 2, "CHF": 2, "CAD": 2, "JPY": 0, "KWD": 3}
COIN = {"CHF": Decimal("0.05"), "CAD": Decimal("0.05"), "JPY": Decimal(1), "KWD": Decimal("0.005")}
FACTORS = ("0.07", "0.31", "0.97", "1", "1.13", "3.7", "41.9", "977")
RATES = ("0", "0.9", "2.1", "2.6", "5.5", "7", "8.1", "9.975", "10", "13.5", "19", "20", "25.5", "27", "100")
METHODS = ("cash", "card", "transfer")
AMOUNTS = {"unit_price", "amount"}

Scene = dict[str, Any]
Order = dict[str, Any]


def other(scene: Scene, currency: str, seed: str) -> Scene:
    """The scene with other figures, which fit each other as its own do; named by the seed."""
    chance = random.Random(f"{seed} {scene['id']} {currency}")
    factor, times = Decimal(chance.choice(FACTORS)), chance.choice((1, 1, 2, 3, 7))
    rates: dict[str, str] = {}
    terms = {
        "currency": currency,
        "prices_include_tax": chance.random() < 0.6,
        "tax_rounding": chance.choice(("per_total", "per_line")),
    }
    odd = chance.random() < 0.3
    methods = dict(zip(METHODS, chance.sample(METHODS, 3), strict=True)) if chance.random() < 0.5 else {}

    def amount(written: str) -> str:
        if written.endswith("%"):
            return written
        exact = abs(Decimal(written)) * factor * Decimal("1" if currency != "JPY" else "100")
        jitter = Decimal(chance.randint(-3, 3)).scaleb(-PLACES[currency]) if odd else Decimal(0)
        rounded = exact.quantize(Decimal(1).scaleb(-PLACES[currency]), ROUND_HALF_UP)
        return f"{max(rounded + jitter, Decimal(1).scaleb(-PLACES[currency])):f}" if exact else written

    def rate(written: str) -> str:
        plus = "+" if written.startswith("+") else ""
        return plus + rates.setdefault(written, chance.choice(RATES))

    def changed(name: str, value: Any) -> Any:
        if name in terms:
            return terms[name]
        if isinstance(value, dict):
            return {key: changed(key, one) for key, one in value.items()}
        if name in ("tax_rates", "taxes_by_hand") and value:
            return [rate(one) for one in value]
        if isinstance(value, list):
            return [changed("", one) for one in value]
        if isinstance(value, str) and (name in AMOUNTS or name == "discount"):
            return amount(value)
        if name == "quantity" and isinstance(value, str):
            return f"{Decimal(value) * times:f}"
        if name == "method" and isinstance(value, str):
            return methods.get(value, value)
        if name == "sku":
            return _sku(value, seed, currency)
        return value

    steps = []
    for step in scene["steps"]:
        steps.append({"op": changed("", copy.deepcopy(step["op"]))})
        if chance.random() < 0.15:
            steps.append({"op": _more(chance, str(step["op"].get("order") or step["op"].get("as")))})
    stock = {_sku(sku, seed, currency): str(int(on_hand) * times) for sku, on_hand in scene["stock"].items()}
    steps += _end(steps)
    return {"id": f"{scene['id']}-{seed}", "currency": currency, "stock": stock, "steps": steps}


def _more(chance: random.Random, order: str) -> dict[str, Any]:
    """Something that was not in the scene: it changes nothing of what must hold."""
    do = chance.choice(("correct", "correct", "repay", "invoice", "deliver", "refund"))
    more: dict[str, Any] = {
        "correct": {"payment": chance.randint(1, 2), "method": chance.choice(METHODS)},
        "repay": {"payments": "as paid"},
        "deliver": {"delivery": {"how": "shipped"}},
        "refund": {"refund": {"lines": [{"line": chance.randint(1, 2), "quantity": "1"}]}},
    }
    return {"do": do, "order": order, **more.get(do, {})}


def _sku(sku: str, seed: str, currency: str) -> str:
    return f"{sku}-{seed}{currency}"


def _end(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each order is cancelled in the end, and all money given back."""
    orders = [step["op"]["as"] for step in steps if "as" in step["op"]]
    return [
        {"op": {"do": do, "order": order, "payments": "as paid"}}
        for order in orders
        for do in ("cancel", "repay")
    ]


def misses(order: Order, currency: str, *, cancelled: bool) -> Iterator[str]:
    """What does not hold of an order as a script reads it, in words."""

    def of(name: str) -> Decimal:
        return Decimal(order[name])

    left = sum((Decimal(one["left"]) for one in (*order["lines"], *order["charges"])), Decimal(0))
    worth = of("total") - of("credited")
    balance = worth + of("rounding") - of("paid") + of("refunded")
    coin = COIN.get(currency, Decimal(0))
    papers = {
        kind: [Decimal(one["total"]) for one in order["documents"] if one["kind"] == kind]
        for kind in ("invoice", "credit_note")
    }
    holds: dict[str, Callable[[], bool]] = {
        "what is due and to be given back is the balance": lambda: (
            of("due") - of("to_give_back") == balance and min(of("due"), of("to_give_back")) == 0
        ),
        "what is left of the parts is the total less what was credited": lambda: left == worth,
        "no part is less than nothing": lambda: all(
            Decimal(one["left"]) >= 0 for one in (*order["lines"], *order["charges"])
        ),
        "net and tax are the total": lambda: of("net") + of("tax") == of("total"),
        "no more is credited than was agreed": lambda: 0 <= of("credited") <= max(of("total"), Decimal(0)),
        "no more goes out than came in": lambda: of("refunded") <= of("paid") + coin,
        "invoices less credit notes are what is left": lambda: (
            not papers["invoice"] or sum(papers["invoice"]) - sum(papers["credit_note"]) == worth
        ),
        "pieces": lambda: all(
            0 <= Decimal(one["returned"]) <= Decimal(one["handed"])
            and Decimal(one["dropped"]) + Decimal(one["handed"]) <= Decimal(one["quantity"])
            for one in order["lines"]
        ),
        "the status of the money is that of the table": lambda: (
            order["payment_status"] == _status(order, cancelled=cancelled)
        ),
    }
    yield from (what for what, check in holds.items() if not check())


def _status(order: Order, *, cancelled: bool) -> str:
    """The first row that fits, of `after-sale.md`, section 3."""
    paid, refunded, credited = (Decimal(order[name]) for name in ("paid", "refunded", "credited"))
    worth = Decimal(order["total"]) - credited + Decimal(order["rounding"])
    kept = paid - refunded
    if not paid and not refunded:
        if cancelled or (worth == 0 and credited > 0):
            return "Cancelled"
        return "Paid" if worth <= 0 else "Awaiting payment"
    if worth > 0 and kept < worth:
        return "Awaiting payment" if kept <= 0 else "Part paid"
    if credited > 0 and refunded > 0:
        all_back = worth - Decimal(order["rounding"]) == 0 and not Decimal(order["to_give_back"])
        return "Refunded" if all_back else "Partially refunded"
    return "Paid"
