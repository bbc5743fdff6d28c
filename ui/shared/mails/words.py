"""What is said of messages: their kinds, how they stand, when they went."""

from __future__ import annotations

from pos.domain.mail.kinds import MailKind, MailState, QueuedMail
from pos.text import _, current, mark, sentence
from ui.kit.look.tags import Mood

KINDS = {
    MailKind.CONFIRMATION: mark("Order confirmation"),
    MailKind.CHANGED: mark("Order changed"),
    MailKind.PAID: mark("Payment received"),
    MailKind.STATUS: mark("Status of the order"),
    MailKind.TRACKING: mark("Parcel on its way"),
    MailKind.READY: mark("Ready to be picked up"),
    MailKind.REFUND: mark("Refund"),
    MailKind.CANCELLED: mark("Order cancelled"),
    MailKind.REMINDER: mark("Reminder"),
    MailKind.QUOTE: mark("Quote"),
    MailKind.NEW_ORDER: mark("New order"),
    MailKind.LOW_STOCK: mark("Little left in stock"),
    MailKind.WRONG: mark("Something is wrong"),
}
STATES = {
    MailState.WAITING: (mark("Waiting"), Mood.NEUTRAL),
    MailState.PARKED: (mark("Not sent"), Mood.BAD),
    MailState.PERHAPS: (mark("Perhaps sent"), Mood.WARNING),
    MailState.SENT: (mark("Sent"), Mood.GOOD),
    MailState.DROPPED: (mark("Dropped"), Mood.NEUTRAL),
}


def kind(name: str) -> str:
    """What a kind of message is called; one of a newer program as it is named."""
    return _(KINDS[MailKind(name)]) if name in MailKind._value2member_map_ else name


def state_tag(state: MailState) -> tuple[str, Mood]:
    """How a message stands, in its colour."""
    words, mood = STATES[state]
    return _(words), mood


def about(mail: QueuedMail) -> str:
    """Where it goes and when, and what keeps it."""
    when = current().short(mail.at)
    # Translators: an address, and when
    said = _("{address}, {when}").format(address=mail.to, when=when) if mail.to else when
    return "\n".join(filter(None, (said, sentence(mail.reason) if mail.reason else "")))
