"""The table of all formats of entries, made from the structs that read and write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import inspect

from pos.journal.frame import scope_of_kind
from pos.journal.kinds import KINDS


def table_of_kinds() -> str:
    """Every kind with its format, its scope and its fields, then the values that they hold, in Markdown."""
    lines = ["| kind | format | scope | fields |", "|---|---|---|---|"]
    parts: dict[str, Any] = {}
    for kind, fact in KINDS.items():
        info = inspect.type_info(fact)
        fields = ", ".join(_fields(info, parts))
        lines.append(f"| `{kind}` | {fact.format} | `{scope_of_kind(kind)}` | {fields} |")
    lines += ["", "| value | fields |", "|---|---|"]
    told: set[str] = set()
    while left := sorted(parts.keys() - told):
        for name in left:
            told.add(name)
            lines.append(f"| {name} | {', '.join(_fields(parts[name], parts))} |")
    return "\n".join(lines)


def _fields(info: Any, parts: dict[str, Any]) -> Iterator[str]:
    for field in info.fields:
        mark = "" if field.required else "?"
        yield f"`{field.encode_name}{mark}` {_named(field.type, parts)}"


def _named(info: Any, parts: dict[str, Any]) -> str:
    """What a field holds, in a word; structs are remembered in `parts`, to be told below."""
    match info:
        case inspect.StructType() | inspect.DataclassType():
            name = str(info.cls.__name__)
            parts[name] = info
            return name
        case inspect.UnionType():
            return " or ".join(_named(one, parts) for one in info.types if not _is_absence(one))
        case inspect.VarTupleType():
            return f"list of {_named(info.item_type, parts)}"
        case inspect.TupleType():
            return "pair of " + " and ".join(_named(one, parts) for one in info.item_types)
        case inspect.DictType():
            return f"{_named(info.value_type, parts)} by {_named(info.key_type, parts)}"
    return {"IntType": "integer", "StrType": "text", "BoolType": "true or false"}.get(
        type(info).__name__, "any JSON"
    )


def _is_absence(info: Any) -> bool:
    return type(info).__name__ in ("UnsetType", "NoneType")
