"""From a message of the outgoing post to the letter: its words as the order is now, its papers attached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pos.contacts.bank import iban_groups
from pos.contacts.email import travelling_email
from pos.domain.mail.kinds import TO_SHOP, MailKind, MailText
from pos.domain.mail.troubles import AddressUnusable, NobodyToWriteTo, TextUnusable
from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro
from pos.domain.orders.orders import Order
from pos.domain.papers.receipts import ReceiptDocument
from pos.domain.shop.settings import ShopSettings
from pos.domain.words.errors import CashierError
from pos.journal.kinds.documents import MailSent
from pos.journal.kinds.orders import OrderCredited
from pos.journal.orders.facts import Story
from pos.journal.orders.papers import invoice_of, papers_of
from pos.mail.layout import GOODS, GoodsRow, page, plain
from pos.mail.message import Attachment, Letter
from pos.services.mail.queue import Row
from pos.services.mail.texts import KNOWN, TEST, text_of, written
from pos.services.mail.words import goods_of, status_words
from pos.services.orders.sold_order import told_order
from pos.services.papers.documents import Documents
from pos.services.papers.receipts import receipt_document
from pos.services.quotes.quotes import Quotes
from pos.services.shop.settings import Settings
from pos.services.till.till import Till
from pos.text import Speech

ATTACHED: Mapping[str, Sequence[str]] = {
    MailKind.CONFIRMATION: ("invoice", "receipt"),
    MailKind.CHANGED: ("credit_note", "invoice"),
    MailKind.PAID: ("receipt",),
    MailKind.REFUND: ("credit_note", "refund"),
    MailKind.CANCELLED: ("credit_note", "refund"),
    MailKind.REMINDER: ("invoice",),
}
"""The papers that go along, of those that the entry made; of a reminder those of the order."""
EACH = (MailKind.CHANGED,)
"""All of these go, of the others the first there is: an invoice or a receipt, a credit note or a refund's."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it would look: subject, text, page."""

    subject: str
    text: str
    html: str


class Letters:
    """Writes messages."""

    def __init__(self, till: Till, settings: Settings, documents: Documents, quotes: Quotes) -> None:
        self._till = till
        self._settings = settings
        self._documents = documents
        self._quotes = quotes

    def letter(self, row: Row, to: str, sender: str) -> Letter:
        """The message of a row to an address; raises NobodyToWriteTo, AddressUnusable or TextUnusable."""
        settings = self._settings.current()
        if not to:
            raise NobodyToWriteTo
        if row.note:
            return self._note(row, to, sender, settings)
        about, attached, sent = (self._of_quote if row.of_quote else self._of_order)(row, settings)
        to_shop = row.kind in TO_SHOP
        language = settings.language if to_shop else about.receipt.language
        locale = settings.locale if to_shop else about.receipt.locale
        speech = Speech(language, locale)
        shown = _shown(text_of(settings, row.kind, language), about, speech)
        buyer = about.order.buyer
        name = settings.name if to_shop else (buyer.name or buyer.company if buyer else "")
        name_of_it = f"{row.event}.{row.kind}" + (f".{sent}" if sent else "")
        return self._sealed(row, shown, settings, speech, sender, (to, name), name_of_it, attached)

    def _of_order(self, row: Row, settings: ShopSettings) -> _Told:
        story, order = told_order(self._till.database.reader(), row.order)
        attached = tuple(self._attached(row, story))
        receipt, few = self._documents.receipt(row.order).document, self._few(order, settings)
        sent = sum(
            isinstance(one.fact, MailSent) and (one.fact.for_, one.fact.mail) == (row.event, row.kind)
            for one in story.told
        )
        return _About(settings, order, story, receipt, row.event, _numbers(attached), few), attached, sent

    def _of_quote(self, row: Row, settings: ShopSettings) -> _Told:
        """The quote as it was when it was to be sent; it asks for no money."""
        quote, sent = self._quotes.asked(row.order_id, row.event)
        order = replace(quote.order, row=replace(quote.order.row, due=Money(0, quote.order.row.currency)))
        attached = (Attachment(f"{quote.row.number}.pdf", self._documents.quote_pdf(quote)),)
        receipt = receipt_document(order, self._till.clock().date())
        return _About(settings, order, None, receipt, row.event, _numbers(attached), ""), attached, sent

    def test(self, to: str, sender: str) -> Letter:
        """A message that only tries the server."""
        settings = self._settings.current()
        speech = Speech(settings.language, settings.locale)
        subject, text = written(text_of(settings, TEST, speech.language), _empty(settings))
        row = Row(0, TEST, "", "", 0, 0, "", "", False)
        shown = Shown(subject, plain(text, ()), _page(text, (), subject, settings, speech))
        name = f"test.{self._till.clock():%Y%m%d%H%M%S%f}"
        return self._sealed(row, shown, settings, speech, sender, (to, ""), name, ())

    def preview(self, kind: MailKind, language: str, subject: str, body: str) -> Shown:
        """A text as it would look with an order that was made up; raises what is wrong with it."""
        from pos.services.papers.examples import example_order

        settings, now = self._settings.current(), self._till.clock()
        order = example_order(settings, now, self._till.person, unpaid=True)
        receipt = receipt_document(order, now.date())
        speech = Speech(language, settings.locale if language == settings.language else "")
        about = _About(
            settings, order, None, receipt, "", f"{settings.letter}-{now.year}-000001", "", sample=True
        )
        return _shown(MailText(kind.value, subject, body), about, speech)

    def _note(self, row: Row, to: str, sender: str, settings: ShopSettings) -> Letter:
        speech = Speech(settings.language, settings.locale)
        values = {**_empty(settings), "what": {"text": row.note}}
        subject, text = _written(text_of(settings, row.kind, speech.language), values)
        shown = Shown(subject, plain(text, ()), _page(text, (), subject, settings, speech))
        name = f"{settings.shop_id}.{row.id}"
        return self._sealed(row, shown, settings, speech, sender, (to, settings.name), name, ())

    def _sealed(
        self,
        row: Row,
        shown: Shown,
        settings: ShopSettings,
        speech: Speech,
        sender: str,
        to: tuple[str, str],
        name: str,
        attached: tuple[Attachment, ...],
    ) -> Letter:
        try:
            address = travelling_email(to[0])
        except CashierError:
            raise AddressUnusable(to[0]) from None
        if not address:
            raise NobodyToWriteTo
        reply = settings.email if settings.email.isascii() else ""
        return Letter(
            sender=sender,
            sender_name=settings.name,
            to=address,
            to_name=to[1],
            subject=shown.subject,
            text=shown.text,
            html=shown.html,
            message_id=row.message_id or f"<{name}@{sender.rpartition('@')[2]}>",
            date=self._till.clock(),
            language=speech.language,
            reply_to=reply,
            attachments=attached,
        )

    def _attached(self, row: Row, story: Story) -> Iterator[Attachment]:
        """The papers of a message, as they are printed too."""
        kinds = ATTACHED.get(row.kind, ())
        made = [
            (one.kind, one.number)
            for one in papers_of(story)
            if one.kind in kinds and one.told.event == row.event
        ]
        if row.kind == MailKind.PAID:
            made = [("receipt", row.order)]
        elif row.kind == MailKind.REMINDER or (row.kind == MailKind.CONFIRMATION and not made):
            holds = invoice_of(story)
            made = [("invoice", holds.number)] if holds else []
            if not made and row.kind == MailKind.CONFIRMATION:
                made = [("receipt", row.order)]
        elif row.kind not in EACH:
            made = [one for kind in kinds for one in made if one[0] == kind][:1]
        for kind, number in made:
            yield Attachment(f"{number}.pdf", self._documents.pdf(number, kind=kind, order=story.placed.id))

    def _few(self, order: Order, settings: ShopSettings) -> str:
        """What is left of the goods of an order of which there is little now."""
        variants = [bytes.fromhex(line.variant_id) for line in order.lines if line.variant_id]
        found = self._till.database.reader().execute(
            f"""SELECT v.uid, sum(s.on_hand) FROM stock s JOIN variant v ON v.id = s.variant_id
                WHERE v.uid IN ({",".join("?" * len(variants))}) GROUP BY v.uid
                HAVING sum(s.on_hand) <= ?""",
            (*variants, settings.low_stock * 1_000_000),
        )
        left = {uid.hex(): quantity for uid, quantity in found}
        speech = Speech(settings.language, settings.locale)
        return "\n".join(_goods_left(order, left, speech))


@dataclass(frozen=True, slots=True)
class _About:
    """What a message is about: an order with its receipt, the entry that asks, the papers, what is short."""

    settings: ShopSettings
    order: Order
    story: Story | None
    receipt: ReceiptDocument
    event: str
    papers: str
    few: str
    sample: bool = False


_Told = tuple[_About, tuple[Attachment, ...], int]
"""What a message is about, its papers, and how often it went already."""


def _numbers(papers: Sequence[Attachment]) -> str:
    return ", ".join(one.name.removesuffix(".pdf") for one in papers)


def _shown(text: MailText, about: _About, speech: Speech) -> Shown:
    rows = goods_of(about.receipt, speech)
    subject, body = _written(text, _values(about, speech))
    return Shown(subject, plain(body, rows), _page(body, rows, subject, about.settings, speech))


def _written(text: MailText, values: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    try:
        return written(text, values)
    except CashierError as error:
        raise TextUnusable(error) from error


def _page(text: str, rows: Sequence[GoodsRow], subject: str, settings: ShopSettings, speech: Speech) -> str:
    foot = (settings.name, *settings.address, settings.phone, settings.email, settings.website)
    return page(text, rows, subject=subject, shop=settings.name, foot=foot, language=speech.language)


def _empty(settings: ShopSettings) -> dict[str, dict[str, str]]:
    """Every value there is, of which only the shop's are known."""
    shop = {
        "name": settings.name,
        "address": "\n".join(settings.address),
        "phone": settings.phone,
        "email": settings.email,
        "website": settings.website,
    }
    return {name: dict.fromkeys(inside, "") for name, inside in KNOWN.items()} | {"shop": shop}


def _values(about: _About, speech: Speech) -> dict[str, dict[str, str]]:
    order, buyer = about.order, about.order.buyer
    due, back = about.order.row.due, about.order.row.to_give_back
    tracking = "6A 100 200 300" if about.sample else order.fulfilment.tracking_number
    return {
        **_empty(about.settings),
        "customer": {"name": (buyer.name or buyer.company) if buyer else ""},
        "order": {
            "number": order.row.number,
            "date": speech.date(order.row.placed_at),
            "total": speech.money(order.row.total),
            "due": speech.money(due) if not due.is_zero else "",
            "to_give_back": speech.money(back) if not back.is_zero else "",
            "status": order.row.fulfilment_name or status_words(order.row.fulfilment_status, speech),
            "tracking_number": tracking,
            "goods": GOODS,
            "how_to_pay": _how_to_pay(about, speech) if not due.is_zero else "",
            "promised": order.promised,
            "note": order.customer_note,
        },
        "paper": {"number": about.papers},
        "refund": {"total": _credited(about, speech)},
        "what": {"text": about.few},
    }


def _credited(about: _About, speech: Speech) -> str:
    """What the entry took off, in words; of an example its total."""
    if about.sample:
        return speech.money(about.order.row.total)
    for one in about.story.told if about.story else ():
        if one.event == about.event and isinstance(one.fact, OrderCredited):
            return speech.money(Money(one.fact.total, about.order.row.currency))
    return ""


def _how_to_pay(about: _About, speech: Speech) -> str:
    """Where money goes that is transferred, and what is written on it."""
    settings, order = about.settings, about.order
    if not settings.iban:
        return ""
    invoices = [one.number for one in order.papers if one.kind == "invoice"]
    reference = invoices[-1] if invoices else order.row.number
    lines = (
        settings.bank_holder or settings.name,
        f"IBAN {iban_groups(settings.iban)}",
        f"BIC {settings.bic}" if settings.bic else "",
        speech.gettext("Reference {reference}").format(reference=reference),
    )
    return "\n".join(filter(None, lines))


def _goods_left(order: Order, left: Mapping[str, int], speech: Speech) -> Iterator[str]:
    """Each of the goods with how much of it is left, in millionths."""
    for line in order.lines:
        quantity = left.get(line.variant_id or "")
        if quantity is not None:
            sku = f" ({line.sku})" if line.sku else ""
            yield f"{line.name}{sku}: {speech.number(from_micro(quantity))}"
