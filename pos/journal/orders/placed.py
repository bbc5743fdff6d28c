"""The rows of an order that was only placed: what most orders are, and all that a round brings of a fair.

They are what `rows_of_story` makes of the placing alone, worked out without the story of an order; a test
compares both for whatever a placing may say.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pos.domain.catalogue.stock import Reason
from pos.domain.money.quantity import MILLION
from pos.domain.money.tax import TaxList, TaxRounding
from pos.domain.money.taxation import chain
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.orders.standing import begun
from pos.domain.shop.numbering import year_and_counter
from pos.journal.ids import moment
from pos.journal.kinds.base import Fact
from pos.journal.kinds.documents import SERIES
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import AgreedOrder, Named, OrderPersonal, SoldLine, Tendered
from pos.journal.orders.columns import OrderRows, Row, Together
from pos.journal.orders.days import count_placing
from pos.journal.orders.facts import Told, printed
from pos.journal.orders.papers import usual_day

SALE = Reason.SALE.value
WRITTEN = {one: one.value for status in (PaymentStatus, FulfilmentStatus) for one in status}
NOBODY = OrderPersonal()


def is_plain(fact: Fact) -> bool:
    """Whether an order of which this is the only fact is one of our own, each of its lines once."""
    if not isinstance(fact, OrderPlaced) or fact.store:
        return False
    lines = fact.agreed.lines
    return len(lines) < 2 or len({one.n for one in lines}) == len(lines)


def rows_of_placing(told: Told) -> OrderRows:
    """All rows of an order by its placing; raises ValueError where it could never be worked with."""
    made = Together()
    place(made, told)
    return made.alone()


def place(made: Together, told: Told) -> None:
    """Put the rows of an order beside those of others; raises ValueError, and leaves them as they were."""
    placed, header = told.fact, told.header
    assert isinstance(placed, OrderPlaced)
    agreed, event, at = placed.agreed, header.event_id, header.recorded_at
    _require_terms(placed)
    n, made_at, rows = len(made.orders), moment(at), made.rows
    due, own = _order(told, placed, made_at)
    made.orders.append([n, *own])
    for line in agreed.lines:
        rows["order_line"].append([n, *line_row(line)])
        if line.variant:
            made.variants.add(line.variant)
    rows["order_tax"] += [[n, *row] for row in tax_rows(agreed)]
    if agreed.charges:
        rows["order_charge"] += [[n, *row] for row in charge_rows(agreed)]
    said = at, event
    rows["payment"] += [[n, *payment_row(one, 1, said)] for one in placed.tenders]
    for kind, number in _papers(placed):
        day, letter = placed.day, told.letter
        rows["document"].append([n, kind, number, 0, made_at, day, letter, agreed.total, "", event])
        if (taken := year_and_counter(number)) is not None:
            made.take(letter, SERIES[kind], *taken)
    if placed.mails:
        rows["mail"] += [[n, kind, "", event] for kind in dict.fromkeys(placed.mails)]
    for variant, quantity in _moves(agreed).items():
        move = [n, variant, placed.location, quantity, SALE, "", at, header.hlc, event]
        rows["stock_move"].append(move)
        made.move(variant, placed.location, quantity)
    count_placing(made.days, placed, told.letter, due)


def _require_terms(placed: OrderPlaced) -> None:
    """What is done with the order later is worked out in these terms."""
    agreed, taxes = placed.agreed, list[TaxList]()
    if not agreed.exemption:
        taxes = [one.taxes for one in agreed.lines] + [one.taxes for one in agreed.charges]
    _require(placed.tax_rounding, tuple(taxes))


@lru_cache(maxsize=256)
def _require(rounding: str, taxes: tuple[TaxList, ...]) -> None:
    """Many orders name the same."""
    TaxRounding(rounding)
    for some in taxes:
        chain(some)


def _order(told: Told, placed: OrderPlaced, made: int) -> tuple[int, Row]:
    """What is due of the order, and its own row."""
    header, agreed, private = told.header, placed.agreed, placed.personal or NOBODY
    paid = rounding = 0
    for tender in placed.tenders:
        paid += tender.amount
        rounding += tender.rounding
    has_goods = False
    for line in agreed.lines:
        has_goods = has_goods or line.qty > 0
    due, payment, fulfilment = begun(agreed.total + rounding, paid, has_goods=has_goods, handed=placed.handed)
    return due, (
        bytes.fromhex(placed.id),
        agreed.customer,
        placed.number,
        made,
        header.recorded_at,
        placed.day,
        placed.channel,
        shown(private.buyer) if private.buyer else "",
        header.user,
        placed.currency,
        item_count(agreed),
        agreed.net,
        agreed.tax,
        agreed.total,
        0,
        rounding,
        paid,
        0,
        WRITTEN[payment],
        WRITTEN[fulfilment],
        placed.fulfilment.kind,
        private.tracking_number,
        placed.letter,
        methods_of(placed.tenders, placed.payment_method),
        placed.promised,
        _pay_by(placed) if due else "",
        "",
        "",
        header.event_id,
    )


def _pay_by(placed: OrderPlaced) -> str:
    return (placed.invoice.due if placed.invoice else "") or usual_day(placed.day)


def _papers(placed: OrderPlaced) -> list[tuple[str, str]]:
    """The kinds and numbers of what was made at once."""
    found = [("receipt", placed.number)]
    if placed.invoice:
        found.append(("invoice", placed.invoice.number))
    return found


def _moves(agreed: AgreedOrder) -> dict[str, int]:
    """Millionths that the order takes off the shelf, by variant."""
    sums: dict[str, int] = {}
    for one in agreed.lines:
        if one.moves and one.variant and one.qty > 0:
            sums[one.variant] = sums.get(one.variant, 0) - one.qty
    return sums


# rows that other facts make too


def charge_rows(agreed: AgreedOrder) -> list[Row]:
    """Charges by their place from 1."""
    return [(n, one.kind, one.name, printed(one)) for n, one in enumerate(agreed.charges, 1)]


def tax_rows(agreed: AgreedOrder) -> list[Row]:
    """Taxes by their place from 1."""
    return [(n, one.rate, one.net, one.tax) for n, one in enumerate(agreed.taxes, 1)]


def line_row(one: SoldLine) -> Row:
    """A line by its number."""
    return (
        one.variant,
        one.n,
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
    count = 0
    for line in agreed.lines:  # a third of the time that `sum` takes
        count += line.qty if not line.unit else MILLION
    return count


def shown(buyer: Named) -> str:
    """What lists show of who bought; blank where it was erased."""
    return buyer.company or buyer.name or buyer.email or buyer.phone


def methods_of(tenders: Iterable[Tendered], agreed: str) -> str:
    """The ways an order was paid; else the one that was agreed."""
    found = {one.method for one in tenders if one.amount} or {agreed} - {""}
    return f"|{'|'.join(sorted(found))}|" if found else ""
