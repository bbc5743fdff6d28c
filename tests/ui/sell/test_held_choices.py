"""A field of the order shows what the order holds, also where the shop offers it no more."""

from __future__ import annotations

from pos.domain.orders.taxing import CLASS, with_taxes
from tests.ui.sell.test_order_details import choose, phone
from tests.ui.till import TillDriver

__all__ = ["phone"]


def test_the_panel_shows_what_the_order_holds_though_the_shop_offers_it_no_more(phone: TillDriver) -> None:
    phone.press("F4")
    billing, more = phone.panel.billing, phone.panel.more
    choose(phone, billing.payment.choices, "card")
    methods = phone.shop.settings.current().methods
    phone.shop.settings.change(methods=tuple(one for one in methods if one.key != "card"))
    phone.controller.look_again()
    assert (billing.payment.value(), billing.payment.choices.currentText()) == ("card", "No longer offered")
    standard, settings = f"{CLASS}standard", phone.order.settings
    phone.order.revise(lambda cart: with_taxes(cart, standard, settings, lambda _line: None))
    phone.shop.settings.change(tax_classes=phone.shop.settings.current().tax_classes[1:])
    phone.controller.look_again()
    phone.panel.show_cart(phone.order.cart, phone.controller.sale.totals)
    assert more.taxes.choices.findData(standard) < 0
    assert more.taxes.choices.currentText() == "Other taxes"
    phone.order.write("language", "pt")
    assert more.language.choices.currentText() == "pt"
