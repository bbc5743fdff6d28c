"""Messages with how each stands, and what a person can do about it: send it again, or drop it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.mail.kinds import MailState, QueuedMail
from pos.text import _
from ui.kit.controls.buttons import LinkButton
from ui.kit.look import theme
from ui.kit.look.tags import Tag
from ui.kit.look.theme import Tone
from ui.shared.mails import words


class MailList(QWidget):
    """One message below the other; `numbered` names the order of each."""

    again_asked = Signal(str)  # the id of the message
    drop_asked = Signal(str)

    def __init__(self, *, numbered: bool = False) -> None:
        super().__init__()
        self._numbered = numbered
        self.shown: tuple[QueuedMail, ...] = ()
        self.rows: list[_MailRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(2))

    def show_mails(self, mails: Sequence[QueuedMail]) -> None:
        """Show other messages; what is unchanged is left alone, with the keyboard on it."""
        if tuple(mails) == self.shown:
            return
        self.shown = tuple(mails)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [_MailRow(one, numbered=self._numbered) for one in mails]
        for row in self.rows:
            self._column.addWidget(row)
            row.again.clicked.connect(lambda *_of, id=row.mail.id: self.again_asked.emit(id))
            row.drop.clicked.connect(lambda *_of, id=row.mail.id: self.drop_asked.emit(id))


class _MailRow(QWidget):
    """A message: what it is, how it stands, why, and two buttons."""

    def __init__(self, mail: QueuedMail, *, numbered: bool) -> None:
        super().__init__()
        self.mail = mail
        kind = words.kind(mail.kind)
        title = f"{mail.order}  {kind}" if numbered and mail.order else kind
        self.again, self.drop = LinkButton(_("Send again")), LinkButton(_("Drop"))
        self.again.setAccessibleName(_("Send again: {message}").format(message=title))
        self.drop.setAccessibleName(_("Drop: {message}").format(message=title))
        head = QHBoxLayout()
        head.setSpacing(theme.space(2))
        head.addWidget(theme.label(title, weight=theme.MEDIUM, wrap=True), 1)
        head.addWidget(Tag(*words.state_tag(mail.state)))
        foot = QHBoxLayout()
        foot.setSpacing(theme.space(3))
        foot.addWidget(self.again)
        foot.addWidget(self.drop)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(theme.label(words.about(mail), theme.NOTE, tone=Tone.MUTED, wrap=True))
        column.addLayout(foot)
        # only now: a button that is shown before it has a place would be a window for a moment
        self.again.setVisible(mail.state is not MailState.WAITING or mail.reason is not None)
        self.drop.setVisible(mail.state in (MailState.WAITING, MailState.PARKED, MailState.PERHAPS))
