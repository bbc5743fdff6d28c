"""What happens to an order after it was placed: paid, invoiced, sent, taken back; each is a new fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import UNSET

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Settlement, Tender, settle
from pos.domain.orders.amendment import Back, plan_cancel, plan_repay, plan_void, require_recent
from pos.domain.orders.errors import (
    AlreadyInvoiced,
    AlreadyVoided,
    NothingDue,
    NothingLeft,
    NothingOpen,
    SoldOnAnotherTill,
    SomethingFollowed,
    StatusFollowsGoods,
)
from pos.domain.orders.facts import Axis, Fate
from pos.domain.orders.orders import Cancelled, FulfilmentStatus
from pos.domain.orders.standing import GONE_STATUSES, OPEN_STATUSES, Standing
from pos.domain.papers.invoices import InvoiceForNobody, billed
from pos.domain.words.text import clean
from pos.journal.kinds.documents import DocumentReprinted, InvoiceIssued
from pos.journal.kinds.orders import (
    DetailPersonal,
    GoodsHandedOver,
    HandedLine,
    OrderDetailsSet,
    OrderStatusSaid,
    TrackingPersonal,
)
from pos.journal.kinds.payments import PaymentTaken
from pos.journal.kinds.sold import CreditNote
from pos.journal.orders.details import TRACKING, details_of, in_force
from pos.journal.orders.facts import Story, personal_of
from pos.services.orders import entry_parts
from pos.services.orders.agreements import address_of, buyer_of
from pos.services.orders.credit import record_credit, record_repayment, terms_of
from pos.services.orders.sold_order import order_story
from pos.services.shop.methods import require_methods
from pos.services.shop.settings import Settings
from pos.services.till.till import Till

if TYPE_CHECKING:
    from pos.services.till.transaction import Transaction


@dataclass(frozen=True, slots=True)
class _Change:
    """An order inside the transaction that changes it."""

    tx: Transaction
    story: Story
    now: Standing

    @property
    def id(self) -> str:
        return self.story.placed.id

    @property
    def due(self) -> Money:
        return Money(self.now.due, self.story.placed.currency)

    def invoice(self) -> str:
        """The number of the invoice that stands, "" where there is none."""
        run = self.tx.raw().execute
        rows = run(
            """SELECT d.number FROM document d JOIN orders o ON o.id = d.order_id
               WHERE o.uid = ? AND d.kind = 'invoice' ORDER BY d.arrival DESC LIMIT 1""",
            (bytes.fromhex(self.id),),
        )
        row = rows.fetchone()
        return str(row[0]) if row else ""

    def claims(self) -> tuple[str, ...]:
        """The claims on how far the goods are that nobody named yet."""
        return tuple(one.stamp.event for one in self.now.claims)


class OrderChanges:
    """Moves orders on; what was written before never changes."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    @contextmanager
    def _change(self, number: str) -> Iterator[_Change]:
        with self._till.transaction() as tx:
            yield _read(tx, number)

    def pay(self, number: str, tenders: Sequence[Tender], *, accept_more: bool = False) -> Settlement:
        """Take money for an order; what is left stays due.

        More than is due by another method than cash, or although nothing is, is kept where a person said so:
        it is then to be given back.
        """
        settings = self._settings.current()
        require_methods(settings, tenders)
        with self._change(number) as order:
            if order.now.due <= 0 and (order.now.is_cancelled or not accept_more):
                raise NothingDue(number)
            order.tx.require_clock()
            settlement = settle(order.due, tenders, cash_step=settings.cash_step, accept_more=accept_more)
            if not settlement.tenders:
                raise NothingDue(number)
            order.tx.record(
                PaymentTaken(
                    id=order.id,
                    day=order.tx.day,
                    tenders=entry_parts.taken(settlement),
                    change=settlement.change.minor,
                    accepted_more=settlement.over.minor > 0,
                )
            )
        return settlement

    def cancel(
        self, number: str, reason: str = "", *, goods: Fate = Fate.STOCK, repay: bool = False
    ) -> Cancelled:
        """Take all that is left of an order back; its money goes back, as it was paid, only where asked.

        `goods` says where those go that the customer has; the others go to stock. Not twice.
        """
        settings = self._settings.current()
        with self._change(number) as order:
            order.tx.require_clock()
            if order.now.is_cancelled:
                raise AlreadyVoided(number)
            back = Back.AS_PAID if repay else Back.LATER
            plan = plan_cancel(order.now, terms_of(order.story, settings), goods=goods, back=back)
            return record_credit(
                order.tx, order.story, order.now, plan, invoice=order.invoice(), reason=reason
            )

    def void(self, number: str) -> Cancelled:
        """Undo a finished sale, goods and money as it was paid: on its own till, within the shop's minutes.

        Only where nothing but prints followed.
        """
        settings = self._settings.current()
        with self._change(number) as order:
            order.tx.require_clock()
            if order.now.is_cancelled:
                raise AlreadyVoided(number)
            if any(not isinstance(one.fact, DocumentReprinted) for one in order.story.told[1:]):
                raise SomethingFollowed
            if order.story.first.header.origin != self._till.life.origin.hex():
                raise SoldOnAnotherTill(order.story.first.letter)
            placed = datetime.fromisoformat(order.story.first.header.recorded_at)
            require_recent(order.tx.now - placed, settings.void_minutes)
            plan = plan_void(order.now, terms_of(order.story, settings))
            return record_credit(order.tx, order.story, order.now, plan, invoice=order.invoice())

    def repay(self, number: str) -> Money:
        """Give back what is the customer's, by the methods it was paid with; returns how much."""
        settings = self._settings.current()
        with self._change(number) as order:
            order.tx.require_clock()
            tenders = plan_repay(order.now, terms_of(order.story, settings))
            record_repayment(order.tx, order.story, tenders)
            return Money(sum(one.amount for one in tenders), order.story.placed.currency)

    def issue_invoice(self, number: str) -> str:
        """Give an order its invoice; returns the invoice's number."""
        with self._change(number) as order:
            if known := order.invoice():
                raise AlreadyInvoiced(number, known)
            if order.now.is_all_credited or order.now.is_cancelled:
                raise NothingLeft
            if not _is_named(order.story):
                raise InvoiceForNobody(number)
            made = entry_parts.invoice(order.tx, self._settings.current())
            credited = order.now.credited
            note = CreditNote(order.tx.next_number("credit_note"), made.number) if credited else UNSET
            order.tx.record(
                InvoiceIssued(
                    id=order.id,
                    day=order.tx.day,
                    invoice=made,
                    of=order.story.in_force.event,
                    paid=order.now.paid - order.now.refunded,
                    rounding=order.now.rounding,
                    credit_note=note,
                )
            )
        return made.number

    def set_fulfilment(self, number: str, status: FulfilmentStatus, tracking_number: str = "") -> None:
        """Say how far the goods are, and how they travel.

        Shipped and Delivered hand over all that is open, or correct the word where nothing is; the others may
        be said while something is open. What the pieces say is never set.
        """
        with self._change(number) as order:
            tracking = clean(tracking_number, 100)
            opened = tuple(HandedLine(one.n, one.open) for one in order.now.goods if one.open)
            if status in GONE_STATUSES and opened:
                self._hand_over(order, opened, status, tracking)
                return
            if status not in (
                GONE_STATUSES if order.now.is_with_customer else OPEN_STATUSES if opened else ()
            ):
                raise NothingOpen if status in OPEN_STATUSES else StatusFollowsGoods(status.value)
            self._say(order, status)
            if tracking:
                self._track(order, tracking)

    def undo_fulfilment(self, number: str, before: FulfilmentStatus) -> None:
        """Take the last word on the goods back: what was handed over is open, what was said before holds."""
        with self._change(number) as order:
            if order.now.credits:
                raise SomethingFollowed
            last = order.now.claims[-1:]
            handed = [one.fact for one in order.story.told if last and one.event == last[0].stamp.event]
            if handed and isinstance(handed[0], GoodsHandedOver):
                back = tuple(HandedLine(one.n, -one.qty) for one in handed[0].lines)
                self._hand_over(order, back, FulfilmentStatus.DELIVERED, "")
                order = _read(order.tx, number)
            if order.now.fulfilment_status is not before:
                self._say(order, before)

    def track(self, number: str, tracking_number: str) -> None:
        """Keep the number under which the goods travel."""
        with self._change(number) as order:
            self._track(order, clean(tracking_number, 100))

    def _hand_over(
        self, order: _Change, lines: tuple[HandedLine, ...], status: FulfilmentStatus, tracking: str
    ) -> None:
        order.tx.record(
            GoodsHandedOver(
                id=order.id,
                day=order.tx.day,
                lines=lines,
                how="shipped" if status is FulfilmentStatus.SHIPPED else "handed_over",
                seen=order.claims(),
                personal=TrackingPersonal(tracking) if tracking else UNSET,
            )
        )

    def _say(self, order: _Change, status: FulfilmentStatus) -> None:
        order.tx.record(
            OrderStatusSaid(
                id=order.id,
                day=order.tx.day,
                axis=Axis.FULFILMENT.value,
                status=status.value,
                seen=order.claims(),
            )
        )

    def _track(self, order: _Change, tracking: str) -> None:
        order.tx.record(
            OrderDetailsSet(
                id=order.id,
                day=order.tx.day,
                b={TRACKING: tuple(sorted(details_of(order.story)[TRACKING].values))},
                personal=DetailPersonal(tracking_number=tracking),
            )
        )


def _is_named(story: Story) -> bool:
    """Whether the order says who buys, as an invoice has to."""
    personal = personal_of(story.in_force)
    sent = address_of(in_force(story)["address"])
    bill = billed(buyer_of(story.agreed, personal), address_of(personal.billing), sent)
    return bool(bill.name or bill.company)


def _read(tx: Transaction, number: str) -> _Change:
    """The order of that number as it is inside the transaction; raises OrderUnknown."""
    story = order_story(tx.raw(), number)
    return _Change(tx, story, story.standing())
