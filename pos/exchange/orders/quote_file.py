"""Read a quote from JSON: an order document without money, with how long it holds and a text."""

from __future__ import annotations

from datetime import date

from pos.domain.orders.errors import FieldWrong
from pos.domain.quotes.quotes import WrittenQuote
from pos.exchange.orders.json_fields import Fields, note, text
from pos.exchange.orders.order_file import read_order, read_value

OWN = ("quote", "valid_until", "text")
NOT_YET = ("payments", "invoice")
"""What only an order has."""


def read_quote(data: bytes, path: str) -> WrittenQuote:
    """The one quote of a file; raises the first mistake."""
    value = read_value(data, path)
    fields = value if isinstance(value, dict) else {}
    own = Fields({name: fields[name] for name in OWN if name in fields}, "")
    rest = {name: one for name, one in fields.items() if name not in OWN}
    written = WrittenQuote(
        number=own.take("quote", text, ""),
        valid_until=own.take("valid_until", _day),
        text=own.take("text", note),
        document=read_order(rest if fields else value, ""),
    )
    for name in NOT_YET:
        if fields.get(name):
            raise FieldWrong(name, "a quote has none; say it of the order that it becomes")
    return written


def _day(value: object, where: str) -> date:
    written = text(value, where)
    try:
        if len(written) == 10:
            return date.fromisoformat(written)
    except ValueError:
        pass  # a day that no calendar has
    raise FieldWrong(where, "a day is wanted, such as 2026-11-24")
