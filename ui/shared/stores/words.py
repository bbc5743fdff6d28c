"""How a web shop stands, in words: a line for the status bar, more for the panel, a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pos.domain.stores.rounds import Standing
from pos.domain.stores.state import Doing, RoundDone, RoundStep, StoreState
from pos.text import _, current, mark, ngettext, sentence
from ui.kit.look.tags import Mood
from ui.shared.moments import joined, when, when_briefly

KINDS = {"ecwid": "Ecwid", "woo": "WooCommerce"}
SYNCS = {
    "products": mark("Products from the web shop come here"),
    "stock": mark("Stock goes both ways"),
    "orders": mark("Sales made here go to the web shop"),
    "web_orders": mark("Orders of the web shop come here"),
    "customers": mark("Customers of the web shop come here"),
    "names": mark("Names and addresses go to the web shop with the sales, and new customers"),
}
"""What goes which way."""
STEPS = {
    "products": mark("Web shop: products {done} of {of}"),
    "figures": mark("Web shop: looking at stock {done} of {of}"),
    "stock": mark("Web shop: telling stock {done} of {of}"),
    "orders": mark("Web shop: sending {done} of {of}"),
    "web_orders": mark("Web shop: orders {done} of {of}"),
    "customers": mark("Web shop: customers {done} of {of}"),
}


def chip(state: StoreState, step: RoundStep | None, asks: int, *, running: bool) -> tuple[str, Mood]:
    """The line in the status bar."""
    if running:
        return _running(step), Mood.INFO
    match state.doing:
        case Doing.ELSEWHERE:
            return _("Web shop: through till {letter}").format(letter=state.store.letter), Mood.NEUTRAL
        case Doing.REFUSED:
            return _("Web shop needs you: it does not let this till in"), Mood.BAD
        case Doing.PAUSED:
            return joined(_("Web shop paused"), waits(state.waiting)), Mood.NEUTRAL
        case Doing.AWAY:
            return joined(_("Web shop does not answer: sales are safe here"), waits(state.waiting)), (
                Mood.NEUTRAL
            )
        case Doing.WAITS:
            return joined(_("Web shop was not asked: sales are safe here"), waits(state.waiting)), (
                Mood.NEUTRAL
            )
    if asks:
        words = ngettext("Web shop asks you: {count}", "Web shop asks you: {count}", asks)
        return words.format(count=current().number(asks)), Mood.WARNING
    if waiting := waits(state.waiting):
        return _("Web shop: {waiting}").format(waiting=waiting), Mood.INFO
    if state.doing is Doing.NEW:
        return _("Web shop: not asked yet"), Mood.NEUTRAL
    return joined(_("Web shop: all there"), when_briefly(state.last_round)), Mood.GOOD


def _running(step: RoundStep | None) -> str:
    if step is None or step.of <= 0 or step.done >= step.of:
        return _("Asking the web shop…")
    return _(STEPS[step.what]).format(done=current().number(step.done), of=current().number(step.of))


def waits(waiting: Standing) -> str:
    """What waits to go up, the sales before all else; "" where nothing does."""
    for count, words in (
        (waiting.orders, ngettext("{count} sale waits", "{count} sales wait", waiting.orders)),
        (waiting.doubt, ngettext("{count} not sure yet", "{count} not sure yet", waiting.doubt)),
        (waiting.statuses, ngettext("{count} status waits", "{count} statuses wait", waiting.statuses)),
        (waiting.stock, ngettext("{count} figure waits", "{count} figures wait", waiting.stock)),
    ):
        if count:
            return words.format(count=current().number(count))
    return ""


def waiting_lines(waiting: Standing) -> Iterator[str]:
    """All that waits, a line each."""
    for count, words in (
        (
            waiting.orders,
            ngettext(
                "{count} sale is not in the web shop yet.",
                "{count} sales are not in the web shop yet.",
                waiting.orders,
            ),
        ),
        (
            waiting.statuses,
            ngettext(
                "{count} order has another status here.",
                "{count} orders have another status here.",
                waiting.statuses,
            ),
        ),
        (
            waiting.stock,
            ngettext(
                "{count} figure of stock is to be told.",
                "{count} figures of stock are to be told.",
                waiting.stock,
            ),
        ),
        (
            waiting.doubt,
            ngettext(
                "Of {count} nobody knows yet whether it arrived: it is looked for before it is sent again.",
                "Of {count} nobody knows yet whether they arrived: they are looked for before they are "
                "sent again.",
                waiting.doubt,
            ),
        ),
        (
            waiting.parked,
            ngettext(
                "{count} was refused and waits for you.",
                "{count} were refused and wait for you.",
                waiting.parked,
            ),
        ),
    ):
        if count:
            yield words.format(count=current().number(count))


def standing(state: StoreState) -> str:
    """What waits, and since when, in full sentences."""
    if state.doing is Doing.ELSEWHERE:
        words = _("Till {letter} talks to the web shop. What is sold here goes there through it.")
        return words.format(letter=state.store.letter)
    lines = list(waiting_lines(state.waiting))
    if state.waiting.oldest:
        words = _("The oldest sale that waits is of {when}.")
        lines.append(words.format(when=when(state.waiting.oldest)))
    return " ".join(lines) or _("Nothing waits to go to the web shop.")


def why(state: StoreState) -> str:
    """What keeps it from going on; "" where nothing does."""
    return sentence(state.why) if state.why else ""


def round_line(one: RoundDone) -> str:
    """What a round did."""
    parts = [
        ngettext("{count} came down", "{count} came down", one.down).format(count=current().number(one.down))
        if one.down
        else "",
        ngettext("{count} went up", "{count} went up", one.up).format(count=current().number(one.up))
        if one.up
        else "",
        "" if one.down or one.up or one.why else _("nothing new"),
        ngettext("{count} call", "{count} calls", one.calls).format(count=current().number(one.calls)),
        sentence(one.why) if one.why else "",
    ]
    return joined(*parts)


def report(state: StoreState, asks: int) -> str:
    """All of it as text for whoever helps: no names, no addresses, no token."""
    lines = [
        current().short(datetime.now().astimezone()),
        f"{KINDS.get(state.store.kind, state.store.kind)} {state.store.number}",
        chip(state, None, asks, running=False)[0],
        why(state),
        standing(state),
        *(f"{when(one.at)}: {round_line(one)}" for one in state.rounds),
    ]
    return "\n".join(line for line in lines if line)
