"""What the shop still lacks for right papers, where an empty cart has room to say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos.domain.shop.readiness import Gap, gaps
from ui.frame.refs import PageRef, SettingRef

if TYPE_CHECKING:
    from ui.sell.controller import SellController


class Gaps(QObject):
    """Shows the gaps, leads to where each is filled, and asks no more for what is not needed."""

    def __init__(self, controller: SellController) -> None:
        super().__init__(controller)
        self._controller = controller
        self._first_week = controller.page.cart.empty.first_week
        self._first_week.asked.connect(self.fill)
        self._first_week.dropped.connect(self.drop)

    def show(self) -> None:
        """Show what the shop still lacks."""
        at = self._controller
        missing = gaps(at.presenter.settings, products=at.products, printer=bool(at.page.receipts.printer))
        unneeded = at.window.memory.unneeded
        self._first_week.show_gaps([gap for gap in missing if gap not in unneeded])

    def fill(self, gap: Gap) -> None:
        """Lead to where it is written."""
        self._controller.window.open(PageRef.PRODUCTS if gap is Gap.CATALOGUE else SettingRef(gap.value))

    def drop(self, gap: Gap) -> None:
        """Ask no more for it on this machine."""
        self._controller.window.memory.unneeded |= {gap.value}
        self.show()
