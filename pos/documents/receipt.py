"""A receipt of a sale, a refund or a payment on a roll of 80 or 58 mm."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from pos.documents.measures import MM, Ink
from pos.documents.roll import LOOKS, QUIET_MODULES, Roll, RollLook
from pos.domain.money.labels import TaxLabels
from pos.domain.money.pricing import Discount, TaxRow
from pos.domain.money.tenders import Payment
from pos.domain.orders.orders import OrderLine
from pos.domain.papers.receipts import Mark, ReceiptDocument, ReceiptKind
from pos.domain.papers.tax_numbers import registration_beside, tax_number_lines
from pos.text import Speech

if TYPE_CHECKING:
    from pos.domain.money.amounts import Money

NBSP = "\N{NO-BREAK SPACE}"

TOTAL_LEAST, SUM_LEAST = 0.5, 0.8
"""How much smaller a sum may be written to stand beside its label."""


def draw_receipt(doc: ReceiptDocument, *, seal: str, width_mm: int = 80, duplicate: int = 0) -> bytes:
    """The receipt as a PDF: the same document, seal and duplicate number give the same bytes.

    `seal` is the chain value of the entry that carries the document, in hex (its first 8 digits are printed);
    `width_mm` is one of `WIDTHS_MM`; `duplicate` counts the prints after the first.
    """
    if width_mm not in LOOKS:
        raise ValueError(f"no receipt of {width_mm} mm")
    writer = _Writer(doc, Speech(doc.language, doc.locale), LOOKS[width_mm])
    writer.head(duplicate)
    writer.facts()
    writer.items()
    writer.sums()
    writer.payments()
    writer.foot(seal)
    look = writer.look
    return writer.roll.pdf(
        title=writer.title,
        author=doc.seller.name,
        subject=doc.code,
        language=doc.language,
        margin=look.margin * 1.3,
        running=look.small,
    )


class _Writer:
    """Writes the parts of one receipt on its roll, from top to bottom."""

    def __init__(self, doc: ReceiptDocument, speech: Speech, look: RollLook) -> None:
        self.doc = doc
        self.speech = speech
        self.look = look
        self.roll = Roll(look.width, look.margin)
        self.tax_word = doc.tax_word or speech.gettext("VAT")
        self.labels = TaxLabels(self.tax_word, doc.own_labels)

    def head(self, duplicate: int) -> None:
        """Who sells, and whatever makes this paper less than an ordinary receipt."""
        seller, roll, look = self.doc.seller, self.roll, self.look
        roll.centred(seller.name, look.name)
        registration = registration_beside(seller.registration, seller.tax_number)
        for line in (
            *seller.address,
            registration,
            *tax_number_lines(seller, self.tax_word, self.doc.language),
        ):
            if line:
                roll.centred(line, look.body)
        for marks in self._marks(duplicate):
            roll.gap(look.space * 0.75)
            roll.framed(marks, look.strong, look.space / 2)
        roll.rule(look.space)

    def _marks(self, duplicate: int) -> list[list[str]]:
        say = self.speech.gettext
        marks = []
        if self.doc.mark is Mark.DEMO:
            marks.append([say("DEMO"), say("Not a real sale")])
        elif self.doc.mark is Mark.TRAINING:
            marks.append([say("TRAINING"), say("Not a real sale")])
        if self.doc.replaces:
            before = self.speech.number(Decimal(self.doc.replaces))
            marks.append([say("Replaces version {version}").format(version=before)])
        if self.doc.voided:
            marks.append([say("VOID"), say("Cancelled by entry {number}").format(number=self.doc.voided)])
        if duplicate:
            marks.append([say("DUPLICATE {count}").format(count=self.speech.number(Decimal(duplicate)))])
            if self.doc.as_of:
                day = self.speech.long_date(self.doc.as_of)
                marks[-1].append(say("As of {date}").format(date=day))
        return marks

    @property
    def title(self) -> str:
        """What this paper is, with its number."""
        say = self.speech.gettext
        words = {
            ReceiptKind.RECEIPT: say("Receipt {number}"),
            ReceiptKind.REFUND: say("Refund {number}"),
            ReceiptKind.PAYMENT: say("Payment of order {number}"),
        }
        return words[self.doc.kind].format(number=self.doc.number)

    def facts(self) -> None:
        """Which receipt, when, where and by whom, of which order and why."""
        doc, say, number = self.doc, self.speech.gettext, self.title
        when = self.speech.short(doc.placed_at)
        till = say("Till {till}").format(till=doc.till)
        served = say("Served by {name}").format(name=doc.served_by) if doc.served_by else ""
        # Number and date do not fit beside each other on the narrow roll.
        beside, below = (when, till) if self.look.width > 60 * MM else (till, when)
        self.roll.pair(number, beside, self.look.body, whole=True)
        self.roll.pair(below, served, self.look.body, whole=True)
        if doc.order:
            self.roll.text(say("Order {number}").format(number=doc.order), self.look.body)
        if doc.reason:
            self.roll.text(say("Reason: {reason}").format(reason=doc.reason), self.look.muted)
        self.roll.rule(self.look.space)

    def items(self) -> None:
        """Every line with its quantity, unit price, rate and amount; money alone is for none."""
        if self.doc.kind is ReceiptKind.PAYMENT:
            return
        for line in self.doc.lines:
            self.roll.may_break()
            self._item(line)
        if self.doc.note:
            self.roll.gap(self.look.space / 2)
            self.roll.text(self.doc.note, self.look.muted)
        self.roll.may_break()
        self.roll.rule(self.look.space)

    def _item(self, line: OrderLine) -> None:
        look, roll = self.look, self.roll
        name = f"{line.name}, {line.options}" if line.options else line.name
        discount = self._discount(line.discount, line.total.discount) if line.discount else ""
        named = line.discount is not None and bool(line.discount.name)
        roll.pair(name if named else f"{name} {discount}".rstrip(), self._amount(line.amount), look.body)
        rate = "" if self.doc.legal else self._rates(line.taxes)
        roll.pair(self._pieces(line), rate, look.muted, indent=look.indent)
        if named:
            roll.text(discount, look.muted, look.indent)
        if line.note:
            roll.text(line.note, look.muted, look.indent)

    def _pieces(self, line: OrderLine) -> str:
        """ "2 × 18.00"; of what was taken back the pieces alone, since each may have been worth another."""
        speech = self.speech
        quantity = speech.number(line.quantity) + (NBSP + line.unit if line.unit else "")
        if self.doc.kind is ReceiptKind.REFUND:
            return quantity + f"{NBSP}×" if line.quantity else speech.gettext("Price reduction")
        return f"{quantity} ×{NBSP}{speech.unit_price(line.unit_price, self.doc.currency, line.per)}"

    def _rates(self, taxes: Sequence[str]) -> str:
        return self.speech.rates(self.labels.together(tuple(taxes)), NBSP)

    def _discount(self, discount: Discount, taken: Money) -> str:
        """ "−10 %", "−2,40" or "Fair day −10 %"."""
        if discount.percent is not None:
            size = "\N{MINUS SIGN}" + self.speech.percent(discount.percent)
        else:
            size = self._amount(-taken)
        return f"{discount.name} {size}".lstrip()

    def _amount(self, money: Money) -> str:
        if money.minor < 0:
            return "\N{MINUS SIGN}" + self.speech.amount(-money)
        return self.speech.amount(money)

    def sums(self) -> None:
        """From the items to what is to be paid: every printed row adds up to the total."""
        doc, look, roll, say = self.doc, self.look, self.roll, self.speech.gettext
        refund = doc.kind is ReceiptKind.REFUND
        taxed_on_top = not doc.prices_include_tax and not doc.legal and doc.kind is not ReceiptKind.PAYMENT
        if doc.discount or doc.charges or taxed_on_top:
            roll.pair(say("Subtotal"), self._amount(doc.subtotal), look.body, least=SUM_LEAST)
        if doc.discount and doc.discount_amount:
            roll.pair(self._order_discount(doc.discount), self._amount(-doc.discount_amount), look.body)
        for charge in doc.charges:
            roll.pair(self._charge(charge), self._amount(charge.amount), look.body, least=SUM_LEAST)
        if taxed_on_top:
            self._taxes(doc.taxes, look.body)
        # Translators: what was taken off an order, on a receipt for goods that came back
        total = say("Credited {currency}") if refund else say("Total {currency}")
        roll.pair(total.format(currency=doc.currency), self._amount(doc.total), look.total, least=TOTAL_LEAST)
        if doc.rounding and doc.rounding.minor:
            roll.pair(say("Cash rounding"), self._amount(doc.rounding), look.body, least=SUM_LEAST)
            if not refund:
                to_pay = self._amount(doc.total + doc.rounding)
                roll.pair(say("To pay"), to_pay, look.strong, least=SUM_LEAST)
        if doc.legal:
            roll.text(doc.legal, look.muted)
        elif not taxed_on_top:
            self._taxes(doc.taxes, look.muted)

    def _order_discount(self, discount: Discount) -> str:
        say, named = self.speech.gettext, discount.name
        text = say("Discount “{name}”").format(name=named) if named else say("Discount")
        return text if discount.percent is None else f"{text} {self.speech.percent(discount.percent)}"

    def _charge(self, charge: OrderLine) -> str:
        say = self.speech.gettext
        words = {"delivery": say("Delivery"), "handling": say("Handling"), "surcharge": say("Surcharge")}
        return charge.name or words.get(charge.kind, charge.kind)

    def _taxes(self, taxes: Sequence[TaxRow], ink: Ink) -> None:
        labels = self.labels.each(row.rate for row in taxes)
        for row, (label, rate) in zip(taxes, labels, strict=True):
            # Translators: "VAT 20 % on 76.09", the net amount it is counted from
            said = self.speech.gettext("{tax} {rate} on {net}").format(
                tax=label, rate=self.speech.rate(rate), net=self._amount(row.net)
            )
            self.roll.pair(said, self._amount(row.tax), ink)

    def payments(self) -> None:
        """What was given for it, what went back, what is still open."""
        doc, look, say = self.doc, self.look, self.speech.gettext
        open_sums = [doc.due, doc.credited, doc.to_give_back]
        if not doc.payments and not any(one and one.minor for one in open_sums):
            return
        self.roll.rule(look.space)
        if doc.credited and doc.credited.minor:
            # Translators: the sum of a credit note
            self.roll.pair(say("Credited"), self._amount(-doc.credited), look.body, least=SUM_LEAST)
        for payment in doc.payments:
            self.roll.pair(self._payment(payment), self._amount(payment.amount), look.body, least=SUM_LEAST)
            if payment.reference:
                reference = say("Reference {reference}").format(reference=payment.reference)
                self.roll.text(reference, look.muted, look.indent)
        told = any(payment.change for payment in doc.payments)
        if doc.change and doc.change.minor and not told:
            # Translators: the money given back to the customer
            self.roll.pair(say("Change"), self._amount(doc.change), look.body, least=SUM_LEAST)
        if doc.paid is not None:
            # Translators: all that was paid for an order until now
            self.roll.pair(say("Paid so far"), self._amount(doc.paid), look.body, least=SUM_LEAST)
        if doc.due and doc.due.minor:
            self.roll.pair(say("Still to pay"), self._amount(doc.due), look.strong, least=SUM_LEAST)
        if doc.to_give_back and doc.to_give_back.minor:
            back = self._amount(doc.to_give_back)
            self.roll.pair(say("To give back"), back, look.strong, least=SUM_LEAST)

    def _payment(self, payment: Payment) -> str:
        say = self.speech.gettext
        words = {"cash": say("Cash"), "card": say("Card"), "transfer": say("Bank transfer")}
        name = payment.name or words.get(payment.method, payment.method)
        if self.doc.kind is ReceiptKind.REFUND or (payment.amount.minor < 0 and self.doc.paid is not None):
            # Translators: "Cash, given back"
            return say("{method}, given back").format(method=name)
        if payment.given is None or payment.change is None:
            return name
        # Translators: "Cash 50.00, change 4.10"; change is the money given back
        return say("{method} {given}, change {change}").format(
            method=name, given=self._amount(payment.given), change=self._amount(payment.change)
        )

    def foot(self, seal: str) -> None:
        """The code that finds the order, the shop's own words, the seal."""
        doc, look, roll = self.doc, self.look, self.roll
        quiet = QUIET_MODULES * look.module
        if doc.code:
            import segno

            roll.gap(quiet)
            roll.code(segno.make_qr(doc.code, error="m").matrix, look.module)
            roll.gap(quiet)
        else:
            roll.gap(look.space)
        for line in doc.footer:
            roll.centred(line, look.body)
        if seal:
            roll.gap(look.space * 0.6)
            roll.centred(self.speech.gettext("Seal {seal}").format(seal=seal[:8]), look.small)
