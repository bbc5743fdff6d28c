"""From the sealed entry of an order to its receipt as a document."""

from __future__ import annotations

from pos.domain.money import Money
from pos.domain.quantity import from_micro
from pos.domain.receipts import (
    Mark,
    ReceiptCharge,
    ReceiptDiscount,
    ReceiptDocument,
    ReceiptLine,
    ReceiptPayment,
    ReceiptSeller,
    ReceiptTax,
)
from pos.journal.entries import Off, OrderPersonal, OrderPlaced, Paid, SoldLine
from pos.services import sold
from pos.services.sealed import SealedOrder


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
        lines=tuple(_line(one, currency, notes.get(str(n), "")) for n, one in enumerate(fact.lines, 1)),
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
        legal=seller.legal,
        footer=tuple(seller.footer.splitlines()),
        code=f"#{fact.number}",
        mark=Mark.DEMO if seller.demo else None,
        voided=voided,
        tax_word=seller.tax_label,
        language=seller.language,
        locale=seller.locale,
    )


def _line(of: SoldLine, currency: str, note: str) -> ReceiptLine:
    return ReceiptLine(
        name=of.name,
        quantity=from_micro(of.qty),
        unit_price=from_micro(of.price),
        amount=Money(of.amount, currency),
        taxes=of.taxes,
        unit=of.unit,
        options=of.options,
        discount=_discount(of.off, of.discount, currency),
        note=note,
    )


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
