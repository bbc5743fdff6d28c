"""Narrow the list of documents by customer, till and days, beside the chips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos.domain.papers.register import PaperFilter
from pos.domain.words.errors import CashierError
from pos.text import _, current, sentence
from ui.kit.controls.buttons import PlainButton
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.fields import TextField
from ui.shared.orders.when import read_when, shown_when

LONGEST_NAME = 100


class PaperFilterDialog(FormDialog):
    """Shows what is asked now, says what is asked instead; the kind is chosen by the chips."""

    asked = Signal(object)  # PaperFilter

    def __init__(self, window: QWidget, now: PaperFilter, tills: Sequence[str], today: date) -> None:
        super().__init__(window, _("Filter documents"), _("Show documents"), 620)
        self._today = today
        self.customer = TextField(_("Customer"), now.customer, limit=LONGEST_NAME)
        options = [("", _("Any")), *((one, one) for one in tills)]
        self.till = ChoiceField(_("Till"), options, now.till, unlisted=str)
        self.since = _day(_("From the day"), now.since)
        self.until = _day(_("To the day"), now.until)
        self.beside(self.customer, self.till)
        self.beside(self.since, self.until)
        self.first = self.customer.line
        more = PlainButton(_("Take all off"), height=52)
        more.clicked.connect(self._take_off)
        self.finish(more)

    def submit(self) -> bool:
        """Say what is asked; a day that cannot be read is said at its field."""
        days: list[str] = []
        for field in (self.since, self.until):
            try:
                days.append(read_when(field.text(), self._today, current())[:10])
            except CashierError as error:
                return self.refuse(field, sentence(error))
        since, until = days
        if since and until and until < since:
            return self.refuse(self.until, _("This day lies before the other one."))
        self.asked.emit(
            PaperFilter(
                since=since, until=until, till=self.till.value() or "", customer=self.customer.value()
            )
        )
        return True

    def _take_off(self) -> None:
        self.asked.emit(PaperFilter())
        self.close_dialog()


def _day(title: str, day: str) -> TextField:
    return TextField(title, shown_when(day, current()) if day else "", hint=_("a day, or nothing"))
