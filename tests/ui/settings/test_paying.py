"""Ways to pay: the built in ones stay, the shop's own are named, asked for a reference, ordered."""

from __future__ import annotations

import pytest

from pos.domain.money.amounts import Money
from tests.ui.settings.office import Office, button, open_, settings
from ui.settings.paying.section import PayingSection


@pytest.fixture
def paying(office: Office) -> PayingSection:
    open_(office, office.page.sections.paying)
    return office.page.sections.paying


def test_the_shop_names_ways_to_pay_and_takes_them_away(office: Office, paying: PayingSection) -> None:
    office.type(paying.methods.field.line, "Voucher", enter=True)
    office.type(paying.methods.field.line, "voucher", enter=True)
    assert paying.methods.field.mistake.text() == "voucher is a way to pay already."
    (own,) = paying.paying.own()
    assert (own.name, own.asks_reference) == ("Voucher", False)
    office.press(button(paying, "Voucher asks for a reference"))
    assert paying.paying.own()[0].asks_reference
    office.press(button(paying, "Remove Voucher"))
    assert paying.paying.own() == ()
    assert {one.key for one in settings(office).methods} >= {"cash", "card", "transfer"}


def test_the_buttons_stand_in_the_order_chosen(office: Office, paying: PayingSection) -> None:
    office.press(button(paying, "Move Card up"))
    assert [one.key for one in settings(office).methods][:2] == ["card", "cash"]
    assert button(paying, "Move Card down").hasFocus() or office.window.focusWidget() is not None


def test_cash_is_rounded_to_coins_there_are(office: Office, paying: PayingSection) -> None:
    paying.step.set_value(5)
    paying.step.changed.emit()
    office.settle()
    assert settings(office).cash_step == 5


def test_the_opening_float_is_recorded(office: Office, paying: PayingSection) -> None:
    office.type(paying.float.line, "150", enter=True)
    assert office.shop.checkout.float_today() == Money(15000, "EUR")
    office.type(paying.float.line, "many", enter=True)
    assert paying.float.mistake.text()
