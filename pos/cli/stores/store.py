"""The web shop: connected, looked at, paused, disconnected."""

from __future__ import annotations

import sys
from argparse import Namespace
from contextlib import closing
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from pos.cli.order_rows import day_of
from pos.cli.output import Output, columns
from pos.cli.sync.decisions import resolve, row, said_of
from pos.domain.decisions import about_goods, about_store
from pos.domain.decisions.exceptions import ShopException
from pos.domain.money.amounts import Money
from pos.domain.stores.connection import (
    SYNCS,
    StoreConnection,
    StorePreview,
    StoreProposal,
    StoreTested,
    StoreWish,
)
from pos.domain.stores.rounds import Standing
from pos.text import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from pos.services.stores.connecting import Connecting
    from pos.shop import Shop

USAGE = (
    "write: connect --kind K --store ID --token-file FILE | status | sync | exceptions [ID CHOICE [VALUE]] "
    "| pause | resume | take-over | disconnect"
)
MOST_PICTURES, PICTURE_SECONDS = 100, 30.0
"""Pictures that one round fetches at most, and how long it goes on."""
ALONE = ("connect", "status", "sync", "pause", "resume", "take-over", "disconnect")


def store(arguments: Namespace, output: Output) -> int | None:
    """What is done with the web shop."""
    from pos.shop import open_shop

    words = arguments.words
    if words[0] == "exceptions" and len(words) in (1, 3, 4):
        _exceptions(words[1:], arguments, output)
        return None
    if len(words) != 1 or words[0] not in ALONE:
        arguments.usage_error(USAGE)
    with closing(open_shop(arguments.data, reads=words == ["status"])) as shop:
        if words == ["connect"]:
            return _connect(shop, arguments, output)
        if words == ["sync"]:
            return _sync(shop, arguments, output)
        connecting, waits = shop.stores.connecting, None
        match words[0]:
            case "pause":
                connecting.pause()
            case "resume":
                connecting.resume()
            case "take-over":
                connecting.take_over(_token(connecting, arguments.token_file) if arguments.token_file else "")
            case "disconnect":
                waits = _waits(shop.stores.rounds.standing())  # what is left, and waits for no round any more
                connecting.disconnect()
        value = status(shop) | (waits or {})
        output.result(value, columns([(name, _said(one)) for name, one in value.items()]))
    return None


def _connect(shop: Shop, arguments: Namespace, output: Output) -> int | None:
    if not arguments.store or arguments.token_file is None:
        arguments.usage_error("--store and --token-file are wanted")
    from pos.services.stores.connecting import possible

    connecting = shop.stores.connecting
    wish = _wished(connecting.usual(arguments.kind, arguments.store), arguments)
    token = _token(connecting, arguments.token_file)
    with output.progress("Comparing") as step:
        tested = connecting.test(wish, token)
        preview = connecting.preview(wish, token, step)
    syncs, proposal = possible(wish, tested), preview.proposal
    if not arguments.dry_run:
        wanted = proposal if arguments.take else StoreProposal()
        syncs = connecting.start(wish, token, tested, wanted).syncs
    value = _connected(wish, tested, preview, syncs) | {
        "proposed": _proposed(proposal, tested.profile.currency)
    }
    output.result(value, _told(tested, preview, dry=arguments.dry_run))
    return None


def _token(connecting: Connecting, file: Path) -> str:
    """The token that stands in a file, or comes from standard input."""
    from pos.services.stores.connecting import read_token

    return read_token(sys.stdin, "-") if str(file) == "-" else connecting.token_in(file)


def _wished(usual: StoreWish, arguments: Namespace) -> StoreWish:
    """What the options say; what they leave out is as it was, or usual."""
    syncs = usual.syncs
    if arguments.names is not None:
        syncs = syncs | {"names"} if arguments.names else syncs - {"names"}
    return replace(
        usual,
        url=arguments.url or usual.url,
        stock=arguments.stock or usual.stock,
        settle=arguments.settle or usual.settle,
        orders_from=day_of(arguments.orders_from) or usual.orders_from,
        email=arguments.pos_email or usual.email,
        syncs=syncs,
    )


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


def _proposed(wanted: StoreProposal, currency: str) -> dict[str, Any]:
    """What this shop does not have yet; `--take` adds it."""
    return {
        "deliveries": [
            {
                "name": one.name, "kind": one.kind.value, "asks": one.asks,
                "fee": None if one.asks else str(Money(one.fee, currency).major),
                "weights": [
                    {"up_to": step.up_to, "fee": str(Money(step.fee, currency).major)} for step in one.weights
                ],
            }
            for one in wanted.deliveries
        ],
        "payments": [one.name for one in wanted.payments],
        "rates": [{"name": one.name, "rates": list(one.rates)} for one in wanted.tax_classes],
    }  # fmt: skip


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
    standing = shop.stores.rounds.standing()
    stopped = {"type": marks.stopped, "message": marks.stopped_said} if marks and marks.stopped else None
    return {
        **_who(found, connecting.token_kept(found).value if found else ""),
        "last_round": (marks.last_round or None) if marks else None,
        **_waits(standing),
        "exceptions": len(asked(shop)),
        "stopped": stopped,
    }


def _waits(standing: Standing) -> dict[str, Any]:
    return _standing(standing) | {"oldest_waiting_at": standing.oldest or None}


def _standing(standing: Standing) -> dict[str, Any]:
    return {
        "waiting": {
            "orders": standing.orders, "stock": standing.stock, "customers": standing.customers,
            "statuses": standing.statuses,
        },
        "doubt": standing.doubt,
        "parked": standing.parked,
    }  # fmt: skip


def asked(shop: Shop, *, decided: bool = False) -> list[ShopException]:
    """What a person must decide about the web shop."""
    found = shop.exceptions.all(decided=decided) if shop.has_store else ()
    kinds = (*about_store.KINDS, about_goods.OVERSOLD)
    return [one for one in found if one.kind in kinds]


def _exceptions(words: list[str], arguments: Namespace, output: Output) -> None:
    """What is to decide about the web shop, oldest first; or decide it."""
    from pos.shop import open_shop

    if words:
        which, choice, *value = words
        resolve(arguments, output, which, choice, value[0] if value else "")
        return
    with closing(open_shop(arguments.data, reads=True)) as shop:
        found = asked(shop, decided=arguments.all)
    rows = [
        {**row(one), "order": one.details.get("order") or None, "sku": one.details.get("sku") or None}
        for one in found
    ]
    output.result(rows, said_of(found))


def _sync(shop: Shop, arguments: Namespace, output: Output) -> int | None:
    """One round; also one that ended early was one. Pictures come last, some of them each time."""
    report = shop.stores.rounds.run(dry=arguments.dry_run)
    pictures = _pictures(shop, output, fetch=not (arguments.dry_run or report.stopped))
    stopped = report.stopped
    value = {
        "settled": report.standing.is_settled and stopped is None,
        "pulled": report.pulled,
        "pushed": report.pushed,
        "pictures": pictures,
        **_standing(report.standing),
        "exceptions": len(asked(shop)),
        "calls": report.calls,
        "next_at": report.next_at or None,
        "stopped": {"type": type(stopped).__name__, "message": sentence(stopped)} if stopped else None,
    }
    output.result(value, columns([(name, _said(one)) for name, one in value.items()]))
    return None


def _pictures(shop: Shop, output: Output, *, fetch: bool) -> dict[str, int]:
    """How many pictures of the web shop's products came, could not be had, and wait for the next round."""
    store = shop.stores.connecting.required()
    goes = store.state == "on" and "products" in store.syncs
    fetched = missed = 0
    if goes and fetch:
        until = monotonic() + PICTURE_SECONDS
        with output.progress("Fetching pictures") as step:
            found = shop.stores.pictures.fetch(
                most=MOST_PICTURES, progress=step, cancelled=lambda: monotonic() > until
            )
        fetched, missed = found.fetched, len(found.missed)
    waiting = len(shop.stores.pictures.due()) if goes else 0
    return {"fetched": fetched, "missed": missed, "waiting": waiting}


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
