"""Which messages that wait tell what is no longer so: their event was taken back before they went.

A message is written of the order as it is when it goes. Asked of the order's facts, so that what another till
took back counts as well.
"""

from __future__ import annotations

import sqlite3

from msgspec import UNSET

from pos.domain.mail.kinds import MailKind
from pos.domain.orders.facts import Axis, HandedOver, Said, What
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.orders.standing import Standing
from pos.journal.kinds.documents import MailSent
from pos.journal.kinds.orders import GoodsHandedOver, OrderDetailsSet, OrderEdited
from pos.journal.orders.details import in_force
from pos.journal.orders.facts import Story, Told, personal_of
from pos.services.mail.queue import Row
from pos.services.orders.sold_order import order_story

STEPS = tuple(FulfilmentStatus)
"""From nothing done to all that came back."""
TRACKING = "tracking_number"
WENT = """SELECT lower(hex(e.event_id)) FROM mail_try t JOIN entry e USING (arrival)
    WHERE t.state IN ('handing', 'perhaps')"""


def is_overtaken(connection: sqlite3.Connection, row: Row) -> bool:
    """Whether a message that nobody asked for once more should not go."""
    if row.asked or row.of_quote or not row.event or row.arrival <= 0:
        return False
    story = order_story(connection, row.order_id)
    said = next((one for one in story.told if one.event == row.event), None)
    if said is None:
        return False
    now = story.standing()
    match row.kind:
        case MailKind.PAID:
            return now.due > 0
        case MailKind.REMINDER:
            return now.due == 0
        case MailKind.CONFIRMATION | MailKind.NEW_ORDER:
            return _is_void(now)
        case MailKind.CANCELLED:  # of an order that nobody was told of
            return (
                _is_void(now) and MailKind.CONFIRMATION in story.placed.mails and not _told(connection, story)
            )
        case MailKind.STATUS | MailKind.READY:
            return _is_not_so(now, row.event)
        case MailKind.TRACKING:
            return _travels_otherwise(story, now, said)
        case MailKind.CHANGED:
            return _was_changed_again(connection, story, said)
        case _:
            return False


def _is_void(now: Standing) -> bool:
    return any(one.what is What.VOID for one in now.credits)


def _is_not_so(now: Standing, event: str) -> bool:
    """Whether the order is not as far as an event said."""
    said = next((one for one in _claims(now) if one.stamp.event == event), None)
    if said is None:
        return False
    if isinstance(said, Said) and said.axis is Axis.PAYMENT:
        return said.status != now.payment_status
    status = said.says if isinstance(said, HandedOver) else said.status
    return STEPS.index(now.fulfilment_status) < STEPS.index(FulfilmentStatus(status))


def _claims(now: Standing) -> list[Said | HandedOver]:
    return [one for one in now.facts if isinstance(one, Said | HandedOver)]


def _travels_otherwise(story: Story, now: Standing, said: Told) -> bool:
    """Whether the parcel has another number by now, or none of it is on its way any more."""
    fact = said.fact
    if not isinstance(fact, GoodsHandedOver | OrderDetailsSet) or fact.personal is UNSET:
        return False
    if isinstance(fact, GoodsHandedOver):
        handed = {one.n: one.handed for one in now.goods}
        if not any(handed.get(line.n, 0) for line in fact.lines):
            return True
    return bool(in_force(story)[TRACKING] != fact.personal.tracking_number)


def _was_changed_again(connection: sqlite3.Connection, story: Story, said: Told) -> bool:
    """Whether a later change tells more, or all is as the customer knows it. New papers always go."""
    told = _told(connection, story)
    unknown: list[Told] = []
    for one in story.versions.values():
        is_known = not isinstance(one.fact, OrderEdited) or one.event in told or one.fact.credit_note
        unknown = [] if is_known else [*unknown, one]
    if said not in unknown:
        return False
    edits = [(one, one.fact) for one in unknown if isinstance(one.fact, OrderEdited)]
    if [one for one, fact in edits if MailKind.CHANGED in fact.mails][-1] is not said:
        return True
    known = story.versions.get(edits[0][1].from_, story.first)
    return story.agreed_of(known.event) == story.agreed and _people(known) == _people(story.in_force)


def _told(connection: sqlite3.Connection, story: Story) -> set[str]:
    """The events whose messages went, or perhaps did."""
    told = {one.fact.for_ for one in story.told if isinstance(one.fact, MailSent)}
    return told | {event for (event,) in connection.execute(WENT)}


def _people(version: Told) -> tuple[object, ...]:
    said = personal_of(version)
    return said.line_notes, said.exemption_reason, said.buyer, said.billing
