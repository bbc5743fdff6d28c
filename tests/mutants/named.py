"""Mistakes that were once made and went unnoticed, or nearly: each is tried first, and has to be noticed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.mutants.points import Mutant


@dataclass(frozen=True)
class Named:
    """A piece of a function's text in place of another; the function is found by name, wherever it is."""

    name: str
    where: str
    right: str
    wrong: str


NAMED = (
    Named(
        "weighed goods count by weight in a cart",
        "Cart.item_count",
        "line.quantity if not line.unit else Decimal(1)",
        "line.quantity",
    ),
    Named(
        "weighed goods count by weight in an order",
        "item_count",
        "line.qty if not line.unit else MILLION",
        "line.qty",
    ),
    Named(
        "a discount stays on an emptied cart",
        "Cart._fitting",
        "self if self.lines else replace(self, discount=None)",
        "self",
    ),
    Named(
        "money has no lower limit",
        "within_limits",
        "-AMOUNT_MAX <= minor <= AMOUNT_MAX",
        "minor <= AMOUNT_MAX",
    ),
    Named("totals have no limit", "_totals", "within_limits(taxed.net + taxed.tax)", "taxed.net + taxed.tax"),
    Named(
        "coins that do not exist are taken in part",
        "settle",
        "_require_coins(tenders)\n        return",
        "return",
    ),
    Named("ten times the largest note is not asked about", "seems_mistyped", "largest * 10", "largest * 11"),
    Named("less than a hundred times what is due is asked about", "seems_mistyped", "* 100", "* 99"),
    Named("more than a hundred times what is due is not asked about", "seems_mistyped", "* 100", "* 101"),
    Named(
        "a confirmation waits for a buyer without an address",
        "MailPlan.ask",
        "bool(to) and kind.value not in",
        "kind.value not in",
    ),
    Named(
        "an archived twin shows its stock",
        "Stock._level",
        "ORDER BY v.archived, v.clocks",
        "ORDER BY v.clocks",
    ),
)


def named_mutants(root: Path, paths: list[str]) -> list[Mutant]:
    """The mistakes as changes of these files; LookupError where one is not found exactly once."""
    sources = {path: (root / path).read_bytes() for path in paths}
    functions = [
        (path, name, node)
        for path, source in sources.items()
        for name, node in _functions(ast.parse(source).body, "")
    ]
    return [_located(one, sources, functions) for one in NAMED]


def _functions(body: list[ast.stmt], before: str) -> Iterator[tuple[str, ast.stmt]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from _functions(node.body, f"{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield before + node.name, node


def _located(one: Named, sources: dict[str, bytes], functions: list[tuple[str, str, ast.stmt]]) -> Mutant:
    found = []
    for path, name, node in functions:
        if name != one.where:
            continue
        lines = sources[path].splitlines(keepends=True)
        begin = sum(map(len, lines[: node.lineno - 1]))
        text = b"".join(lines[node.lineno - 1 : node.end_lineno])
        place = text.find(one.right.encode())
        if place >= 0 and text.count(one.right.encode()) == 1:
            start = begin + place
            span = start, start + len(one.right.encode())
            inside = range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
            found.append(replace(Mutant.of(path, sources[path], span, one.wrong, inside), name=one.name))
    if len(found) != 1:
        raise LookupError(
            f"{one.name}: {one.right!r} stands {len(found)} times in {one.where}; tests/mutants/named.py"
        )
    return found[0]
