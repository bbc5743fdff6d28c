"""The texts of messages: written at the left, as they arrive at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from pos.domain.mail.kinds import MailKind
from pos.domain.words.languages import LANGUAGES
from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.panel import Panel, slim_bars
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import LinesField, TextField
from ui.kit.look import theme
from ui.settings.mail.mail_presenter import MailPresenter
from ui.shared.mails import words

if TYPE_CHECKING:
    from pos.services.mail.letters import Shown

WIDTH = 1040
TALL = 290
PAUSE_MS = 150
"""So long after the last key the example is filled anew."""
VALUES = (
    "{{ customer.name }} · {{ order.number }} · {{ order.date }} · {{ order.total }} · {{ order.due }} · "
    "{{ order.goods }} · {{ order.how_to_pay }} · {{ order.status }} · {{ order.tracking_number }} · "
    "{{ order.to_give_back }} · {{ refund.total }} · {{ paper.number }} · {{ shop.name }}"
)
"""What is named most; all are named where one is unknown."""


class TextDialog(FormDialog):
    """One text at a time; the shop's own stands in place of the given one until that is wanted back."""

    def __init__(self, window: QWidget, mail: MailPresenter) -> None:
        super().__init__(window, _("What messages say"), _("Keep this text"), WIDTH)
        self._mail = mail
        self._ended = False
        settings = mail.presenter.settings
        kinds = [(one, words.kind(one.value)) for one in MailKind]
        self.kind = ChoiceField(_("Message"), kinds, MailKind.CONFIRMATION)
        languages = [(one.code, one.name) for one in LANGUAGES]
        self.language = ChoiceField(_("Language"), languages, settings.language)
        self.subject = TextField(_("Subject"), limit=300)
        self.text = LinesField(_("Text"), height=TALL)
        self.head, self.seen = theme.label("", weight=theme.BOLD, wrap=True), QTextBrowser()
        self.given = PlainButton(_("The given text again"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self._lay_out()
        self._connect()
        self._show_text()

    def _lay_out(self) -> None:
        self.seen.setAccessibleName(_("As it arrives"))
        self.seen.setOpenLinks(False)
        self.seen.setFrameShape(QFrame.Shape.NoFrame)
        slim_bars(self.seen)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(4))
        grid.setVerticalSpacing(theme.space(3))
        choices = QHBoxLayout()
        choices.setSpacing(theme.space(3))
        choices.addWidget(self.kind, 1)
        choices.addWidget(self.language, 1)
        grid.addLayout(choices, 0, 0)
        grid.addWidget(self.subject, 1, 0)
        grid.addWidget(self.text, 2, 0)
        grid.addWidget(theme.label(VALUES, theme.NOTE, tone=theme.Tone.MUTED, wrap=True), 3, 0)
        panel = Panel(theme.radius.control)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(10, 8, 2, 2)
        inside.addWidget(self.head)
        inside.addWidget(self.seen)
        grid.addWidget(panel, 0, 1, 4, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.finish(self.given)
        self.first = self.subject

    def _connect(self) -> None:
        self.kind.changed.connect(self._show_text)
        self.language.changed.connect(self._show_text)
        self.subject.written.connect(self._pause.start)
        self.text.written.connect(self._pause.start)
        self.given.clicked.connect(self._take_back)
        self.closed.connect(self._end)

    def _end(self) -> None:
        """What is still being filled or kept is told nobody."""
        self._pause.stop()
        self._ended = True

    @property
    def _which(self) -> tuple[MailKind, str]:
        return MailKind(self.kind.value()), self.language.value()

    def _show_text(self) -> None:
        """Show the text that is sent now."""
        text = self._mail.text(*self._which)
        self.subject.set_text(text.subject)
        self.text.set_text(text.body.rstrip("\n"))
        self.given.setVisible(self._mail.is_own(*self._which))
        self.say("")
        self._preview()

    def _preview(self) -> None:
        self._mail.preview(*self._which, self.subject.text(), self.text.text() + "\n", self._show, self.say)

    def say(self, words: str) -> None:
        """Show why something was not done, while the dialog is there."""
        if not self._ended:
            super().say(words)

    def _show(self, shown: Shown) -> None:
        if self._ended:
            return
        self.say("")
        at = self.seen.verticalScrollBar().value()
        self.seen.setHtml(shown.html)
        self.head.setText(shown.subject)
        self.seen.verticalScrollBar().setValue(at)

    def submit(self) -> bool:
        """Keep the text, and stay for the next one."""
        self._mail.write(*self._which, self.subject.text(), self.text.text() + "\n", self._kept, self.say)
        return False

    def _kept(self) -> None:
        if self._ended:
            return
        self.changed = False
        self._show_text()

    def _take_back(self) -> None:
        self._mail.take_back(*self._which, self._kept, self.say)
