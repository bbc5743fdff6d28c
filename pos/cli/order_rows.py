"""Orders in a list, as scripts read them and as a person does."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from pos.cli.output import columns
from pos.domain.orders.errors import StatusUnknown
from pos.domain.orders.orders import OrderRow


def row(one: OrderRow) -> dict[str, Any]:
    """An order in a list, as scripts read it."""
    return {
        "number": one.number,
        "placed_at": one.placed_at.isoformat(),
        "channel": one.channel,
        "customer": one.customer or None,
        "currency": one.currency,
        "total": str(one.total),
        "paid": str(one.paid),
        "due": str(one.due),
        "to_give_back": str(one.to_give_back),
        "payment_status": one.payment_status,
        "fulfilment_status": one.fulfilment_status,
        "payment_name": one.payment_name or one.payment_status,
        "fulfilment_name": one.fulfilment_name or one.fulfilment_status,
    }


def listed(rows: Iterable[OrderRow]) -> str:
    """Orders for a person, one a line."""
    return columns(
        (
            (
                one.number,
                f"{one.placed_at:%Y-%m-%d %H:%M}",
                f"{one.total} {one.currency}",
                f"{one.payment_name or one.payment_status}, {one.fulfilment_name or one.fulfilment_status}",
                one.customer,
            )
            for one in rows
        ),
        right=(2,),
    )


def named(text: str, statuses: type[StrEnum]) -> str:
    """A status by its name, capitals or not; nothing asks for none."""
    known = {status.value.casefold(): status.value for status in statuses}
    if text and text.casefold() not in known:
        raise StatusUnknown(text, ", ".join(known.values()))
    return known[text.casefold()] if text else ""
