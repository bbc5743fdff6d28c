"""What two tills did to one order, said to the person who decides, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pos.domain.decisions.about_records import OTHER, THIS
from pos.domain.decisions.exceptions import Sentence
from pos.domain.money.amounts import Money
from pos.domain.orders.after.exceptions import ExceptionKind

CHOICES = {
    ExceptionKind.PAID_TWICE: ("keep", "repay"),
    ExceptionKind.PAID_AFTER_CANCEL: ("keep", "repay", "place_again"),
    ExceptionKind.TWO_VERSIONS: ("keep", "take_over"),
    ExceptionKind.TWO_PAPERS: ("keep", "credit"),
    ExceptionKind.REFUNDED_EDITED: ("keep",),
    ExceptionKind.HANDED_TOO_MUCH: ("keep", "edit", "return"),
    ExceptionKind.SENT_AFTER_CANCEL: ("keep", "return", "invoice"),
    ExceptionKind.GIVEN_BACK_TWICE: ("loss", "ask_back"),
    ExceptionKind.PLACED_TWICE: ("keep", "cancel"),
    ExceptionKind.SUM_OPEN: ("keep",),
    ExceptionKind.BOTH_CHANGED: (THIS, OTHER),
}
"""The answers to each kind, the harmless one first; two statuses are each other's choice."""


@dataclass(frozen=True, slots=True)
class AboutOrder(Sentence):
    """Names the order, and the tills that wrote."""

    number: str
    tills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TwoStatuses(AboutOrder):
    statuses: tuple[str, ...]

    text = "{number}: tills {tills} said different things of the goods: {statuses}. Which is right?"


@dataclass(frozen=True, slots=True)
class PaidTwice(AboutOrder):
    amount: Money

    text = "{number} was paid on tills {tills}: {amount} is more than it costs. Give it back?"


@dataclass(frozen=True, slots=True)
class PaidAfterCancel(AboutOrder):
    amount: Money

    text = "{number} was paid while it was cancelled (tills {tills}): give {amount} back?"


@dataclass(frozen=True, slots=True)
class TwoVersions(AboutOrder):
    text = "{number} was changed on tills {tills} at once. The later change holds. Take the other over too?"


@dataclass(frozen=True, slots=True)
class TwoPapers(AboutOrder):
    papers: tuple[str, ...]

    text = "{number} has two invoices from tills {tills}: {papers}. Credit the one that does not hold?"


@dataclass(frozen=True, slots=True)
class PapersApart(AboutOrder):
    papers: tuple[str, ...]

    text = "{number}: the papers of tills {tills} are not what is left of it: {papers}. Add what is missing?"


@dataclass(frozen=True, slots=True)
class RefundedEdited(AboutOrder):
    credited: Money
    total: Money

    text = "{number}: {credited} was given back while it was changed (tills {tills}); it is {total} now."


@dataclass(frozen=True, slots=True)
class HandedTooMuch(AboutOrder):
    handed: Decimal
    sold: Decimal

    text = "{number}: {handed} handed over, {sold} sold (tills {tills}). Sell the rest, or take it back?"


@dataclass(frozen=True, slots=True)
class SentAfterCancel(AboutOrder):
    text = "{number} was handed over while it was cancelled (tills {tills}). Take it back, or sell it again?"


@dataclass(frozen=True, slots=True)
class GivenBackTwice(AboutOrder):
    amount: Money

    text = "{number} was given back on tills {tills}: perhaps twice. The customer owes {amount}."


@dataclass(frozen=True, slots=True)
class PlacedTwice(AboutOrder):
    numbers: tuple[str, ...]

    text = "{number} was finished on tills {tills}, also as {numbers}. Give back what was taken twice?"


@dataclass(frozen=True, slots=True)
class SumOpen(Sentence):
    number: str
    total: Money
    named: Money

    text = "{number}: the web shop asked {total}, and what it names comes to {named}. Look at it there."
