"""What the web shop has and this shop has not: a tick for each way to deliver, way to pay and rate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.domain.stores.connection import StoreProposal
from pos.text import _, current
from ui.kit.dialogs.listed import Listed
from ui.kit.forms.choices import Tick
from ui.kit.look import theme
from ui.settings.delivery.delivery_presenter import in_one_line


class ProposalTicks(QWidget):
    """Hidden where nothing is proposed; what was ticked or not stays so when it is shown again."""

    def __init__(self, *, on: bool) -> None:
        """`on` is how a tick begins."""
        super().__init__()
        self._on, self._proposal = on, StoreProposal()
        self.ticks: dict[str, Tick] = {}
        rows = QWidget()
        self._column = QVBoxLayout(rows)
        self._column.setContentsMargins(10, 6, 10, 6)
        self._column.setSpacing(0)
        self.ground = Listed(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        words = _("The web shop has these and this shop has not. What is ticked comes into the settings:")
        column.addWidget(theme.label(words, theme.BODY, theme.MEDIUM, wrap=True))
        column.addWidget(self.ground)
        self.hide()

    def show_proposal(self, proposal: StoreProposal, currency: str) -> None:
        """Show what is proposed."""
        before = {key: tick.value() for key, tick in self.ticks.items()}
        self._proposal, self.ticks = proposal, {}
        while item := self._column.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for heading, rows in _groups(proposal, currency):
            if rows:
                self._column.addWidget(theme.label(heading, theme.NOTE, tone=theme.Tone.MUTED))
            for key, words in rows:
                self.ticks[key] = Tick(words, before.get(key, self._on))
                self._column.addWidget(self.ticks[key])
        self.ground.refit()
        self.setVisible(bool(self.ticks))

    def wanted(self) -> StoreProposal:
        """What is ticked of it."""
        return self._proposal.without({key for key, tick in self.ticks.items() if not tick.value()})


def _groups(proposal: StoreProposal, currency: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Heading, and the key and the words of each of its rows."""
    ways = [(one.key, f"{one.name} · {in_one_line(one, currency)}") for one in proposal.deliveries]
    yield _("Ways to deliver"), ways
    yield _("Ways to pay"), [(one.key, one.name) for one in proposal.payments]
    rates = [
        (one.key, " · ".join((one.name, *(current().percent(Decimal(rate)) for rate in one.rates))))
        for one in proposal.tax_classes
    ]
    yield _("Taxes"), rates
