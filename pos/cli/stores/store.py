"""The web shop: connected, looked at, paused, disconnected."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.cli.order_rows import day_of
from pos.cli.output import Output, columns
from pos.domain.stores.connection import SYNCS, StoreConnection, StorePreview, StoreTested, StoreWish
from pos.domain.stores.errors import StoreTokenUnreadable

if TYPE_CHECKING:
    from pos.shop import Shop

USAGE = "write: connect --kind K --store ID --token-file FILE | status | pause | resume | disconnect"
LONGEST_TOKEN = 1000


def store(arguments: Namespace, output: Output) -> int | None:
    """What is done with the web shop."""
    from pos.shop import open_shop

    words = arguments.words
    if words not in (["connect"], ["status"], ["pause"], ["resume"], ["disconnect"]):
        arguments.usage_error(USAGE)
    with closing(open_shop(arguments.data)) as shop:
        if words == ["connect"]:
            return _connect(shop, arguments, output)
        connecting = shop.stores.connecting
        match words[0]:
            case "pause":
                connecting.pause()
            case "resume":
                connecting.resume()
            case "disconnect":
                connecting.disconnect()
        value = status(shop)
        output.result(value, columns([(name, _said(one)) for name, one in value.items()]))
    return None


def _connect(shop: Shop, arguments: Namespace, output: Output) -> int | None:
    if not arguments.store or arguments.token_file is None:
        arguments.usage_error("--store and --token-file are wanted")
    wish = StoreWish(
        kind=arguments.kind, number=arguments.store, url=arguments.url, stock=arguments.stock,
        settle=arguments.settle, orders_from=day_of(arguments.orders_from), email=arguments.pos_email,
        syncs=StoreWish(arguments.kind, "").syncs | ({"names"} if arguments.names else frozenset()),
    )  # fmt: skip
    token = _token(arguments.token_file)
    connecting = shop.stores.connecting
    with output.progress("Comparing") as step:
        tested = connecting.test(wish, token)
        preview = connecting.preview(wish, token, step)
    syncs = wish.syncs
    if not arguments.dry_run:
        syncs = connecting.start(wish, token, tested).syncs
    value = _connected(wish, tested, preview, syncs)
    output.result(value, _told(tested, preview, dry=arguments.dry_run))
    return None


def _connected(
    wish: StoreWish, tested: StoreTested, preview: StorePreview, syncs: frozenset[str]
) -> dict[str, Any]:
    profile = tested.profile
    return {
        "kind": wish.kind,
        "store": profile.store,
        "name": profile.name,
        "currency": profile.currency,
        "prices_include_tax": profile.includes_tax,
        "scopes": dict(tested.rights),
        "syncs": {name: name in syncs for name in SYNCS},
        "preview": {
            "products": {
                "create": preview.create,
                "update": preview.update,
                "conflicts": len(preview.conflicts),
            },
            "customers": preview.customers,
            "orders_up": preview.orders_up,
            "stock_differs": [
                {"sku": one.sku, "here": format(one.here.normalize(), "f"), "there": str(one.there)}
                for one in preview.stock_differs
            ],
            "taxes_unmatched": preview.taxes_unmatched,
        },
    }


def _told(tested: StoreTested, preview: StorePreview, *, dry: bool) -> str:
    begun = "Nothing was written" if dry else "Connected"
    missing = ", ".join(name for name, has in tested.rights.items() if not has)
    lines = [
        f"{tested.profile.name} ({tested.profile.store}). {begun}.",
        f"{preview.create} products are new, {preview.update} would change, "
        f"{len(preview.conflicts)} are unclear; {len(preview.stock_differs)} figures differ.",
    ]
    if missing:
        lines.append(f"The token lacks: {missing}.")
    if preview.taxes_unmatched:
        lines.append(f"Without a rate here: {', '.join(preview.taxes_unmatched)}.")
    return "\n".join(lines)


def status(shop: Shop) -> dict[str, Any]:
    """How the web shop stands, as scripts read it."""
    connecting = shop.stores.connecting
    found = connecting.current()
    marks = connecting.marks(found) if found else None
    waiting = {"orders": 0, "stock": 0, "customers": 0, "statuses": 0}
    stopped = {"type": marks.stopped, "message": marks.stopped_said} if marks and marks.stopped else None
    return {
        **_who(found, connecting.token_kept(found).value if found else ""),
        "last_round": (marks.last_round or None) if marks else None,
        "waiting": waiting,
        "doubt": 0,
        "parked": 0,
        "exceptions": 0,
        "oldest_waiting_at": None,
        "stopped": stopped,
    }


def _who(found: StoreConnection | None, token: str) -> dict[str, Any]:
    if found is None:
        return {"connected": False, "kind": None, "store": None, "name": None, "holder": None, "token": None}
    return {
        "connected": found.state != "off",
        "kind": found.kind,
        "store": found.number,
        "name": found.name,
        "holder": found.letter or None,
        "token": token if token in ("keyring", "file") else None,
    }


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_said(one)}" for name, one in value.items())
    return "-" if value is None else str(value)


def _token(path: Path) -> str:
    """The first line of a file, or of standard input."""
    try:
        if str(path) == "-":
            read = sys.stdin.readline(LONGEST_TOKEN)
        else:
            with path.open(encoding="utf-8") as file:
                read = file.readline(LONGEST_TOKEN)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreTokenUnreadable(str(path)) from error
    token = read.strip()
    if not token or not token.isascii() or not token.isprintable():
        raise StoreTokenUnreadable(str(path))
    return token
