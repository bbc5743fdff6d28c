"""The scenes after the sale with other figures: whatever they are, the sums hold and all ends at zero."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.cli.conftest import Opener
from tests.cli.other_figures import misses, other
from tests.cli.test_after_sale_vectors import COUNTRIES, CURRENCIES, catalogue, named, scenes
from tests.sample import everything, sample

SEEDS = tuple(f"s{n}" for n in range(4 if everything() else 1))
ENOUGH = 12
"""So many scenes in a daily run."""


@pytest.mark.parametrize("currency", sample(CURRENCIES, 1, seed=3))
def test_scenes_with_other_figures_hold_what_must_hold(opened: Opener, currency: str) -> None:
    of = [scene for one in CURRENCIES for scene in scenes(one)]
    every = [other(scene, currency, seed) for seed in SEEDS for scene in sample(of, ENOUGH, seed=5)]
    text = "name,sku,price,stock\n" + "".join(map(catalogue, every))
    where = ("--country", COUNTRIES[currency], "--currency", currency)
    till = opened(*where, "--person", "Lucie", catalogue=text)
    steps = [(scene, op) for scene in every for op in named(scene)]
    answers = []
    for seed in SEEDS:
        some = [(scene, op) for scene, op in steps if scene["id"].endswith(f"-{seed}")]
        said = till("--json", "order", "apply", till.write([op for _scene, op in some]), "--go-on")
        assert len(said.lines) == len(some), said.err
        answers += said.lines
    on_hand: dict[str, Decimal] = {
        sku: Decimal(count) for scene in every for sku, count in scene["stock"].items()
    }
    found: list[Any] = []
    cancelled: set[str] = set()
    done = 0
    for (scene, op), answer in zip(steps, answers, strict=True):
        if "error" in answer:
            assert answer["error"]["type"] != "Unforeseen", (scene["id"], op, answer)
            assert len(answer["error"]["message"]) >= 15
            continue
        done += 1
        if op["do"] in ("cancel", "void"):
            cancelled.add(answer["order"]["id"])
        for order in filter(None, (answer["order"], answer.get("returned"))):
            is_gone = order["id"] in cancelled
            found += [(scene["id"], op, what, order) for what in misses(order, currency, cancelled=is_gone)]
            is_over = is_gone and op["do"] in ("cancel", "repay") and not Decimal(order["to_give_back"])
            if is_over and (Decimal(order["due"]) or Decimal(order["paid"]) != Decimal(order["refunded"])):
                found.append((scene["id"], op, "money is left in the end", order))
        for one in answer["stock"]:
            on_hand[one["sku"]] += Decimal(one["change"])
            assert Decimal(one["on_hand"]) == on_hand[one["sku"]], (scene["id"], op)
    assert not found, (len(found), found[0])
    assert done > len(steps) // 2
    assert till("verify", "--rebuild").status == 0
