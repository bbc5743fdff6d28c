"""What happens to an order after it was placed: paid, invoiced, sent, taken back; each is a new fact."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from msgspec import UNSET

from pos.domain.mail.kinds import MailKind
from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Settlement, Tender, settle
from pos.domain.orders.after.correct import plan_correct, plan_counter
from pos.domain.orders.after.goods import plan_hand_over
from pos.domain.orders.amendment import Back, plan_cancel, plan_repay, plan_void, require_recent
from pos.domain.orders.errors import (
    AlreadyInvoiced,
    AlreadyVoided,
    NothingDue,
    NothingLeft,
    NothingOpen,
    NothingWritten,
    PaymentGivenBackAlready,
    SoldOnAnotherTill,
    SomethingFollowed,
    StatusFollowsGoods,
    UnknownMethod,
)
from pos.domain.orders.facts import Axis, Fate
from pos.domain.orders.facts import Tender as Given
from pos.domain.orders.orders import Cancelled, FulfilmentStatus
from pos.domain.orders.standing import GONE_STATUSES, OPEN_STATUSES
from pos.domain.papers.invoices import InvoiceForNobody
from pos.domain.words.text import clean
from pos.journal.kinds.documents import DocumentReprinted, InvoiceIssued
from pos.journal.kinds.orders import (
    DetailPersonal,
    GoodsHandedOver,
    HandedLine,
    NotePersonal,
    OrderDetailsSet,
    OrderNoted,
    OrderStatusSaid,
    TrackingPersonal,
)
from pos.journal.kinds.payments import PaymentCorrected, PaymentGivenBack, PaymentTaken, TakenBack
from pos.journal.kinds.sold import CreditNote, Tendered
from pos.journal.orders.details import TRACKING, details_of
from pos.journal.orders.facts import handing_says
from pos.services.orders import entry_parts
from pos.services.orders.after.credit import record_credit, record_repayment, terms_of
from pos.services.orders.after.opened import OpenOrder, open_order
from pos.services.orders.after.settled_papers import settle_papers
from pos.services.orders.asked_mails import about, about_parcel, about_status
from pos.services.shop.methods import require_methods
from pos.services.shop.settings import Settings
from pos.services.till.till import Till


class OrderChanges:
    """Moves orders on; what was written before never changes."""

    def __init__(self, till: Till, settings: Settings) -> None:
        self._till = till
        self._settings = settings

    @contextmanager
    def _change(self, number: str) -> Iterator[OpenOrder]:
        with self._till.transaction() as tx:
            yield open_order(tx, number)

    def pay(self, number: str, tenders: Sequence[Tender], *, accept_more: bool = False) -> Settlement:
        """Take money for an order; what is left stays due.

        More than is due by another method than cash, or although nothing is, is kept where a person said so:
        it is then to be given back.
        """
        settings = self._settings.current()
        require_methods(settings, tenders)
        with self._change(number) as order:
            if order.now.due <= 0 and (order.now.is_cancelled or not accept_more):
                raise NothingDue(order.story.placed.number)
            order.tx.require_clock()
            settlement = settle(order.due, tenders, cash_step=settings.cash_step, accept_more=accept_more)
            if not settlement.tenders:
                raise NothingDue(order.story.placed.number)
            paid = order.now.due > 0 and settlement.due.minor <= 0
            order.tx.record(
                PaymentTaken(
                    id=order.id,
                    day=order.tx.day,
                    tenders=entry_parts.taken(settlement),
                    change=settlement.change.minor,
                    accepted_more=settlement.over.minor > 0,
                    mails=about(order.tx, order.story, settings, MailKind.PAID) if paid else (),
                )
            )
        return settlement

    def cancel(
        self,
        number: str,
        reason: str = "",
        *,
        goods: Fate = Fate.STOCK,
        repay: bool = False,
        back: Sequence[Given] = (),
    ) -> Cancelled:
        """Take all that is left of an order back; its money goes back by the tenders of `back`.

        Without any it stays to be given back, or with `repay` goes back as it was paid.

        `goods` says where those go that the customer has; the others go to stock. Not twice.
        """
        settings = self._settings.current()
        with self._change(number) as order:
            order.tx.require_clock()
            if order.now.is_cancelled:
                raise AlreadyVoided(order.story.placed.number)
            given = back or (Back.AS_PAID if repay else Back.LATER)
            plan = plan_cancel(order.now, terms_of(order.story, settings), goods=goods, back=given)
            return record_credit(
                order.tx, order.story, order.now, plan, settings, invoice=order.invoice(), reason=reason
            )

    def void(self, number: str) -> Cancelled:
        """Undo a finished sale, goods and money as it was paid: on its own till, within the shop's minutes.

        Only where nothing but prints followed.
        """
        settings = self._settings.current()
        with self._change(number) as order:
            order.tx.require_clock()
            if order.now.is_cancelled:
                raise AlreadyVoided(order.story.placed.number)
            if any(not isinstance(one.fact, DocumentReprinted) for one in order.story.told[1:]):
                raise SomethingFollowed
            if order.story.first.header.origin != self._till.life.origin.hex():
                raise SoldOnAnotherTill(order.story.first.letter)
            placed = datetime.fromisoformat(order.story.first.header.recorded_at)
            require_recent(order.tx.now - placed, settings.void_minutes)
            plan = plan_void(order.now, terms_of(order.story, settings))
            return record_credit(order.tx, order.story, order.now, plan, settings, invoice=order.invoice())

    def repay(self, number: str, back: Back | Sequence[Given] = Back.AS_PAID) -> Money:
        """Give back what is the customer's, as it was paid or by these tenders; returns how much."""
        settings = self._settings.current()
        with self._change(number) as order:
            order.tx.require_clock()
            tenders = plan_repay(order.now, terms_of(order.story, settings), back)
            record_repayment(order.tx, order.story, tenders)
            return Money(sum(one.amount for one in tenders), order.story.placed.currency)

    def correct(self, number: str, payment: int, method: str) -> None:
        """Put a payment under its right method, the day it was found; `payment` counts them from 1."""
        settings = self._settings.current()
        name = next((one.name for one in settings.methods if one.key == method), None)
        if name is None:
            raise UnknownMethod(method)
        with self._change(number) as order:
            order.tx.require_clock()
            back, right = plan_correct(order.now, payment, method, settings.cash_step)
            order.tx.record(
                PaymentCorrected(
                    id=order.id,
                    day=order.tx.day,
                    tid=back.id,
                    back=TakenBack(back.method, back.amount, back.rounding),
                    right=Tendered(
                        uuid.uuid4().hex, right.method, right.amount, name, rounding=right.rounding
                    ),
                )
            )

    def take_payment_back(self, number: str, payment: int) -> None:
        """Take back money that was not taken, with all that was written down at once; counted from 1.

        The counter-entry names the payment, so that it is taken back once.
        """
        with self._change(number) as order:
            order.tx.require_clock()
            event, tenders = plan_counter(order.now, payment)
            given = (one.fact for one in order.story.told if isinstance(one.fact, PaymentGivenBack))
            if any(one.for_ == event for one in given):
                raise PaymentGivenBackAlready(payment)
            record_repayment(order.tx, order.story, tenders, event)

    def note(self, number: str, text: str, *, private: bool = True) -> None:
        """Keep a person's words beside those before them, for the shop alone or for the customer."""
        written = clean(text, 3000, lines=True)
        if not written:
            raise NothingWritten
        with self._change(number) as order:
            order.tx.record(
                OrderNoted(
                    id=order.id,
                    day=order.tx.day,
                    for_="private" if private else "customer",
                    personal=NotePersonal(written),
                )
            )

    def hand_over(
        self,
        number: str,
        chosen: Sequence[tuple[int, int]] = (),
        *,
        how: str = "",
        tracking_number: str = "",
    ) -> None:
        """Give pieces to the customer, all that are open where none are chosen; negative ones come back.

        Stock does not move: it did when the order was placed. What comes back leaves the word on what stays
        out, where nothing else is said.
        """
        with self._change(number) as order:
            pieces = plan_hand_over(order.now, chosen)
            lines = tuple(HandedLine(*one) for one in pieces)
            how = how or (_last_how(order) if all(one.qty < 0 for one in lines) else "handed_over")
            self._hand_over(order, lines, how, clean(tracking_number, 100))

    def issue_invoice(self, number: str) -> str:
        """Give an order its invoice; returns the invoice's number."""
        with self._change(number) as order:
            if known := order.invoice():
                raise AlreadyInvoiced(order.story.placed.number, known)
            if order.now.is_all_credited or order.now.is_cancelled:
                raise NothingLeft
            if not order.is_named():
                raise InvoiceForNobody(order.story.placed.number)
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

    def settle_papers(self, number: str) -> None:
        """Bring invoices and credit notes of tills that did not know of each other to what is left."""
        with self._change(number) as order:
            settle_papers(order, self._settings.current())

    def set_fulfilment(self, number: str, status: FulfilmentStatus, tracking_number: str = "") -> None:
        """Say how far the goods are, and how they travel.

        Shipped and Delivered hand over all that is open, or correct the word where nothing is; the others may
        be said while something is open. What the pieces say is never set.
        """
        with self._change(number) as order:
            tracking = clean(tracking_number, 100)
            opened = tuple(HandedLine(one.n, one.open) for one in order.now.goods if one.open)
            if status in GONE_STATUSES and opened:
                how = "shipped" if status is FulfilmentStatus.SHIPPED else "handed_over"
                self._hand_over(order, opened, how, tracking)
                return
            if status not in (
                GONE_STATUSES if order.now.is_with_customer else OPEN_STATUSES if opened else ()
            ):
                raise NothingOpen if status in OPEN_STATUSES else StatusFollowsGoods(status.value)
            if tracking:  # more telling than the status, so its message goes
                self._track(order, tracking)
            self._say(order, status)

    def settle_claims(self, number: str, status: FulfilmentStatus) -> None:
        """Let one word stand for all that tills said of the goods.

        The one that holds moves nothing and mails nobody; so does any where the pieces alone say the status.
        """
        with self._change(number) as order:
            holds = order.now.fulfilment_status
            if status is holds or holds not in (*GONE_STATUSES, *OPEN_STATUSES):
                self._say(order, status, silent=True)
            else:
                self.set_fulfilment(order.id, status)

    def undo_fulfilment(self, number: str, before: FulfilmentStatus) -> None:
        """Take the last word on the goods back: what was handed over is open, what was said before holds."""
        with self._change(number) as order:
            if order.now.credits:
                raise SomethingFollowed
            last = order.now.claims[-1:]
            handed = [one.fact for one in order.story.told if last and one.event == last[0].stamp.event]
            if handed and isinstance(handed[0], GoodsHandedOver):
                back = tuple(HandedLine(one.n, -one.qty) for one in handed[0].lines)
                self._hand_over(order, back, "handed_over", "")
                order = open_order(order.tx, number)
            if order.now.fulfilment_status is not before:
                self._say(order, before, silent=True)

    def track(self, number: str, tracking_number: str) -> None:
        """Keep the number under which the goods travel."""
        with self._change(number) as order:
            self._track(order, clean(tracking_number, 100))

    def _hand_over(self, order: OpenOrder, lines: tuple[HandedLine, ...], how: str, tracking: str) -> None:
        settings = self._settings.current()
        mails = about_parcel(order.tx, order.story, settings, tracking)
        if not mails and all(one.qty > 0 for one in lines) and _hands_all(order, lines):
            mails = about_status(order.tx, order.story, settings, handing_says(how))
        order.tx.record(
            GoodsHandedOver(
                id=order.id,
                day=order.tx.day,
                lines=lines,
                how=how,
                seen=order.claims(),
                mails=mails,
                personal=TrackingPersonal(tracking) if tracking else UNSET,
            )
        )

    def _say(self, order: OpenOrder, status: FulfilmentStatus, *, silent: bool = False) -> None:
        settings = self._settings.current()
        order.tx.record(
            OrderStatusSaid(
                id=order.id,
                day=order.tx.day,
                axis=Axis.FULFILMENT.value,
                status=status.value,
                seen=order.claims(),
                mails=() if silent else about_status(order.tx, order.story, settings, status),
            )
        )

    def _track(self, order: OpenOrder, tracking: str) -> None:
        order.tx.record(
            OrderDetailsSet(
                id=order.id,
                day=order.tx.day,
                b={TRACKING: tuple(sorted(details_of(order.story)[TRACKING].values))},
                mails=about_parcel(order.tx, order.story, self._settings.current(), tracking),
                personal=DetailPersonal(tracking_number=tracking),
            )
        )


def _last_how(order: OpenOrder) -> str:
    """How goods of an order went to the customer last."""
    handed = (one.fact for one in reversed(order.story.told) if isinstance(one.fact, GoodsHandedOver))
    return next((fact.how for fact in handed if any(line.qty > 0 for line in fact.lines)), "handed_over")


def _hands_all(order: OpenOrder, lines: Sequence[HandedLine]) -> bool:
    """Whether nothing is open any more when these pieces are handed over."""
    going = {one.n: one.qty for one in lines}
    return all(one.open <= going.get(one.n, 0) for one in order.now.goods)
