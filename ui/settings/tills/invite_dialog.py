"""One more till: what it may do, then the code and the file with which it joins."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from pos.domain.sync.roles import Role
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PlainButton
from ui.kit.controls.code_view import CodeView
from ui.kit.dialogs.dialog import Dialog
from ui.kit.dialogs.working_dialog import WorkingDialog
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import LinesField, TextField
from ui.kit.lanes import Step
from ui.kit.look import theme
from ui.kit.voice import announce
from ui.settings.tills.tills_presenter import TillsPresenter, Wish

if TYPE_CHECKING:
    from pos.services.sync.pairing import Invited

DAYS = (1, 3, 7, 30)
BUNDLES = "*.bundle"
PICTURE, LEAST_PICTURE = 532, 200
"""The most and the least that the picture of a code takes."""
AROUND_PICTURE = 320
"""What stands above and below it: so it is seen whole at once, as a camera has to."""


class InviteDialog(WorkingDialog):
    """Asks for the letter and what the till may do; the file is chosen with the answer."""

    def __init__(self, window: QWidget, tills: TillsPresenter, letter: str) -> None:
        super().__init__(
            window,
            _("Add a till"),
            _("Make the code") if tills.has_hub else _("Make code and file…"),
            560,
            note=_("The new till joins with a code; all there is comes to it from the hub.")
            if tills.has_hub
            else _("The new till joins with a code, and a file on a stick that brings it all there is."),
        )
        self._tills = tills
        self.letter = TextField(_("Letter on its receipts"), letter, limit=3, codes=True)
        self.role = ChoiceField(_("What it may do"), _roles(), Role.TILL)
        self.days = ChoiceField(_("The code is good for"), [(one, _days(one)) for one in DAYS], DAYS[0])
        self.beside(self.letter, self.days)
        self.body.addWidget(self.role)
        self.with_file = Tick(_("Also a file on a stick, for a till without a network"))
        self.body.addWidget(self.with_file)
        self.with_file.setVisible(tills.has_hub)
        self.finish()
        tills.told.connect(self.show_step)
        self.first = self.letter.line

    def _end(self) -> None:
        """What is still being made is told nobody."""
        super()._end()
        self._tills.told.disconnect(self.show_step)

    def submit(self) -> bool:
        """Ask where the file goes if there is one, and make both; the dialog stays until they are there."""
        letter = self.letter.text().strip().upper()
        file = ""
        if self.with_file.value() or not self._tills.has_hub:
            proposed = f"{_('till')}-{letter}.bundle"
            file, _kind = QFileDialog.getSaveFileName(self, _("A file for the new till"), proposed, BUNDLES)
            if not file:
                return False
        wish = Wish(letter, Role(self.role.value()), self.days.value(), Path(file) if file else None)
        self.begin(lambda: self._tills.invite(wish, lambda made: self._made(made, wish.file), self.refused))
        return False

    def show_step(self, step: Step) -> None:
        """Say how much of what the new till begins with is made, and is on its way."""
        if self.work is not None and step.text and not self.work.cancelled:
            self.progress.title.setText(step.text)
            self.progress.step(step.done, step.total)

    def show_form(self, on: bool) -> None:
        """Show what is asked, or how far it is."""
        super().show_form(on)
        for part in (self.letter, self.days, self.role):
            part.setVisible(on)
        self.with_file.setVisible(on and self._tills.has_hub)

    def refused(self, words: str) -> None:
        """Say why there is no code, with the letter at hand."""
        super().refused(words)
        if not self.is_over:
            self.letter.take_keyboard()

    def _made(self, made: Invited, file: Path | None) -> None:
        self.work = None
        if self.is_over:
            return
        window = self.window()
        self.close_dialog()
        CodeDialog(window, made, file).open_dialog()


class CodeDialog(Dialog):
    """The code as text and as a picture, with what to do on the new till."""

    def __init__(self, window: QWidget, made: Invited, file: Path | None) -> None:
        super().__init__(window, _("Till {letter} may join").format(letter=made.letter), 760)
        steps = (
            _("On the new computer, start Comptoir and choose “A further till of my shop”."),
            _("Paste this code there, and choose the file {file}.").format(file=file.name)
            if file
            else _("Paste this code there; all there is comes to it from the hub."),
            _("It is good for one till, until {day}.").format(day=current().date(made.until)),
        )
        for number, words in enumerate(steps, 1):
            self.body.addWidget(theme.label(f"{number}. {words}", wrap=True))
        side = max(min(PICTURE, window.height() - AROUND_PICTURE), LEAST_PICTURE)
        self.code = CodeView(_("Pairing code"), made.code, module=4, side=side)
        self.text = LinesField(_("Pairing code"), made.code, height=190)
        self.text.edit.setReadOnly(True)
        self.text.edit.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.text.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout()
        row.setSpacing(theme.space(4))
        row.addWidget(self.code)
        row.addWidget(self.text, 1)
        self.body.addLayout(row)
        self.long = theme.label(_("It is too long for a picture: copy it."), theme.NOTE, wrap=True)
        self.body.addWidget(self.long)
        self.long.setVisible(not self.code.fits)
        self.copy = PlainButton(_("Copy the code"), icon="copy", height=52)
        self.copy.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.copy.clicked.connect(self._copy)
        self._letter, self._whole = made.letter, made.code
        self.back = self.back_button()
        below = QHBoxLayout()
        below.setSpacing(theme.space(2))
        below.addWidget(self.back)
        below.addWidget(self.copy, 1)
        self.body.addLayout(below)
        self.first = self.copy

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._whole)
        self.copy.setText(_("Copied"))
        announce(_("Copied"))


def _roles() -> Sequence[tuple[Role, str]]:
    return [
        (Role.TILL, _("Sell: prices and settings stay with the office")),
        (Role.OFFICE, _("Everything: it is of the office too")),
    ]


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=count)
