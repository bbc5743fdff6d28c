"""The published scenes after the sale, through `order apply`: money, goods, papers, stock."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.cli.conftest import CommandLine, Opener
from tests.sample import sample
from tests.shared import shared

CURRENCIES = ("EUR", "CHF", "CAD", "JPY", "KWD")
COUNTRIES = {"EUR": "FR", "CHF": "CH", "CAD": "CA", "JPY": "JP", "KWD": "KW"}


def scenes(currency: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shared("vectors/after-sale.json").read_text("utf-8"))["vectors"]
    return [one for one in found if one["currency"] == currency]


def catalogue(scene: dict[str, Any]) -> str:
    """What the scene sells, as it is on the shelf before it begins."""
    lines = [
        line
        for step in scene["steps"]
        for document in (step["op"].get("document"), step["op"].get("exchange", {}).get("order"))
        if document
        for line in document["lines"]
    ]
    lines += [
        line
        for step in scene["steps"]
        for line in step["op"].get("change", {}).get("lines", [])
        if "sku" in line
    ]
    prices = {line["sku"]: line["unit_price"] for line in lines if "sku" in line}
    return "".join(f"{sku},{sku},{prices.get(sku, 1)},{on_hand}\n" for sku, on_hand in scene["stock"].items())


def named(scene: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations with names of orders that no other scene has."""
    operations = []
    for step in scene["steps"]:
        op = json.loads(json.dumps(step["op"]))
        if "as" in op:
            op["as"] = f"{scene['id']}-{op['as']}"
        if "order" in op:
            op["order"] = f"${scene['id']}-{op['order']}"
        operations.append(op)
    return operations


def rows(taxes: list[dict[str, str]]) -> list[dict[str, str]]:
    wanted = [{name: row[name] for name in ("rate", "net", "tax")} for row in taxes]
    kept = (row for row in wanted if Decimal(row["net"]) or Decimal(row["tax"]))
    return sorted(kept, key=lambda row: row["rate"])


def shown(order: dict[str, Any], expect: dict[str, Any]) -> dict[str, Any]:
    """What the scene speaks of, as the order says it."""
    plain = set(expect) - {"taxes", "documents", "on_hand", "credit", "given_back"}
    papers = [
        {"kind": one["kind"], "total": one["total"]} for one in order["documents"] if one["kind"] != "receipt"
    ]
    return {**{name: order[name] for name in plain}, "taxes": rows(order["taxes"]), "documents": papers}


def wanted(expect: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in expect.items() if name not in ("on_hand", "credit", "given_back")}
    return {**kept, "taxes": rows(expect["taxes"])}


@pytest.mark.parametrize("currency", sample(CURRENCIES, 1))
def test_all_scenes_of_a_currency(opened: Opener, currency: str) -> None:
    every = scenes(currency)
    text = "name,sku,price,stock\n" + "".join(map(catalogue, every))
    where = ("--country", COUNTRIES[currency], "--currency", currency)
    till = opened(*where, "--person", "Lucie", catalogue=text)
    operations = [op for scene in every for op in named(scene)]
    said = till("--json", "order", "apply", till.write(operations), "--go-on")
    assert len(said.lines) == len(operations), said.err
    steps = [(scene["id"], step) for scene in every for step in scene["steps"]]
    for (scene_id, step), answer in zip(steps, said.lines, strict=True):
        _compare(scene_id, step, answer)


def _compare(scene: str, step: dict[str, Any], answer: dict[str, Any]) -> None:
    if "refused" in step:
        assert "error" in answer, (scene, step["op"])
        assert len(answer["error"]["message"]) >= 15
        assert answer["error"]["type"] != "Unforeseen", (scene, step["op"], answer)
        return
    assert "error" not in answer, (scene, step["op"], answer)
    expect, order = step["expect"], answer.get("returned", answer["order"])
    assert shown(order, expect) == wanted(expect), (scene, step["op"])
    if new := step.get("expect_new"):
        assert shown(answer["order"], new) == wanted(new), (scene, step["op"])
    for one in answer["stock"]:
        assert one["on_hand"] == expect["on_hand"][one["sku"]], (scene, step["op"])
    if credit := expect.get("credit"):
        for name in ("total", "net", "tax"):
            assert answer["credit"][name] == credit[name], (scene, step["op"])
        assert rows(answer["credit"]["taxes"]) == rows(credit["taxes"]), (scene, step["op"])
    if "given_back" in expect:
        assert answer["given_back"] == expect["given_back"], (scene, step["op"])


def test_an_operation_is_said_when_it_is_on_disk_and_the_first_refusal_stops(till: CommandLine) -> None:
    place = {"do": "place", "as": "o", "document": {"lines": [{"sku": "MUG-BLU"}]}}
    said = till("--json", "order", "apply", till.write([place, {"do": "void", "order": "$x"}, place]))
    assert said.error == "NameUnknown"
    assert [one.get("do") for one in said.lines] == ["place", None]
    assert [one["number"] for one in till.json("orders")] == ["A-000001"]
