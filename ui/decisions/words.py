"""The answers to a question as buttons say them, and what follows from each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pos.domain.decisions import (
    about_goods,
    about_people,
    about_quotes,
    about_records,
    about_store,
    about_tills,
)
from pos.domain.decisions.exceptions import ShopException
from pos.text import _, current, in_words, mark
from ui.decisions.answer import Answer, how_many
from ui.decisions.store_words import answers_of_store
from ui.shared.orders.answers import answer

ORDERS_OFFERED = 20
"""Orders of which one may be taken back by a button of its own: those that the question names."""

WORDS = {
    (about_goods.OVERSOLD, about_goods.REORDER): (mark("Get more"), mark("all orders stay")),
    (about_goods.OVERSOLD, about_goods.COUNT): (mark("Count them"), mark("how many are there?")),
    (about_goods.SAME_CODE, about_goods.KEEP): (mark("They are several"), mark("both keep the code")),
    (about_goods.SAME_CODE, about_goods.MERGE): (
        mark("They are one"),
        mark("all {moving} in stock and the sales go to “{name}”"),
    ),
    (about_goods.LATE_COUNT, about_goods.NOT_COUNTED): (
        mark("The count did not have it"),
        mark("stock stays as it is"),
    ),
    (about_goods.LATE_COUNT, about_goods.ALREADY_COUNTED): (
        mark("The count had it already"),
        mark("it is not moved once more"),
    ),
    (about_people.SAME_CUSTOMER, about_people.KEEP): (mark("They are several"), mark("both stay")),
    (about_people.SAME_CUSTOMER, about_people.MERGE): (
        mark("They are one"),
        mark("their orders ({moving}) and details go to “{name}”"),
    ),
    (about_people.ERASE_AGAIN, about_people.KEEP): (mark("Keep it"), mark("what was written stays")),
    (about_people.ERASE_AGAIN, about_people.ERASE): (mark("Forget that too"), mark("there is no way back")),
    (about_quotes.QUOTE_TWICE, about_quotes.KEEP): (mark("Keep all"), mark("all orders stay")),
    (about_tills.SAME_LETTER, about_tills.KEEP): (mark("Seen"), mark("nothing changes")),
    (about_tills.SAME_NUMBER, about_tills.KEEP): (mark("Seen"), mark("nothing changes")),
    (about_tills.FROM_NEWER, about_tills.KEEP): (mark("Seen"), mark("they wait")),
    (about_tills.FROM_NEWER, about_tills.AGAIN): (mark("Try again"), mark("they are read once more")),
    (about_tills.CLOCK_OFF, about_tills.KEEP): (mark("Seen"), mark("nothing changes")),
    (about_tills.CLOCK_OFF, about_tills.AGAIN): (mark("It is set now"), mark("nothing changes")),
    (about_tills.CANNOT_APPLY, about_tills.KEEP): (mark("Seen"), mark("they wait")),
    (about_tills.CANNOT_APPLY, about_tills.AGAIN): (mark("Try again"), mark("they are read once more")),
}
LEFT_OUT = (mark("Leave it out"), mark("it counts nowhere"))
LET_IN = (mark("Let it count"), mark("on every till"))


def answers_to(one: ShopException) -> tuple[Answer, ...]:
    """All answers, the harmless one first."""
    return tuple(each for choice in one.choices for each in _answers(one, choice))


def _answers(one: ShopException, choice: str) -> Iterator[Answer]:
    if (one.kind, choice) == (about_goods.OVERSOLD, about_goods.REFUND):
        yield from _orders(one, choice, _("Take {number} back"), _("what comes back is asked"))
    elif (one.kind, choice) == (about_quotes.QUOTE_TWICE, about_quotes.CANCEL):
        yield from _orders(one, choice, _("Cancel {number}"), _("the money goes back as it was paid"))
    elif one.kind in about_store.KINDS:
        yield from answers_of_store(one, choice)
    elif one.kind == about_records.BOTH_CHANGED:
        yield _field(one, choice)
    elif one.kind in (about_tills.UNKNOWN_TILL, about_tills.FENCED_ENTRIES, about_tills.FORKED):
        title, follows = LET_IN if choice == one.choices[-1] else LEFT_OUT
        yield Answer(choice, "", _(title), _(follows))
    elif (one.kind, choice) in WORDS:
        title, follows = WORDS[one.kind, choice]
        words = _(follows).format(name=_first(one.details.get("names")), moving=_moving(one))
        yield Answer(choice, "", _(title), words, how_many() if choice == about_goods.COUNT else None)
    else:
        yield Answer(choice, "", answer(choice))


def orders_of(one: ShopException) -> list[tuple[str, str]]:
    """Number and id of each order that it is about, the latest of many; nothing where it names one alone."""
    numbers, ids = one.details.get("orders"), one.details.get("order_ids")
    if not isinstance(numbers, list) or not isinstance(ids, list):
        return []
    return list(zip(map(str, numbers), map(str, ids), strict=True))[-ORDERS_OFFERED:]


def _orders(one: ShopException, choice: str, title: str, follows: str) -> Iterator[Answer]:
    """One answer an order, the latest first."""
    for number, order_id in reversed(orders_of(one)):
        yield Answer(choice, order_id, title.format(number=number), follows)


def _field(one: ShopException, choice: str) -> Answer:
    """The value itself, as it would be."""
    said = one.sentence
    assert isinstance(said, about_records.BothChanged)
    if choice == about_records.THIS:
        value, follows = said.this, _("as it is now")
    else:
        value, follows = next(iter(said.others), ""), _("it is set again")
    return Answer(choice, "", _("“{value}”").format(value=in_words(value)), follows)


def _moving(one: ShopException) -> str:
    """How many orders, or pieces in stock, move where records become the first of them."""
    counts = one.details.get("orders" if one.kind == about_people.SAME_CUSTOMER else "on_hand")
    return current().number(sum(map(Decimal, counts[1:]), Decimal(0))) if isinstance(counts, list) else ""


def _first(values: object) -> str:
    return str(next(iter(values), "")) if isinstance(values, Iterable) else ""
