"""Where code can be made wrong in one place: every such change of a file, as one text in place of another."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
CONVERSIONS = frozenset(
    {"str", "int", "bool", "bytes", "float", "tuple", "list", "set", "dict", "frozenset"}
    | {"len", "iter", "next", "type"}
)
"""Calls whose argument in their place is either a plain error or the same."""

RETURNS = {"bool": ("True", "False"), "str": ("''",), "int": ("0",), "tuple": ("()",), "list": ("[]",)}
"""What a function may return instead, by the beginning of what it says it returns."""

LEAVES = (ast.Raise, ast.Return, ast.Continue, ast.Break)
NOT_OF_A_STATEMENT = {"body", "orelse", "finalbody", "handlers", "cases", "decorator_list"}
TYPES = {"annotation", "returns", "type_params"}


@dataclass(frozen=True)
class Mutant:
    """One change of one file: bytes `start` to `end` become `text`.

    `lines` are those of its statement, whose tests could notice. A change that takes effect when the file is
    imported has a `symbol`, the name of the constant, field or function: what runs a line with it could.
    """

    path: str
    line: int
    start: int
    end: int
    text: str
    shown: str
    lines: range
    symbol: str | None = None
    name: str = ""

    @classmethod
    def of(
        cls,
        path: str,
        source: bytes,
        span: tuple[int, int],
        text: str,
        lines: range,
        symbol: str | None = None,
    ) -> Mutant:
        """The change, shown within its line: `return [left > 0 -> left >= 0]`."""
        start, end = span
        before, after = source[:start].rpartition(b"\n")[2], source[end:].partition(b"\n")[0]
        shown = f"{before.decode()}[{source[start:end].decode()} -> {text}]{after.decode()}"
        line = source.count(b"\n", 0, start) + 1
        return cls(path, line, start, end, text, " ".join(shown.split()), lines, symbol)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.shown}" + (f"  ({self.name})" if self.name else "")

    def applied_to(self, source: bytes) -> bytes:
        """The source of the file with the change made."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def mutants(root: Path, path: str) -> list[Mutant]:
    """All changes of one file, in the order of its text."""
    source = (root / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = {}
    for statement, function in _statements(ast.parse(source).body, None):
        lines = range(statement.lineno, _last_line(statement) + 1)
        default = isinstance(statement, ast.FunctionDef)  # that of an argument is all it has of its own
        symbol = _symbol(statement) if default or function is None else None
        for node, text in (*_of_statement(statement, function), *_of_expressions(statement)):
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
            found[start, end, text] = Mutant.of(path, source, (start, end), text, lines, symbol)
    return [found[key] for key in sorted(found)]


def _statements(
    body: list[ast.stmt], function: ast.FunctionDef | None
) -> Iterator[tuple[ast.stmt, ast.FunctionDef | None]]:
    """Every statement with the function it stands in."""
    for statement in body:
        yield statement, function
        inside = statement if isinstance(statement, ast.FunctionDef) else function
        yield from _statements(getattr(statement, "body", []), inside)
        yield from _statements(getattr(statement, "orelse", []), inside)
        yield from _statements(getattr(statement, "finalbody", []), inside)
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            yield from _statements(part.body, inside)


def _symbol(statement: ast.stmt) -> str:
    match statement:
        case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
        case _:
            return ""


def _last_line(statement: ast.stmt) -> int:
    """Where a statement ends without the statements inside it."""
    body = getattr(statement, "body", None)
    return max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno or statement.lineno


def _of_statement(
    statement: ast.stmt, function: ast.FunctionDef | None
) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    match statement:
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise() | ast.Delete():
            yield statement, "pass"
        case ast.If(test=test, body=body) if ast.unparse(test) != "TYPE_CHECKING":
            yield test, "True"
            if isinstance(body[-1], LEAVES):
                yield test, "False"
        case ast.Return(value=ast.expr() as value) if function and function.returns:
            promised = ast.unparse(function.returns)
            other = ["None"] if promised.endswith("| None") else []
            other += [text for name, texts in RETURNS.items() if promised.startswith(name) for text in texts]
            yield from ((value, text) for text in other if text != ast.unparse(value))


def _of_expressions(statement: ast.stmt) -> Iterator[tuple[ast.expr, str]]:
    if isinstance(statement, ast.ClassDef):
        return  # what kind of class it is
    for node in _expressions(statement):
        for other in _others(node):
            text = ast.unparse(other)
            plain = isinstance(other, ast.Constant | ast.Name | ast.Call | ast.Attribute | ast.GeneratorExp)
            yield node, text if plain else f"({text})"
    for case in getattr(statement, "cases", ()):
        if case.guard is not None:
            yield case.guard, "True"
            yield case.guard, "False"


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions of a statement, without types, decorators, patterns and what strings are made of."""
    for name, value in ast.iter_fields(node):
        if name in TYPES or (name in NOT_OF_A_STATEMENT and isinstance(node, ast.stmt)):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.JoinedStr) or not isinstance(child, ast.AST):
                continue
            if isinstance(child, ast.keyword) and child.arg == "strict":
                continue  # true of what never happens
            if isinstance(child, ast.expr):
                yield child
            yield from _expressions(child)


def _others(node: ast.expr) -> Iterator[ast.expr]:
    """What could stand there by mistake."""
    match node:
        case ast.Compare(left=left, ops=ops, comparators=right):
            for place, one in enumerate(ops):
                for other in COMPARISONS[type(one)]:
                    yield ast.Compare(left, [*ops[:place], other(), *ops[place + 1 :]], right)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            yield ast.BinOp(left, ARITHMETIC[type(op)](), right)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for place in range(len(values)):
                left_over = values[:place] + values[place + 1 :]
                yield left_over[0] if len(left_over) == 1 else ast.BoolOp(op, left_over)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Call(func=ast.Name(id="max" | "min"), args=[first, second], keywords=[]):
            yield from (first, second)
        case ast.Call(func=ast.Name(id=name), args=[ast.expr() as only], keywords=[]):
            if not (isinstance(only, ast.Starred) or name in CONVERSIONS or name.lstrip("_")[:1].isupper()):
                yield only
