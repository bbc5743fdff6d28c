"""Say orders in the language and formats of the window: statuses, times, papers, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pos.domain.money.amounts import Money
from pos.domain.orders.cart import Cart, HeldCart
from pos.domain.orders.fulfilment import Exemption, Fulfilment
from pos.domain.orders.lists.filters import OrderSums
from pos.domain.orders.orders import (
    FulfilmentStatus,
    HistoryItem,
    Order,
    OrderRow,
    PaymentStatus,
)
from pos.domain.orders.standing import OPEN_STATUSES
from pos.domain.quotes.quotes import QuoteRow, QuoteState
from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind
from pos.domain.shop.settings import PaymentMethod, ShopSettings
from pos.text import _, current, mark, ngettext
from ui.kit.look.tags import Mood
from ui.shared.cart import words as cart_words
from ui.shared.charge.tender import method_name
from ui.shared.mails import words as mail_words

Entry = OrderRow | HeldCart | QuoteRow
"""A row of the list: an order, a cart that waits on hold, or a quote."""

PAYMENTS = {
    PaymentStatus.AWAITING: (mark("Awaiting payment"), Mood.WARNING),
    PaymentStatus.PART_PAID: (mark("Part paid"), Mood.INFO),
    # Translators: how far the money of an order has come; on a receipt it is said of an amount
    PaymentStatus.PAID: (mark("Paid", "order"), Mood.GOOD),
    PaymentStatus.PARTIALLY_REFUNDED: (mark("Partially refunded"), Mood.INFO),
    PaymentStatus.REFUNDED: (mark("Refunded"), Mood.BAD),
    PaymentStatus.CANCELLED: (mark("Cancelled"), Mood.NEUTRAL),
}
FULFILMENTS = {
    FulfilmentStatus.AWAITING: (mark("Awaiting processing"), Mood.WARNING),
    FulfilmentStatus.PROCESSING: (mark("Processing"), Mood.INFO),
    FulfilmentStatus.READY: (mark("Ready for pickup"), Mood.INFO),
    FulfilmentStatus.OUT: (mark("Out for delivery"), Mood.INFO),
    FulfilmentStatus.SHIPPED: (mark("Shipped"), Mood.GOOD),
    FulfilmentStatus.DELIVERED: (mark("Delivered"), Mood.GOOD),
    FulfilmentStatus.WILL_NOT_DELIVER: (mark("Will not deliver"), Mood.NEUTRAL),
    FulfilmentStatus.RETURNED: (mark("Returned"), Mood.NEUTRAL),
}
IN_HAND = {
    FulfilmentKind.TAKE_AWAY.value: mark("Handed over"),
    FulfilmentKind.PICKUP.value: mark("Picked up"),
}
"""What is said of goods that were delivered without being brought."""

PAPERS = {
    "receipt": mark("Receipt"),
    "invoice": mark("Invoice"),
    "credit_note": mark("Credit note"),
    "refund": mark("Refund receipt"),
    "quote": mark("Quote"),
    "payment": mark("Payment receipt"),
    "packing_slip": mark("Packing slip"),
    "pickup_slip": mark("Pick-up slip"),
    "gift_receipt": mark("Gift receipt"),
}


def payment_tag(status: str, name: str = "") -> tuple[str, Mood]:
    """How far the money has come; `name` is what the shop itself calls it."""
    words, mood = PAYMENTS.get(status, (status, Mood.NEUTRAL))  # type: ignore[call-overload]
    return name or _(words), mood


def fulfilment_tag(status: str, kind: str, name: str = "") -> tuple[str, Mood]:
    """How far the goods have come, as the shop itself calls it, else as is said for this handing over."""
    if name:
        return name, FULFILMENTS.get(status, (status, Mood.NEUTRAL))[1]  # type: ignore[call-overload]
    if status == FulfilmentStatus.DELIVERED and kind in IN_HAND:
        return _(IN_HAND[kind]), Mood.NEUTRAL
    words, mood = FULFILMENTS.get(status, (status, Mood.NEUTRAL))  # type: ignore[call-overload]
    return _(words), mood


def customer(row: Entry) -> str:
    """Who bought; a name nobody gave is a walk-in."""
    if isinstance(row, HeldCart):
        buyer = row.cart.buyer
        return buyer.shown_name if buyer else row.label or _("Walk-in")
    return row.customer or _("Walk-in")


def number(row: Entry) -> str:
    """The order's number; a cart on hold has none yet, or changes that of another."""
    if isinstance(row, OrderRow | QuoteRow):
        return row.number
    return edit(row.cart) or _("On hold")


QUOTES = {
    # Translators: a quote that may still become an order
    QuoteState.OPEN: (mark("Open", "quote"), Mood.INFO),
    QuoteState.EXPIRED: (mark("Expired"), Mood.WARNING),
    QuoteState.PLACED: (mark("Ordered"), Mood.GOOD),
    QuoteState.DECLINED: (mark("Declined"), Mood.NEUTRAL),
}


def quote_state(state: QuoteState) -> tuple[str, Mood]:
    """What became of a quote."""
    words, mood = QUOTES[state]
    return _(words), mood


def edit(cart: Cart) -> str:
    """What a cart is there for that changes an order: "Editing A-000123"; nothing for a new sale."""
    return _("Editing {number}").format(number=cart.edits.number) if cart.edits else ""


def moment(row: Entry) -> datetime:
    """When it was placed, or put aside."""
    if isinstance(row, HeldCart):
        return datetime.fromisoformat(row.held_at)
    return row.placed_at if isinstance(row, OrderRow) else row.made_at


def total(row: Entry) -> Money:
    """What it comes to."""
    return row.cart.totals().total if isinstance(row, HeldCart) else row.total


def key(row: Entry) -> str:
    """What tells this row from all others: its id."""
    return row.cart.id if isinstance(row, HeldCart) else row.id


def remark(row: Entry, today: date) -> str:
    """What is said beside the statuses: money to give back, overdue, late, or promised."""
    if not isinstance(row, OrderRow):
        return ""
    said = []
    if row.to_give_back.minor:
        said.append(_("To give back {amount}").format(amount=current().money(row.to_give_back)))
    if row.pay_by and row.pay_by < today.isoformat():
        said.append(_("Overdue since {day}").format(day=agreed(row.pay_by)))
    if row.promised and row.fulfilment_status in OPEN_STATUSES:
        late = row.promised[:10] < today.isoformat()
        words = _("Late, for {day}") if late else _("Promised for {day}")
        said.append(words.format(day=agreed(row.promised)))
    return cart_words.DOT.join(said)


def mail_tag(row: QuoteRow) -> tuple[str, Mood]:
    """How the last message with a quote stands; nothing where none was asked for."""
    if row.mail is None:
        return "", Mood.NEUTRAL
    state, mood = mail_words.state_tag(row.mail)
    return _("E-mail: {state}").format(state=state), mood


def when(at: datetime, today: date) -> str:
    """The time of today, else yesterday or the day."""
    if at.date() == today:
        return current().time(at)
    return _("Yesterday") if at.date() == today - timedelta(days=1) else current().date(at)


def head(order: Order, today: date) -> str:
    """Where, when and by whom: "Phone order · today 13:55 · taken by Anne on till P"."""
    where = {"counter": _("Sale at the counter"), "phone": _("Phone order"), "web": _("Web order")}
    parts = [where.get(order.row.channel, order.row.channel), current().lately(order.row.placed_at, today)]
    if order.served_by and order.row.channel != "web":
        parts.append(_("taken by {name} on till {letter}").format(name=order.served_by, letter=order.letter))
    else:
        parts.append(_("till {letter}").format(letter=order.letter))
    return cart_words.DOT.join(parts)


def handing_over(of: Fulfilment, methods: tuple[DeliveryMethod, ...]) -> str:
    """How the goods reach the customer, above the address."""
    name = method_of_delivery(of.method, methods)
    match of.kind:
        case FulfilmentKind.TAKE_AWAY:
            return _("Take away")
        case FulfilmentKind.PICKUP:
            return _("Picked up at “{name}”").format(name=name) if name else _("Pickup")
        case _:
            return _("Ship with “{name}”").format(name=name) if name else _("Delivery")


def method_of_delivery(key: str, methods: tuple[DeliveryMethod, ...]) -> str:
    """The shop's name of a delivery method; what was sold under another name keeps it."""
    return next((one.name for one in methods if one.key == key), key)


def paid_by(method: str, name: str, methods: tuple[PaymentMethod, ...]) -> str:
    """The name of a way to pay, as the shop calls it."""
    known = next((one for one in methods if one.key == method), None)
    return name or (method_name(known) if known else method_name(PaymentMethod(method, "")))


def agreed(at: str) -> str:
    """The day, or day and time, that was agreed on."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at
    return current().short(moment) if "T" in at else current().date(moment)


def phone(number: str, country: str) -> str:
    """A phone number as people of the shop's country write it."""
    if not number:
        return ""
    from pos.contacts.phone import shown_phone

    return shown_phone(number, country)


def exempt(order: Order) -> str:
    """Why the order bears no tax."""
    words = {Exemption.EXEMPT: _("Without tax"), Exemption.REVERSE_CHARGE: _("Reverse charge")}
    said = words[order.exemption] if order.exemption else ""
    return f"{said}: {order.exemption_reason}" if said and order.exemption_reason else said


def summary(sums: OrderSums) -> str:
    """What the list comes to: "214 orders · 6 480,35 € · 512,30 € still to be paid"."""
    if not sums.count:
        return ""
    count = current().number(sums.count)
    if sums.more:
        return ngettext("{count} order", "{count} orders", sums.count).format(count=f"{count}+")
    parts = [
        ngettext("{count} order", "{count} orders", sums.count).format(count=count),
        current().money(sums.total),
    ]
    if sums.due.minor > 0:
        parts.append(_("{amount} still to be paid").format(amount=current().money(sums.due)))
    return cart_words.DOT.join(parts)


def found(count: int, more: bool) -> str:
    """How many were found for a text, as far as the list was read."""
    if more:
        words = ngettext(
            "The newest {count}; more come by scrolling.",
            "The newest {count}; more come by scrolling.",
            count,
        )
        return words.format(count=current().number(count))
    return ngettext("{count} found", "{count} found", count).format(count=current().number(count))


def history(order: Order, settings: ShopSettings) -> Iterator[tuple[datetime, str, str]]:
    """What happened, oldest first: when, in words, and who wrote it on which till: "Anne · A"."""
    at, whose = order.row.placed_at, _whose(order.served_by, order.letter)
    items = ngettext("{count} item", "{count} items", order.row.item_count).format(
        count=current().number(order.row.item_count)
    )
    yield at, _("Placed, stock reduced ({items})").format(items=items), whose
    later = {item.text for item in order.history if item.kind == "invoiced"}
    for paper in order.papers[1:2]:  # what was made at once; an edit makes others later
        if paper.kind == "invoice" and paper.number not in later:
            yield at, _("Invoice {number} made").format(number=paper.number), whose
    for tender in order.tenders:
        name = paid_by(tender.method, tender.name, settings.methods)
        # Translators: a line of an order's history
        said = _("Paid {amount} · {method}").format(amount=current().money(tender.amount), method=name)
        yield at, said, whose
    for item in order.history[1:]:
        yield item.at, _happened(item, order, settings), _whose(item.by, item.letter)


def _whose(by: str, letter: str) -> str:
    return cart_words.DOT.join(filter(None, (by, letter)))


def _happened(item: HistoryItem, order: Order, settings: ShopSettings) -> str:
    amount = current().money(item.amount) if item.amount is not None else ""
    match item.kind:
        case "paid":
            keys = [one.method for one in order.payments if one.at == item.at and one.amount.minor > 0]
            names = dict.fromkeys(paid_by(one, "", settings.methods) for one in keys)
            # Translators: a line of an order's history
            return _("Paid {amount} · {method}").format(amount=amount, method=", ".join(names) or item.text)
        case "invoiced":
            return _("Invoice {number} made").format(number=item.text)
        case "mailed":
            return _("The customer was written to")
        case "settled":
            return _("{number} made: the papers are what is left again").format(number=item.text)
        case "fulfilment":
            return fulfilment_tag(item.text, order.row.fulfilment)[0]
        case "tracking":
            return _("Tracking number {number}").format(number=item.text)
        case "voided":
            return _cancelled(item, order)
        case "edited" | "noted" | "details" | "credited" | "corrected" | "reminded":
            return cart_words.DOT.join(filter(None, (_changed(item), item.note and f"“{item.note}”")))
        case "repaid":
            back = current().money(-item.amount) if item.amount is not None else ""
            return _("{amount} paid back").format(amount=back)
        case _:
            return cart_words.DOT.join(filter(None, (item.kind, item.text)))


def _changed(item: HistoryItem) -> str:
    match item.kind:
        case "edited":
            return _by(_("Changed"), item.text)
        case "noted":
            return _by(_("Note written"), item.text)
        case "details":
            return _by(_("Details changed"), item.text)
        case "corrected":
            return _("Payment corrected: {methods}").format(methods=item.text)
        case "reminded":
            return _("Reminder {number} sent").format(number=item.text)
        case _:
            given = current().money(-item.amount) if item.amount is not None else ""
            back = _("{amount} paid back").format(amount=given) if given else ""
            return cart_words.DOT.join(filter(None, (_by(_("A part taken back"), item.text), back)))


def _by(what: str, who: str) -> str:
    return cart_words.DOT.join(filter(None, (what, who)))


def _cancelled(item: HistoryItem, order: Order) -> str:
    note = next((one.number for one in reversed(order.papers) if one.kind == "credit_note"), "")
    parts = [_("Cancelled by {name}").format(name=item.text) if item.text else _("Cancelled")]
    if item.note:
        parts.append(f"“{item.note}”")
    parts.append(_("stock given back"))
    if item.amount is not None:
        parts.append(_("{amount} paid back").format(amount=current().money(-item.amount)))
    if note:
        parts.append(_("credit note {number}").format(number=note))
    return cart_words.DOT.join(parts)
