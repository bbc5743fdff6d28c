"""Invoices and credit notes on paper: drawn, printed and saved as receipts are, on sheets of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pos.domain.orders.orders import Order, OrderPaper
from pos.domain.papers.slips import SlipKind
from pos.domain.quotes.quotes import QuoteRow
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import open_dialog_of
from ui.shared.orders.words import PAPERS
from ui.shared.papers.receipt_dialog import ReceiptDialog
from ui.shared.papers.receipts import Receipts

Chosen = Sequence[tuple[int, int]]
"""Millionths of a piece by line."""
PRINTER = "sheet.printer"
"""A choice of this machine."""
ON_ROLL = ("receipt", "refund", "payment", "pickup_slip", "gift_receipt")
"""What is drawn on a roll; the others are sheets."""


class DocumentPapers(Receipts):
    """What this machine does with documents of one kind, on whole sheets."""

    def __init__(self, window: MainWindow, kind: str, order: str = "", chosen: Chosen = ()) -> None:
        """They are of an `order`, by id. A slip of `chosen` pieces is that of a delivery to come."""
        super().__init__(window)
        self._kind, self._order, self._chosen = kind, order, chosen
        self.on_roll = kind in ON_ROLL
        if not self.on_roll:
            self.printer = self._shop.settings.choice(PRINTER)

    def choose_printer(self, name: str) -> None:
        """Print on that printer from now on."""
        if self.on_roll:
            super().choose_printer(name)
        elif name != self.printer:
            self.printer = name
            self._remember(PRINTER, name)

    def draw(self, number: str, done: Callable[[bytes], None], failed: Callable[[str], None]) -> None:
        """Draw the document: the same bytes whenever it is asked for."""
        pdf = self._pdf(number)

        def refused(error: CashierError) -> None:
            failed(sentence(error))

        self._window.behind.run(lambda _progress: pdf(), done, refused)

    def _pdf(self, number: str) -> Callable[[], bytes]:
        """How it is drawn, as it is chosen now."""
        documents, kind, width, chosen = self._shop.documents, self._kind, self.width, self._chosen
        order = self._order
        if chosen:
            return lambda: documents.slip_of(order, SlipKind(kind), chosen, width_mm=width)
        return lambda: documents.pdf(number, kind=kind, width_mm=width, order=order)

    def print(
        self, number: str, say: Callable[[str], None], trouble: Callable[[str], None] | None = None
    ) -> None:
        """Print the document; what became of it is said, and can be tried again."""
        trouble = trouble or say
        pdf, printer = self._pdf(number), self.printer

        def work(_progress: object) -> None:
            from ui.shared.papers.printing import print_pdf

            print_pdf(pdf(), printer)

        say(_("Printing…"))
        self._window.behind.run(
            work, lambda _none: say(_("{number} printed").format(number=number)),
            lambda error: trouble(sentence(error)),
        )  # fmt: skip


def show_quote(window: MainWindow, row: QuoteRow) -> None:
    """Show the paper of a quote; from then on the customer has this revision."""
    if open_dialog_of(window) is not None or window.shop is None:
        return
    quotes = window.shop.quotes
    window.writer.run(lambda _progress: quotes.give_out(row.id))
    title = _("Quote {number}").format(number=row.number)
    ReceiptDialog(window, row.number, DocumentPapers(window, "quote", row.id), title).open_dialog()


def show_slip(window: MainWindow, order: Order, kind: SlipKind, chosen: Chosen) -> None:
    """Show the slip of pieces that are to go next, above the dialog in which they are chosen."""
    number = order.row.number
    papers = DocumentPapers(window, kind, order.id, chosen)
    ReceiptDialog(window, number, papers, f"{_(PAPERS[kind])} {number}").open_dialog()


def open_paper(window: MainWindow, order: Order, paper: OrderPaper) -> None:
    """Show a document of an order."""
    number = order.row.number if paper.kind == "receipt" else paper.number
    open_paper_of(window, paper.kind, number, order.id)


def open_paper_of(window: MainWindow, kind: str, number: str, order: str) -> None:
    """Show a paper of a kind and of an order, by id; it is called by its own number, else by its order's."""
    if open_dialog_of(window) is not None:
        return
    if kind == "receipt":
        dialog = ReceiptDialog(window, number, Receipts(window), order=order)
    else:
        title = f"{_(PAPERS[kind])} {number}"
        dialog = ReceiptDialog(window, number, DocumentPapers(window, kind, order), title)
    dialog.open_dialog()
