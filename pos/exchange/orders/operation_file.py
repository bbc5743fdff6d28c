"""Read operations on orders from JSON: a list for `order apply`, or the one that a command's file holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pos.domain.mail.kinds import MailKind
from pos.domain.orders.after.edit import UNSAID
from pos.domain.orders.after.written import (
    Operation,
    Written,
    WrittenCancel,
    WrittenChange,
    WrittenChargePiece,
    WrittenCorrection,
    WrittenDelivery,
    WrittenExchange,
    WrittenLineChange,
    WrittenNote,
    WrittenPay,
    WrittenPiece,
    WrittenRefund,
    WrittenRepayment,
    WrittenStatus,
)
from pos.domain.orders.amendment import Back
from pos.domain.orders.errors import FieldWrong
from pos.domain.orders.facts import Fate
from pos.exchange.orders.json_fields import (
    Fields,
    items,
    note,
    number,
    one_of,
    positive,
    text,
    yes_no,
)
from pos.exchange.orders.order_file import (
    read_address,
    read_charge,
    read_customer,
    read_deposit,
    read_discount,
    read_fulfilment,
    read_line,
    read_moment,
    read_order,
    read_payment,
    read_value,
)

Read = Callable[[Any, str], Any]
_COUNT = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)
HOW = {"handed over": "handed_over", "shipped": "shipped", "picked up": "picked_up"}


def read_operations(data: bytes, path: str) -> tuple[Operation, ...]:
    """The operations in a JSON list, in their order; raises the first mistake."""
    operations: tuple[Operation, ...] = items(_operation)(read_value(data, path), "")
    return operations


def read_asked(do: str, data: bytes, path: str) -> Written:
    """What the file of one command holds."""
    asked: Written = _FILES[do](read_value(data, path), "")
    return asked


def _operation(value: object, where: str) -> Operation:
    fields = Fields(value, where)
    do = fields.need("do", one_of(*_OPERATIONS))
    called = fields.take("as", text, "") if do in ("place", "exchange") else ""
    order = "" if do == "place" else fields.need("order", text)
    unmailed = fields.take("mails", _unmailed, frozenset())
    asked = _OPERATIONS[do](fields)
    fields.done()
    return Operation(do, asked, order, called, unmailed)


def _unmailed(value: object, where: str) -> frozenset[str]:
    """The kinds of messages that are written down as false."""
    fields = Fields(value, where)
    wanted = {kind.value: fields.take(kind.value, yes_no, True) for kind in MailKind}
    fields.done()
    return frozenset(kind for kind, goes in wanted.items() if not goes)


def read_change(value: object, where: str) -> WrittenChange:
    """A change: what is absent stays, null takes off."""
    fields = Fields(value, where)
    lines = fields.take("lines", items(_line_change), ())
    change = WrittenChange(
        version=fields.take("version", _count),
        lines=tuple(one for one in lines if isinstance(one, WrittenLineChange)),
        added=tuple(one for one in lines if not isinstance(one, WrittenLineChange)),
        discount=_or_off(fields, "discount", read_discount),
        charges=fields.take("charges", items(read_charge)),
        taxes_by_hand=_or_off(fields, "taxes_by_hand", items(text)),
        customer=fields.take("customer", read_customer),
        billing_address=_or_off(fields, "billing_address", read_address),
        fulfilment=fields.take("fulfilment", read_fulfilment),
        payment_method=fields.take("payment_method", text),
        customer_note=fields.take("customer_note", note),
        private_note=fields.take("private_note", note),
        deposit=fields.take("deposit", read_deposit),
        promised=fields.take("promised", read_moment),
        reason=fields.take("reason", text, ""),
        unmailed=fields.take("mails", _unmailed, frozenset()),
    )
    fields.done()
    return change


def read_details(value: object, where: str) -> WrittenChange:
    """A change of what is no part of the agreement."""
    change = read_change(value, where)
    if not change.is_of_details:
        raise FieldWrong(where or "its top", "only details are wanted here; change the others with an edit")
    return change


def _line_change(value: object, where: str) -> object:
    """A line that was agreed is named by its number; one without is new."""
    if not isinstance(value, dict) or "line" not in value:
        return read_line(value, where)
    fields = Fields(value, where)
    change = WrittenLineChange(
        line=fields.need("line", _count),
        quantity=fields.take("quantity", number),
        unit_price=fields.take("unit_price", positive),
        price_reason=fields.take("price_reason", text, ""),
        discount=_or_off(fields, "discount", read_discount),
        note=fields.take("note", note),
    )
    fields.done()
    return change


def _or_off(fields: Fields, name: str, read: Read) -> Any:
    """The field; null takes it off, absent says nothing."""
    return fields.take(name, read) if fields.has(name) else UNSAID


def read_refund(value: object, where: str) -> WrittenRefund:
    """What is taken back."""
    fields = Fields(value, where)
    refund = WrittenRefund(
        lines=fields.take("lines", items(_piece), ()),
        charges=fields.take("charges", items(_charge_piece), ()),
        amount=fields.take("amount", positive),
        reason=fields.take("reason", note, ""),
        payments=fields.take("payments", _payments, Back.AS_PAID),
    )
    fields.done()
    return refund


def _piece(value: object, where: str) -> WrittenPiece:
    fields = Fields(value, where)
    piece = WrittenPiece(
        line=fields.need("line", _count),
        quantity=fields.take("quantity", positive),
        amount=fields.take("amount", positive),
        to=Fate(fields.take("to", one_of(*Fate), Fate.STOCK)),
    )
    fields.done()
    if (piece.quantity is None) == (piece.amount is None):
        raise FieldWrong(where, "a quantity or an amount is wanted")
    return piece


def _charge_piece(value: object, where: str) -> WrittenChargePiece:
    fields = Fields(value, where)
    piece = WrittenChargePiece(fields.need("charge", _count), fields.take("amount", positive))
    fields.done()
    return piece


def read_exchange(value: object, where: str) -> WrittenExchange:
    """What comes back, and the order that goes out."""
    fields = Fields(value, where)
    exchange = WrittenExchange(
        back=fields.need("return", read_refund),
        order=fields.need("order", read_order),
        payments=fields.take("payments", _payments, Back.LATER),
    )
    fields.done()
    return exchange


def read_delivery(value: object, where: str) -> WrittenDelivery:
    """What is handed over, and how."""
    fields = Fields(value, where)
    delivery = WrittenDelivery(
        lines=fields.take("lines", items(_delivered), ()),
        how=fields.take("how", _how, ""),
        tracking_number=fields.take("tracking_number", text, ""),
    )
    fields.done()
    return delivery


def _how(value: object, where: str) -> str:
    """How goods went, with or without the underscore."""
    plain = value.replace("_", " ") if isinstance(value, str) else value
    return HOW[one_of(*HOW)(plain, where)]


def _delivered(value: object, where: str) -> tuple[int, Any]:
    fields = Fields(value, where)
    line = fields.need("line", _count), fields.need("quantity", number)
    fields.done()
    return line


def _payments(value: object, where: str) -> Any:
    if isinstance(value, list):
        return items(read_payment)(value, where)
    return Back(one_of(*Back)(value, where))


def _count(value: object, where: str) -> int:
    """A whole number from 1, quoted or not."""
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str) or not _COUNT.fullmatch(written):
        raise FieldWrong(where, "a whole number from 1 is wanted")
    return int(written)


def _cancel(fields: Fields) -> WrittenCancel:
    return WrittenCancel(
        reason=fields.take("reason", text, ""),
        goods=Fate(fields.take("goods", one_of(*Fate), Fate.STOCK)),
        payments=fields.take("payments", _payments, Back.LATER),
    )


def _note(fields: Fields) -> WrittenNote:
    written = fields.need("text", note)
    return WrittenNote(written, fields.take("for", one_of("private", "customer"), "private") == "private")


_OPERATIONS: dict[str, Callable[[Fields], Written | None]] = {
    "place": lambda fields: fields.need("document", read_order),
    "edit": lambda fields: fields.need("change", read_change),
    "details": lambda fields: fields.need("change", read_details),
    "pay": lambda fields: WrittenPay(_payment(fields), fields.take("accept_more", yes_no, False)),
    "correct": lambda fields: WrittenCorrection(fields.need("payment", _count), fields.need("method", text)),
    "repay": lambda fields: WrittenRepayment(fields.take("payments", _payments, Back.AS_PAID)),
    "refund": lambda fields: fields.need("refund", read_refund),
    "exchange": lambda fields: fields.need("exchange", read_exchange),
    "deliver": lambda fields: fields.take("delivery", read_delivery, WrittenDelivery()),
    "status": lambda fields: WrittenStatus(
        fields.take("payment", text, ""), fields.take("fulfilment", text, "")
    ),
    "invoice": lambda fields: None,
    "note": _note,
    "cancel": _cancel,
    "void": lambda fields: None,
    "remind": lambda fields: None,
    "mail": lambda fields: None,
}

_FILES: dict[str, Read] = {
    "edit": read_change,
    "details": read_details,
    "refund": read_refund,
    "exchange": read_exchange,
    "deliver": read_delivery,
}


def _payment(fields: Fields) -> Any:
    """A payment whose fields stand in the operation itself."""
    names = (name for name in ("method", "amount", "reference") if fields.has(name))
    return read_payment({name: fields.take(name, lambda value, _where: value) for name in names}, "")
