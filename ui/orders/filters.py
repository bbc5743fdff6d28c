"""The chips above the table: all, what waits for something, the carts on hold; and the span of days."""

from __future__ import annotations

from PySide6.QtCore import Signal

from pos.domain.orders.orders import OrdersWaiting, Work
from pos.text import _, current
from ui.kit.controls.chips import Chips
from ui.kit.forms.choices import Choices
from ui.kit.speaking import speak
from ui.orders.periods import Period, choices
from ui.orders.presenter import ALL, HELD

NAMES = (ALL, *Work, HELD)


class Filters(Chips):
    """One chip is on; `chosen` tells which, `period` the span of days; what nothing waits for is absent."""

    period = Signal(object)  # Period

    def __init__(self) -> None:
        self.days = Choices()
        super().__init__([str(name) for name in NAMES], self.days)
        self.days.setMaximumWidth(190)
        self._counts = dict.fromkeys(self.pills, 0)
        self.days.activated.connect(lambda: self.period.emit(self.days.currentData()))
        speak(self, self._say)

    def mark(self, name: str, period: Period) -> None:
        """Show which filter is on."""
        self.pills[name].setChecked(True)
        self.days.setCurrentIndex(max(self.days.findData(period), 0))
        self.days.setEnabled(name != HELD)
        self._show()

    def show_counts(self, waiting: OrdersWaiting, held: int) -> None:
        """Say how many wait for what."""
        self._counts |= {
            Work.TO_BE_PAID.value: waiting.to_be_paid,
            Work.TO_PREPARE.value: waiting.to_prepare,
            Work.TO_SHIP.value: waiting.to_ship,
            HELD: held,
        }
        self._show()

    def _show(self) -> None:
        said = {
            ALL: _("All"),
            Work.TO_BE_PAID.value: _("To be paid"),
            Work.TO_PREPARE.value: _("To prepare"),
            Work.TO_SHIP.value: _("To ship"),
            HELD: _("Drafts on hold"),
        }
        for name, pill in self.pills.items():
            count = self._counts[name]
            pill.setText(f"{said[name]} · {current().number(count)}" if count else said[name])
            pill.setVisible(name == ALL or bool(count) or pill.isChecked())

    def _say(self) -> None:
        kept = self.days.currentData()
        self.days.clear()
        for period, said in choices():
            self.days.addItem(said, period)
        self.days.setCurrentIndex(max(self.days.findData(kept), 0))
        self.days.setAccessibleName(_("Days"))
        self._show()
