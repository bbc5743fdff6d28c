"""One value, one struct: no two value classes are the same fields under two names."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VALUES = {"dataclass", "NamedTuple", "Struct", "Part", "Fact"}
"""What makes a class a value: its decorator or its base."""
OF_AN_ORDER = {
    "pos/domain/orders/cart.py: CartLine",
    "pos/domain/money/pricing.py: Charge",
    "pos/journal/kinds/sold.py: SoldLine",
    "pos/journal/kinds/sold.py: SoldCharge",
    "pos/domain/orders/orders.py: OrderLine",
    "pos/domain/orders/order_document.py: WrittenLine",
    "pos/domain/orders/order_document.py: WrittenCharge",
}
"""A line and a charge: in the cart, in the entry, as a row of a screen or paper, as a script wrote them."""


def _names(nodes: list[ast.expr]) -> set[str]:
    """The last names of decorators or bases: `dataclass` of `dataclasses.dataclass(frozen=True)`."""
    calls = [node.func if isinstance(node, ast.Call) else node for node in nodes]
    return {ast.unparse(one).split("[")[0].rsplit(".")[-1] for one in calls}


def _fields(found: ast.ClassDef) -> frozenset[str]:
    return frozenset(
        one.target.id
        for one in found.body
        if isinstance(one, ast.AnnAssign)
        and isinstance(one.target, ast.Name)
        and "ClassVar" not in ast.unparse(one.annotation)
    )


@cache
def _values() -> dict[str, frozenset[str]]:
    """The fields of every value class of the program, by where it is; errors are no values."""
    values = {}
    for folder in ("pos", "ui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.ClassDef) or _names(node.bases) & {"CashierError", "Mistake"}:
                    continue
                if VALUES & (_names(node.decorator_list) | _names(node.bases)):
                    values[f"{path.relative_to(ROOT).as_posix()}: {node.name}"] = _fields(node)
    return values


def test_no_two_value_classes_have_the_same_fields() -> None:
    same: dict[frozenset[str], list[str]] = defaultdict(list)
    for name, fields in _values().items():
        if len(fields) > 1:
            same[fields].append(name)
    assert [names for names in same.values() if len(names) > 1] == []


def test_a_line_and_a_charge_have_one_struct_each_for_cart_entry_and_paper() -> None:
    named = {name: fields for name, fields in _values().items() if "name" in fields}
    taxed = {name for name, fields in named.items() if fields & {"taxes", "tax_rates", "rates"}}
    assert taxed == OF_AN_ORDER | {
        "pos/domain/catalogue/products.py: Hit",  # what the catalogue sells, with today's rates
        "pos/domain/shop/rates.py: TaxClass",
    }
