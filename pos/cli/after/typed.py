"""What is asked of an order in so few words that it needs no file."""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal

from pos.domain.orders.after.written import (
    Operation,
    Written,
    WrittenCancel,
    WrittenCorrection,
    WrittenDelivery,
    WrittenNote,
    WrittenPay,
    WrittenRepayment,
    WrittenStatus,
)
from pos.domain.orders.amendment import Back
from pos.domain.orders.errors import FieldWrong
from pos.domain.orders.facts import Fate
from pos.domain.orders.order_document import WrittenPayment
from pos.domain.words.errors import NotANumber
from pos.domain.words.text import clean
from pos.exchange.orders.json_fields import positive


def typed(do: str, rest: list[str], arguments: Namespace) -> Operation | None:
    """What a command asks that needs no file, of no order yet; None where its words are not understood."""
    match do, rest:
        case "invoice" | "void" | "remind" | "mail", []:
            return Operation(do)
    asked = _goods(do, rest, arguments) or _money(do, rest, arguments)
    return Operation(do, asked) if asked else None


def _goods(do: str, rest: list[str], arguments: Namespace) -> Written | None:
    tracking = clean(arguments.tracking)
    match do, rest:
        case "deliver", []:
            return WrittenDelivery((), arguments.how, tracking)
        case "status", [] if arguments.payment or arguments.fulfilment or tracking:
            return WrittenStatus(clean(arguments.payment), clean(arguments.fulfilment), tracking)
        case "note", [text]:
            return WrittenNote(text, arguments.note_for == "private")
        case "cancel", []:
            back = Back.AS_PAID if arguments.repay else Back.LATER
            return WrittenCancel(clean(arguments.reason), Fate(arguments.goods), back)
    return None


def _money(do: str, rest: list[str], arguments: Namespace) -> Written | None:
    match do, rest:
        case "pay", [method, amount]:
            payment = WrittenPayment(clean(method), amount_of(amount), clean(arguments.reference))
            return WrittenPay(payment, arguments.accept_more)
        case "correct", [payment, method] if payment.isascii() and payment.isdigit() and len(payment) < 10:
            return WrittenCorrection(int(payment), clean(method))
        case "repay", []:
            return WrittenRepayment()
        case "repay", [method, amount]:
            return WrittenRepayment((WrittenPayment(clean(method), amount_of(amount)),))
    return None


def amount_of(text: str) -> Decimal:
    """An amount as it is typed; raises NotANumber."""
    try:
        return positive(text, "AMOUNT")
    except FieldWrong:
        raise NotANumber(clean(text)) from None
