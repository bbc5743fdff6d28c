"""Say what would follow from something done with an order: each thing a line in words, only what applies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pos.domain.mail.kinds import PlannedMail
from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Payment
from pos.domain.orders.after.consequences import Consequences, StockChange
from pos.domain.orders.orders import OrderPaper
from pos.domain.shop.settings import PaymentMethod
from pos.text import _, current, mark, ngettext
from ui.shared.cart.words import MINUS
from ui.shared.orders.words import PAPERS, paid_by

Methods = Sequence[PaymentMethod]
MOST_GOODS = 12
"""So many goods are named; more are counted."""

MAILS = {
    "confirmation": mark("Confirmation"),
    "changed": mark("Order changed"),
    "paid": mark("Payment received"),
    "status": mark("How far it is"),
    "tracking": mark("Tracking number"),
    "ready": mark("Ready for pickup"),
    "refund": mark("Money back"),
    "cancelled": mark("Order cancelled"),
    "reminder": mark("Reminder"),
    "quote": mark("Quote"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One line; a `warning` is also drawn as one."""

    words: str
    warning: bool = False


def money(of: Consequences, methods: Methods) -> Iterator[Said]:
    """What the customer owes, what is given back now, and what is to be given back."""
    before, now = of.due
    if now != before:
        yield Said(_owed(before, now))
    if of.given_back:
        words = _("Give back {amount}: {methods}")
        parts = ", ".join(_payment(one, methods) for one in of.given_back)
        yield Said(words.format(amount=_shown(of.handed_out), methods=parts))
    before, now = of.to_give_back
    if now.minor > 0 and now != before:
        yield Said(_("To give back: {amount}").format(amount=_shown(now)))
    elif now != before and not of.given_back:
        yield Said(_("Nothing is to be given back any more."))


def _owed(before: Money, now: Money) -> str:
    if now.is_zero:
        return _("Nothing is due any more.")
    if before.is_zero:
        return _("The customer owes {amount}").format(amount=_shown(now))
    words = _("The customer owes {amount}; it was {before}")
    return words.format(amount=_shown(now), before=_shown(before))


def _payment(one: Payment, methods: Methods) -> str:
    return f"{paid_by(one.method, one.name, tuple(methods))} {_shown(one.amount)}"


def stock(of: Consequences) -> Iterator[Said]:
    """What goes to the shelf or from it; what is then below zero in a line of its own."""
    fine = [one for one in of.stock if one.on_hand >= 0]
    short = [one for one in of.stock if one.on_hand < 0]
    if fine:
        yield Said(_goods(fine))
    if short:
        yield Said(_("Below zero: {goods}").format(goods=_goods(short)), warning=True)


def _goods(moved: Sequence[StockChange]) -> str:
    said = [_moved(one) for one in moved[:MOST_GOODS]]
    more = len(moved) - MOST_GOODS
    if more > 0:
        words = ngettext("and {count} more", "and {count} more", more)
        said.append(words.format(count=current().number(more)))
    return ", ".join(said)


def _moved(one: StockChange) -> str:
    sign = "+" if one.change > 0 else MINUS
    words = f"{one.sku or one.name} {sign}{current().number(abs(one.change))}"
    if one.change > 0:
        return words
    if one.on_hand < 0:
        return f"{words} → {MINUS}{current().number(-one.on_hand)}"
    left = ngettext("{count} left", "{count} left", one.on_hand).format(count=current().number(one.on_hand))
    return f"{words} ({left})"


def documents(of: Consequences) -> Iterator[Said]:
    """The papers that are made, with what they come to."""
    for one in of.documents:
        yield Said(_paper(one))


def _paper(one: OrderPaper) -> str:
    amount = _shown(one.total) if one.total is not None else ""
    match one.kind:
        case "credit_note":
            words = _("Credit note {number} for {invoice}, {amount}")
        case "invoice":
            words = _("New invoice {number}, {amount}")
        case "refund":
            words = _("Refund receipt {number}, {amount}")
        case kind:
            return " ".join(filter(None, (_(PAPERS.get(kind, kind)), one.number, amount)))
    return words.format(number=one.number, invoice=one.of, amount=amount)


def mail(one: PlannedMail) -> str:
    """What goes out, and to whom."""
    # Translators: a kind of message and the address it goes to
    return _("{kind}: {address}").format(kind=_(MAILS.get(one.kind, one.kind)), address=one.to)


def no_mail() -> str:
    """Why nothing goes out."""
    return _("No mail: no address.")


def by_person(of: Consequences, methods: Methods) -> Iterator[Said]:
    """What a person still has to do."""
    for one in of.by_person:
        words = _("{payment}: give it back on the terminal or by transfer.")
        yield Said(words.format(payment=_payment(one, methods)))


def amount(of: Consequences) -> str:
    """What the main button carries: the money given out, else what the customer owes more or less."""
    if of.given_back:
        return _shown(of.handed_out)
    return signed(of.difference)


def signed(difference: Money) -> str:
    """A difference with its sign; nothing where there is none."""
    if difference.is_zero:
        return ""
    shown = _shown(difference if difference.minor > 0 else -difference)
    return f"{'+' if difference.minor > 0 else MINUS}{shown}"


def _shown(amount: Money) -> str:
    return current().money(amount)
