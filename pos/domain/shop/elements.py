"""Lists among the shop's decisions: each element is kept under a name of its own, `methods.card`.

So two tills that change two elements of a list keep both changes. An element knows its place; an empty one
is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

LISTS = ("methods", "tax_classes", "delivery_methods", "mail_switches", "mail_texts", "statuses")
"""The decisions that are lists; each element has a `key`."""


def as_fields(decided: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """Decisions as an entry sets them: of lists the elements that differ from those held."""
    fields: dict[str, Any] = {}
    for name, value in decided.items():
        fields |= _elements(name, value, held) if name in LISTS else {name: value}
    return fields


def as_lists(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What is stored with the elements of lists together again, in their order."""
    found = {name: value for name, value in stored.items() if name.partition(".")[0] not in LISTS}
    for name in LISTS:
        begins = f"{name}."
        known = {key.removeprefix(begins): value for key, value in stored.items() if key.startswith(begins)}
        if known:
            found[name] = _in_order(known)
    return found


def _in_order(known: Mapping[str, Any]) -> list[dict[str, Any]]:
    order = sorted((value["place"], key) for key, value in known.items() if value)
    return [
        {"key": key, **{name: one for name, one in known[key].items() if name != "place"}}
        for _place, key in order
    ]


def _elements(name: str, wanted: Iterable[dict[str, Any]], held: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    kept, place = set(), 0
    for one in wanted:
        field = f"{name}.{one['key']}"
        before = held.get(field) or {}
        place = max(place + 1, before.get("place", 0))
        value = {**{key: value for key, value in one.items() if key != "key"}, "place": place}
        kept.add(field)
        if value != before:
            fields[field] = value
    gone = {key for key, value in held.items() if key.startswith(f"{name}.") and value} - kept
    return fields | {key: {} for key in sorted(gone)}
