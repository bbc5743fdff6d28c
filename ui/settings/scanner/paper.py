"""The codes to try a scanner with, on paper."""

from __future__ import annotations

from collections.abc import Callable

from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.frame.window import MainWindow
from ui.shared.papers.documents import DocumentPapers

NAME = "scanner-codes"
"""Of the file."""


class ScannerCodes(DocumentPapers):
    """One sheet, drawn anew whenever it is asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, NAME)

    def draw(self, number: str, done: Callable[[bytes], None], failed: Callable[[str], None]) -> None:
        """Draw the sheet."""
        documents = self._shop.documents

        def refused(error: CashierError) -> None:
            failed(sentence(error))

        self._window.behind.run(lambda _progress: documents.scanner_codes(), done, refused)

    def print(
        self, number: str, say: Callable[[str], None], trouble: Callable[[str], None] | None = None
    ) -> None:
        """Print the sheet; what became of it is said."""
        trouble = trouble or say
        documents, printer = self._shop.documents, self.printer

        def work(_progress: object) -> None:
            from ui.shared.papers.printing import print_pdf

            print_pdf(documents.scanner_codes(), printer)

        say(_("Printing…"))
        self._window.behind.run(work, lambda _none: say(_("Printed")), lambda error: trouble(sentence(error)))
