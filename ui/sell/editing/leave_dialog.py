"""Leaving an edit asks what becomes of the changes: saved, put aside, or thrown away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.look import theme


class LeaveDialog(Dialog):
    """Enter saves; the others are buttons, Esc goes on with the edit."""

    def __init__(
        self,
        window: QWidget,
        number: str,
        save: Callable[[], None],
        hold: Callable[[], None],
        drop: Callable[[], None],
    ) -> None:
        title = _("Leave the edit of {number}?").format(number=number)
        super().__init__(window, title, 560, note=_("Its changes are not saved yet. The order is as it was."))
        self.back = self.back_button()
        self.hold = PlainButton(_("Put the changes aside"), height=52)
        self.drop = PlainButton(_("Throw the changes away"), height=52)
        self.save = self.answer_button(_("Save changes"), lambda: self._leave(save))
        self.hold.clicked.connect(lambda: self._leave(hold))
        self.drop.clicked.connect(lambda: self._leave(drop))
        for parts in ((self.hold, self.drop), (self.back, self.save)):
            row = QHBoxLayout()
            row.setSpacing(theme.space(2))
            for part in parts:
                row.addWidget(part, 1 if part is not self.back else 0)
            self.body.addLayout(row)
        self.first = self.save

    def _leave(self, then: Callable[[], None]) -> None:
        self.close_dialog()
        then()
