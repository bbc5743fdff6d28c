"""Statuses of the shop's own on the page of orders: said in the panel, shown in the list, taken back."""

from __future__ import annotations

from pos.domain.shop.statuses import FULFILMENT, ShopStatus
from tests.ui.orders.office import Office


def test_an_own_status_is_said_in_the_panel_and_shown_in_the_list(office: Office) -> None:
    office.shop.settings.change(
        statuses=(
            ShopStatus("engraving", FULFILMENT, "Engraving", "Processing"),
            ShopStatus("Ready for pickup", FULFILMENT, off=True),
        )
    )
    office.window.changes.announce("settings")
    office.settle()
    office.open_order("A-000003")
    words = [one.words for one in office.detail.fulfilment.choices]
    assert "Engraving" in words
    assert "Ready for pickup" not in words
    office.choose_status("Engraving")
    office.settle()
    assert "Engraving" in office.spoken(0)
    assert office.order.row.fulfilment_status == "Processing"
    office.page.undo()
    office.settle()
    assert "Engraving" not in office.spoken(0)
    assert office.order.row.fulfilment_status == "Awaiting processing"
