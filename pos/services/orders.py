"""Lists of orders, and one order whole."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from pos.domain.errors import OrderUnknown
from pos.domain.folding import fold
from pos.domain.money import Money
from pos.domain.numbering import order_number
from pos.domain.orders import HistoryItem, Order, OrderLine, OrderRow
from pos.domain.pricing import ChargeKind, ChargeTotal, TaxRow
from pos.domain.quantity import from_micro
from pos.journal.entries import OrderPersonal, SoldLine
from pos.services import sold
from pos.services.sealed import SealedOrder, sealed_order
from pos.services.till import Till

ROW = """SELECT o.number, o.placed_at, o.channel, o.customer, o.currency, o.total + o.rounding, o.paid,
                o.payment_status, o.fulfilment_status, o.item_count, o.id FROM orders o"""


DIGITS_MAX = 15
"""Digits of a counter; more is a code."""


class Orders:
    """Finds orders; lists are paged by key, newest first."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def last(self, limit: int = 20) -> tuple[OrderRow, ...]:
        """The newest orders."""
        return self.find(limit=limit)

    def find(
        self,
        text: str = "",
        *,
        payment: str = "",
        fulfilment: str = "",
        since: str = "",
        before: int = 0,
        limit: int = 50,
    ) -> tuple[OrderRow, ...]:
        """Orders whose number or goods match the text, in these statuses, since a day, before a cursor."""
        where: list[str] = []
        values: list[Any] = []
        for condition, value in (
            ("o.payment_status = ?", payment),
            ("o.fulfilment_status = ?", fulfilment),
            ("o.day >= ?", since),
            ("o.id < ?", before),
        ):
            if value:
                where.append(condition)
                values.append(value)
        if text.strip():
            matching, wanted = _matches(text)
            where.append(matching)
            values += wanted
        sql = ROW + (" WHERE " + " AND ".join(where) if where else "") + " ORDER BY o.id DESC LIMIT ?"
        rows = self._till.database.reader().execute(sql, (*values, limit))
        return tuple(_row(row) for row in rows)

    def of_customer(self, customer_id: str, limit: int = 20) -> tuple[OrderRow, ...]:
        """The newest orders of a customer."""
        sql = f"{ROW} JOIN customer c ON c.id = o.customer_id WHERE c.uid = ? ORDER BY o.id DESC LIMIT ?"
        rows = self._till.database.reader().execute(sql, (bytes.fromhex(customer_id), limit))
        return tuple(_row(row) for row in rows)

    def order(self, number: str) -> Order:
        """One order, whole; raises OrderUnknown. A bare counter means this till's own order."""
        number = self._full_number(number)
        reader = self._till.database.reader()
        row = reader.execute(ROW + " WHERE o.number = ?", (number,)).fetchone()
        placed = sealed_order(reader, number)
        if row is None or placed is None:
            raise OrderUnknown(number)
        events = reader.execute(
            "SELECT e.at, e.kind, e.text FROM order_event e JOIN orders o ON o.id = e.order_id"
            " WHERE o.number = ? ORDER BY e.id",
            (number,),
        ).fetchall()
        documents = reader.execute(
            "SELECT d.kind FROM document d JOIN orders o ON o.id = d.order_id WHERE o.number = ?"
            " ORDER BY d.id",
            (number,),
        ).fetchall()
        return _whole(placed, _row(row), events, tuple(kind for (kind,) in documents))

    def _full_number(self, number: str) -> str:
        number = number.strip().removeprefix("#").upper()
        if number.isdecimal() and number.isascii() and len(number) <= DIGITS_MAX:
            return order_number(self._till.life.letter, int(number))
        return number


def _matches(text: str) -> tuple[str, list[str]]:
    """A condition for a number, whole or in part, or for words in the names of the goods."""
    text = text.strip().removeprefix("#")
    if re.fullmatch(r"[A-Za-z]{0,3}[0-9]*-?[0-9]+", text):
        letter, _, counter = text.upper().rpartition("-")
        ending = counter.lstrip("0") or "0"
        return "(o.number = ? OR (o.number LIKE ? AND o.number LIKE ?))", [
            text.upper(),
            f"{letter}%",
            f"%{ending}",
        ]
    words = fold(text).split()[:8]
    line = " AND ".join("instr(lower(l.name), ?) > 0" for _ in words)
    return f"EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND {line})", words


def _row(row: Any) -> OrderRow:
    number, at, channel, customer, currency, total, paid, payment, fulfilment, items, key = row
    owed = 0 if payment in ("Refunded", "Cancelled") else total - paid
    return OrderRow(
        number=number,
        placed_at=datetime.fromisoformat(at),
        channel=channel,
        customer=customer,
        currency=currency,
        total=Money(total, currency),
        paid=Money(paid, currency),
        due=Money(owed, currency),
        payment_status=payment,
        fulfilment_status=fulfilment,
        item_count=from_micro(items),
        cursor=key,
    )


def _whole(placed: SealedOrder, row: OrderRow, events: list[Any], documents: tuple[str, ...]) -> Order:
    fact = placed.fact
    currency = fact.currency
    private = fact.personal if isinstance(fact.personal, OrderPersonal) else OrderPersonal()
    history = [HistoryItem(placed.placed_at, "placed", placed.header.user)]
    history += [HistoryItem(datetime.fromisoformat(at), kind, text) for at, kind, text in events]
    return Order(
        id=fact.id,
        row=row,
        letter=fact.letter,
        served_by=placed.header.user,
        prices_include_tax=fact.includes_tax,
        lines=tuple(
            _line(n, one, currency, private.line_notes.get(str(n), "")) for n, one in enumerate(fact.lines, 1)
        ),
        charges=tuple(
            ChargeTotal(ChargeKind(one.kind), one.name, Money(one.amount, currency)) for one in fact.charges
        ),
        subtotal=Money(fact.subtotal, currency),
        discount=sold.discount(fact.off, currency),
        discount_amount=Money(fact.discount, currency),
        taxes=tuple(
            TaxRow(one.rate, Money(one.net, currency), Money(one.tax, currency), Money(one.gross, currency))
            for one in fact.taxes
        ),
        net=Money(fact.net, currency),
        tax=Money(fact.tax, currency),
        rounding=Money(fact.rounding, currency),
        tenders=tuple(sold.tender(one, currency) for one in fact.payments),
        change=Money(fact.change, currency),
        customer_note=private.customer_note,
        private_note=private.private_note,
        documents=documents,
        history=tuple(history),
        seal=placed.seal,
        voided_by=next((text or "-" for _at, kind, text in events if kind == "voided"), ""),
    )


def _line(n: int, of: SoldLine, currency: str, note: str) -> OrderLine:
    return OrderLine(
        n=n,
        variant_id=of.variant or None,
        sku=of.sku,
        name=of.name,
        options=of.options,
        quantity=from_micro(of.qty),
        unit=of.unit,
        unit_price=from_micro(of.price),
        list_price=_optional(of.list_price),
        price_reason=of.price_reason,
        taxes=of.taxes,
        discount=sold.discount(of.off, currency),
        discount_amount=Money(of.discount, currency),
        amount=Money(of.amount, currency),
        order_discount=Money(of.share, currency),
        note=note,
    )


def _optional(micro: object) -> Decimal | None:
    return from_micro(micro) if isinstance(micro, int) else None
