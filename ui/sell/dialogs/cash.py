"""Small questions about the drawer and the carts: the opening float, the name of a cart put aside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from pos.domain.money.amounts import Money
from pos.domain.words.text import clean
from pos.text import _
from ui.kit.dialogs.form_dialog import FormDialog
from ui.kit.forms.fields import TextField
from ui.kit.forms.numbers import MoneyField, not_below_zero


class HoldDialog(FormDialog):
    """What to call the cart that is put aside; Enter alone will do."""

    def __init__(self, window: QWidget, hold: Callable[[str], None]) -> None:
        # Translators: put this cart aside and serve somebody else
        super().__init__(window, _("Hold this cart"), _("Hold"))
        self._hold = hold
        self.first = self.name = TextField(_("Name (optional)"), hint=_("Blue coat, back in ten minutes"))
        self.body.addWidget(self.first)
        self.finish()

    def submit(self) -> bool:
        self._hold(clean(self.name.text(), 80))
        return True


class FloatDialog(FormDialog):
    """The cash the drawer starts the day with."""

    def __init__(
        self, window: QWidget, currency: str, today: Money | None, keep: Callable[[Money], None]
    ) -> None:
        words = _("The cash in the drawer before the first sale of the day.")
        super().__init__(window, _("Opening float"), _("Save"), note=words)
        self._keep = keep
        self.first = self.amount = MoneyField(
            _("Cash in the drawer"), currency, today, large=True, rule=not_below_zero
        )
        self.body.addWidget(self.first)
        self.finish()

    def submit(self) -> bool:
        self._keep(self.amount.value())
        return True
