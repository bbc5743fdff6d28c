"""Save the cart as a quote: until when its prices hold, words above the goods, and whether it is mailed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from pos.domain.words.errors import CashierError
from pos.domain.words.text import NOTE_LIMIT
from pos.text import _, current, sentence
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.choices import Tick
from ui.kit.forms.fields import TextField
from ui.shared.orders.when import read_when, shown_when

Save = Callable[[date, str, bool], None]
"""Takes the last day, the words, and whether the customer gets it by e-mail."""


class QuoteDialog(FormDialog):
    """Enter alone will do: the shop's usual days, no words."""

    def __init__(
        self, window: QWidget, number: str, until: date, text: str, today: date, save: Save, *, mailed: bool
    ) -> None:
        """`mailed` says whether there is an address to which it can be mailed."""
        title = _("Save the change of quote {number}") if number else _("Save as a quote")
        note = _("A quote takes no stock and no money. Its prices hold until its last day.")
        super().__init__(window, title.format(number=number), _("Save the quote"), note=note)
        self._save, self._today = save, today
        shown = shown_when(until.isoformat(), current())
        self.until = TextField(_("Valid until"), shown, limit=60)
        self.text = TextField(_("Words above the goods (optional)"), text, limit=NOTE_LIMIT)
        self.body.addWidget(self.until)
        self.mail = Tick(_("Send it to the customer by e-mail"))
        self.body.addWidget(self.text)
        self.body.addWidget(self.mail)
        self.mail.setVisible(mailed)
        self.first = self.until
        self.finish()

    def submit(self) -> bool:
        try:
            until = read_when(self.until.text(), self._today, current())[:10]
        except CashierError as error:
            return self.refuse(self.until, sentence(error))
        if not until:
            return self.refuse(self.until, _("Write the last day on which its prices hold."))
        self._save(date.fromisoformat(until), self.text.text(), self.mail.value())
        return True
