"""Read order documents from JSON: strict about names and numbers, so that nothing is silently left out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pos.domain.folding import clean
from pos.domain.order_document import (
    DocumentUnreadable,
    FieldWrong,
    OrderDocument,
    WrittenCharge,
    WrittenDiscount,
    WrittenLine,
    WrittenPayment,
)
from pos.domain.pricing import ChargeKind
from pos.domain.tax import TaxRounding

TEXT_LIMIT = 3000
TEXT_SHOWN = 80
LINES_MAX = 5000
SIZE_MAX = 50_000_000
CHANNELS = ("counter", "phone")

_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?", re.ASCII)


class _Unquoted(str):
    """A number that was written without quotes, with all its digits."""


def read_orders(data: bytes, path: str) -> tuple[list[OrderDocument], bool]:
    """The documents in a JSON text, and whether it was a list of them; raises the first mistake."""
    if len(data) > SIZE_MAX:
        raise DocumentUnreadable(path, f"it is larger than {SIZE_MAX // 1_000_000} MB")
    if not data.strip():
        raise DocumentUnreadable(path, "it is empty")
    value = _value(data, path)
    if isinstance(value, list):
        return [_order(one, f"[{place}]") for place, one in enumerate(value)], True
    return [_order(value, "")], False


def _value(data: bytes, path: str) -> Any:
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            parse_constant=_refuse_constant,
            parse_float=_Unquoted,
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


class _Fields:
    """The fields of one JSON object, each asked for once; what nobody asked for is refused by name."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise FieldWrong(where or "its top", "an object is wanted")
        self._left: dict[str, Any] = dict(value)
        self._where = where

    def take(self, name: str, read: Callable[[Any, str], Any], default: Any = None) -> Any:
        """The field as `read` understands it; absent or null gives the default."""
        value = self._left.pop(name, None)
        return default if value is None else read(value, self.place(name))

    def need(self, name: str, read: Callable[[Any, str], Any]) -> Any:
        """The same for a field that must be there."""
        if self._left.get(name) is None:
            raise FieldWrong(self.place(name), "it is missing")
        return self.take(name, read)

    def place(self, name: str) -> str:
        """How a person finds the field."""
        return f"{self._where}.{name}" if self._where else name

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self._left:
            raise FieldWrong(self.place(min(self._left)[:TEXT_SHOWN]), "there is no such field")


def _order(value: object, where: str) -> OrderDocument:
    fields = _Fields(value, where)
    document = OrderDocument(
        lines=fields.need("lines", _list(_line)),
        channel=fields.take("channel", _one_of(*CHANNELS), "counter"),
        currency=fields.take("currency", _text),
        prices_include_tax=fields.take("prices_include_tax", _yes_no),
        tax_rounding=fields.take("tax_rounding", _one_of(*TaxRounding)),
        discount=fields.take("discount", _discount),
        charges=fields.take("charges", _list(_charge), ()),
        payments=fields.take("payments", _list(_payment), ()),
        payment_method=fields.take("payment_method", _text, ""),
        customer_note=fields.take("customer_note", _note, ""),
        private_note=fields.take("private_note", _note, ""),
    )
    fields.done()
    return document


def _line(value: object, where: str) -> WrittenLine:
    fields = _Fields(value, where)
    line = WrittenLine(
        quantity=fields.take("quantity", _number, Decimal(1)),
        sku=fields.take("sku", _text, ""),
        name=fields.take("name", _text, ""),
        unit_price=fields.take("unit_price", _positive),
        discount=fields.take("discount", _discount),
        tax_rates=fields.take("tax_rates", _list(_text)),
        note=fields.take("note", _note, ""),
    )
    fields.done()
    if not line.sku and not line.name:
        raise FieldWrong(where, "a line needs a sku or a name")
    if not line.sku and line.unit_price is None:
        raise FieldWrong(f"{where}.unit_price", "it is missing")
    return line


def _charge(value: object, where: str) -> WrittenCharge:
    fields = _Fields(value, where)
    charge = WrittenCharge(
        kind=fields.need("kind", _one_of(*ChargeKind)),
        name=fields.take("name", _text, ""),
        amount=fields.need("amount", _discount),
        tax_rates=fields.take("tax_rates", _list(_text)),
    )
    fields.done()
    return charge


def _payment(value: object, where: str) -> WrittenPayment:
    fields = _Fields(value, where)
    payment = WrittenPayment(
        method=fields.need("method", _text),
        amount=fields.need("amount", _positive),
        reference=fields.take("reference", _text, ""),
    )
    fields.done()
    return payment


def _list(read: Callable[[Any, str], Any]) -> Callable[[Any, str], tuple[Any, ...]]:
    def read_list(value: object, where: str) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > LINES_MAX:
            raise FieldWrong(where, f"a list of at most {LINES_MAX} is wanted")
        return tuple(read(one, f"{where}[{place}]") for place, one in enumerate(value))

    return read_list


def _one_of(*allowed: str) -> Callable[[Any, str], str]:
    def read_choice(value: object, where: str) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise FieldWrong(where, "one of these is wanted: " + ", ".join(allowed))
        return str(value)

    return read_choice


def _text(value: object, where: str) -> str:
    return clean(_as_written(value, where), TEXT_LIMIT)


def _note(value: object, where: str) -> str:
    return clean(_as_written(value, where), TEXT_LIMIT, lines=True)


def _as_written(value: object, where: str) -> str:
    if not isinstance(value, str) or isinstance(value, _Unquoted) or len(value) > TEXT_LIMIT:
        raise FieldWrong(where, f"a text of at most {TEXT_LIMIT} characters is wanted")
    return value


def _yes_no(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise FieldWrong(where, "true or false is wanted")
    return value


def _number(value: object, where: str) -> Decimal:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise FieldWrong(where, 'decimal digits are wanted, such as "12.50"')
    return Decimal(text)


def _positive(value: object, where: str) -> Decimal:
    number = _number(value, where)
    if number < 0:
        raise FieldWrong(where, "it must not be negative")
    return number


def _discount(value: object, where: str) -> WrittenDiscount:
    if isinstance(value, str) and value.endswith("%"):
        return WrittenDiscount(percent=_positive(value[:-1].strip(), where))
    return WrittenDiscount(amount=_positive(value, where))
