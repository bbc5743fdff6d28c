"""Facts of every kind, made up from their types alone, so that a new kind is tested as soon as it exists."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st
from msgspec import inspect

from pos.journal.kinds.base import Fact

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
COUNT = st.integers(-(2**53), 2**53)
ANY_JSON = st.recursive(
    TEXT | COUNT | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


def facts_of(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    """Facts of one kind."""
    return _of(inspect.type_info(kind))


def _of(info: Any) -> st.SearchStrategy[Any]:
    match info:
        case inspect.StructType() | inspect.DataclassType():
            fields = {field.name: _of(field.type) for field in info.fields}
            return st.builds(info.cls, **fields)
        case inspect.UnionType():
            return st.one_of([_of(one) for one in info.types])
        case inspect.TupleType():
            return st.tuples(*(_of(one) for one in info.item_types))
        case inspect.VarTupleType():
            return st.lists(_of(info.item_type), max_size=3).map(tuple)
        case inspect.DictType():
            return st.dictionaries(_of(info.key_type), _of(info.value_type), max_size=3)
        case inspect.BoolType():
            return st.booleans()
        case inspect.IntType():
            return COUNT
        case inspect.StrType():
            return TEXT
        case inspect.AnyType():
            return ANY_JSON
        case inspect.LiteralType():
            return st.sampled_from(info.values)
    if type(info).__name__ == "UnsetType":
        return st.just(msgspec.UNSET)
    raise TypeError(f"an entry may not hold {info}")
