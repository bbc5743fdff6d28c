"""From an order to its slips: the pieces of a delivery, what is to be fetched, what was a gift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pos.contacts.address import printed_lines
from pos.domain.customers.customers import Buyer
from pos.domain.money.quantity import from_micro
from pos.domain.orders.after.goods import plan_hand_over
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.papers.errors import NothingToPack
from pos.domain.papers.receipts import Mark
from pos.domain.papers.slips import SlipDocument, SlipKind
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.address import Address
from pos.journal.kinds.orders import GoodsHandedOver
from pos.journal.orders.facts import Story
from pos.services.shop.methods import delivery_name
from pos.text.locales import paper_speech

Chosen = Sequence[tuple[int, int]]
"""Pieces to go next, in millionths by line."""


def packing_slip(
    story: Story, order: Order, shop: ShopSettings, delivery: int = 0, chosen: Chosen = ()
) -> SlipDocument:
    """The slip of a delivery, counted from 1; without a number that of the last one, before it of all.

    Of a delivery that is still to come it is that of the `chosen` pieces. Raises NothingToPack, and refuses
    what cannot be handed over.
    """
    if chosen:
        going, later = _parted(order, chosen)
        return replace(
            _slip(SlipKind.PACKING, order, shop, going),
            to=_envelope(order, shop),
            later=later,
            tracking=order.fulfilment.tracking_number,
            note=order.customer_note,
        )
    handed = [one.fact for one in story.told if isinstance(one.fact, GoodsHandedOver)]
    gone = [fact for fact in handed if any(line.qty > 0 for line in fact.lines)]
    if not 0 <= delivery <= len(gone):
        raise NothingToPack(order.row.number)
    last = gone[delivery - 1] if gone else None
    pieces = {line.n: line.qty for line in last.lines if line.qty > 0} if last else waiting(order)
    lines = _lines(order, pieces or _with_customer(order))
    if not lines:
        raise NothingToPack(order.row.number)
    tracking = last.personal.tracking_number if last and last.personal else ""
    return replace(
        _slip(SlipKind.PACKING, order, shop, lines),
        to=_envelope(order, shop),
        later=_lines(order, waiting(order)) if last and last is gone[-1] else (),
        tracking=tracking or order.fulfilment.tracking_number,
        note=order.customer_note,
    )


def pickup_slip(order: Order, shop: ShopSettings, chosen: Chosen = ()) -> SlipDocument:
    """What is to be fetched, for whom: all that waits, or the `chosen` pieces; raises NothingToPack."""
    lines, later = _parted(order, chosen) if chosen else (_lines(order, waiting(order)), ())
    lines = lines or _lines(order, _with_customer(order))
    if not lines:
        raise NothingToPack(order.row.number)
    of = order.buyer or Buyer()
    return replace(
        _slip(SlipKind.PICKUP, order, shop, lines),
        to=tuple(dict.fromkeys(filter(None, (of.name or of.company or of.email, of.phone)))),
        later=later,
        due=order.row.due,
        note=order.customer_note,
    )


def gift_receipts(order: Order, shop: ShopSettings, *, each: bool = False) -> tuple[SlipDocument, ...]:
    """One for all goods that were not taken back, or one for each line; raises NothingToPack."""
    now = order.now
    kept = {one.n: one.sold - one.dropped - one.returned for one in now.goods} if now else {}
    lines = _lines(order, kept)
    if not lines:
        raise NothingToPack(order.row.number)
    footer = tuple(order.texts.footer.splitlines())
    slip = replace(_slip(SlipKind.GIFT, order, shop, lines), footer=footer)
    return tuple(replace(slip, lines=(one,)) for one in lines) if each else (slip,)


def _parted(order: Order, chosen: Chosen) -> tuple[tuple[OrderLine, ...], tuple[OrderLine, ...]]:
    """The lines that go now, and those that follow; refuses what is not there to be handed over."""
    if order.now is None or any(pieces <= 0 for _n, pieces in chosen):
        raise NothingToPack(order.row.number)
    going, open_ = dict(plan_hand_over(order.now, chosen)), waiting(order)
    return _lines(order, going), _lines(order, {n: open_[n] - going.get(n, 0) for n in open_})


def waiting(order: Order) -> dict[int, int]:
    """By line: the pieces still to be handed over, in millionths."""
    return {one.n: one.open for one in order.now.goods if one.open} if order.now else {}


def _with_customer(order: Order) -> dict[int, int]:
    return {one.n: one.with_customer for one in order.now.goods} if order.now else {}


def _lines(order: Order, pieces: dict[int, int]) -> tuple[OrderLine, ...]:
    """The lines with so many pieces, without those that have none."""
    chosen: Iterable[tuple[OrderLine, int]] = ((one, pieces.get(one.n, 0)) for one in order.lines)
    return tuple(replace(one, quantity=from_micro(count)) for one, count in chosen if count > 0)


def _slip(kind: SlipKind, order: Order, shop: ShopSettings, lines: tuple[OrderLine, ...]) -> SlipDocument:
    home = (order.billing or order.fulfilment.address or Address()).country
    wanted = order.buyer.language if order.buyer else ""
    language, locale = paper_speech(wanted, (home,), order.texts.language, order.texts.locale)
    return SlipDocument(
        kind=kind,
        order=order.row.number,
        day=date.fromisoformat(order.day),
        seller=order.seller,
        lines=lines,
        code=f"#{order.row.number}",
        method=delivery_name(shop, order.fulfilment.method),
        at=order.promised or order.fulfilment.at,
        mark=Mark.DEMO if order.texts.demo else None,
        language=language,
        locale=locale,
        paper=shop.paper,
        logo=shop.logo,
    )


def _envelope(order: Order, shop: ShopSettings) -> tuple[str, ...]:
    """The address of delivery under the customer's name, else who it is for."""
    sent, known = order.fulfilment.address, order.buyer or Buyer()
    if sent is None or order.fulfilment.kind is not FulfilmentKind.DELIVERY:
        return tuple(filter(None, (known.name, known.company)))
    if not (sent.name or sent.company):
        sent = replace(sent, name=known.name, company=known.company)
    return printed_lines(sent, home=shop.country, language=order.texts.language)
