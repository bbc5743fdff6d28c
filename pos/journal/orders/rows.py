"""The rows that an order's facts add up to: a pure function of the set of its entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pos.domain.orders.standing import Standing
from pos.domain.shop.numbering import year_and_counter
from pos.journal.ids import moment
from pos.journal.kinds.documents import (
    SERIES,
    DocumentReprinted,
    MailSent,
    OrderMailed,
    OrderReminded,
)
from pos.journal.kinds.orders import (
    GoodsHandedOver,
    OrderCredited,
    OrderDetailsSet,
    OrderEdited,
    OrderPlaced,
    OrderStatusSaid,
)
from pos.journal.kinds.payments import PaymentCorrected, PaymentGivenBack, PaymentTaken
from pos.journal.kinds.sold import Tendered
from pos.journal.orders.columns import Number, OrderRows, Row, Together
from pos.journal.orders.days import days_of
from pos.journal.orders.details import TRACKING, in_force
from pos.journal.orders.facts import Story, Told
from pos.journal.orders.knowing import exception_rows
from pos.journal.orders.papers import NumberedPaper, papers_of, pay_by
from pos.journal.orders.placed import (
    charge_rows,
    is_plain,
    item_count,
    line_row,
    methods_of,
    payment_row,
    place,
    rows_of_placing,
    shown,
    tax_rows,
)
from pos.journal.orders.stock import moves_of


def rows_of(told: Iterable[Told]) -> OrderRows:
    """The rows of all facts of one order, its placing among them."""
    every = tuple(told)
    if len(every) == 1 and is_plain(every[0].fact):
        return rows_of_placing(every[0])
    return rows_of_story(Story(every))


def add_rows(made: Together, told: Told) -> None:
    """Put the rows of an order of which this is the only fact beside those of others."""
    if is_plain(told.fact):
        place(made, told)
    else:
        made.add(rows_of_story(Story((told,))))


def rows_of_story(story: Story) -> OrderRows:
    """The rows of an order whatever happened to it; of a placing alone `rows_of_placing` makes the same."""
    now = story.standing()
    agreed = story.agreed
    papers = tuple(papers_of(story))
    return OrderRows(
        _order(story, now),
        {
            "order_line": [line_row(one) for one in agreed.lines],
            "order_charge": charge_rows(agreed),
            "order_tax": tax_rows(agreed),
            "payment": list(_payments(story)),
            "document": _counted(story, papers),
            "mail": list(_mails(story)),
            "stock_move": moves_of(story),
            "order_fact": [(one.event,) for one in story.told[1:]],
            "order_exception": list(exception_rows(story, now)),
        },
        days_of(story, now),
        frozenset(_numbers(papers)),
    )


def _order(story: Story, now: Standing) -> Row:
    placed, header, agreed, details = story.placed, story.first.header, story.agreed, _details(story)
    return (
        bytes.fromhex(placed.id),
        agreed.customer,
        placed.number,
        moment(header.recorded_at),
        header.recorded_at,
        placed.day,
        placed.channel,
        shown(story.buyer),
        header.user,
        placed.currency,
        item_count(agreed),
        agreed.net,
        agreed.tax,
        agreed.total,
        now.credited,
        now.rounding,
        now.paid,
        now.refunded,
        now.payment_status.value,
        now.fulfilment_status.value,
        details["kind"],
        details[TRACKING],
        placed.letter,
        methods_of(_right(story), details["payment_method"]),
        details["promised"],
        pay_by(story, now),
        now.payment_own,
        now.fulfilment_own,
        header.event_id,
    )


def _details(story: Story) -> Mapping[str, Any]:
    """How the goods are handed over, the number they travel under, for when, and how they are paid."""
    if len(story.told) > 1:
        return in_force(story)
    placed = story.placed  # a sale just placed waits for no more than it says
    return {
        "kind": placed.fulfilment.kind,
        TRACKING: placed.personal.tracking_number if placed.personal else "",
        "payment_method": placed.payment_method,
        "promised": placed.promised,
    }


def _right(story: Story) -> Iterator[Tendered]:
    """The tenders, without those that were written down by mistake."""
    wrong = {one.fact.tid for one in story.counted if isinstance(one.fact, PaymentCorrected)}
    return (one for one in story.tenders if one.tid not in wrong)


def _payments(story: Story) -> Iterator[Row]:
    """Money in is positive, money out negative; what coins added keeps its sign."""
    for one in story.counted:
        fact, said = one.fact, (one.header.recorded_at, one.event)
        match fact:
            case OrderPlaced() | PaymentTaken():
                yield from (payment_row(tender, 1, said) for tender in fact.tenders)
            case PaymentGivenBack():
                yield from (payment_row(tender, -1, said) for tender in fact.tenders)
            case PaymentCorrected():
                back = fact.back
                yield fact.tid, back.method, "", -back.amount, -back.rounding, "", "", *said
                yield payment_row(fact.right, 1, said)


def _counted(story: Story, papers: Iterable[NumberedPaper]) -> list[Row]:
    """The papers with how often each was printed."""
    prints = Counter(
        (one.fact.document, one.fact.number) for one in story.told if isinstance(one.fact, DocumentReprinted)
    )
    return [
        (
            one.kind,
            one.number,
            prints[one.kind, one.number],
            moment(one.told.header.recorded_at),
            one.told.fact.day,
            one.told.letter,
            one.total,
            one.of,
            one.told.event,
        )
        for one in papers
    ]


def _numbers(papers: Iterable[NumberedPaper]) -> Iterator[Number]:
    """What each paper took of its series; another system's number is in none of ours."""
    for one in papers:
        if (taken := year_and_counter(one.number)) is not None:
            yield one.told.letter, SERIES[one.kind], *taken


def _mails(story: Story) -> Iterator[Row]:
    """Each mail that an entry asks for, and when it went."""
    sent = {
        (one.fact.for_, one.fact.mail): one.fact.at for one in story.told if isinstance(one.fact, MailSent)
    }
    for one in story.counted:
        fact = one.fact
        if isinstance(
            fact,
            OrderPlaced
            | OrderEdited
            | OrderDetailsSet
            | OrderCredited
            | PaymentTaken
            | GoodsHandedOver
            | OrderStatusSaid
            | OrderReminded
            | OrderMailed,
        ):
            for kind in dict.fromkeys(fact.mails):
                yield kind, sent.get((one.event, kind), ""), one.event
