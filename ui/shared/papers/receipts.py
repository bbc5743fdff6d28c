"""Receipts on paper: drawn and printed in the lane behind, so that the next customer never waits for it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pos.disk import write_whole
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.frame.window import MainWindow

if TYPE_CHECKING:
    from pos.shop import Shop

WANTED, PRINTER, WIDTH = "receipt.print", "receipt.printer", "receipt.width"
"""Choices of this machine."""
WIDTHS = (80, 58)


class Receipts:
    """What this machine does with receipts; one for the window, so that all pages see each choice at once."""

    on_roll = True
    """Whether the paper's width is chosen here."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._underway: set[str] = set()
        """Receipts whose print is not yet over and written down: pressed twice they are printed once."""

    @property
    def _shop(self) -> Shop:
        if self._window.shop is None:
            raise RuntimeError("there are no receipts before the shop is open")
        return self._window.shop

    @cached_property
    def wanted(self) -> bool:
        """Whether every receipt is printed by itself."""
        return self._shop.settings.choice(WANTED) == "1"

    @cached_property
    def printer(self) -> str:
        """The name of the printer, empty while none is chosen."""
        return self._shop.settings.choice(PRINTER)

    @cached_property
    def width(self) -> int:
        """The width of the roll in millimetres."""
        return int(self._shop.settings.choice(WIDTH, "80"))

    def want(self, wanted: bool) -> None:
        """Print every receipt from now on, or none."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._remember(WANTED, "1" if wanted else "0")

    def choose_printer(self, name: str) -> None:
        """Print on that printer from now on."""
        if name != self.printer:
            self.printer = name
            self._remember(PRINTER, name)

    def choose_width(self, width: int) -> None:
        """Draw receipts that many millimetres wide from now on."""
        if width != self.width:
            self.width = width
            self._remember(WIDTH, str(width))

    def draw(self, order: str, done: Callable[[bytes], None], failed: Callable[[str], None]) -> None:
        """Draw a receipt as it is shown and saved: the same bytes whenever it is asked for."""
        documents, width = self._shop.documents, self.width

        def refused(error: CashierError) -> None:
            failed(sentence(error))

        self._window.behind.run(lambda _progress: documents.pdf(order, width_mm=width), done, refused)

    def print(
        self, order: str, say: Callable[[str], None], trouble: Callable[[str], None] | None = None
    ) -> None:
        """Print a receipt; what became of it is said, by `trouble` why it was not; it can be tried again."""
        trouble = trouble or say
        if not self.printer:
            trouble(_("No printer is chosen yet: open the receipt to choose one."))
            return
        if order in self._underway:
            return
        self._underway.add(order)
        documents, width, printer = self._shop.documents, self.width, self.printer

        def work(_progress: object) -> None:
            from ui.shared.papers.printing import print_pdf

            print_pdf(documents.for_printing(order, width_mm=width), printer)

        def done(_result: object) -> None:
            say(_("Receipt printed"))
            self._window.writer.run(lambda _progress: documents.printed(order), written, failed)

        def written(_result: object) -> None:
            self._underway.discard(order)

        def failed(error: CashierError) -> None:
            self._underway.discard(order)
            trouble(sentence(error))

        say(_("Printing the receipt…"))
        self._window.behind.run(work, done, failed)

    def save(self, data: bytes, path: Path, say: Callable[[str], None]) -> bool:
        """Write the receipt to a file the person chose; false where it could not be written."""
        try:
            write_whole(path, data)
        except OSError as trouble:
            say(
                _("{path} could not be written ({reason}). The sale is saved.").format(
                    path=path.name, reason=trouble.strerror or trouble
                )
            )
            return False
        say(_("Saved as {path}").format(path=breakable(path)))
        return True

    def _remember(self, key: str, value: str) -> None:
        settings = self._shop.settings
        self._window.writer.run(lambda _progress: settings.choose(key, value))


def breakable(path: Path) -> str:
    """A place on disk in words that may go on in the next line after each folder."""
    return str(path).replace(os.sep, f"{os.sep}\u200b")
