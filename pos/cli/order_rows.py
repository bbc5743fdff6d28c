"""Orders in a list: as scripts read them, as a person does, and as a file."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pos.cli.output import Output, columns
from pos.cli.refusals import DayWrong
from pos.domain.orders.errors import StatusUnknown
from pos.domain.orders.lists.filters import OrderFilter, Sort, Work, usual_sort
from pos.domain.orders.orders import FulfilmentStatus, OrderRow, PaymentStatus

if TYPE_CHECKING:
    from pos.shop import Shop

PAGE = 50


def orders(arguments: Namespace, output: Output) -> None:
    from pos.shop import open_shop

    asked, text = _filter(arguments), " ".join(arguments.text)
    with closing(open_shop(arguments.data, reads=True)) as shop:
        _follow(shop, text)
        found: list[OrderRow] = []
        limit = arguments.limit or sys.maxsize
        while len(found) < limit:
            before, most = found[-1].cursor if found else "", min(PAGE, limit - len(found))
            page = shop.orders.find(text, asked, before=before, limit=most)
            found += page
            if not page:
                break
    output.result([row(one) for one in found], listed(found) or "No orders.")


def export(arguments: Namespace, output: Output) -> None:
    """The same list as a file, and how many orders stand in it."""
    from pos.shop import open_shop

    asked, text = _filter(arguments), " ".join(arguments.text)
    with closing(open_shop(arguments.data, reads=True)) as shop, output.progress("Exporting") as heard:
        _follow(shop, text)

        def go_on(done: int) -> bool:
            heard(done, 0)
            return True

        made = shop.exports.write(arguments.file, text, asked, go_on=go_on)
    words = f"{made.rows} orders in {made.path}"
    output.result({"path": str(made.path), "orders": made.rows}, words)


def _follow(shop: Shop, text: str) -> None:
    """Let the index see what scripts wrote, where a text is looked for."""
    if text and not shop.only_looks:
        shop.order_index.catch_up()


def _filter(arguments: Namespace) -> OrderFilter:
    given = {
        Work.TO_BE_PAID: arguments.to_be_paid,
        Work.TO_PREPARE: arguments.to_prepare,
        Work.TO_SHIP: arguments.to_ship,
        Work.TO_GIVE_BACK: arguments.to_give_back,
        Work.LATE: arguments.late,
        Work.OVERDUE: arguments.overdue,
        Work.NEEDS_PERSON: arguments.exceptions,
    }
    works = [work for work, wanted in given.items() if wanted]
    if len(works) > 1:
        arguments.usage_error("one list of what is to be done at a time")
    work = works[0] if works else None
    return OrderFilter(
        work,
        payment=named(arguments.payment, PaymentStatus),
        fulfilment=named(arguments.fulfilment, FulfilmentStatus),
        channel=arguments.channel,
        letter=arguments.till.upper(),
        method=arguments.method,
        since=day_of(arguments.since),
        until=day_of(arguments.until),
        promised=day_of(arguments.promised),
        sort=Sort(arguments.sort) if arguments.sort else usual_sort(work),
    )


def day_of(text: str) -> str:
    """An ISO date as it was written, "" for none; raises DayWrong."""
    try:
        if text and (len(text) != 10 or date.fromisoformat(text).isoformat() != text):
            raise DayWrong(text)
    except ValueError:
        raise DayWrong(text) from None
    return text


def row(one: OrderRow) -> dict[str, Any]:
    """An order in a list, as scripts read it."""
    return {
        "id": one.id,
        "number": one.number,
        "till": one.letter,
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
