"""A page of the window, as the window and the other pages know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.controls.buttons import LinkButton
from ui.kit.forms.choices import Tick

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.frame.refs import Ref


class Page(QWidget):
    """Built when it is first shown, perhaps before the shop is open; it is handed the shop once."""

    def open_shop(self, shop: Shop) -> None:
        """Come to life with a shop."""

    def open(self, ref: Ref) -> None:
        """Show what was asked for, once the page is shown."""

    def prepare(self) -> None:
        """Build behind the page shown what others look for in this one."""

    def scanned(self, code: str) -> bool:
        """Take a code scanned while this page is shown; false leaves it to the till."""
        return False

    def warn(self, words: str) -> None:
        """Say why something cannot be done."""


def written_for_the_page(event: QKeyEvent) -> bool:
    """Whether a key nothing else wanted is a character for the page's own field.

    On a link or a tick box it is not: who is there is filling in a form, and would be carried off by one
    letter. On a button it is: the keyboard only rests there on its way, and at a till the next thing typed is
    the next thing sold or looked for. Space and Enter press the button; a scan is read anywhere.
    """
    if isinstance(QApplication.focusWidget(), LinkButton | Tick):
        return False
    return bool(event.text()) and event.text().isprintable()
