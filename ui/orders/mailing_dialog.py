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


class MailingDialog(FormDialog):
    """Enter sends to all that have an address."""

    agreed = Signal(object)  # tuple[str, ...]: the numbers of the orders

    def __init__(self, window: QWidget, recipients: Sequence[Recipient]) -> None:
        going = [one for one in recipients if one.refused is None]
        left = [one for one in recipients if one.refused is not None]
        words = ngettext("Send {count} e-mail", "Send {count} e-mails", len(going))
        note = _("Each customer gets the order as it is now, with its invoice or receipt.")
        super().__init__(
            window,
            _("E-mail to several customers"),
            words.format(count=current().number(len(going))),
            560,
            note=note,
        )
        self.numbers = tuple(one.number for one in going)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.space(2), 0)
        column.setSpacing(theme.space(1))
        for one in going[:MOST]:
            column.addWidget(theme.label(_line(one.number, one.to), wrap=True))
        if len(going) > MOST:
            column.addWidget(theme.label(_more(len(going) - MOST), tone=Tone.MUTED))
        for one in left[:MOST]:
            assert one.refused is not None
            column.addWidget(theme.label(sentence(one.refused), tone=Tone.BAD, wrap=True))
        if len(left) > MOST:
            column.addWidget(theme.label(_more(len(left) - MOST), tone=Tone.MUTED))
        column.addStretch(1)
        self.body.addWidget(scrolling(inside), 1)
        self.finish()
        self.answer.setEnabled(bool(going))

    def submit(self) -> bool:
        """Hand over who is written to, once however often it is clicked."""
        self.answer.setEnabled(False)
        self.agreed.emit(self.numbers)
        return True


def _line(number: str, to: str) -> str:
    # Translators: an order's number and where its message goes
    return _("{number} to {address}").format(number=number, address=to)


def _more(count: int) -> str:
    return ngettext("and {count} more", "and {count} more", count).format(count=current().number(count))
