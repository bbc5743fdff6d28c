"""How money goes back: as it was paid, by another way a person chooses, or later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.money.amounts import Money
from pos.domain.orders.amendment import Back
from pos.domain.orders.facts import Tender
from pos.domain.shop.settings import PaymentMethod
from pos.text import _
from ui.kit.controls.buttons import LinkButton
from ui.kit.forms.choices import ChoiceField
from ui.kit.forms.numbers import MoneyField
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.charge.tender import method_name

BY_HAND = "by hand"
MOST = 4


class MoneyBack(QWidget):
    """Asks how money goes back; `later` offers to give none now."""

    changed = Signal()

    def __init__(self, currency: str, methods: Sequence[PaymentMethod], *, later: bool = True) -> None:
        super().__init__()
        self._currency, self._methods, self._later = currency, methods, later
        self.owed: Money | None = None
        """What would be given back, which a way chosen by hand begins with."""
        self.rows: list[tuple[ChoiceField, MoneyField]] = []
        self.title = theme.label(_("Money back"), theme.NOTE, tone=Tone.MUTED)
        self.how = Segments(self._ways, Back.AS_PAID)
        self.how.setAccessibleName(self.title.text())
        self.by_hand = QWidget()
        self._column = QVBoxLayout(self.by_hand)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(1))
        self.another = LinkButton(_("Another way as well"))
        self.another.padding = 2
        self._column.addWidget(self.another)
        self.by_hand.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.title, self.how, self.by_hand):
            column.addWidget(part)
        self.how.changed.connect(self._choose)
        self.another.clicked.connect(self._add)

    def _ways(self) -> list[tuple[object, str]]:
        ways: list[tuple[object, str]] = [(Back.AS_PAID, _("As it was paid")), (BY_HAND, _("Another way"))]
        return [*ways, (Back.LATER, _("Later"))] if self._later else ways

    def value(self) -> Back | tuple[Tender, ...]:
        """How it goes back. Raises what cannot be read."""
        chosen = self.how.value()
        if chosen != BY_HAND:
            return Back(chosen)
        written = [(way.value(), amount.entry()) for way, amount in self.rows]
        return tuple(Tender(way, amount.minor) for way, amount in written if amount is not None)

    def _choose(self) -> None:
        by_hand = self.how.value() == BY_HAND
        self.by_hand.setVisible(by_hand)
        if by_hand and not self.rows:
            self._add()
            self.rows[0][1].set_value(self.owed if self.owed and self.owed.minor > 0 else None)
            self.rows[0][0].setFocus()
        self.changed.emit()

    def _add(self) -> None:
        way = ChoiceField("", [(one.key, method_name(one)) for one in self._methods])
        way.choices.setAccessibleName(_("Way to pay"))
        amount = MoneyField("", self._currency, optional=True)
        amount.editor.setAccessibleName(_("Amount"))
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(way, 1)
        row.addWidget(amount, 1)
        self._column.insertLayout(len(self.rows), row)
        self.rows.append((way, amount))
        way.changed.connect(self.changed)
        amount.changed.connect(self.changed)
        self.another.setVisible(len(self.rows) < MOST)
