"""From an order that was sold to its receipt as a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pos.documents.untaxed import untaxed_sentences
from pos.domain.money.amounts import Money
from pos.domain.orders.orders import Order, OrderLine
from pos.domain.orders.taxing import goes_to_another_state
from pos.domain.papers.net_rows import as_printed
from pos.domain.papers.receipts import Mark, ReceiptDocument
from pos.domain.words.address import Address
from pos.journal.kinds.documents import DocumentReprinted
from pos.journal.orders.facts import Story
from pos.services.orders.sold_order import moves_money
from pos.services.papers.tax_words import labels_in, numbers_in
from pos.text import Speech
from pos.text.locales import paper_speech


def copy_of(story: Story) -> int:
    """Which copy the next print is: 0 is the original, which can no more be made once money moved."""
    printed, originals, moved = 0, 0, False
    for one in story.told[1:]:
        moved = moved or moves_money(one.fact)
        if isinstance(one.fact, DocumentReprinted) and one.fact.document == "receipt":
            printed += 1
            originals += not moved
    return printed if originals or not moved else printed + 1


def receipt_document(order: Order, today: date) -> ReceiptDocument:
    """The receipt as it was when the sale was made, marked where an entry took the sale back since.

    Once money moved it shows how the order stands, and says that it is of today.
    """
    row, texts = order.row, order.texts
    language, locale = _speech(order)
    labels = labels_in(order, language)
    return ReceiptDocument(
        seller=replace(order.seller, labelled=numbers_in(order, language)),
        number=row.number,
        till=order.letter,
        placed_at=row.placed_at,
        served_by=order.served_by,
        currency=row.currency,
        prices_include_tax=order.prices_include_tax,
        lines=tuple(_line(one, order) for one in order.lines),
        subtotal=order.subtotal,
        total=row.total,
        taxes=order.taxes,
        discount=order.discount,
        discount_amount=order.discount_amount,
        charges=order.charges,
        rounding=order.rounding,
        payments=order.payments,
        change=order.change,
        due=row.due if order.moved else _due(order),
        credited=row.credited if order.moved else None,
        to_give_back=row.to_give_back if order.moved else None,
        as_of=today if order.moved else None,
        note=order.customer_note,
        legal=_legal(order),
        footer=tuple(texts.footer.splitlines()),
        code=f"#{row.number}",
        replaces=len(order.now.versions) - 1 if order.now else 0,
        mark=Mark.DEMO if texts.demo else None,
        voided=str(order.voided.entry) if order.voided else "",
        tax_word=labels.word,
        own_labels=labels.own,
        language=language,
        locale=locale,
    )


def _speech(order: Order) -> tuple[str, str]:
    """The language and locale of the receipt."""
    wanted = order.buyer.language if order.buyer else ""
    home = (order.billing or order.fulfilment.address or Address()).country
    return paper_speech(wanted, (home,), order.texts.language, order.texts.locale)


def _legal(order: Order) -> str:
    """The sentence of a shop without tax, or why this order bears none; it stands instead of the rates."""
    texts = order.texts
    if texts.legal and order.tax.is_zero:
        return texts.legal
    if order.exemption is None:
        return ""
    speech = Speech(*_speech(order))
    tax_word = labels_in(order, speech.language).word or speech.gettext("VAT")
    why = untaxed_sentences(
        order.exemption,
        order.exemption_reason,
        country=order.seller.country,
        sent=goes_to_another_state(order.fulfilment, order.seller.country),
        tax_word=tax_word,
        speech=speech,
    )
    return " ".join(why)


def _line(of: OrderLine, order: Order) -> OrderLine:
    return as_printed(of, exempt=order.exemption is not None, prices_include_tax=order.prices_include_tax)


def _due(order: Order) -> Money:
    """What was left to pay when the order was placed; never negative."""
    nothing = Money(0, order.row.currency)
    paid = sum((one.amount for one in order.payments), nothing)
    return max(order.row.total + order.rounding - paid, nothing)
