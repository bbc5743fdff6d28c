"""The command that carries entries to the hub and back."""

from __future__ import annotations

import time
from argparse import Namespace
from contextlib import closing
from typing import TYPE_CHECKING

from pos.cli.output import Output
from pos.cli.sync.told import telling
from pos.domain.money.amounts import Money
from pos.domain.sync.errors import TRIED_AGAIN

if TYPE_CHECKING:
    from pos.services.sync.rounds.round import RoundDone
    from pos.shop import Shop


def sync(arguments: Namespace, output: Output) -> None:
    """One round, or rounds until somebody ends the program."""
    from pos.shop import open_shop

    with closing(open_shop(arguments.data)) as shop:
        if arguments.once:
            one_round(shop, output)
            return
        while True:
            try:
                one_round(shop, output)
                shop.sync.prove()
            except TRIED_AGAIN as error:
                output.say_refused(error)
            time.sleep(shop.sync.rounds.next_in or 0.0)


def one_round(shop: Shop, output: Output) -> None:
    """A round, and what it did; raises what ended it early."""
    with output.progress() as heard:
        done = shop.sync.rounds.once(telling(heard))
    shop.order_index.forget()
    total = Money(done.confirmed_total, shop.settings.current().currency)
    lines = [f"{done.pushed} entries sent, {done.pulled} received."]
    if done.parked:
        lines.append(f"{done.parked} wait for something.")
    lines.append(f"Sales of this till on the hub: {done.confirmed}, {total} {total.currency} in all.")
    if not done.is_same:
        lines.append("That is not as here: send a report to the office.")
    if done.stopped:
        lines.append(_harmed(shop, done.stopped))
    output.result(row(done, total), " ".join(lines))


def _harmed(shop: Shop, lives: tuple[str, ...]) -> str:
    known = {one.life: one.letter for one in shop.sync.tills.all(shop.settings.current().currency)}
    names = ", ".join(known.get(life) or life[:8] for life in lives)
    return (
        f"What the hub holds of till {names} is not as it was written: "
        "`comptoir hub status --repair` on a till of the office puts it right."
    )


def row(done: RoundDone, total: Money) -> dict[str, object]:
    """What a script reads of a round."""
    return {
        "pushed": done.pushed,
        "pulled": done.pulled,
        "applied": done.applied,
        "parked": done.parked,
        "unsent": done.unsent,
        "confirmed": {"count": done.confirmed, "total": str(total), "same": done.is_same},
        "state": done.state,
        "life": done.life,
        "offset_s": round(done.offset_s, 1),
        "seconds": round(done.seconds, 2),
        "stopped": list(done.stopped),
    }
