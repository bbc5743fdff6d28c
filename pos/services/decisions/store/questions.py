"""What the rounds with the web shop asked: goods and taxes that could not be matched, statuses, rights."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pos.domain.decisions import about_store as said
from pos.domain.decisions.exceptions import Sentence, ShopException
from pos.domain.words.phrases import Phrase, UnitPrice
from pos.journal.heads import event_of
from pos.journal.kinds.decisions import exception_id
from pos.services.decisions.asking import Question, causes_of
from pos.text import mark

QUESTIONS = """SELECT q.store, q.about, q.subject, q.name, q.here, q.there, q.candidates, q.clock
    FROM store_question q WHERE q.is_over = 0 ORDER BY q.clock"""
DECIDED = "SELECT choice, value FROM exception_done WHERE which = ? ORDER BY clock DESC LIMIT 1"
CALLED = """SELECT v.sku, trim(coalesce(p.name, '') || ' ' || v.options) FROM variant v
    LEFT JOIN product p ON p.id = v.product_id WHERE v.uid = ?"""
CHOICES = {
    said.MATCH: (said.WAIT, said.LINK, said.NEW),
    said.TAX_UNMATCHED: (said.WAIT, said.CHOOSE, said.CREATE),
    said.STATUS_CONFLICT: (said.OURS, said.THEIRS),
    said.CLOCK: (said.SEEN,),
    said.RIGHTS_LOST: (said.WAIT, said.RECONNECT),
}
STATUSES = (
    mark("Awaiting payment"), mark("Paid"), mark("Cancelled"), mark("Refunded"), mark("Partially refunded"),
    mark("Incomplete"), mark("Awaiting processing"), mark("Processing"), mark("Ready for pickup"),
    mark("Out for delivery"), mark("Shipped"), mark("Delivered"), mark("Will not deliver"), mark("Returned"),
)  # fmt: skip
"""What a question about statuses may name: of the web shop's words, those that have a translation."""
PART_BACK = "Partially refunded"
CURRENCY = "SELECT currency FROM store WHERE key = ?"
TOKEN = "token"
"""What was lost where it is no right, but all of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its latest entry has it; `choice` is what somebody answered, "" nothing yet."""

    store: str
    about: str
    subject: str
    name: str
    here: str
    there: str
    candidates: tuple[str, ...]
    event: str
    choice: str = ""

    @property
    def id(self) -> str:
        return exception_id(self.about, (self.subject,), (self.event,))


def asked(reader: sqlite3.Connection, about: str = "") -> list[Asked]:
    """All questions that are not over, or those about one thing; those that were answered among them."""
    found = []
    for store, kind, subject, name, here, there, candidates, clock in reader.execute(QUESTIONS).fetchall():
        if about in ("", kind):
            ids = tuple(json.loads(candidates))
            one = Asked(store, kind, subject, name, here, there, ids, event_of(clock))
            row = reader.execute(DECIDED, (one.id,)).fetchone()
            choice = str(row[0]) if row else ""
            found.append(Asked(store, kind, subject, name, here, there, ids, one.event, choice))
    return found


def about_questions(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """Each question in words."""
    for one in asked(reader):
        sentence, about, details = _in_words(reader, one)
        details = {"store": one.store, **details}
        question = Question(one.about, (one.subject,), (one.event,), about, CHOICES[one.about], details)
        yield question.asked(causes_of(reader, (one.event,)), sentence)


def _in_words(reader: sqlite3.Connection, one: Asked) -> tuple[Sentence, str, dict[str, object]]:
    match one.about:
        case said.MATCH:
            variants = [_variant(reader, uid) for uid in one.candidates]
            names = [each["name"] or each["sku"] for each in variants]
            details: dict[str, object] = {"sku": one.here, "theirs": one.subject, "variants": variants}
            about = " ".join(filter(None, (one.here, one.subject, *one.candidates)))
            words = said.Unmatched(one.name, tuple(names)) if names else said.TwiceThere(one.name)
            return words, about, {**details, "names": names}
        case said.TAX_UNMATCHED:
            return said.TaxUnmatched(one.name), one.name, {"rates": one.there, "theirs": one.subject}
        case said.STATUS_CONFLICT:
            details = {"order": one.name, "order_id": one.subject, "ours": one.here, "theirs": one.there}
            return _statuses(reader, one), f"{one.name} {one.subject}", details
        case said.CLOCK:
            return said.ClocksDiffer(int(one.there or 0)), one.subject, {"hours": int(one.there or 0)}
    lost = said.TokenLost(one.name) if one.subject == TOKEN else said.RightsLost(one.name, one.subject)
    return lost, one.subject, {"right": one.subject}


def _statuses(reader: sqlite3.Connection, one: Asked) -> Sentence:
    """How an order stands here and there; of what went back there in part, how much that was."""
    here = _status(one.here)
    if one.there != PART_BACK:
        return said.StatusConflict(one.name, here, _status(one.there))
    _internal, *amount = one.candidates
    if not amount:
        return said.PartUnsaid(one.name, here)
    (currency,) = reader.execute(CURRENCY, (one.store,)).fetchone()
    return said.PartBack(one.name, here, UnitPrice(Decimal(amount[0]), currency))


def _status(word: str) -> Phrase | str:
    """One of the words above follows the language of the sentence; what else stands there does not."""
    return Phrase(word) if word in STATUSES else word


def _variant(reader: sqlite3.Connection, uid: str) -> dict[str, str]:
    row: Sequence[str] = reader.execute(CALLED, (bytes.fromhex(uid),)).fetchone() or ("", "")
    return {"id": uid, "sku": row[0], "name": row[1]}
