"""What is read back to a customer on the phone: the goods, the address, the day and the total."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from pos.domain.shop.delivery import FulfilmentKind
from pos.text import mark
from pos.text.speech import Speech

if TYPE_CHECKING:
    from pos.domain.money.pricing import Totals
    from pos.domain.orders.cart import Cart, CartLine
    from pos.domain.orders.fulfilment import Fulfilment

_YEAR = re.compile(r",?\s*y+$")
"""The year at the end of a whole date; nobody says it on the phone."""

_NOWHERE = {
    FulfilmentKind.PICKUP: mark("You pick it up at the shop."),
    FulfilmentKind.DELIVERY: mark("We deliver it to you."),
}
_DAY = {
    FulfilmentKind.PICKUP: mark("You pick it up at the shop {when}."),
    FulfilmentKind.DELIVERY: mark("We deliver it to you {when}."),
}
_PLACE = mark("We deliver it to {place}.")
_PLACE_AND_DAY = mark("We deliver it to {place}, {when}.")


def read_back(cart: Cart, totals: Totals, speech: Speech) -> str:
    """The sentences, in the customer's language: what is ordered, where it goes and when, what it costs."""
    if cart.is_empty:
        return ""
    sentences = [
        _goods(cart, totals, speech),
        _delivery(cart.fulfilment, speech),
        _total(cart, totals, speech),
    ]
    return " ".join(filter(None, sentences))


def _goods(cart: Cart, totals: Totals, speech: Speech) -> str:
    parts = [_line(line, speech) for line in cart.lines]
    parts += [
        # Translators: read aloud on the phone: "Delivery for 8.80"; among other goods
        speech.gettext("{charge} for {amount}").format(charge=one.name, amount=speech.money(amount))
        for one, amount in zip(cart.charges, totals.charges, strict=True)
        if not amount.is_zero
    ]
    if len(parts) > 1:
        parts[-2:] = [
            # Translators: the end of a list read aloud: "a mug, a bowl and delivery"
            speech.gettext("{others} and {last}").format(others=parts[-2], last=parts[-1]),
        ]
    said = speech.gettext("You order {goods}.").format(goods=", ".join(parts))
    if totals.discount.is_zero:
        return said
    discount = speech.gettext("The discount is {amount}.").format(amount=speech.money(totals.discount))
    return f"{said} {discount}"


def _line(line: CartLine, speech: Speech) -> str:
    """`2 × Mug, blue glaze`, `0.25 kg Coffee`."""
    name = " ".join(filter(None, (line.name, line.options)))
    if line.unit:
        return f"{speech.number(line.quantity)} {line.unit} {name}"
    return f"{speech.number(line.quantity)} × {name}"


def _delivery(fulfilment: Fulfilment, speech: Speech) -> str:
    if fulfilment.kind is FulfilmentKind.TAKE_AWAY:
        return ""
    when = _when(fulfilment.at, speech)
    address = fulfilment.address
    if fulfilment.kind is FulfilmentKind.DELIVERY and address and not address.is_empty:
        who = address.name or address.company
        place = ", ".join(filter(None, (who, address.one_line)))
        text = _PLACE_AND_DAY if when else _PLACE
        return speech.gettext(text).format(place=place, when=when)
    return speech.gettext((_DAY if when else _NOWHERE)[fulfilment.kind]).format(when=when)


def _when(at: str, speech: Speech) -> str:
    """`on Tuesday 24 November`, with `at 10:30` where a time was agreed on."""
    if not at:
        return ""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    # Translators: goes into "You pick it up at the shop {when}."
    day = speech.gettext("on {day}").format(day=_day(moment.date(), speech))
    if "T" not in at and " " not in at:
        return day
    # Translators: "on Tuesday 24 November at 10:30"; {day} brings its own "on"
    return speech.gettext("{day} at {time}").format(day=day, time=speech.time(moment))


def _day(day: date, speech: Speech) -> str:
    """The day in words of the language, the weekday first, since people remember it best."""
    from babel.dates import format_date

    locale = speech.formats.locale
    if locale.language != speech.language:
        locale = Speech(speech.language).formats.locale
    return format_date(day, _YEAR.sub("", locale.date_formats["full"].pattern), locale)


def _total(cart: Cart, totals: Totals, speech: Speech) -> str:
    total = speech.money(totals.total)
    if cart.exemption is not None:
        return speech.gettext("The total is {total}, without tax.").format(total=total)
    return speech.gettext("The total is {total}.").format(total=total)
