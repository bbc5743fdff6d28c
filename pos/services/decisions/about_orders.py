"""Orders that two tills changed without knowing of each other: what is said, and what an answer does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from pos.domain.decisions import about_orders as said
from pos.domain.decisions.about_records import OTHER, BothChanged
from pos.domain.decisions.exceptions import Sentence, ShopException
from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro
from pos.domain.orders.after.exceptions import ExceptionKind, OrderException
from pos.domain.orders.amendment import Back
from pos.domain.orders.facts import Said
from pos.domain.orders.orders import FulfilmentStatus
from pos.domain.orders.standing import Standing
from pos.domain.words.address import Address
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.orders.details import details_of
from pos.journal.orders.facts import Story, Told
from pos.journal.orders.knowing import DETAIL, exceptions_on, id_of, rest_of, subject_of
from pos.journal.orders.papers import counted_papers, standing_invoices
from pos.services.decisions.settling import Settling
from pos.services.orders.changes import OrderChanges
from pos.services.orders.sold_order import story_of
from pos.services.shop.field_values import as_read, field_called

LISTED = "SELECT DISTINCT order_id FROM order_exception ORDER BY order_id"


def all_exceptions(reader: sqlite3.Connection) -> Iterator[ShopException]:
    """What is to decide on any order, decided or not."""
    for (order,) in reader.execute(LISTED).fetchall():
        yield from exceptions_about(reader, story_of(reader, order))


def exceptions_about(reader: sqlite3.Connection, story: Story) -> Iterator[ShopException]:
    """What is to decide on one order."""
    now = story.standing()
    for one in exceptions_on(story, now):
        causes = [told for told in story.told if told.event in one.causes]
        yield ShopException(
            id_of(story, one),
            one.kind.value,
            subject_of(story, one),
            max(causes, key=lambda told: told.stamp).header.recorded_at,
            _sentence(reader, story, now, one, causes),
            _statuses(now) if one.kind is ExceptionKind.TWO_STATUSES else said.CHOICES[one.kind],
            {
                "number": story.placed.number,
                "order_id": story.placed.id,
                **(_detail_values(story, one.field) if one.field else {}),
                "causes": [_cause(told) for told in causes],
            },
            tuple(told.event for told in causes),
        )


def _cause(told: Told) -> dict[str, str]:
    header = told.header
    return {"kind": header.kind, "till": told.letter, "at": header.recorded_at, "person": header.user}


def _sentence(
    reader: sqlite3.Connection, story: Story, now: Standing, one: OrderException, causes: list[Told]
) -> Sentence:
    number, tills = story.placed.number, tuple(sorted({told.letter for told in causes}))
    currency = story.placed.currency
    match one.kind:
        case ExceptionKind.TWO_STATUSES:
            return said.TwoStatuses(number, tills, _statuses(now))
        case ExceptionKind.PAID_TWICE:
            return said.PaidTwice(number, tills, Money(now.to_give_back, currency))
        case ExceptionKind.PAID_AFTER_CANCEL:
            return said.PaidAfterCancel(number, tills, Money(now.to_give_back, currency))
        case ExceptionKind.TWO_VERSIONS:
            return said.TwoVersions(number, tills)
        case ExceptionKind.TWO_PAPERS:
            papers = [paper for paper in counted_papers(story) if paper.told.event in one.causes]
            standing = {paper.number for paper in standing_invoices(papers)}
            about = said.TwoPapers if len(standing) > 1 else said.PapersApart
            numbers = tuple(paper.number for paper in papers if paper.number in standing or len(standing) < 2)
            return about(number, tills, numbers)
        case ExceptionKind.REFUNDED_EDITED:
            credited, total = Money(now.credited, currency), Money(now.version.total, currency)
            return said.RefundedEdited(number, tills, credited, total)
        case ExceptionKind.HANDED_TOO_MUCH:
            lines = [goods for goods in now.goods if goods.handed > goods.sold - goods.dropped]
            handed, sold = sum(goods.handed for goods in lines), sum(goods.sold for goods in lines)
            return said.HandedTooMuch(number, tills, from_micro(handed), from_micro(sold))
        case ExceptionKind.SENT_AFTER_CANCEL:
            return said.SentAfterCancel(number, tills)
        case ExceptionKind.GIVEN_BACK_TWICE:
            return said.GivenBackTwice(number, tills, Money(now.due, currency))
        case ExceptionKind.SUM_OPEN:
            asked = story.placed.agreed.total
            named = asked - rest_of(story.placed)
            return said.SumOpen(number, Money(asked, currency), Money(named, currency))
        case ExceptionKind.PLACED_TWICE:
            numbers = tuple(told.fact.number for told in causes if isinstance(told.fact, OrderPlaced))
            return said.PlacedTwice(number, tills, numbers)
        case ExceptionKind.BOTH_CHANGED:
            return _both_changed(reader, story, one.field, tills)


def _both_changed(reader: sqlite3.Connection, story: Story, name: str, tills: tuple[str, ...]) -> Sentence:
    heads = details_of(story)[name]
    this, *others = (as_read(reader, name, heads.values[at]) for at in (heads.winner, *heads.losers))
    return BothChanged(story.placed.number, field_called(name), this, tuple(others), tills)


def _detail_values(story: Story, name: str) -> dict[str, object]:
    """What a detail is and what others set, for scripts."""
    heads = details_of(story)[name]
    return {
        "field": name,
        "this": _as_text(heads.value),
        "others": [_as_text(heads.values[clock]) for clock in heads.losers],
    }


def _as_text(value: Any) -> str:
    if isinstance(value, Address):
        return ", ".join(filter(None, (value.name, value.company, value.one_line, value.country)))
    return value if isinstance(value, str) else ""


def _statuses(now: Standing) -> tuple[str, ...]:
    """What the claims say that do not know each other: first what holds, then the latest."""
    words = [one.status if isinstance(one, Said) else one.says for one in reversed(now.claims)]
    holds = [one for one in words if one == now.fulfilment_status]
    return tuple(dict.fromkeys((*holds, *words)))


class OrderAnswers:
    """Does what an answer asks for; each runs inside the transaction that also keeps the decision."""

    def __init__(self, changes: OrderChanges, settling: Settling) -> None:
        self._changes = changes
        self._settling = settling

    def act(self, one: ShopException, choice: str) -> None:
        """Do it; what only a person settles does nothing here."""
        if one.kind == ExceptionKind.BOTH_CHANGED:
            number, name = one.subject.removeprefix(DETAIL).split(":")
            self._settling.set_detail(number, name, others=choice == OTHER)
            return
        number, events = one.subject, one.causes
        if one.kind == ExceptionKind.TWO_STATUSES:
            self._changes.settle_claims(number, FulfilmentStatus(choice))
            return
        match choice:
            case "repay" | "cancel":
                self._changes.repay(number, Back.AS_PAID)
            case "place_again" | "invoice":
                self._settling.place_again(number)
            case "take_over":
                self._settling.take_over(number, events)
            case "credit" | "loss" | "ask_back":
                self._changes.settle_papers(number)
            case "keep" if one.kind == ExceptionKind.REFUNDED_EDITED:
                self._changes.settle_papers(number)
            case "edit":
                self._settling.sell_what_is_out(number)
            case "return":
                self._settling.take_back_what_is_out(number)
            case "keep":
                pass
