"""Do something with an order and say what followed; or only see what would, and do it when it is still so."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro
from pos.domain.money.tenders import Payment
from pos.domain.orders.after.consequences import Consequences, CreditGiven, Outcome, StockChange
from pos.domain.orders.errors import ChangedSinceShown
from pos.domain.orders.orders import OrderPaper
from pos.journal.kinds.orders import OrderCredited
from pos.journal.kinds.payments import PaymentGivenBack
from pos.journal.orders.facts import Story
from pos.journal.orders.papers import papers_of
from pos.journal.orders.stock import moves_of
from pos.services.orders.sold_order import order_story, told_order
from pos.services.till.till import Till


def follow(
    till: Till,
    act: Callable[[], str | None],
    number: str,
    *,
    dry: bool = False,
    shown: Consequences | None = None,
    unticked: frozenset[str] = frozenset(),
) -> Outcome:
    """Do it with the order of that number; `act` answers with the number of an order it made.

    `dry` takes all of it back; `unticked` are the kinds of messages that a person
    wants none of. Raises ChangedSinceShown where something else would follow than was shown.
    """
    with till.rehearsal() if dry else till.transaction() as tx:
        connection = tx.raw()
        tx.mails.unticked = unticked
        before = order_story(connection, number) if number else None
        made = act()
        story, order = told_order(connection, number or made or "")
        new = told_order(connection, made) if number and made else None
        would = _consequences(connection, before, story, new[0] if new else None)
        would = replace(would, mails=tuple(tx.mails.planned))
        outcome = Outcome(order, would, new[1] if new else None)
        if shown is not None and shown != outcome.consequences:
            raise ChangedSinceShown(order.row.number)
    return outcome


def _consequences(
    connection: sqlite3.Connection, before: Story | None, after: Story, made: Story | None = None
) -> Consequences:
    """Amounts and statuses of the order; papers and stock also of the one that an exchange `made`."""
    currency, then = after.placed.currency, after.standing()
    was = before.standing() if before else None
    nothing = Money(0, currency)
    known = {one.event for one in before.told} if before else set()
    new = [one.fact for one in after.told if one.event not in known]
    credited = [fact for fact in new if isinstance(fact, OrderCredited)]
    return Consequences(
        due=(Money(was.due, currency) if was else nothing, Money(then.due, currency)),
        to_give_back=(
            Money(was.to_give_back, currency) if was else nothing,
            Money(then.to_give_back, currency),
        ),
        payment_status=(was.payment_status if was else "", then.payment_status),
        fulfilment_status=(was.fulfilment_status if was else "", then.fulfilment_status),
        documents=tuple(
            OrderPaper(one.kind, one.number, 0, Money(one.total, currency), one.told.fact.day, one.of)
            for story in (after, *([made] if made else ()))
            for one in papers_of(story)
            if one.told.event not in known
        ),
        credit=_credit(credited[-1], currency) if credited else None,
        given_back=tuple(
            Payment(one.method, Money(one.amount, currency), one.name, one.reference)
            for fact in new
            if isinstance(fact, PaymentGivenBack)
            for one in fact.tenders
            if not one.moved and one.amount
        ),
        stock=tuple(_stock(connection, before, after, made)),
    )


def _credit(fact: OrderCredited, currency: str) -> CreditGiven:
    return CreditGiven(
        fact.number,
        Money(fact.total, currency),
        Money(fact.net, currency),
        Money(fact.tax, currency),
        taxes=tuple((row.rate, Money(row.net, currency), Money(row.tax, currency)) for row in fact.taxes),
    )


def _stock(
    connection: sqlite3.Connection, before: Story | None, after: Story, made: Story | None
) -> Iterator[StockChange]:
    """What moved, by the goods of the order in their order, then those of the one that was made."""
    had, has = _moved(before) if before else Counter[str](), _moved(after)
    stories = (after, *([made] if made else ()))
    if made:
        has.update(_moved(made))
    lines = {
        line.variant: line
        for story in stories
        for one in story.versions.values()
        for line in story.agreed_of(one.event).lines
    }
    for variant, line in lines.items():
        change = has.get(variant, 0) - had.get(variant, 0)
        if variant and change:
            on_hand = connection.execute(
                "SELECT coalesce(sum(s.on_hand), 0) FROM stock s JOIN variant v ON v.id = s.variant_id"
                " WHERE v.uid = ? AND s.location = ?",
                (bytes.fromhex(variant), after.placed.location),
            ).fetchone()[0]
            yield StockChange(line.sku, from_micro(change), from_micro(on_hand), line.name)


def _moved(story: Story) -> Counter[str]:
    sums: Counter[str] = Counter()
    for variant, _location, quantity, *_rest in moves_of(story):
        sums[str(variant)] += int(str(quantity))
    return sums
