"""What the list of tills says of each: what it sold, how far it is here and on the hub, what it may do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pos.domain.sync.roles import Role
from pos.domain.sync.tills import TillKnown
from pos.text import _, current, ngettext
from ui.kit.look.tags import Mood


def sold(lives: Sequence[TillKnown]) -> str:
    """Its sales, and how much it wrote."""
    sales, entries = sum(one.sales for one in lives), sum(one.entries for one in lives)
    total = sum((one.total for one in lives[1:]), lives[0].total)
    speech = current()
    return " · ".join(
        (
            ngettext("{count} sale", "{count} sales", sales).format(count=speech.number(sales)),
            speech.money(total),
            ngettext("{count} entry", "{count} entries", entries).format(count=speech.number(entries)),
        )
    )


def told(lives: Sequence[TillKnown], *, has_hub: bool) -> str:
    """When it last wrote and was heard of, and how much of it lies on the hub."""
    speech = current()
    last = max(datetime.fromisoformat(one.last_entry_at) for one in lives)
    parts = [_("last entry {when}").format(when=speech.ago(last))]
    heard = [datetime.fromisoformat(one.last_heard_at) for one in lives if one.last_heard_at]
    if heard:
        parts.append(_("last heard of {when}").format(when=speech.ago(max(heard))))
    if has_hub:
        held, here = sum(one.on_hub for one in lives), sum(one.entries for one in lives)
        words = _("all on the hub") if held >= here else _("{held} of {here} on the hub")
        parts.append(words.format(held=speech.number(held), here=speech.number(here)))
    return " · ".join(parts)


def tags(lives: Sequence[TillKnown], *, is_this: bool) -> list[tuple[str, Mood]]:
    """What stands beside a till."""
    last = lives[-1]
    found = [(_("this till"), Mood.GOOD)] if is_this else []
    if last.is_fenced:
        return [*found, (_("removed"), Mood.BAD)]
    if not last.is_vouched:
        return [*found, (_("not known"), Mood.WARNING)]
    if len(lives) > 1 and lives[-2].role and lives[-2].role != last.role:
        words = _("was: {role}").format(role=_role(lives[-2].role))
        found.append((words, Mood.INFO))
    return [*found, (_role(last.role), Mood.NEUTRAL)]


def _role(role: str) -> str:
    return _("office") if role == Role.OFFICE else _("sells")
