"""How far money and goods of an order have come, as cells of a list."""

from __future__ import annotations

from collections.abc import Iterable

from pos.domain.orders.orders import OrderRow
from pos.domain.quotes.quotes import QuoteRow
from pos.text import _
from ui.kit.lists.cells import TagCell
from ui.kit.look.tags import Mood, tag_width
from ui.shared.orders import words
from ui.shared.orders.words import Entry

LEAST, MOST = 104, 150


def payment(row: Entry) -> TagCell:
    """How far the money is; a cart on hold is not placed at all."""
    if isinstance(row, OrderRow):
        return TagCell(*words.payment_tag(row.payment_status, row.payment_name))
    if isinstance(row, QuoteRow):
        return TagCell(*words.quote_state(row.state))
    return TagCell(_("Not saved") if row.cart.edits else _("Not placed"))


def fulfilment(row: Entry) -> TagCell:
    """How far the goods are; of a quote, which has none, its message."""
    if isinstance(row, OrderRow):
        return TagCell(*words.fulfilment_tag(row.fulfilment_status, row.fulfilment, row.fulfilment_name))
    if isinstance(row, QuoteRow):
        return TagCell(*words.mail_tag(row))
    return TagCell("")


def payment_width() -> int:
    """As wide as the longest of its words in the language of the window, within reason."""
    return _widest(words.PAYMENTS.values())


def fulfilment_width() -> int:
    """As wide as the longest of its words in the language of the window, within reason."""
    return _widest(words.FULFILMENTS.values())


def _widest(known: Iterable[tuple[str, Mood]]) -> int:
    return max(LEAST, min(max(tag_width(_(said)) for said, _mood in known), MOST))
