"""Asks before several customers are written to: who gets a message, and who gets none and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.mail.kinds import Recipient
from pos.text import _, current, ngettext, sentence
from ui.kit.controls.panel import scrolling
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.look import theme
from ui.kit.look.theme import Tone

MOST = 200
"""So many are named; more are counted."""
WIDTH, BESIDE, LEAST = 560, 270, 80
"""So much of the window's height goes to title, buttons and margins; the list scrolls in the rest."""
SPOKEN = 10
"""So many of each are said when the dialog opens."""


class MailingDialog(FormDialog):
    """Enter sends to all that have an address."""

    agreed = Signal(object)  # tuple[str, ...]: the ids of the orders

    def __init__(self, window: QWidget, recipients: Sequence[Recipient]) -> None:
        going = [one for one in recipients if one.refused is None]
        left = [one for one in recipients if one.refused is not None]
        words = ngettext("Send {count} e-mail", "Send {count} e-mails", len(going))
        note = _("Each customer gets the order as it is now, with its invoice or receipt.")
        super().__init__(
            window,
            _("E-mail to several customers"),
            words.format(count=current().number(len(going))),
            WIDTH,
            note=note,
        )
        self.orders = tuple(one.order for one in going)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.space(2), 0)
        column.setSpacing(theme.space(1))
        goes = [_line(one.number, one.to) for one in going[:MOST]]
        none = [sentence(one.refused) for one in left[:MOST] if one.refused]
        self.setAccessibleDescription(" ".join((note, *goes[:SPOKEN], *none[:SPOKEN])))
        for words in goes:
            column.addWidget(theme.label(words, wrap=True))
        if len(going) > MOST:
            column.addWidget(theme.label(_more(len(going) - MOST), tone=Tone.MUTED))
        for words in none:
            column.addWidget(theme.label(words, tone=Tone.BAD, wrap=True))
        if len(left) > MOST:
            column.addWidget(theme.label(_more(len(left) - MOST), tone=Tone.MUTED))
        area = scrolling(inside)
        wanted = column.totalHeightForWidth(WIDTH - theme.tall(60))
        room = max(window.window().height() - theme.tall(BESIDE), theme.tall(LEAST))
        area.setFixedHeight(min(wanted, room))
        self.body.addWidget(area)
        self.finish()
        self.answer.setEnabled(bool(going))
        self.first = self.answer if going else self.back

    def submit(self) -> bool:
        """Hand over who is written to, once however often it is clicked."""
        self.answer.setEnabled(False)
        self.agreed.emit(self.orders)
        return True


def _line(number: str, to: str) -> str:
    # Translators: an order's number and where its message goes
    return _("{number} to {address}").format(number=number, address=to)


def _more(count: int) -> str:
    return ngettext("and {count} more", "and {count} more", count).format(count=current().number(count))
