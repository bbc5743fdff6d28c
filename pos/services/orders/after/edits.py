"""Change what was agreed: another version, its papers, its stock, and the details beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from msgspec import UNSET, UnsetType, structs

from pos.domain.customers.customers import billed
from pos.domain.mail.kinds import MailKind
from pos.domain.orders.after.differences import MadeBy, NotMadeYet, differences, onto
from pos.domain.orders.after.edit import (
    Edit,
    agreed_again,
    is_agreed_otherwise,
    plan_edit,
    require_open,
    require_version,
)
from pos.domain.orders.agreement import Agreement
from pos.domain.orders.cart import Cart, Editing
from pos.domain.orders.errors import AgreedAlready, DetailChanged, VersionUnknown
from pos.domain.orders.fulfilment import Fulfilment
from pos.domain.orders.wishes import tidy
from pos.domain.papers.invoices import InvoiceForNobody
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.phrases import Phrase
from pos.domain.words.text import clean
from pos.journal.kinds.orders import (
    DetailFields,
    DetailPersonal,
    EditPersonal,
    OrderDetailsSet,
    OrderEdited,
)
from pos.journal.kinds.sold import AgreedOrder, CreditNote, SoldLine
from pos.journal.orders.details import TRACKING, details_of, in_force
from pos.journal.orders.facts import Story, Told, agreed_by, personal_of
from pos.services.catalogue import shelves
from pos.services.orders import entry_parts
from pos.services.orders.after.opened import OpenOrder, open_order
from pos.services.orders.agreements import address_of, agreed_of, cart_of
from pos.services.orders.agreements import personal_of as private_of
from pos.services.orders.asked_mails import about_parcel
from pos.services.orders.kept_products import keep_products
from pos.services.shop.settings import Settings
from pos.services.till.till import Till
from pos.text import mark

DETAIL_NAMES = {
    "promised": mark("Promised for"),
    "deposit": mark("Deposit"),
    "at": mark("Delivery day"),
    TRACKING: mark("Tracking number"),
    "payment_method": mark("Agreed way to pay"),
    "customer_note": mark("Note for the customer"),
    "private_note": mark("Private note"),
}
"""What is set beside the agreement, as a form calls it."""


@dataclass(frozen=True, slots=True)
class Editable:
    """An order as a cart again, the number of its version, and the carts of all versions, newest first."""

    cart: Cart
    version: int
    versions: tuple[Cart, ...]


class Edits:
    """Makes new versions of orders, and sets their details."""

    def __init__(self, till: Till, settings: Settings, agreement: Callable[[], Agreement]) -> None:
        self._till = till
        self._settings = settings
        self._agreement = agreement

    def editable(self, number: str) -> Editable:
        """The order of that number to be changed in a cart; raises OrderUnknown."""
        with self._till.transaction() as tx:
            story = open_order(tx, number).story
            carts = (_version(story, one) for one in story.versions.values())
            return Editable(_now(story), len(story.versions), tuple(carts)[::-1])

    def begin(self, number: str) -> Cart:
        """The order as a cart that changes it; raises what no longer may be changed, and OrderUnknown."""
        with self._till.transaction() as tx:
            order = open_order(tx, number)
            require_open(order.now)
            cart, version = _now(order.story), len(order.story.versions)
            return replace(cart, edits=Editing(order.story.placed.number, version, cart, order.id))

    def again(self, cart: Cart) -> Cart:
        """An edit on top of the order as it is by now: what was changed in it stays as it is written."""
        if cart.edits is None:
            return cart
        fresh = self.begin(cart.edits.called)
        return replace(onto(fresh, cart), edits=fresh.edits)

    def save(self, cart: Cart, reason: str = "") -> None:
        """Let the order of an edit be as its cart says; the cart is no longer kept then."""
        if cart.edits is None:
            raise ValueError("the cart edits no order")
        of, cart = cart.edits, tidy(cart)
        with self._till.transaction() as tx:
            self.edit(of.called, cart, seen=of.version, reason=reason, made_of=of.before)
            tx.connection.exec_driver_sql("DELETE FROM draft WHERE cart_id = ?", (bytes.fromhex(cart.id),))

    def edit(
        self,
        number: str,
        cart: Cart,
        *,
        seen: int | None = None,
        reason: str = "",
        made_of: Cart | None = None,
    ) -> None:
        """Let the order be as the cart says: another version where the agreement is another one.

        `seen` is the number of the version that the change was made of. An invoice is taken back whole and
        made anew. Nothing changed writes nothing; what the change lacks is refused. Details are set where
        they are others than in `made_of`, the order's cart as the change began: what somebody else set
        meanwhile stays.
        """
        settings = self._settings.current()
        with self._till.transaction() as tx:
            order = open_order(tx, number)
            require_version(order.now, seen, lambda: _since(order.story, seen or 0))
            before = _now(order.story)
            for lack in self._agreement().missing(replace(cart, edits=Editing(number, 0, made_of or before))):
                raise lack.error
            numbers = [line.n for one in order.story.versions.values() for line in agreed_by(one).lines]
            plan = plan_edit(order.now, before, cart, numbers, invoiced=bool(order.invoice()))
            if plan is not None:
                tx.require_clock()
                plan = replace(plan, cart=keep_products(tx, plan.cart))
                self._record(order, before, plan, settings, clean(reason, 500))
            known = dict(_details(made_of or before))
            details = {name: value for name, value in _details(cart) if value != known[name]}
            _set_details(order, details, settings)

    def back_to(self, number: str, version: int, *, seen: int | None = None, reason: str = "") -> None:
        """Let what was agreed be as in that version again, by another edit; details stay as they are.

        Refused as any other edit: after a credit, below what is with the customer, without the stock for it.
        """
        with self._till.transaction() as tx:
            story = open_order(tx, number).story
            carts = [_version(story, one) for one in story.versions.values()]
            if not 1 <= version <= len(carts):
                raise VersionUnknown(version)
            now = _now(story)
            again = agreed_again(now, carts[version - 1])
            if not is_agreed_otherwise(now, again):
                raise AgreedAlready(version)
            self.edit(number, again, seen=seen, reason=reason)

    def take_back(self, saved: Cart, reason: str = "") -> None:
        """Take back an edit that was saved as in this cart: an edit to the version before, details set back.

        Raises ChangedMeanwhile or DetailChanged where somebody changed after it what it had changed.
        """
        if saved.edits is None:
            raise ValueError("the cart edits no order")
        of, saved = saved.edits, tidy(saved)
        seen = of.version + 1 if is_agreed_otherwise(of.before, saved) else None
        with self._till.transaction() as tx:
            story = open_order(tx, of.called).story
            holds, written = in_force(story), dict(_details(saved))
            for name, value in _details(of.before):
                if value != written[name] and holds[name] not in (value, written[name]):
                    raise DetailChanged(Phrase(DETAIL_NAMES[name]), str(holds[name]) or "–")
            now = _now(story)
            before = of.before if seen else agreed_again(of.before, now)
            self.edit(of.called, before, seen=seen, reason=reason, made_of=saved)

    def set_details(self, number: str, changed: Mapping[str, str], shown: Mapping[str, str]) -> None:
        """Set these details and no others, so that what others set meanwhile stays; named as in the entry.

        `shown` is what was seen of them: raises DetailChanged where one is another by now.
        """
        with self._till.transaction() as tx:
            order = open_order(tx, number)
            holds = in_force(order.story)
            for name, value in changed.items():
                if holds[name] not in (shown[name], value):
                    raise DetailChanged(Phrase(DETAIL_NAMES[name]), str(holds[name]) or "–")
            _set_details(order, changed, self._settings.current())

    def set_over_all(self, number: str, name: str, value: Any) -> None:
        """Set one detail, also as it is: in the place of all that tills set at once."""
        with self._till.transaction() as tx:
            _write_details(open_order(tx, number), {name: value}, self._settings.current())

    def _record(
        self, order: OpenOrder, before: Cart, plan: Edit, settings: ShopSettings, reason: str
    ) -> None:
        tx, cart, old = order.tx, plan.cart, order.invoice()
        more = _more_than(before, cart)
        shelves.require(more, shelves.read(tx.raw(), more))
        bill = billed(cart.buyer, cart.billing, cart.fulfilment.address)
        if old and not (bill.name or bill.company):
            raise InvoiceForNobody(order.story.placed.number)
        on_shelf = shelves.read(tx.raw(), cart)
        agreed = agreed_of(
            cart,
            cart.totals(),
            lambda line: shelves.tracked(line, on_shelf),
            settings.tax_labels,
            plan.numbers,
        )
        private = private_of(cart, plan.numbers)
        personal = EditPersonal(reason=reason)
        if not isinstance(private, UnsetType):
            personal = EditPersonal(
                reason=reason,
                line_notes=private.line_notes,
                exemption_reason=private.exemption_reason,
                buyer=private.buyer,
                billing=private.billing,
            )
        tx.record(
            OrderEdited(
                id=order.id,
                day=tx.day,
                from_=plan.of,
                agreed=_carried(order.story, agreed),
                credit_note=CreditNote(tx.next_number("credit_note"), old) if old else UNSET,
                invoice=entry_parts.invoice(tx, settings) if old else UNSET,
                paid=order.now.paid - order.now.refunded if old else 0,
                rounding=order.now.rounding if old else 0,
                mails=tx.mails.ask(
                    MailKind.CHANGED, cart.buyer.email if cart.buyer else "", settings.mail_switches
                ),
                personal=UNSET if personal == EditPersonal() else personal,
            )
        )


def _now(story: Story) -> Cart:
    """The version in force as a cart, with the details that hold."""
    cart = cart_of(story.placed, story.agreed, personal_of(story.in_force))
    details = in_force(story)
    handed = Fulfilment(
        FulfilmentKind(details["kind"]),
        details["method"],
        address_of(details["address"]),
        details["at"],
        details[TRACKING],
    )
    return replace(
        cart.with_notes(customer=details["customer_note"], private=details["private_note"]),
        fulfilment=handed,
        payment_method=details["payment_method"],
        deposit=details["deposit"],
        promised=details["promised"],
    )


def _since(story: Story, seen: int) -> object:
    """What was changed since a version, by whom and when."""
    versions = tuple(story.versions.values())
    if not 1 <= seen < len(versions):
        return NotMadeYet()
    then, last = versions[seen - 1], versions[-1]
    at = datetime.fromisoformat(last.header.recorded_at)
    who = " · ".join(filter(None, (last.header.user, last.letter)))
    return MadeBy(who, at, tuple(differences(_version(story, then), _version(story, last))))


def _version(story: Story, one: Told) -> Cart:
    return cart_of(story.placed, agreed_by(one), personal_of(one))


def _set_details(order: OpenOrder, details: Mapping[str, Any], settings: ShopSettings) -> None:
    """Write down the details that are another than those that hold, each over what is known of it."""
    holds = in_force(order.story)
    changed = {name: value for name, value in details.items() if value != holds[name]}
    if changed:
        _write_details(order, changed, settings)


def _write_details(order: OpenOrder, changed: Mapping[str, Any], settings: ShopSettings) -> None:
    known = details_of(order.story)
    fields = {name: value for name, value in changed.items() if name in DetailFields.__struct_fields__}
    private = {name: value for name, value in changed.items() if name not in fields and value is not UNSET}
    order.tx.record(
        OrderDetailsSet(
            id=order.id,
            day=order.tx.day,
            f=DetailFields(**fields),
            b={name: tuple(sorted(known[name].values)) for name in sorted(changed)},
            mails=about_parcel(order.tx, order.story, settings, str(changed.get(TRACKING, ""))),
            personal=DetailPersonal(**private) if private else UNSET,
        )
    )


def _details(cart: Cart) -> Iterator[tuple[str, Any]]:
    handed = cart.fulfilment
    yield "kind", handed.kind.value
    yield "method", handed.method
    yield "at", handed.at
    yield "address", UNSET if handed.address is None else handed.address
    yield TRACKING, handed.tracking_number
    yield "payment_method", cart.payment_method
    yield "customer_note", cart.customer_note
    yield "private_note", cart.private_note
    yield "deposit", cart.deposit
    yield "promised", cart.promised


def _more_than(before: Cart, after: Cart) -> Cart:
    """What the order takes more from the shelves than before."""
    had: dict[str | None, Decimal] = {}
    for line in before.lines:
        had[line.variant_id] = had.get(line.variant_id, Decimal(0)) + line.quantity
    lines = []
    for line in after.lines:
        left = had.get(line.variant_id, Decimal(0))
        had[line.variant_id] = max(Decimal(0), left - line.quantity)
        if line.quantity > left:
            lines.append(replace(line, quantity=line.quantity - left))
    return replace(after, lines=tuple(lines))


def _carried(story: Story, after: AgreedOrder) -> AgreedOrder:
    """The agreement with what its lines had beside what a cart holds, in the last version that had them."""
    known = {line.n: line for one in story.versions.values() for line in agreed_by(one).lines}
    known |= {line.n: line for line in story.agreed.lines}
    lines = tuple(
        _with_rest(known[line.n], line) if line.n in known and known[line.n].variant == line.variant else line
        for line in after.lines
    )
    return structs.replace(after, lines=lines)


def _with_rest(of: SoldLine, line: SoldLine) -> SoldLine:
    return structs.replace(
        line,
        options=of.options,
        service=of.service,
        zero_reason=of.zero_reason,
        unit_cost=of.unit_cost,
        moves=of.moves,
    )
