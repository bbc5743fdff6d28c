"""Statuses of the shop's own on the page of orders: said in the panel, shown in the list, taken back."""

from __future__ import annotations

from pos.domain.money.tenders import Tender
from pos.domain.orders.orders import PaymentStatus
from pos.domain.shop.statuses import FULFILMENT, PAYMENT, ShopStatus
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


def test_an_own_status_of_the_money_is_said_where_the_money_gives_the_one_it_stands_as(
    office: Office,
) -> None:
    number, shop = "A-000003", office.shop
    shop.settings.change(
        statuses=(
            ShopStatus("Awaiting payment", PAYMENT, "To be paid"),
            ShopStatus("cheque", PAYMENT, "Cheque in the post", "Awaiting payment"),
            ShopStatus("gone", PAYMENT, "Not used any more", "Awaiting payment", off=True),
            ShopStatus("checked", PAYMENT, "Checked at the bank", "Paid"),
        )
    )
    office.window.changes.announce("settings")
    office.settle()
    office.open_order(number)

    def offered() -> list[str]:
        return [one.words for one in office.detail.payment.choices]

    def choose(words: str) -> None:
        next(one for one in office.detail.payment.choices if one.words == words).run()  # type: ignore[misc]
        office.settle()

    assert office.order.row.payment_status == PaymentStatus.AWAITING
    assert offered()[:2] == ["To be paid", "Cheque in the post"]
    assert not {"Not used any more", "Checked at the bank"} & set(offered())
    assert [one.current for one in office.detail.payment.choices[:2]] == [True, False]
    choose("Cheque in the post")
    assert "Cheque in the post" in office.spoken(0)
    assert [one.current for one in office.detail.payment.choices[:2]] == [False, True]
    office.page.undo()
    office.settle()
    assert office.order.row.payment_own == ""
    choose("Cheque in the post")
    choose("To be paid")
    assert "To be paid" in office.spoken(0)
    shop.order_changes.pay(number, [Tender("card", office.order.row.due)])
    office.window.changes.announce("orders")
    office.settle()
    assert offered()[:2] == ["Paid", "Checked at the bank"]
    choose("Checked at the bank")
    assert office.order.row.payment_own == "checked"
    shop.order_changes.cancel(number)
    office.window.changes.announce("orders")
    office.settle()
    assert shop.auditor.verify(rebuild=True).ok
