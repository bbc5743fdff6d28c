"""Texts with places to be filled: Jinja2 in its sandbox, of which only the harmless part is let in.

A text names values, asks whether there is one, and goes through no list: it ends at once, whatever is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pos.domain.words.errors import CashierError

LONGEST = 10_000
"""Characters of a text that a shop writes."""
FILTERS = ("default", "lower", "title", "trim", "upper")
_LET_IN = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const, nodes.If,
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.CondExpr,
)  # fmt: skip

Values = Mapping[str, Mapping[str, str]]
"""What a text may name: `{{ order.number }}` is `values["order"]["number"]`."""


class TemplateUnreadable(CashierError):
    text = "Line {line}: braces or words do not fit together ({why})."
    line: int
    why: str


class TemplateNotAllowed(CashierError):
    text = "Line {line}: only values, conditions and the words {filters} can be used here."
    line: int
    filters: tuple[str, ...]


class ValueUnknown(CashierError):
    text = "Line {line}: there is no value “{name}” here. There are: {known}."
    line: int
    name: str
    known: tuple[str, ...]


class TemplateTooLong(CashierError):
    text = "The text is too long: at most {most} characters."
    many = "The text is too long: at most {most} characters."
    most: int


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True,
    )  # fmt: skip
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


def check(source: str, known: Mapping[str, object]) -> None:
    """Refuse a text that cannot be used; `known` holds by name what may stand behind the dot."""
    if len(source) > LONGEST:
        raise TemplateTooLong(LONGEST)
    try:
        parsed = _environment().parse(source)
    except TemplateSyntaxError as error:
        raise TemplateUnreadable(error.lineno, error.message or "") from error
    except (RecursionError, OverflowError, ValueError) as error:
        raise TemplateUnreadable(1, str(error)[:80]) from error
    for node in _walk(parsed):
        if not isinstance(node, _LET_IN) or (isinstance(node, nodes.Filter) and node.name not in FILTERS):
            raise TemplateNotAllowed(node.lineno, FILTERS)
        if isinstance(node, nodes.Getattr):
            _require_known(node, known)
        if isinstance(node, nodes.Name) and node.name not in known:
            raise ValueUnknown(node.lineno, node.name, _names(known))


def _require_known(node: nodes.Getattr, known: Mapping[str, object]) -> None:
    of = node.node.name if isinstance(node.node, nodes.Name) else ""
    inside = known.get(of)
    if not isinstance(inside, Mapping) or node.attr not in inside:
        raise ValueUnknown(node.lineno, f"{of}.{node.attr}" if of else node.attr, _names(known))


def _names(known: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(
        f"{name}.{one}" for name, inside in known.items() if isinstance(inside, Mapping) for one in inside
    )


def _walk(of: nodes.Node) -> list[nodes.Node]:
    """The node and all inside, without a call for each depth."""
    found, rest = [], [of]
    while rest:
        node = rest.pop()
        found.append(node)
        rest.extend(node.iter_child_nodes())
    return found


def filled(source: str, values: Values) -> str:
    """The text with its values; raises what `check` says of it."""
    check(source, values)
    try:
        return _environment().from_string(source).render(_spaces(values))
    except (TemplateError, TypeError, ValueError, RecursionError) as error:
        raise TemplateUnreadable(1, str(error)[:80]) from error


class _Space:
    """The values of one name, and nothing a mapping could do."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __str__(self) -> str:
        return ""


def _spaces(values: Values) -> dict[str, Any]:
    return {name: _Space(inside) for name, inside in values.items()}
