"""Ways to pay: the built in ones stay, the shop's own are named, asked for a reference, ordered."""

from __future__ import annotations

import pytest

from pos.domain.money.amounts import Money
from tests.ui.settings.office import Office, button, open_, settings
from ui.settings.payment.payment_section import PaymentSection


@pytest.fixture
def payment(office: Office) -> PaymentSection:
    open_(office, office.section(PaymentSection))
    return office.section(PaymentSection)


def test_the_shop_names_ways_to_pay_and_takes_them_away(office: Office, payment: PaymentSection) -> None:
    office.type(payment.methods.field.line, "Voucher", enter=True)
    office.type(payment.methods.field.line, "voucher", enter=True)
    assert payment.methods.field.mistake.text() == "voucher is a way to pay already."
    (own,) = payment.payment.own()
    assert (own.name, own.asks_reference) == ("Voucher", False)
    office.press(button(payment, "Voucher asks for a reference"))
    assert payment.payment.own()[0].asks_reference
    office.press(button(payment, "Remove Voucher"))
    assert payment.payment.own() == ()
    assert {one.key for one in settings(office).methods} >= {"cash", "card", "transfer"}


def test_the_buttons_stand_in_the_order_chosen(office: Office, payment: PaymentSection) -> None:
    office.press(button(payment, "Move Card up"))
    assert [one.key for one in settings(office).methods][:2] == ["card", "cash"]
    assert button(payment, "Move Card down").hasFocus() or office.window.focusWidget() is not None


def test_cash_is_rounded_to_coins_there_are(office: Office, payment: PaymentSection) -> None:
    payment.step.set_value(5)
    payment.step.changed.emit()
    office.settle()
    assert settings(office).cash_step == 5


def test_the_rounding_of_the_country_is_proposed_with_its_source(
    office: Office, payment: PaymentSection
) -> None:
    assert payment.source.text() == "Cash is not rounded in this country."
    assert not payment.take.isEnabled()
    office.shop.settings.change(country="BE")
    payment.show_settings(settings(office))
    assert "Code de droit économique" in payment.source.text()
    office.press(payment.take)
    assert settings(office).cash_step == 5
    assert not payment.take.isEnabled()


def test_how_long_a_sale_can_be_undone_is_the_shops(office: Office, payment: PaymentSection) -> None:
    assert payment.undo.value() == 15
    office.type(payment.undo.line, "5", enter=True)
    assert settings(office).void_minutes == 5
    office.type(payment.undo.line, "-1", enter=True)
    assert payment.undo.mistake.text()
    assert settings(office).void_minutes == 5


def test_the_opening_float_is_recorded(office: Office, payment: PaymentSection) -> None:
    office.type(payment.float.line, "150", enter=True)
    assert office.shop.checkout.float_today() == Money(15000, "EUR")
    office.type(payment.float.line, "many", enter=True)
    assert payment.float.mistake.text()
