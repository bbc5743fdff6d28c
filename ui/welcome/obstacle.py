"""Shown when the shop cannot be opened: why, what is safe, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.shop.errors import LockedByOther
from pos.domain.words.errors import CashierError
from pos.text import _, mark, sentence
from ui.kit.actions import ENTER, Action
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.controls.empty import Emblem
from ui.kit.controls.panel import Panel
from ui.kit.look import theme
from ui.kit.notices import Notices
from ui.kit.speaking import speak


class ObstaclePage(QWidget):
    """One sentence and the ways on; `restore` is None where no backup would help."""

    def __init__(
        self,
        error: CashierError,
        again: Callable[[], None],
        leave: Callable[[], object],
        restore: Callable[[], object] | None = None,
        newest: Callable[[], None] | None = None,
    ) -> None:
        """`newest` brings the copy back that the error names; without it one can try again."""
        super().__init__()
        self._error = error
        self.notices = Notices()
        self.title = theme.label("", theme.TITLE, theme.BOLD, wrap=True)
        self.words = theme.label("", theme.BODY, tone=theme.Tone.MUTED, wrap=True)
        way_on = (
            Action("again", mark("Try again"), again, ENTER)
            if newest is None
            else Action("newest", mark("Bring the newest copy back"), newest, ENTER)
        )
        self.again = PrimaryButton(action=way_on, height=44)
        self.restore = PlainButton("", height=44)
        if restore is not None:
            self.restore.clicked.connect(restore)
        self.leave = PlainButton("", height=44)
        self.leave.clicked.connect(leave)
        self._lay_out()
        self.restore.setVisible(restore is not None)
        self.setFocusProxy(self.again)
        speak(self, self._say)

    def _lay_out(self) -> None:
        card = Panel(theme.radius.dialog)
        card.setFixedWidth(560)
        column = QVBoxLayout(card)
        column.setContentsMargins(36, 36, 36, 28)
        column.setSpacing(theme.space(4))
        column.addWidget(Emblem("lock" if isinstance(self._error, LockedByOther) else "triangle-alert"))
        for part in (self.title, self.words, self.notices):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.leave)
        row.addWidget(self.restore)
        row.addStretch(1)
        row.addWidget(self.again)
        column.addSpacing(theme.space(2))
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)

    def _say(self) -> None:
        held = isinstance(self._error, LockedByOther)
        self.title.setText(_("The shop is open elsewhere") if held else _("The shop could not be opened"))
        self.words.setText(sentence(self._error))
        self.restore.setText(_("Restore a backup…"))
        self.leave.setText(_("Quit"))
