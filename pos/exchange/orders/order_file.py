"""Read order documents from JSON: their form is checked here, what they mean is the shop's to say."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pos.domain.money.pricing import ChargeKind
from pos.domain.money.tax import TaxRounding
from pos.domain.orders.errors import DocumentUnreadable, FieldWrong
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.order_document import (
    OrderDocument,
    WrittenCharge,
    WrittenCustomer,
    WrittenDiscount,
    WrittenFulfilment,
    WrittenLine,
    WrittenPayment,
)
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.exchange.orders.json_fields import (
    TEXT_SHOWN,
    Fields,
    Unquoted,
    items,
    note,
    number,
    one_of,
    positive,
    text,
    yes_no,
)

SIZE_MAX = 50_000_000
CHANNELS = ("counter", "phone")
NONE = WrittenFulfilment(FulfilmentKind.TAKE_AWAY)
"""What a fulfilment of null says, unlike one that is left out."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_TIME = re.compile(_DAY.pattern + r"T[0-9]{2}:[0-9]{2}", re.ASCII)


def read_orders(data: bytes, path: str) -> tuple[list[OrderDocument], bool]:
    """The documents in a JSON text, and whether it was a list of them; raises the first mistake."""
    value = read_value(data, path)
    if isinstance(value, list):
        return [read_order(one, f"[{place}]") for place, one in enumerate(value)], True
    return [read_order(value, "")], False


def read_value(data: bytes, path: str) -> Any:
    """The JSON value of a file; raises DocumentUnreadable."""
    if len(data) > SIZE_MAX:
        raise DocumentUnreadable(path, f"it is larger than {SIZE_MAX // 1_000_000} MB")
    if not data.strip():
        raise DocumentUnreadable(path, "it is empty")
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_constant=_refuse_constant,
            parse_float=Unquoted,
            object_pairs_hook=_once_each,
        )
    except UnicodeDecodeError as error:
        raise DocumentUnreadable(path, "it is not UTF-8 text") from error
    except RecursionError as error:
        raise DocumentUnreadable(path, "it is nested too deeply") from error
    except ValueError as error:
        raise DocumentUnreadable(path, f"it is not JSON ({_why(error)})") from error


def _why(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}: line {error.lineno}, column {error.colno}"
    return str(error).partition(";")[0]


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; a name that stands twice would silently lose one of its values."""
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise ValueError(f"“{name[:TEXT_SHOWN]}” stands twice in one object")
        fields[name] = value
    return fields


def read_order(value: object, where: str) -> OrderDocument:
    """One order document."""
    fields = Fields(value, where)
    document = OrderDocument(
        lines=fields.need("lines", items(read_line)),
        channel=fields.take("channel", one_of(*CHANNELS), "counter"),
        currency=fields.take("currency", text),
        prices_include_tax=fields.take("prices_include_tax", yes_no),
        tax_rounding=fields.take("tax_rounding", one_of(*TaxRounding)),
        discount=fields.take("discount", read_discount),
        charges=fields.take("charges", items(read_charge)),
        customer=fields.take("customer", read_customer),
        fulfilment=fields.take("fulfilment", read_fulfilment, NONE if fields.has("fulfilment") else None),
        billing_address=fields.take("billing_address", read_address),
        payments=fields.take("payments", items(read_payment), ()),
        payment_method=fields.take("payment_method", text, ""),
        exemption=fields.take("exemption", _exemption),
        exemption_reason=fields.take("exemption_reason", text, ""),
        customer_note=fields.take("customer_note", note, ""),
        private_note=fields.take("private_note", note, ""),
        invoice=fields.take("invoice", yes_no),
        deposit=fields.take("deposit", read_deposit, ""),
        promised=fields.take("promised", read_moment, ""),
        copied=fields.take("copied", text, ""),
        taxes_by_hand=fields.take("taxes_by_hand", items(text)),
    )
    fields.done()
    return document


def read_line(value: object, where: str) -> WrittenLine:
    """A line of an order document."""
    fields = Fields(value, where)
    line = WrittenLine(
        quantity=fields.take("quantity", number, Decimal(1)),
        sku=fields.take("sku", text, ""),
        name=fields.take("name", text, ""),
        unit_price=fields.take("unit_price", positive),
        discount=fields.take("discount", read_discount),
        tax_rates=fields.take("tax_rates", items(text)),
        note=fields.take("note", note, ""),
    )
    fields.done()
    if not line.sku and not line.name:
        raise FieldWrong(where, "a line needs a sku or a name")
    if not line.sku and line.unit_price is None:
        raise FieldWrong(f"{where}.unit_price", "it is missing")
    return line


def read_charge(value: object, where: str) -> WrittenCharge:
    """A charge."""
    fields = Fields(value, where)
    charge = WrittenCharge(
        kind=fields.need("kind", one_of(*ChargeKind)),
        name=fields.take("name", text, ""),
        amount=fields.need("amount", read_discount),
        tax_rates=fields.take("tax_rates", items(text)),
    )
    fields.done()
    return charge


def read_payment(value: object, where: str) -> WrittenPayment:
    """A payment."""
    fields = Fields(value, where)
    payment = WrittenPayment(
        method=fields.need("method", text),
        amount=fields.need("amount", positive),
        reference=fields.take("reference", text, ""),
    )
    fields.done()
    return payment


def read_customer(value: object, where: str) -> WrittenCustomer:
    """Who an order is for."""
    fields = Fields(value, where)
    customer = WrittenCustomer(
        id=fields.take("id", text, ""),
        email=fields.take("email", text, ""),
        name=fields.take("name", text, ""),
        phone=fields.take("phone", text, ""),
        company=fields.take("company", text, ""),
        tax_id=fields.take("tax_id", text, ""),
        legal_id=fields.take("legal_id", text, ""),
        tax_exempt=fields.take("tax_exempt", yes_no),
        language=fields.take("language", text, ""),
    )
    fields.done()
    return customer


def read_fulfilment(value: object, where: str) -> WrittenFulfilment:
    """How an order is handed over."""
    fields = Fields(value, where)
    fulfilment = WrittenFulfilment(
        method=FulfilmentKind(fields.need("method", one_of(*FulfilmentKind))),
        name=fields.take("name", text, ""),
        address=fields.take("address", read_address),
        at=fields.take("at", read_moment, ""),
        tracking_number=fields.take("tracking_number", text, ""),
    )
    fields.done()
    return fulfilment


def _exemption(value: object, where: str) -> Exemption:
    return Exemption(one_of(*Exemption)(value, where))


def read_address(value: object, where: str) -> Address:
    """An address."""
    fields = Fields(value, where)
    address = Address(
        name=fields.take("name", text, ""),
        company=fields.take("company", text, ""),
        street=fields.take("street", items(text), ()),
        postcode=fields.take("postcode", text, ""),
        city=fields.take("city", text, ""),
        region=fields.take("region", text, ""),
        country=fields.take("country", text, ""),
        district=fields.take("district", text, ""),
    )
    fields.done()
    return address


def read_moment(value: object, where: str) -> str:
    """A day (2026-11-24), or a time of a day (2026-11-24T10:30)."""
    written = text(value, where)
    try:
        if not written or _DAY.fullmatch(written):
            return date.fromisoformat(written).isoformat() if written else ""
        if _TIME.fullmatch(written):
            return datetime.fromisoformat(written).isoformat(timespec="minutes")
    except ValueError:
        pass  # a day that no calendar has
    raise FieldWrong(where, "a day or a time is wanted, such as 2026-11-24 or 2026-11-24T10:30")


def read_discount(value: object, where: str) -> WrittenDiscount:
    """A percentage (`10%`) or an amount."""
    if isinstance(value, str) and value.endswith("%"):
        return WrittenDiscount(percent=positive(value[:-1].strip(), where))
    return WrittenDiscount(amount=positive(value, where))


def read_deposit(value: object, where: str) -> str:
    """A deposit, kept as it is written: `30%` of the total, or an amount."""
    written = read_discount(value, where)
    if written.percent is None:
        return f"{written.amount or 0:f}"
    if written.percent > 100:
        raise FieldWrong(where, "at most 100% is wanted")
    return f"{written.percent:f}%"
