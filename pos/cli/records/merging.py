"""Whose value stays where two records that become one differ: for a person and for scripts."""

from __future__ import annotations

from collections.abc import Sequence

from pos.domain.words.merging import Differs, name_of
from pos.text import in_words


def said(differs: Sequence[Differs], taken: set[tuple[str, str]], *, sure: bool) -> list[str]:
    """What stays of each field, for a person to read."""
    lines = []
    for one in differs:
        is_taken = (one.gone, one.field) in taken
        stays, goes = (one.other, one.kept) if is_taken else (one.kept, one.other)
        way = "" if is_taken or sure else f" (--keep “{name_of(one)}” keeps that)"
        lines.append(f"{name_of(one)}: {_written(stays)} stays, {_written(goes)} goes{way}")
    return lines


def shapes(differs: Sequence[Differs], taken: set[tuple[str, str]]) -> list[dict[str, object]]:
    """The same for scripts: `keep` is what `--keep` is told, `kept` whether it is."""
    return [
        {
            "keep": name_of(one),
            "field": one.field,
            "about": one.about,
            "from": in_words(one.other),
            "into": in_words(one.kept),
            "kept": (one.gone, one.field) in taken,
        }
        for one in differs
    ]


def _written(value: object) -> str:
    return f"“{in_words(value)}”"
