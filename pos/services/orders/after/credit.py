"""Write down what is taken back of an order: the credit, and the money that goes back with it."""

from __future__ import annotations

from msgspec import UNSET

from pos.domain.mail.kinds import MailKind
from pos.domain.money.amounts import Money
from pos.domain.orders.amendment import Plan, Terms
from pos.domain.orders.facts import Tender, What
from pos.domain.orders.orders import Cancelled
from pos.domain.orders.parts import sum_of
from pos.domain.orders.standing import Standing
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.text import clean
from pos.journal.kinds.orders import CreditedPart, OrderCredited, ReasonPersonal
from pos.journal.kinds.payments import PaymentGivenBack
from pos.journal.kinds.sold import CreditNote, SoldTax
from pos.journal.orders.days import added_up, rows_of_parts
from pos.journal.orders.facts import Story
from pos.services.orders import entry_parts
from pos.services.orders.asked_mails import about
from pos.services.till.transaction import Transaction


def terms_of(story: Story, settings: ShopSettings) -> Terms:
    """What the arithmetic of taking back needs; prices of an exempt order are net, and hold no tax."""
    placed = story.placed
    gross = placed.includes_tax or bool(story.agreed.exemption)
    return Terms(placed.currency, gross, settings.cash_step)


def record_credit(
    tx: Transaction,
    story: Story,
    now: Standing,
    plan: Plan,
    settings: ShopSettings,
    *,
    invoice: str = "",
    reason: str = "",
    moved_to: str = "",
) -> Cancelled:
    """The plan as entries; `invoice` is the number of the one that stands, which then gets a credit note.

    `moved_to` is the id of the order that money moves to in an exchange.
    """
    gross, net, tax = sum_of(one.worth for one in plan.taken)
    note = CreditNote(tx.next_number("credit_note"), invoice) if invoice else UNSET
    reason = clean(reason, 500)
    kind = MailKind.CANCELLED if plan.what in (What.CANCEL, What.VOID) else MailKind.REFUND
    credited = OrderCredited(
        id=story.placed.id,
        day=tx.day,
        number=tx.next_number("refund"),
        what=plan.what.value,
        of=story.in_force.event,
        parts=tuple(
            CreditedPart(
                gross=one.worth.gross,
                net=one.worth.net,
                taxes=one.worth.taxes,
                line=one.part.line,
                charge=one.part.charge,
                returned=one.returned,
                dropped=one.dropped,
                to=one.to.value,
            )
            for one in plan.taken
        ),
        total=gross,
        net=net,
        tax=tax,
        taxes=_taxes(story, now, plan),
        location=story.placed.location,
        credit_note=note,
        mails=about(tx, story, settings, kind),
        personal=ReasonPersonal(reason) if reason else UNSET,
    )
    head = tx.record(credited)
    record_repayment(tx, story, plan.tenders, head.event_id, moved_to)
    given = Money(sum(one.amount for one in plan.tenders if not one.moved), story.placed.currency)
    return Cancelled(given, note.number if note else "")


def record_repayment(
    tx: Transaction, story: Story, tenders: tuple[Tender, ...], credit: str = "", moved_to: str = ""
) -> None:
    """Money that goes back, for a credit or because too much was taken."""
    if tenders:
        given = entry_parts.given_back(tenders, story.tenders, moved_to)
        tx.record(PaymentGivenBack(id=story.placed.id, day=tx.day, tenders=given, for_=credit))


def _taxes(story: Story, now: Standing, plan: Plan) -> tuple[SoldTax, ...]:
    """The rows of what is taken; the last credit takes what the ones before left of the printed rows."""
    if sum(one.worth.gross for one in plan.taken) == sum(part.worth.gross for part in now.left):
        credits = (one.fact for one in story.told if isinstance(one.fact, OrderCredited))
        before = (row for credit in credits for row in credit.taxes)
        return added_up(story.agreed.taxes, before)
    parts = {part.key: part for part in now.version.parts}
    return added_up(rows_of_parts((parts[one.part], one.worth) for one in plan.taken))
