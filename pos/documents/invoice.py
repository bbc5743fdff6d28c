"""An invoice, a credit note or a quote on A4 or Letter."""

from __future__ import annotations

from collections.abc import Sequence

from pos.documents.codes import payment_matrix
from pos.documents.figures import (
    BODY,
    LABEL,
    MUTED,
    SMALL,
    STRONG,
    TOTAL,
    Figures,
)
from pos.documents.measures import balanced, narrowed, one_line, wrap
from pos.documents.pages import (
    PAIR_LEAST,
    SIZES,
    Frame,
    PrintedCode,
    Rule,
    Sheets,
    letter_head,
    pair,
    pair_width,
    paragraph,
    running_head,
)
from pos.documents.roll import Piece, Row
from pos.documents.table import Table
from pos.domain.papers.invoices import InvoiceDocument
from pos.domain.papers.receipts import Mark
from pos.domain.papers.tax_numbers import number_line, registration_beside, tax_number_lines

SIDE, TOP, FOOT = 49.0, 46.0, 44.0
CODE_SIZE = 87.0
SUMS_WIDTH = 213.0
BANK_LEAST, BESIDE = 130.0, 24.0
"""What the bank's details need at least, and the white paper between them and the sums."""
MOST_FOOTER_LINES = 6


def draw_invoice(doc: InvoiceDocument, *, logo: bytes = b"", duplicate: int = 0) -> bytes:
    """The document as a PDF: the same document, logo and duplicate number give the same bytes.

    `logo` is the file of `doc.logo`; whatever is in it, the invoice is drawn. `duplicate` counts the prints
    after the first. A paper of unknown size is A4.
    """
    writer = _Writer(Figures(doc), SIZES.get(doc.paper, SIZES["A4"]))
    writer.head(logo)
    writer.people(duplicate)
    table = Table(writer.figures, writer.sheets)
    table.draw(writer.closing_height)
    writer.close()
    writer.foot()
    say = writer.figures.speech.gettext
    # Translators: the heading of a paper: "Invoice A-000012"
    title = say("{title} {number}").format(title=writer.figures.title, number=doc.number)
    return writer.sheets.pdf(title=title, author=doc.seller.name, subject=doc.order, language=doc.language)


class _Writer:
    """Writes the parts of one invoice on its sheets, from top to bottom."""

    def __init__(self, figures: Figures, size: tuple[float, float]) -> None:
        self.figures = figures
        self.doc = figures.doc
        self.footer, self.rest = self._footer(size[0])
        bottom = FOOT + max(len(self.footer), 1) * SMALL.leading + 20
        self.sheets = Sheets(size, self._running_head, side=SIDE, top=TOP, bottom=bottom)
        self.width = self.sheets.right - self.sheets.left
        self.code = self._code()
        self.sums_width = self._sums_width()
        self.sums, self.bank = self._sums(), self._bank()

    def _footer(self, width: float) -> tuple[list[str], list[str]]:
        """The lines at the foot of every page, and the texts too long for there."""
        doc = self.doc
        registration = registration_beside(doc.seller.registration, doc.seller.tax_number)
        seller = " · ".join(filter(None, (registration, *doc.seller.contact)))
        lines: list[str] = []
        rest: list[str] = []
        for text in filter(None, (doc.terms, seller, *doc.footer)):
            wrapped = wrap(text, SMALL, width - 2 * SIDE - 80)
            fits = len(lines) + len(wrapped) <= MOST_FOOTER_LINES
            if fits:
                lines += wrapped
            else:
                rest.append(text)
        return lines, rest

    def _running_head(self) -> None:
        running_head(self.sheets, self.doc.seller.name, f"{self.figures.title} {self.doc.number}", 18)

    def head(self, logo: bytes) -> None:
        """Who sells, what this is, its number and days."""
        seller, figures = self.doc.seller, self.figures
        taxes = tax_number_lines(seller, figures.tax_word, self.doc.language)
        sender = (seller.name, *seller.address, *taxes)
        letter_head(self.sheets, sender, figures.title, figures.about(), logo=logo, gap=30)

    def people(self, duplicate: int) -> None:
        """Who buys, where the goods went, and whatever makes this less than an ordinary invoice."""
        doc, sheets, say = self.doc, self.sheets, self.figures.speech.gettext
        step, wide = self.width * 0.37, self.width * 0.34
        bill: list[Row] = []
        if doc.buyer.lines:
            known = doc.buyer.tax_number
            tax = number_line(known, self.figures.tax_word, doc.language) if known else ""
            lines = (*doc.buyer.lines, *filter(None, (tax, doc.buyer.register)))
            to = say("For") if self.figures.is_quote else say("Bill to")
            bill = self._address(to, lines, sheets.left, wide)
        sent: list[Row] = []
        if doc.delivery:
            word = say("To be delivered to") if self.figures.is_quote else say("Delivered to")
            sent = self._address(word, doc.delivery, sheets.left + step, wide, bold=False)
        top = sheets.y
        marks = self._marks(duplicate, sheets.left + 2 * step)
        if marks:
            inside = sheets.right - sheets.left - 2 * step
            height = sum(row.height for row in marks)
            sheets.page.frames.append(Frame(sheets.left + 2 * step, top + 6, inside, height + 12))
        if bill or sent or marks:
            sheets.side_by_side([bill, sent, marks])
            sheets.gap(26)
        above = self.figures.above()
        for line in above:
            self._paragraph(line, 0)
        if above:
            sheets.gap(14)

    def _address(
        self,
        label: str,
        lines: Sequence[str],
        left: float,
        width: float,
        *,
        bold: bool = True,
    ) -> list[Row]:
        rows = paragraph(label, LABEL, left, width)
        for at, line in enumerate(lines):
            rows += paragraph(line, STRONG if bold and not at else BODY, left, width)
        return rows

    def _marks(self, duplicate: int, left: float) -> list[Row]:
        say, speech = self.figures.speech.gettext, self.figures.speech
        texts = []
        if self.doc.mark is Mark.DEMO:
            texts += [say("DEMO"), say("Not a real sale")]
        elif self.doc.mark is Mark.TRAINING:
            texts += [say("TRAINING"), say("Not a real sale")]
        if duplicate:
            texts.append(say("DUPLICATE {count}").format(count=speech.number(duplicate)))
        width = self.sheets.right - left
        rows = []
        for text in texts:
            for line in balanced(text, STRONG, width - 16):
                x = left + (width - STRONG.width(line)) / 2
                rows.append(Row(STRONG.leading, (Piece(x, line, STRONG),)))
        return rows

    @property
    def closing_height(self) -> float:
        """How much the sums and the bank's details need below the table."""
        bank, sums = (sum(row.height for row in column) for column in (self.bank, self.sums))
        return 16 + max(bank, sums, CODE_SIZE if self.code else 0.0)

    def close(self) -> None:
        """Sums and how to pay them beside each other, then the sentences, then the long texts."""
        sheets = self.sheets
        sheets.gap(16)
        sheets.need(self.closing_height - 16)
        if self.code:
            module = CODE_SIZE / len(self.code)
            sheets.page.codes.append(PrintedCode(self.code, module, sheets.left, sheets.y))
        sheets.side_by_side([self.bank, self.sums], least=CODE_SIZE if self.code else 0.0)
        sheets.gap(18)
        for line in self.figures.sentences():
            self._paragraph(line, 4)
        for text in (self.doc.note, *self.rest):
            if text:
                sheets.gap(6)
                self._paragraph(text, 0, muted=True)

    def _paragraph(self, text: str, gap: float, *, muted: bool = False) -> None:
        ink = MUTED if muted else BODY
        for row in paragraph(text, ink, self.sheets.left, self.width):
            self.sheets.put(row)
        self.sheets.gap(gap)

    def _sums_width(self) -> float:
        """As wide as the widest sum beside its label, as far as the bank's details leave room."""
        figures = self.figures
        inks = [(*one, BODY) for one in (*figures.sums(), *figures.settled())]
        rest = figures.left()
        inks += [(*figures.total(), TOTAL), *([(*rest, STRONG)] if rest else [])]
        wanted = max(pair_width(label, value, ink) for label, value, ink in inks)
        kept = (CODE_SIZE + 17 if self.code else 0) + BANK_LEAST + BESIDE if self._pays_by_bank else 0
        return min(max(SUMS_WIDTH, wanted), self.width - kept)

    def _sums(self) -> list[Row]:
        figures, right = self.figures, self.sheets.right
        left = right - self.sums_width
        above, below = figures.sums(), figures.settled()
        widest = max((pair_width(label, value, BODY) for label, value in (*above, *below)), default=0.0)
        body = narrowed(BODY, widest, self.sums_width, PAIR_LEAST)  # all of them in one size
        rows: list[Row] = []
        for label, value in above:
            rows += pair(label, value, body, left, right)
        if rows:
            rows.append(Row(10, rule=(left, right)))
        rows += pair(*figures.total(), TOTAL, left, right)
        for label, value in below:
            rows += pair(label, value, body, left, right)
        rest = figures.left()
        return rows + (pair(*rest, STRONG, left, right) if rest else [])

    def _code(self) -> tuple[tuple[bool, ...], ...]:
        code = self.doc.bank.code if self._pays_by_bank else ""
        return payment_matrix(code) if code else ()

    @property
    def _pays_by_bank(self) -> bool:
        asks = not self.figures.is_credit and not self.figures.is_quote
        return bool(self.doc.bank.iban and self.doc.still_due.minor and asks)

    def _bank(self) -> list[Row]:
        doc, bank, say = self.doc, self.doc.bank, self.figures.speech.gettext
        if not self._pays_by_bank:
            return []
        left = self.sheets.left + (CODE_SIZE + 17 if self.code else 0)
        width = self.sheets.right - self.sums_width - BESIDE - left
        lines = [say("Scan with your bank app to pay") if self.code else say("Pay by bank transfer")]
        if bank.holder and bank.holder != doc.seller.name:
            lines.append(bank.holder)
        lines += balanced(say("IBAN {iban}").format(iban=bank.iban), MUTED, width)
        if bank.bic:
            lines.append(say("BIC {bic}").format(bic=bank.bic))
        lines.append(say("Reference {reference}").format(reference=bank.reference or doc.number))
        return [row for line in lines for row in paragraph(line, MUTED, left, width)]

    def foot(self) -> None:
        """The shop's texts and the page's number, on every page."""
        sheets, say = self.sheets, self.figures.speech.gettext
        top = FOOT + max(len(self.footer), 1) * SMALL.leading
        number = self.figures.speech.number
        for at, sheet in enumerate(sheets.pages, 1):
            sheets_y = top
            page = one_line(
                say("Page {page} of {pages}").format(page=number(at), pages=number(len(sheets.pages)))
            )
            sheet.rows.append(
                (Row(SMALL.leading, (Piece(sheets.right - SMALL.width(page), page, SMALL),)), sheets_y)
            )
            for line in self.footer:
                sheet.rows.append((Row(SMALL.leading, (Piece(sheets.left, line, SMALL),)), sheets_y))
                sheets_y -= SMALL.leading
            sheet.rules.append(Rule(sheets.left, sheets.right, top + 8))
