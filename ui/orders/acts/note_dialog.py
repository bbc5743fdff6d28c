"""A note on an order: written once, beside those before it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos.domain.orders.errors import NothingWritten
from pos.text import _, sentence
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import LinesField
from ui.kit.forms.segments import Segments


class NoteDialog(FormDialog):
    """Asks for the words, and for whom they are."""

    written = Signal(str, bool)  # the words, and whether they are the shop's own

    def __init__(self, window: QWidget, number: str) -> None:
        super().__init__(window, _("Note on {number}").format(number=number), _("Keep the note"))
        self.text = LinesField(_("Note"), height=120)
        self.whom = Segments(_for_whom, True)
        self.whom.setAccessibleName(_("For whom"))
        self.body.addWidget(self.text)
        self.body.addWidget(self.whom)
        self.finish()
        self.first = self.text.edit

    def submit(self) -> bool:
        """Hand the note over; an empty one is said at its field."""
        if not self.text.value():
            return self.refuse(self.text, sentence(NothingWritten()))
        self.written.emit(self.text.value(), self.whom.value())
        return True


def _for_whom() -> list[tuple[bool, str]]:
    return [(True, _("For the shop alone")), (False, _("For the customer"))]
