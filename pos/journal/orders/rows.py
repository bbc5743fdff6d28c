"""The rows that an order's facts add up to: a pure function of the set of its entries.

Rows name goods, customers and entries by their ids; `pos.journal.orders.tables` puts local numbers in their
place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pos.domain.money.quantity import MILLION
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
from pos.journal.kinds.sold import Named, SoldLine, Tendered
from pos.journal.orders.days import Days, days_of
from pos.journal.orders.details import TRACKING, in_force
from pos.journal.orders.facts import Story, Told, printed
from pos.journal.orders.knowing import exception_rows
from pos.journal.orders.papers import NumberedPaper, papers_of, pay_by
from pos.journal.orders.stock import moves_of

Row = tuple[Any, ...]

COLUMNS = {
    "order_line": (
        "n", "variant_id", "sku", "name", "quantity", "unit_price", "discount", "amount", "order_discount"
    ),
    "order_charge": ("n", "kind", "name", "amount"),
    "order_tax": ("n", "rate", "net", "tax"),
    "payment": ("tid", "method", "name", "amount", "rounding", "moved", "reference", "at", "arrival"),
    "document": ("kind", "number", "arrival", "printed", "made", "day", "letter", "total", "invoice"),
    "mail": ("kind", "arrival", "sent"),
    "stock_move": ("variant_id", "location", "quantity", "reason", "note", "at", "arrival"),
    "order_fact": ("arrival",),
    "order_exception": ("kind", "which", "since"),
}  # fmt: skip
"""The columns of an order's rows by table, beside the order's own number; `arrival` holds an event id here,
`variant_id` the id of a variant."""

ORDER = (
    "uid", "number", "arrival", "placed", "placed_at", "day", "channel", "customer_id", "customer",
    "served_by", "currency", "item_count", "net", "tax", "total", "credited", "rounding", "paid", "refunded",
    "payment_status", "fulfilment_status", "fulfilment", "tracking_number",
    "letter", "methods", "promised", "pay_by", "payment_own", "fulfilment_own",
)  # fmt: skip
"""The columns of the order itself; `placed` counts milliseconds since 1970."""

Number = tuple[str, str, int, int]
"""Letter, series, year (0 where the series has none), and the counter that was taken."""


@dataclass(frozen=True, slots=True)
class OrderRows:
    """Every row of one order; nothing where there is none."""

    order: Row = ()
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})
    days: Days = field(default_factory=dict)
    numbers: frozenset[Number] = frozenset()


def rows_of(told: Iterable[Told]) -> OrderRows:
    """The rows of all facts of one order, its placing among them."""
    story = Story(told)
    now = story.standing()
    agreed = story.agreed
    papers = tuple(papers_of(story))
    return OrderRows(
        _order(story, now),
        {
            "order_line": [_line(one) for one in agreed.lines],
            "order_charge": [
                (n, one.kind, one.name, printed(one)) for n, one in enumerate(agreed.charges, 1)
            ],
            "order_tax": [(n, one.rate, one.net, one.tax) for n, one in enumerate(agreed.taxes, 1)],
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
        placed.id,
        placed.number,
        header.event_id,
        moment(header.recorded_at),
        header.recorded_at,
        placed.day,
        placed.channel,
        agreed.customer,
        _name(story.buyer),
        header.user,
        placed.currency,
        sum(line.qty if not line.unit else MILLION for line in agreed.lines),
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
        _methods(story, details["payment_method"]),
        details["promised"],
        pay_by(story, now),
        now.payment_own,
        now.fulfilment_own,
    )


def _name(buyer: Named) -> str:
    """What lists show of who bought; blank where it was erased."""
    return buyer.company or buyer.name or buyer.email or buyer.phone


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


def _methods(story: Story, agreed: str) -> str:
    """The ways it was paid, those written down by mistake left out; else the one that was agreed."""
    wrong = {one.fact.tid for one in story.counted if isinstance(one.fact, PaymentCorrected)}
    found = {one.method for one in story.tenders if one.amount and one.tid not in wrong} or {agreed} - {""}
    return "".join(f"|{one}" for one in sorted(found)) + "|" if found else ""


def _line(one: SoldLine) -> Row:
    return (
        one.n,
        one.variant,
        one.sku,
        one.name,
        one.qty,
        one.price,
        one.discount,
        printed(one),
        one.share,
    )


def _payments(story: Story) -> Iterator[Row]:
    """Money in is positive, money out negative; what coins added keeps its sign."""
    for one in story.counted:
        fact, said = one.fact, (one.header.recorded_at, one.event)
        match fact:
            case OrderPlaced() | PaymentTaken():
                yield from (_payment(tender, 1, said) for tender in fact.tenders)
            case PaymentGivenBack():
                yield from (_payment(tender, -1, said) for tender in fact.tenders)
            case PaymentCorrected():
                back = fact.back
                yield fact.tid, back.method, "", -back.amount, -back.rounding, "", "", *said
                yield _payment(fact.right, 1, said)


def _payment(of: Tendered, sign: int, said: tuple[str, str]) -> Row:
    return of.tid, of.method, of.name, sign * of.amount, of.rounding, of.moved, of.reference, *said


def _counted(story: Story, papers: Iterable[NumberedPaper]) -> list[Row]:
    """The papers with how often each was printed."""
    prints = Counter(
        (one.fact.document, one.fact.number) for one in story.told if isinstance(one.fact, DocumentReprinted)
    )
    return [
        (
            one.kind,
            one.number,
            one.told.event,
            prints[one.kind, one.number],
            moment(one.told.header.recorded_at),
            one.told.fact.day,
            one.told.letter,
            one.total,
            one.of,
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
                yield kind, one.event, sent.get((one.event, kind), "")
