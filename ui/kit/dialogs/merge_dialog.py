"""Two records become one: the one that stays is looked for, and what moves there is shown first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from pos.text import _
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import TextField
from ui.kit.look import theme

M = TypeVar("M")


class MergeDialog(FormDialog, Generic[M]):
    """`find` says what a text would merge, `moving` what that means, in lines; `merge` does it."""

    def __init__(
        self,
        window: QWidget,
        title: str,
        other: TextField,
        find: Callable[[str], M | None],
        moving: Callable[[M], Sequence[str]],
        merge: Callable[[M], None],
    ) -> None:
        super().__init__(window, title, _("Merge"), width=560)
        self._find, self._moving, self._merge = find, moving, merge
        self.first = self.other = other
        self.said = theme.label("", wrap=True)
        self.found: M | None = None
        self.body.addWidget(self.other)
        self.body.addWidget(self.said)
        self.other.changed.connect(self._look)
        self.finish()
        self._look()

    def _look(self) -> None:
        """Show what the text finds, and what would move."""
        typed = self.other.text()
        self.found = self._find(typed) if typed else None
        self.answer.setEnabled(self.found is not None)
        self.said.setText("\n".join(self._moving(self.found)) if self.found else "")

    def submit(self) -> bool:
        """Make them one."""
        if self.found is None:
            return self.refuse(self.other, _("Please fill this in."))
        self._merge(self.found)
        return True
