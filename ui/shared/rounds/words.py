"""How a till stands with its hub, in words: a line for the status bar, more for the panel, a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pos.domain.sync.errors import (
    CertificateWrong,
    ClockWrong,
    EntryNotTaken,
    FormatTooOld,
    HubOfAnotherShop,
    LoginRefused,
    TillRemoved,
)
from pos.domain.sync.state import Confirmed, Lies, RoundSeen, SetAside, Standing, SyncState, TillHeard
from pos.domain.words.errors import CashierError
from pos.text import _, current, ngettext, sentence
from ui.kit.look.tags import Mood
from ui.shared.moments import joined, when, when_briefly

MINUTE, HOUR, DAY = 60, 3600, 86400


def chip(state: SyncState) -> tuple[str, Mood]:
    """The line in the status bar."""
    match state.standing:
        case Standing.RUNNING:
            return _running(state), Mood.INFO
        case Standing.OFFLINE:
            return joined(_("Offline"), *_only_here(state), *_last(state)), Mood.NEUTRAL
        case Standing.PAUSED:
            return joined(_("Paused"), *_only_here(state)), Mood.NEUTRAL
        case Standing.REFUSED:
            return joined(_refusal(state.why), *_only_here(state)), Mood.BAD
        case Standing.CLOCK_OFF:
            return clock(state.offset_s), Mood.WARNING
        case Standing.WAITING:
            return joined(_("Not sent yet"), *_only_here(state)), Mood.NEUTRAL
    if state.unsent:
        return joined(_("To be sent"), *_only_here(state)), Mood.INFO
    if not state.is_proven:
        return _("All sent · checking what came ready"), Mood.INFO
    return joined(_("All sent"), when_briefly(state.last_round_at)), Mood.GOOD


def _running(state: SyncState) -> str:
    for steps, words in (
        (state.sending, _("Sending {done} of {of}")),
        (state.getting, _("Receiving {done} of {of}")),
    ):
        if steps.of > 0 and steps.done < steps.of:
            return words.format(done=current().number(steps.done), of=current().number(steps.of))
    return _("Asking the hub…")


def _refusal(why: CashierError | None) -> str:
    """Why the hub takes nothing, short; the panel says what to do."""
    short = {
        LoginRefused: _("login refused"),
        CertificateWrong: _("wrong certificate"),
        ClockWrong: _("wrong date"),
        TillRemoved: _("this till was removed"),
        FormatTooOld: _("update needed"),
        HubOfAnotherShop: _("another hub"),
        EntryNotTaken: _("an entry is refused"),
    }
    said = next((words for kind, words in short.items() if isinstance(why, kind)), "")
    return _("Not accepted: {why}").format(why=said) if said else _("The hub needs you")


def _only_here(state: SyncState) -> Sequence[str]:
    if not state.unsent_sales:
        return ()
    words = ngettext("{count} sale only here", "{count} sales only here", state.unsent_sales)
    return (words.format(count=current().number(state.unsent_sales)),)


def _last(state: SyncState) -> Sequence[str]:
    if not state.last_round_at:
        return ()
    return (_("last sent {when}").format(when=when(state.last_round_at)),)


def clock(offset: float) -> str:
    """By how much this computer's clock differs from the hub's."""
    is_fast, seconds = offset > 0, abs(offset)
    count = max(1, round(seconds / MINUTE))
    words = (
        ngettext("Clock {count} minute fast", "Clock {count} minutes fast", count)
        if is_fast
        else ngettext("Clock {count} minute slow", "Clock {count} minutes slow", count)
    )
    if seconds >= 2 * DAY:
        count = round(seconds / DAY)
        words = (
            ngettext("Clock {count} day fast", "Clock {count} days fast", count)
            if is_fast
            else ngettext("Clock {count} day slow", "Clock {count} days slow", count)
        )
    elif seconds >= 2 * HOUR:
        count = round(seconds / HOUR)
        words = (
            ngettext("Clock {count} hour fast", "Clock {count} hours fast", count)
            if is_fast
            else ngettext("Clock {count} hour slow", "Clock {count} hours slow", count)
        )
    return words.format(count=current().number(count))


def safe(state: SyncState) -> str:
    """What lies only on this computer, and since when."""
    if not state.unsent:
        return _("Everything of this till is on the hub too.")
    if not state.unsent_sales:
        words = ngettext(
            "{count} entry lies only on this computer, since {when}.",
            "{count} entries lie only on this computer, since {when}.",
            state.unsent,
        )
        return words.format(count=current().number(state.unsent), when=when(state.unsent_since))
    words = ngettext(
        "{count} sale lies only on this computer, since {when}.",
        "{count} sales lie only on this computer, since {when}.",
        state.unsent_sales,
    )
    return words.format(count=current().number(state.unsent_sales), when=when(state.unsent_since))


def proof(confirmed: Confirmed | None) -> str:
    """What the hub said it holds of this till's sales."""
    if confirmed is None:
        return _("The hub has not confirmed anything yet.")
    words = ngettext(
        "The hub holds {count} sale of this till, {total} in all.",
        "The hub holds {count} sales of this till, {total} in all.",
        confirmed.count,
    ).format(count=current().number(confirmed.count), total=current().money(confirmed.total))
    more = (
        _("It is the same here. Asked {when}.")
        if confirmed.is_same
        else _("Here it is another sum: ask for help, and keep this computer. Asked {when}.")
    )
    return f"{words} {more.format(when=when(confirmed.at))}"


def heard(till: TillHeard) -> str:
    """When a till was last heard of."""
    if till.is_this:
        return _("this till")
    if not till.last_entry_at:
        return _("nothing yet")
    last = _("last entry {when}").format(when=when(till.last_entry_at))
    if not till.last_heard_at:
        return last
    return joined(last, _("last heard of {when}").format(when=when(till.last_heard_at)))


def held(till: TillHeard) -> str:
    """How much of a till lies on the hub."""
    return _("{held} of {here} on the hub").format(
        held=current().number(till.on_hub), here=current().number(till.here)
    )


def round_of(one: RoundSeen) -> str:
    """What a round did, or what ended it early."""
    if one.why is not None:
        return sentence(one.why)
    if not one.pushed and not one.pulled:
        return _("nothing new")
    went = ngettext("{count} entry sent", "{count} entries sent", one.pushed)
    came = ngettext("{count} received", "{count} received", one.pulled)
    return joined(
        went.format(count=current().number(one.pushed)) if one.pushed else "",
        came.format(count=current().number(one.pulled)) if one.pulled else "",
    )


def aside(of: SetAside) -> str:
    """What is set aside and why; what a person can do about it is asked on its own page."""
    words = ngettext(
        "{count} entry of till {till} is set aside: {why}.",
        "{count} entries of till {till} are set aside: {why}.",
        of.count,
    )
    whys = {
        "unknown_till": _("nobody said yet that this till is of the shop"),
        "fenced": _("written after the till was removed"),
        "waits": _("what it belongs to is not here yet"),
        "from_newer": _("written by a newer Comptoir"),
    }
    why = whys.get(of.why) or _("it cannot be counted here")
    return words.format(count=current().number(of.count), till=of.letter or of.life[:8], why=why)


def clocks(state: SyncState) -> str:
    """How this computer's clock stands to the hub's."""
    if not state.last_round_at:
        return ""
    if abs(state.offset_s) < MINUTE:
        return _("This computer's clock is as the hub's.")
    return f"{clock(state.offset_s)}."


def lies(of: Lies) -> str:
    """Where an order lies beside this till."""
    if not of.on_hub:
        return _("Only on this computer") if of.is_ours else _("Not on the hub yet")
    there = _("On the hub since {when}").format(when=when(of.since)) if of.since else _("On the hub")
    if not of.later:
        return there
    words = ngettext("{count} change is not there yet", "{count} changes are not there yet", of.later)
    return joined(there, words.format(count=current().number(of.later)))


def report(state: SyncState) -> str:
    """All of it as text for whoever helps: no names, no addresses, no secrets."""
    lines = [
        current().short(datetime.now().astimezone()),
        chip(state)[0],
        sentence(state.why) if state.why else "",
        safe(state),
        proof(state.confirmed),
        clocks(state),
        "" if state.is_proven else unproven(),
        *(f"{one.letter} {one.life[:8]}: {heard(one)}, {held(one)}" for one in state.tills),
        *map(aside, state.aside),
        *(f"{when(one.ended)}: {round_of(one)}" for one in state.rounds),
    ]
    return "\n".join(line for line in lines if line)


def unproven() -> str:
    """What is said of a till that began with ready rows."""
    return _("What came ready made is still being checked behind the window.")
