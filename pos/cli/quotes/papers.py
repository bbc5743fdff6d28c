"""The command that lists all papers that were issued, or writes the list to a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from typing import Any

from pos.cli.order_rows import day_of
from pos.cli.output import Output, columns
from pos.domain.papers.register import IssuedPaper, PaperFilter, PaperKind
from pos.domain.words.text import clean

PAGE, LONGEST_NAME = 200, 100


def documents(arguments: Namespace, output: Output) -> None:
    """Papers of a text and a filter, newest first."""
    from pos.shop import open_shop

    text, asked = " ".join(arguments.text), _filter(arguments)
    limit = arguments.limit or sys.maxsize
    with closing(open_shop(arguments.data, reads=True)) as shop:
        if text and not shop.only_looks:
            shop.order_index.catch_up()
        if arguments.output:
            made = shop.documents.issued.export(arguments.output, text, asked)
            words = f"{made.rows} documents in {made.path}"
            output.result({"path": str(made.path), "documents": made.rows}, words)
            return
        found: list[IssuedPaper] = []
        while len(found) < limit:
            before, more = found[-1].cursor if found else "", min(PAGE, limit - len(found))
            page = shop.documents.issued.find(text, asked, before=before, limit=more)
            found += page
            if not page:
                break
    output.result([row(one) for one in found], listed(found) or "No documents.")


def _filter(arguments: Namespace) -> PaperFilter:
    kind = PaperKind(arguments.kind) if arguments.kind else None
    days = day_of(arguments.since), day_of(arguments.until)
    return PaperFilter(kind, *days, arguments.till.upper(), clean(arguments.customer, LONGEST_NAME).strip())


def row(one: IssuedPaper) -> dict[str, Any]:
    """A paper as scripts read it."""
    return {
        "kind": one.kind.value,
        "number": one.number,
        "made_at": one.made_at.isoformat(),
        "day": one.day.isoformat(),
        "till": one.till,
        "customer": one.customer or None,
        "currency": one.total.currency,
        "total": str(one.total),
        "order": one.order or None,
        "invoice": one.invoice or None,
    }


def listed(rows: Iterable[IssuedPaper]) -> str:
    """Papers for a person, one a line."""
    return columns(
        (
            (
                one.number,
                one.kind.value.replace("_", " "),
                f"{one.made_at:%Y-%m-%d %H:%M}",
                f"{one.total} {one.total.currency}",
                one.order,
                one.customer,
            )
            for one in rows
        ),
        right=(3,),
    )
