"""The words and figures of an invoice in one language: labels, rates, discounts, what is added up."""

from __future__ import annotations

from pos.documents.fonts import BOLD, REGULAR
from pos.documents.measures import Ink
from pos.documents.untaxed import untaxed_sentences
from pos.domain.money.amounts import Money
from pos.domain.money.labels import TaxLabels
from pos.domain.orders.orders import OrderLine, RowKind
from pos.domain.papers.invoices import CreditedInvoice, CreditReason, InvoiceDocument, InvoiceKind
from pos.text import Speech

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
BELGIUM = "BE"
GREEN = (23 / 255, 98 / 255, 74 / 255)

TITLE = Ink(BOLD, 23, 28, tint=GREEN)
NAME = Ink(BOLD, 17.5, 23)
BODY = Ink(REGULAR, 10.2, 15.8, 0.07)
STRONG = Ink(BOLD, 10.2, 15.8)
LABEL = Ink(REGULAR, 10.2, 15.8, 0.45)
MUTED = Ink(REGULAR, 9.8, 15, 0.36)
TOTAL = Ink(BOLD, 16.5, 24)
SMALL = Ink(REGULAR, 8, 11.2, 0.4)
RUNNING = Ink(BOLD, 10.2, 15.8)


class Figures:
    """What one invoice says, in the customer's language and the shop's figures."""

    def __init__(self, doc: InvoiceDocument) -> None:
        self.doc = doc
        self.speech = Speech(doc.language, doc.locale)
        self.tax_word = doc.tax_word or self.speech.gettext("VAT")
        self.labels = TaxLabels(self.tax_word, doc.own_labels)

    @property
    def is_credit(self) -> bool:
        return self.doc.kind is InvoiceKind.CREDIT_NOTE

    @property
    def is_quote(self) -> bool:
        return self.doc.kind is InvoiceKind.QUOTE

    @property
    def title(self) -> str:
        say, credits = self.speech.gettext, self.doc.credits
        if self.is_quote:
            return say("Quote")
        if not self.is_credit:
            return say("Invoice")
        if self.doc.seller.country == BELGIUM:
            # Translators: the heading of a credit note of a shop in Belgium
            return self.speech.pgettext("in Belgium", "Credit note")
        if credits and credits.whole:
            # Translators: the heading of a credit note that takes all of an invoice back
            return self.speech.pgettext("of a whole invoice", "Credit note")
        return say("Credit note")

    def amount(self, money: Money) -> str:
        """Without the currency, for columns."""
        if money.minor < 0:
            return MINUS + self.speech.amount(-money)
        return self.speech.amount(money)

    def money(self, money: Money) -> str:
        """With the currency, for sums."""
        if money.minor < 0:
            return MINUS + self.speech.money(-money)
        return self.speech.money(money)

    def quantity(self, row: OrderLine) -> str:
        if row.kind is RowKind.DISCOUNT:
            return ""
        return self.speech.number(row.quantity) + (f" {row.unit}" if row.unit else "")

    def unit_price(self, row: OrderLine) -> str:
        if row.kind is RowKind.DISCOUNT:
            return ""
        return self.speech.unit_price(row.unit_price, self.doc.currency, row.per)

    def rates(self, row: OrderLine) -> str:
        """The rates of a row; the column's title says the word for them."""
        return f" +{NBSP}".join(self.speech.rate(written) for written in row.taxes or ("0",))

    def description(self, row: OrderLine) -> str:
        if row.kind is RowKind.DISCOUNT:
            return self._order_discount(row)
        say = self.speech.gettext
        words = {
            RowKind.DELIVERY: say("Delivery"),
            RowKind.HANDLING: say("Handling"),
            RowKind.SURCHARGE: say("Surcharge"),
        }
        name = row.name or words.get(row.kind, "")
        return f"{name}, {row.options}" if row.options else name

    def _order_discount(self, row: OrderLine) -> str:
        say = self.speech.gettext
        text = say("Discount “{name}”").format(name=row.name) if row.name else say("Discount")
        percent = row.discount.percent if row.discount else None
        return text if percent is None else f"{text} {self.speech.percent(percent)}"

    def own_discount(self, row: OrderLine) -> str:
        """The label of a line's own discount: "Fair day 10 %"."""
        if row.discount is None or row.total.discount.is_zero:
            return ""
        name = row.discount.name or self.speech.gettext("Discount")
        percent = row.discount.percent
        return name if percent is None else f"{name} {self.speech.percent(percent)}"

    def about(self) -> list[str]:
        """Number and days, as the head lists them."""
        doc, say, day = self.doc, self.speech.gettext, self.speech.long_date
        lines = [doc.number, day(doc.day)]
        if doc.quoted:
            if doc.quoted.revision > 1:
                revision = self.speech.number(doc.quoted.revision)
                lines.append(say("Revision {revision}").format(revision=revision))
            lines.append(say("Valid until {date}").format(date=day(doc.quoted.valid_until)))
        if doc.supplied and not self.is_credit:
            lines.append(say("Supplied {date}").format(date=day(doc.supplied)))
        if doc.due and not self.is_credit:
            lines.append(say("Due {date}").format(date=day(doc.due)))
        if doc.order:
            lines.append(say("Order {number}").format(number=doc.order))
        return lines

    def above(self) -> list[str]:
        """What stands above the goods: the invoice that is credited or replaced and why, a quote's text."""
        doc, say, day = self.doc, self.speech.gettext, self.speech.long_date
        lines = []
        if doc.credits:
            of = {"number": doc.credits.number, "date": day(doc.credits.day)}
            lines.append(say("Credits invoice {number} of {date}").format(**of))
            lines.append(say("Reason: {reason}").format(reason=self._reason(doc.credits)))
        if doc.replaces:
            of = {"number": doc.replaces[0], "date": day(doc.replaces[1])}
            undone = say("Takes back credit note {number} of {date}") if doc.undoes else ""
            lines.append((undone or say("Replaces invoice {number} of {date}")).format(**of))
        return [*lines, *(doc.quoted.text.splitlines() if doc.quoted else ())]

    def _reason(self, credits: CreditedInvoice) -> str:
        say = self.speech.gettext
        usual = {
            CreditReason.RETURN: say("Return"),
            CreditReason.PRICE: say("Price reduction"),
            CreditReason.CHANGE: say("Change of order"),
            CreditReason.CANCELLATION: say("Cancellation"),
        }
        return credits.reason or usual[credits.why]

    def sentences(self) -> list[str]:
        """Why there is no tax, where there is none."""
        doc = self.doc
        why = untaxed_sentences(
            doc.exemption,
            doc.exemption_reason,
            country=doc.seller.country,
            sent=doc.sent_abroad,
            tax_word=self.tax_word,
            speech=self.speech,
        )
        if self.is_credit and doc.seller.country == BELGIUM and not doc.tax.is_zero:
            # the buyer's duty that a Belgian credit note has to name
            deducted = self.speech.gettext(
                "{tax} to be paid back to the State in so far as it was deducted at first."
            )
            why = [*why, deducted.format(tax=self.tax_word)]
        return [doc.legal, *why] if doc.legal else why

    def sums(self) -> list[tuple[str, str]]:
        """Net, and each rate with its tax; with its base too where there are several."""
        doc, say = self.doc, self.speech.gettext
        if not doc.taxes:
            return []
        # Translators: the sum without tax
        rows = [(say("Net"), self.money(doc.net))]
        labels = self.labels.each(row.rate for row in doc.taxes)
        for row, (label, written) in zip(doc.taxes, labels, strict=True):
            rate = self.speech.rate(written)
            said = f"{label} {rate}"
            if len(doc.taxes) > 1:
                # Translators: "VAT 20 % on 76.09", the net amount it is counted from
                said = say("{tax} {rate} on {net}").format(tax=label, rate=rate, net=self.amount(row.net))
            rows.append((said, self.money(row.tax)))
        return rows

    def total(self) -> tuple[str, str]:
        """The sum in large letters."""
        doc, say = self.doc, self.speech.gettext
        if self.is_credit:
            return say("Total credited"), self.money(doc.total)
        open_whole = doc.still_due == doc.total and not self.is_quote
        return (say("Total due") if open_whole and doc.total.minor else say("Total")), self.money(doc.total)

    def settled(self) -> list[tuple[str, str]]:
        """What coins rounded and what was paid before; nothing where all is due."""
        doc, say = self.doc, self.speech.gettext
        rows = []
        if doc.rounding and doc.rounding.minor:
            rows.append((say("Cash rounding"), self.money(doc.rounding)))
        if doc.paid and doc.paid.minor:
            word = say("Paid back") if self.is_credit else say("Paid")
            rows.append((word, self.money(doc.paid if self.is_credit else -doc.paid)))
        return rows

    def left(self) -> tuple[str, str] | None:
        """What is still to pay, where something was paid before."""
        if self.is_credit or not self.settled():
            return None
        return self.speech.gettext("Still to pay"), self.money(self.doc.still_due)
