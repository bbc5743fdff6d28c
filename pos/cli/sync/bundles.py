"""Commands about other tills: bundles of entries, and who there is."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from pos.cli.output import Output, columns
from pos.cli.refusals import require_file
from pos.cli.sync.told import telling
from pos.disk import open_file
from pos.domain.sync.errors import NotABundle, VectorUnreadable
from pos.domain.sync.tills import TillKnown


def bundle(arguments: Namespace, output: Output) -> None:
    """Write all entries into a file for other tills, or take in what such a file holds."""
    from pos.shop import open_shop

    file = arguments.file
    with closing(open_shop(arguments.data)) as shop:
        if arguments.what == "write":
            since = _vector(arguments.since) if arguments.since else None
            with output.progress() as heard:
                made = shop.sync.bundles.write(file, since, telling(heard))
            value: dict[str, object] = {"file": str(file), "entries": made.entries, "bytes": made.bytes}
            output.result(value, f"{made.entries} entries in {file}.")
            return
        require_file(file, NotABundle(file.name))
        with output.progress() as heard:
            found = shop.sync.bundles.read(file, telling(heard))
        shop.order_index.forget()
    value = {"entries": found.entries, "applied": found.applied, "parked": found.parked}
    waiting = f" {found.parked} wait for something." if found.parked else ""
    output.result(value, f"{found.entries} entries are new here.{waiting}")


def _vector(file: Path) -> dict[str, int]:
    """How far each life is: an object of lives and numbers, or what `tills --json` printed."""
    require_file(file, VectorUnreadable(file.name))
    try:
        with open_file(file) as opened:
            value = json.load(opened)
        if isinstance(value, list):
            value = {one["life"]: one["entries"] for one in value}
        if not isinstance(value, dict) or not all(type(one) is int for one in value.values()):
            raise TypeError
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise VectorUnreadable(file.name) from error
    return value


def tills(arguments: Namespace, output: Output) -> None:
    """Every life of every till that is known here."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data, reads=True)) as shop:
        found = shop.sync.tills.all(shop.settings.current().currency)
    lines = [
        (
            one.letter + ("*" if one.is_this else ""),
            one.life[:8],
            one.role,
            str(one.entries),
            str(one.sales),
            f"{one.total} {one.total.currency}",
            one.last_entry_at[:16],
            "fenced" if one.is_fenced else "" if one.is_vouched else "not known",
        )
        for one in found
    ]
    output.result([_row(one) for one in found], columns(lines, right=(3, 4, 5)))


def _row(one: TillKnown) -> dict[str, object]:
    return {
        "letter": one.letter,
        "life": one.life,
        "this": one.is_this,
        "role": one.role,
        "entries": one.entries,
        "sales": {"count": one.sales, "total": str(one.total)},
        "last_entry_at": one.last_entry_at,
        "last_heard_at": one.last_heard_at or None,
        "on_hub": one.on_hub,
        "vouched": one.is_vouched,
        "fenced": one.is_fenced,
    }
