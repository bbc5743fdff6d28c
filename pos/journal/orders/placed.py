"""The rows of an order that was only placed: what most orders are, and all that a round brings of a fair.

They are what `rows_of_story` makes of the placing alone, worked out without the story of an order; a test
compares both for whatever a placing may say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pos.domain.catalogue.stock import Reason
from pos.domain.money.quantity import MILLION
from pos.domain.money.tax import TaxRounding
from pos.domain.money.taxation import chain
from pos.domain.orders.standing import Begun, begun
from pos.domain.shop.numbering import year_and_counter
from pos.journal.ids import moment
from pos.journal.kinds.base import Fact
from pos.journal.kinds.documents import SERIES
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import AgreedOrder, Named, OrderPersonal, SoldLine, Tendered
from pos.journal.orders.columns import Number, OrderRows, Row
from pos.journal.orders.days import days_of_placing
from pos.journal.orders.facts import Told, printed
from pos.journal.orders.papers import usual_day


def is_plain(fact: Fact) -> bool:
    """Whether an order of which this is the only fact is one of our own, each of its lines once."""
    if not isinstance(fact, OrderPlaced) or fact.store:
        return False
    lines = fact.agreed.lines
    return len(lines) < 2 or len({one.n for one in lines}) == len(lines)


def rows_of_placing(told: Told) -> OrderRows:
    """All rows of an order by its placing; raises ValueError where it could never be worked with."""
    placed = told.fact
    assert isinstance(placed, OrderPlaced)
    agreed = placed.agreed
    _require_terms(placed)
    made = moment(told.header.recorded_at)
    pieces = [one.qty for one in agreed.lines]
    now = begun(agreed.total, pieces, [(one.amount, one.rounding) for one in placed.tenders], placed.handed)
    papers = _papers(placed)
    said = (told.header.recorded_at, told.event)
    return OrderRows(
        _order(told, placed, now, made),
        {
            **rows_agreed(agreed),
            "payment": [payment_row(one, 1, said) for one in placed.tenders],
            "document": [
                (kind, number, told.event, 0, made, placed.day, told.letter, agreed.total, "")
                for kind, number in papers
            ],
            "mail": [(kind, told.event, "") for kind in dict.fromkeys(placed.mails)],
            "stock_move": _moves(told, placed) if any(pieces) else [],
            "order_fact": [],
            "order_exception": [],
        },
        days_of_placing(told, placed, now.due),
        frozenset(_numbers(told.letter, papers)),
    )


def _require_terms(placed: OrderPlaced) -> None:
    """What is done with the order later is worked out in these terms."""
    TaxRounding(placed.tax_rounding)
    if not placed.agreed.exemption:
        for one in placed.agreed.lines:
            chain(one.taxes)
        for charge in placed.agreed.charges:
            chain(charge.taxes)


def _order(told: Told, placed: OrderPlaced, now: Begun, made: int) -> Row:
    header, agreed, private = told.header, placed.agreed, placed.personal or OrderPersonal()
    return (
        placed.id,
        placed.number,
        header.event_id,
        made,
        header.recorded_at,
        placed.day,
        placed.channel,
        agreed.customer,
        shown(private.buyer) if private.buyer else "",
        header.user,
        placed.currency,
        item_count(agreed),
        agreed.net,
        agreed.tax,
        agreed.total,
        0,
        now.rounding,
        now.paid,
        0,
        now.payment.value,
        now.fulfilment.value,
        placed.fulfilment.kind,
        private.tracking_number,
        placed.letter,
        methods_of(placed.tenders, placed.payment_method),
        placed.promised,
        _pay_by(placed) if now.due else "",
        "",
        "",
    )


def _pay_by(placed: OrderPlaced) -> str:
    return (placed.invoice.due if placed.invoice else "") or usual_day(placed.day)


def _papers(placed: OrderPlaced) -> list[tuple[str, str]]:
    """The kinds and numbers of what was made at once."""
    found = [("receipt", placed.number)]
    if placed.invoice:
        found.append(("invoice", placed.invoice.number))
    return found


def _numbers(letter: str, papers: Iterable[tuple[str, str]]) -> Iterator[Number]:
    for kind, number in papers:
        if (taken := year_and_counter(number)) is not None:
            yield letter, SERIES[kind], *taken


def _moves(told: Told, placed: OrderPlaced) -> list[Row]:
    sums: dict[str, int] = {}
    for one in placed.agreed.lines:
        if one.moves and one.variant and one.qty > 0:
            sums[one.variant] = sums.get(one.variant, 0) - one.qty
    at, event = told.header.recorded_at, told.event
    return [
        (variant, placed.location, quantity, Reason.SALE.value, "", at, event)
        for variant, quantity in sums.items()
    ]


# rows that other facts make too


def rows_agreed(agreed: AgreedOrder) -> dict[str, list[Row]]:
    """The rows of an agreement: its lines, charges and taxes."""
    return {
        "order_line": [_line(one) for one in agreed.lines],
        "order_charge": [(n, one.kind, one.name, printed(one)) for n, one in enumerate(agreed.charges, 1)],
        "order_tax": [(n, one.rate, one.net, one.tax) for n, one in enumerate(agreed.taxes, 1)],
    }


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


def payment_row(of: Tendered, sign: int, said: tuple[str, str]) -> Row:
    """Money by one method, in or out, with when it was recorded and the event."""
    return of.tid, of.method, of.name, sign * of.amount, of.rounding, of.moved, of.reference, *said


def item_count(agreed: AgreedOrder) -> int:
    """Millionths of pieces; what is weighed is one."""
    return sum(line.qty if not line.unit else MILLION for line in agreed.lines)


def shown(buyer: Named) -> str:
    """What lists show of who bought; blank where it was erased."""
    return buyer.company or buyer.name or buyer.email or buyer.phone


def methods_of(tenders: Iterable[Tendered], agreed: str) -> str:
    """The ways an order was paid; else the one that was agreed."""
    found = {one.method for one in tenders if one.amount} or {agreed} - {""}
    return "".join(f"|{one}" for one in sorted(found)) + "|" if found else ""
