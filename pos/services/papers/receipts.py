"""From the sealed entry of an order to its receipt as a document."""

from __future__ import annotations

from decimal import Decimal

from pos.documents.untaxed import untaxed_sentences
from pos.domain.money.amounts import Money
from pos.domain.money.quantity import from_micro
from pos.domain.orders.fulfilment import Exemption
from pos.domain.papers.net_rows import shown_price
from pos.domain.papers.receipts import (
    Mark,
    ReceiptCharge,
    ReceiptDiscount,
    ReceiptDocument,
    ReceiptLine,
    ReceiptPayment,
    ReceiptSeller,
    ReceiptTax,
)
from pos.journal.kinds.orders import OrderPlaced
from pos.journal.kinds.sold import Off, OrderPersonal, Paid, SoldLine
from pos.services.orders import sold
from pos.services.orders.sealed import SealedOrder
from pos.text import Speech


def receipt_document(placed: SealedOrder, voided: str) -> ReceiptDocument:
    """The receipt as it was when the sale was made; `voided` is the entry that took it back, or nothing."""
    fact, seller = placed.fact, placed.fact.seller
    currency = fact.currency
    notes = fact.personal.line_notes if isinstance(fact.personal, OrderPersonal) else {}
    return ReceiptDocument(
        seller=ReceiptSeller(seller.name, seller.address, seller.registration, seller.tax_number),
        number=fact.number,
        till=fact.letter,
        placed_at=placed.placed_at,
        served_by=placed.header.user,
        currency=currency,
        prices_include_tax=fact.includes_tax,
        lines=tuple(_line(one, fact, notes.get(str(n), "")) for n, one in enumerate(fact.lines, 1)),
        subtotal=Money(fact.subtotal, currency),
        total=Money(fact.total, currency),
        taxes=tuple(
            ReceiptTax(
                one.rate, Money(one.net, currency), Money(one.tax, currency), Money(one.gross, currency)
            )
            for one in fact.taxes
        ),
        discount=_discount(fact.off, fact.discount, currency),
        charges=tuple(ReceiptCharge(one.kind, one.name, Money(one.amount, currency)) for one in fact.charges),
        rounding=Money(fact.rounding, currency) if fact.rounding else None,
        payments=_payments(fact),
        change=Money(fact.change, currency) if fact.change else None,
        due=_due(fact),
        note=fact.personal.customer_note if isinstance(fact.personal, OrderPersonal) else "",
        legal=_legal(fact),
        footer=tuple(seller.footer.splitlines()),
        code=f"#{fact.number}",
        mark=Mark.DEMO if seller.demo else None,
        voided=voided,
        tax_word=seller.tax_label,
        language=seller.language,
        locale=seller.locale,
    )


def _legal(fact: OrderPlaced) -> str:
    """The sentence of a shop without tax, or why this order bears none; it stands instead of the rates."""
    seller = fact.seller
    if seller.legal or not fact.exemption:
        return seller.legal
    speech = Speech(seller.language, seller.locale)
    reason = fact.personal.exemption_reason if isinstance(fact.personal, OrderPersonal) else ""
    tax_word = seller.tax_label or speech.gettext("VAT")
    return " ".join(untaxed_sentences(Exemption(fact.exemption), reason, tax_word=tax_word, speech=speech))


def _line(of: SoldLine, fact: OrderPlaced, note: str) -> ReceiptLine:
    return ReceiptLine(
        name=of.name,
        quantity=from_micro(of.qty),
        unit_price=_price(of, fact),
        amount=Money(of.amount, fact.currency),
        taxes=() if fact.exemption else of.taxes,
        unit=of.unit,
        options=of.options,
        discount=_discount(of.off, of.discount, fact.currency),
        note=note,
    )


def _price(of: SoldLine, fact: OrderPlaced) -> Decimal:
    """The unit price that multiplies out to the printed amount: net where the order bears no tax."""
    net = bool(fact.exemption) and fact.includes_tax
    full = Money(of.amount + of.discount, fact.currency)
    return shown_price(from_micro(of.price), from_micro(of.qty), of.taxes, full, net=net)


def _discount(off: object, amount: int, currency: str) -> ReceiptDiscount | None:
    if not isinstance(off, Off):
        return None
    asked = sold.discount(off, currency)
    return ReceiptDiscount(Money(amount, currency), asked.percent if asked else None, off.name)


def _payments(fact: OrderPlaced) -> tuple[ReceiptPayment, ...]:
    return tuple(_payment(one, fact.currency) for one in fact.payments)


def _payment(of: Paid, currency: str) -> ReceiptPayment:
    back = of.given - of.amount if of.given else 0
    return ReceiptPayment(
        method=of.method,
        amount=Money(of.amount, currency),
        name=of.name,
        given=Money(of.given, currency) if of.given else None,
        change=Money(back, currency) if back > 0 else None,
        reference=of.reference,
    )


def _due(fact: OrderPlaced) -> Money | None:
    due = fact.total + fact.rounding - fact.paid
    return Money(due, fact.currency) if due > 0 else None
