"""The last page of connecting: what would be done, while nothing is written yet."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos.domain.stores.connection import StockDiffers, StorePreview
from pos.text import _, current, ngettext
from ui.kit.dialogs.listed import Listed
from ui.kit.look import theme
from ui.settings.store.proposal_ticks import ProposalTicks

SHOWN = 200
"""Figures that differ; of more only the number is said."""


class PreviewPage(QWidget):
    """A sentence for each kind of things, the figures that differ, and what may come along."""

    def __init__(self, proposals: ProposalTicks) -> None:
        super().__init__()
        self.proposals = proposals
        self.lines: list[str] = []
        self.nothing = theme.label(
            _("Nothing was written so far, neither here nor there."), weight=theme.MEDIUM
        )
        self.said = theme.label("", wrap=True)
        self.differs = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        table = QWidget()
        self._grid = QGridLayout(table)
        self._grid.setContentsMargins(10, 6, 10, 6)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setColumnStretch(0, 1)
        self.ground = Listed(table, _("Figures of stock"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        for part in (self.nothing, self.said, self.differs, self.ground, proposals):
            column.addWidget(part)
        column.addStretch(1)

    def show_preview(self, found: StorePreview, stock: str, currency: str) -> None:
        """Show what would be done; `stock` is whose figures begin."""
        self.proposals.show_proposal(found.proposal, currency)
        self.lines = list(lines(found))
        self.said.setText("\n".join(self.lines))
        differ = found.stock_differs
        self.differs.setVisible(bool(differ))
        self.ground.setVisible(bool(differ))
        if not differ:
            return
        words = ngettext(
            "{count} figure of stock differs:", "{count} figures of stock differ:", len(differ)
        ).format(count=current().number(len(differ)))
        then = (
            ngettext("here it becomes the web shop's.", "here they become the web shop's.", len(differ))
            if stock == "store"
            else ngettext("there it becomes the one here.", "there they become those here.", len(differ))
        )
        self.differs.setText(f"{words} {then}")
        self._show_figures(differ[:SHOWN], len(differ) - SHOWN)

    def _show_figures(self, differ: list[StockDiffers], more: int) -> None:
        while item := self._grid.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        heads = (_("SKU"), _("here"), _("there"))
        for column, words in enumerate(heads):
            place = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag(0)
            self._grid.addWidget(theme.label(words, theme.NOTE, tone=theme.Tone.MUTED), 0, column, place)
        for row, one in enumerate(differ, 1):
            cells = (one.sku, current().number(one.here), current().number(one.there))
            for column, words in enumerate(cells):
                place = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag(0)
                self._grid.addWidget(theme.label(words), row, column, place)
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more)
            said = theme.label(words.format(count=current().number(more)), tone=theme.Tone.MUTED)
            self._grid.addWidget(said, len(differ) + 1, 0)
        self.ground.refit()


def lines(found: StorePreview) -> Iterator[str]:
    """What would be done, without the figures of stock."""
    for count, words in (
        (
            found.create,
            ngettext("{count} product is new here.", "{count} products are new here.", found.create),
        ),
        (
            found.update,
            ngettext(
                "{count} product is here already: it is linked, and takes what the web shop says.",
                "{count} products are here already: they are linked, and take what the web shop says.",
                found.update,
            ),
        ),
        (
            found.customers,
            ngettext(
                "{count} customer is known there.", "{count} customers are known there.", found.customers
            ),
        ),
        (
            found.orders_up,
            ngettext(
                "{count} sale made here before goes there.",
                "{count} sales made here before go there.",
                found.orders_up,
            ),
        ),
    ):
        if count:
            yield words.format(count=current().number(count))
    if not found.create and not found.update:
        yield _("The products of both shops are the same.")
    if found.conflicts:
        words = ngettext(
            "{count} is unclear and stays as it is: {names}.",
            "{count} are unclear and stay as they are: {names}.",
            len(found.conflicts),
        )
        names = ", ".join(found.conflicts[:5])
        yield words.format(count=current().number(len(found.conflicts)), names=names)
    if found.taxes_unmatched:
        words = _("No rate here fits these taxes of the web shop: {names}.")
        yield words.format(names=", ".join(found.taxes_unmatched))
