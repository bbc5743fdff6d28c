"""What is agreed on beside the goods: fees that follow, days, taxes by hand, bills; nothing typed is lost."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from pos.domain.customers.customers import CustomerAddress
from pos.domain.orders.fulfilment import Exemption
from pos.domain.orders.taxing import CLASS, GOODS
from pos.domain.shop.delivery import FulfilmentKind
from pos.domain.words.address import Address
from pos.text import current
from tests.sample import sample
from tests.shared import shared
from tests.ui.till import TillDriver
from ui.kit.look.theme import Mode, theme

HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")


@pytest.fixture
def phone(till: TillDriver) -> TillDriver:
    """Lucie is on the phone and wants a mug."""
    till.delivers()
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU", quantity=100)
    till.knows("Lucie Martin", email="lucie@example.com", addresses=(CustomerAddress("home", HOME),))
    till.enter("@lucie")
    till.enter("MUG-BLU")
    till.press("F7")
    return till


def charges(till: TillDriver) -> list[tuple[str, str]]:
    sale = till.controller.sale
    pairs = zip(sale.cart.charges, sale.totals.charges, strict=True)
    return [(one.name, str(amount)) for one, amount in pairs]


def write(till: TillDriver, field: QWidget, text: str) -> None:
    """Go to a field, write into it, and leave it."""
    field.setFocus()
    till.process()
    till.press("Ctrl+A")
    if text:
        till.type(text)
    else:
        till.press("Del")
    till.press("Tab")


def choose(till: TillDriver, choice: QComboBox, value: object) -> None:
    """Choose by touch."""
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())
    till.process()


def test_the_fee_follows_the_goods_until_it_is_written_by_hand(phone: TillDriver) -> None:
    assert charges(phone) == [("Local delivery", "6.00")]
    phone.enter("5xmug")
    assert charges(phone) == [("Local delivery", "0.00")]  # 108.00: free from 100.00
    phone.press("Ctrl+Z")
    assert charges(phone) == [("Local delivery", "6.00")]
    write(phone, phone.panel.handing.fee, "4,50")
    assert charges(phone) == [("Local delivery", "4.50")]
    phone.press("F2")
    phone.enter("5xmug")
    assert charges(phone) == [("Local delivery", "4.50")]


def test_a_method_says_where_it_does_not_go(phone: TillDriver) -> None:
    choose(phone, phone.panel.shipping.address.country.choices, "DE")
    choose(phone, phone.panel.handing.method.choices, "local")
    fee = phone.panel.handing.fee
    assert fee.mistake.text().startswith("This method does not go there")
    for key in ("F11", "F12"):
        phone.press("F2", key)
        assert phone.dialog is None
        assert fee.line.hasFocus()
    assert phone.sales == 0
    phone.type("9.50")
    phone.press("F11")
    assert str(phone.placed().charges[0].amount) == "9.50"


def test_pickup_takes_a_day_and_keeps_the_address_for_the_bill(phone: TillDriver) -> None:
    phone.click(phone.panel.handing.pills[FulfilmentKind.PICKUP])
    write(phone, phone.panel.handing.when, "tomorrow 10:30")
    cart = phone.order.cart
    assert (cart.fulfilment.kind, cart.fulfilment.method) == (FulfilmentKind.PICKUP, "shop")
    assert cart.fulfilment.at == "2026-11-25T10:30"
    assert phone.panel.handing.when.text() == "25/11/2026 10:30"
    assert cart.billing == HOME
    assert "mercredi 25 novembre" in phone.panel.read_back.text or "Wednesday" in phone.panel.read_back.text
    write(phone, phone.panel.handing.when, "someday")
    assert phone.panel.handing.when.mistake.text().startswith("“someday” is no day or time.")


def test_what_is_typed_survives_the_end_of_the_program(phone: TillDriver) -> None:
    panel = phone.panel
    write(phone, panel.notes.customer, "Leave with the neighbour")
    write(phone, panel.notes.private, "Rings twice")
    write(phone, panel.handing.handling, "1,50")
    write(phone, panel.who.phone, "06 12 34 56 78")
    write(phone, panel.billing.company, "Martin SARL")
    panel.shipping.address.fields["street"].line.setFocus()
    phone.press("Ctrl+A")
    phone.type("9 quai")  # in the middle of a word
    before = phone.order.cart
    phone.settle()
    phone.start_again()
    assert phone.order.cart == before
    assert before.fulfilment.address is not None
    assert before.fulfilment.address.street == ("9 quai",)
    phone.press("F4")
    assert phone.panel.notes.customer.text() == "Leave with the neighbour"
    assert phone.panel.who.phone.text() == "06 12 34 56 78"


def test_a_customer_without_goods_survives_too(till: TillDriver) -> None:
    till.knows("Lucie Martin", email="lucie@example.com")
    till.enter("@lucie")
    till.settle()
    till.start_again()
    who = till.page.cart.header.who.accessibleName()
    assert who == "Customer: Lucie Martin, lucie@example.com · 0 orders"


def test_one_undo_takes_back_one_field(phone: TillDriver) -> None:
    write(phone, phone.panel.notes.customer, "Ring twice")
    write(phone, phone.panel.notes.private, "Pays late")
    phone.press("F2", "Ctrl+Z")
    assert (phone.order.cart.customer_note, phone.order.cart.private_note) == ("Ring twice", "")
    assert phone.panel.notes.private.text() == ""
    phone.press("Ctrl+Z")
    assert phone.order.cart.customer_note == ""
    phone.press("Ctrl+Y")
    assert phone.panel.notes.customer.text() == "Ring twice"


def test_a_foreign_vat_number_reverses_the_charge(phone: TillDriver) -> None:
    phone.shop.settings.change(tax_number="FR44732829320")
    choose(phone, phone.panel.shipping.address.country.choices, "DE")
    write(phone, phone.panel.handing.fee, "6")
    write(phone, phone.panel.billing.tax_id, "DE 136695976")
    cart = phone.order.cart
    assert cart.exemption is Exemption.REVERSE_CHARGE
    assert cart.buyer is not None
    assert cart.buyer.tax_id == "DE136695976"
    assert phone.total == "20.00"  # the net of 24.00
    assert phone.panel.billing.reason.isVisible()
    assert [row.words for row in phone.page.cart.figures.rows][-1] == "Reverse charge"
    assert [current().money(one.amount) for one in phone.controller.sale.totals.lines] == [
        row.amount for row in phone.page.cart.cart_list.lines.rows
    ]
    assert "15,00" in phone.page.cart.cart_list.lines.rows[0].details  # the net of 18.00, as its amount
    write(phone, phone.panel.billing.tax_id, "DE 136695977")
    assert phone.panel.billing.tax_id.mistake.text().startswith("“DE 136695977” is not a VAT number")
    assert (phone.order.cart.exemption, phone.total) == (None, "24.00")
    phone.press("F11")
    assert phone.panel.billing.tax_id.line.hasFocus()
    assert phone.sales == 0
    write(phone, phone.panel.billing.tax_id, "")
    assert phone.order.cart.exemption is None
    assert phone.total == "24.00"


def test_taxes_by_hand_hold_for_what_is_added_later(phone: TillDriver) -> None:
    settings = phone.order.settings
    reduced = settings.tax_classes[2]
    choose(phone, phone.panel.more.taxes.choices, f"{CLASS}{reduced.key}")
    write(phone, phone.panel.more.reason, "books only")
    phone.press("F2")
    phone.enter("mug")
    cart = phone.order.cart
    assert {line.taxes for line in cart.lines} == {reduced.rates}
    assert len(cart.lines) == 1
    assert phone.total == "42.00"  # another rate keeps the gross
    choose(phone, phone.panel.more.taxes.choices, GOODS)
    assert {line.taxes for line in phone.order.cart.lines} == {settings.rates("")}
    choose(phone, phone.panel.more.taxes.choices, "exempt")
    assert phone.total == "35.00"
    assert phone.page.cart.figures.rows[-1].words == "Without tax · books only"


def test_surcharges_by_amount_and_percentage(phone: TillDriver) -> None:
    more = phone.panel.more
    phone.click(more.surcharges.more)
    row = more.surcharges.rows[0]
    write(phone, row.name, "Gift wrap")
    write(phone, row.cost, "3,50")
    phone.click(more.surcharges.more)
    second = more.surcharges.rows[1]
    write(phone, second.name, "Card")
    write(phone, second.cost, "10 %")
    assert charges(phone) == [("Local delivery", "6.00"), ("Gift wrap", "3.50"), ("Card", "1.80")]
    phone.click(second.taxed)
    assert phone.order.cart.charges[-1].taxes == ()
    phone.click(row.off)
    assert charges(phone) == [("Local delivery", "6.00"), ("Card", "1.80")]
    write(phone, more.surcharges.rows[0].cost, "ten")
    assert more.surcharges.rows[0].cost.mistake.text()


def test_another_bill(phone: TillDriver) -> None:
    panel = phone.panel
    phone.click(panel.billing.same)
    fields = panel.billing.address.fields
    assert fields["street"].line.hasFocus()
    write(phone, fields["street"], "1 place Kléber")
    write(phone, fields["postcode"], "6700")
    assert fields["postcode"].mistake.text() == "“6700” is not a postcode of France; one looks like 33380."
    phone.press("F11")
    assert phone.sales == 0
    write(phone, fields["postcode"], "67000")
    write(phone, fields["city"], "Strasbourg")
    assert phone.order.cart.billing == Address(
        street=("1 place Kléber",), postcode="67000", city="Strasbourg", country="FR"
    )
    phone.click(panel.billing.same)
    assert phone.order.cart.billing is None


def test_a_delivery_needs_an_address(till: TillDriver) -> None:
    till.delivers()
    till.stocks("Mug", "18.00", sku="MUG")
    till.enter("MUG")
    till.press("F7")
    street = till.panel.shipping.address.fields["street"]
    assert street.line.hasFocus()
    till.press("F12")
    assert till.dialog is None
    assert street.mistake.text() == "Please fill this in."


def test_the_customer_comes_off_again(phone: TillDriver) -> None:
    phone.click(phone.panel.head.remove)
    assert phone.order.cart.buyer is None
    assert phone.order.cart.fulfilment.kind is FulfilmentKind.TAKE_AWAY
    assert charges(phone) == []
    assert phone.lines == ["1 × Mug, blue glaze 18.00"]
    phone.press("F2", "Ctrl+Z")
    assert phone.page.cart.header.who.accessibleName().startswith("Customer: Lucie Martin")


def test_the_customers_language_is_spoken(phone: TillDriver) -> None:
    choose(phone, phone.panel.more.language.choices, "fr")
    assert phone.panel.read_back.text.startswith("Vous commandez 1 × Mug, blue glaze")
    assert current().language == "en"


def test_the_unpaid_is_seen(phone: TillDriver) -> None:
    phone.press("F11")
    phone.placed()
    phone.type("@lucie")
    assert phone.results[0].endswith("1 order, 24,00\u00a0€ unpaid")
    phone.press("Enter", "F4")
    assert phone.panel.head.tag.accessibleName() == "known customer, 1 order, 24,00\u00a0€ unpaid"
    assert len(phone.panel.last_orders.again) == 1


def test_escape_leads_back_step_by_step(phone: TillDriver) -> None:
    phone.press("F4")
    assert phone.panel.who.email.line.hasFocus()
    phone.press("Esc")
    assert phone.page.box.line.hasFocus()
    assert phone.controller.order.is_open
    phone.type("mug")
    assert phone.results
    phone.press("Esc")
    assert phone.controller.order.is_open
    phone.press("Esc")
    assert not phone.controller.order.is_open
    assert phone.page.stack.currentWidget() is phone.page.shelf


@pytest.mark.parametrize("kind", sample(["person names", "company and product names"], 1))
def test_nasty_names_and_notes_are_shown_as_they_are(phone: TillDriver, kind: str) -> None:
    strings = json.loads(shared("nasty/strings.json").read_text("utf-8"))["strings"][kind]
    for text in strings:
        panel = phone.panel
        for field in (panel.who.name, panel.notes.customer, panel.shipping.address.fields["street"]):
            field.line.setText(text)
            field.line.editingFinished.emit()
        assert not phone.window.grab().isNull()
    phone.press("F11")
    order = phone.placed()
    assert order.lines
    assert phone.verifies()


def controls(of: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    return [one for kind in kinds for one in of.findChildren(kind) if one.isVisible()]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_has_a_name_and_room(phone: TillDriver, language: str) -> None:
    phone.window.use_language(language, keep=False)
    phone.window.resize(1280, 800)
    phone.click(phone.panel.more.surcharges.more)
    phone.settle()
    phone.wait(lambda: phone.panel.more.surcharges.rows[0].off.height() >= 36, "the layout")
    for mode in (Mode.DARK, Mode.LIGHT):
        theme().use(mode)
        assert not phone.window.grab().isNull()
    for widget in controls(phone.panel):
        assert widget.accessibleName(), widget
        if isinstance(widget, QAbstractButton | QComboBox):
            assert widget.height() >= 36, widget.accessibleName()
    assert phone.panel.area.widget().minimumSizeHint().width() <= phone.panel.area.viewport().width()
    assert phone.page.minimumSizeHint().width() <= 1280
    assert phone.page.minimumSizeHint().height() <= 800


def test_a_sale_by_weight_pays_the_step_that_holds_it(phone: TillDriver) -> None:
    from pos.domain.shop.delivery import DeliveryMethod, WeightStep

    post = DeliveryMethod("post", "Post", weights=(WeightStep(500, 500), WeightStep(2000, 900)))
    phone.shop.settings.change(delivery_methods=(post,))
    phone.window.changes.announce("settings.set")
    phone.wait(lambda: phone.order.settings.delivery_methods == (post,), "the settings")
    phone.stocks("Coffee", "20.00", sku="COF", unit="kg")
    phone.enter("0,4x COF")
    choose(phone, phone.panel.handing.method.choices, "post")
    assert charges(phone) == [("Post", "5.00")]
    phone.enter("1x COF")
    assert phone.order.cart.lines[-1].quantity == Decimal("1.4")
    assert charges(phone) == [("Post", "9.00")]


def test_another_customer_brings_their_own_address(phone: TillDriver) -> None:
    paul = phone.knows("Paul Weber", phone="0388112233")
    write(phone, phone.panel.who.phone, "06 12 34 56 78")
    phone.press("F2")
    phone.enter("@paul")
    cart = phone.order.cart
    assert cart.buyer is not None
    assert (cart.buyer.customer_id, cart.buyer.email, cart.buyer.phone) == (paul.id, "", "+33388112233")
    assert cart.fulfilment.kind is FulfilmentKind.TAKE_AWAY
    assert phone.lines == ["1 × Mug, blue glaze 18.00"]


def test_a_day_that_is_none_is_not_placed(phone: TillDriver) -> None:
    write(phone, phone.panel.handing.when, "someday")
    phone.press("F11")
    assert phone.panel.handing.when.line.hasFocus()
    assert phone.sales == 0
    phone.type("fri")
    phone.press("Enter", "F11")
    assert phone.placed().row.number == "A-000001"


def test_the_panel_closes_by_touch(phone: TillDriver) -> None:
    phone.click(phone.panel.head.close_it)
    assert phone.page.stack.currentWidget() is phone.page.shelf
    phone.click(phone.page.cart.header.who)
    assert phone.panel.isVisible()


def test_the_top_of_the_cart_says_how_it_is_handed_over(phone: TillDriver) -> None:
    kind = phone.page.cart.header.kind
    assert kind.text() == "Delivery"
    phone.click(kind)
    phone.press("Up", "Up", "Enter")
    assert kind.text() == "Take away"
    assert charges(phone) == []
    phone.click(kind)
    phone.press("Down", "Enter")
    assert kind.text() == "Pickup"
    assert charges(phone) == []  # fetching costs nothing, so there is nothing to write down


def test_a_method_deleted_meanwhile_is_replaced_with_its_fee_and_said(phone: TillDriver) -> None:
    from pos.domain.shop.delivery import DeliveryMethod

    post = DeliveryMethod("post", "La Poste", fee=490)
    phone.shop.settings.change(delivery_methods=(post,))
    phone.window.changes.announce("settings.set")
    phone.wait(lambda: phone.order.settings.delivery_methods == (post,), "the settings")
    assert charges(phone) == [("La Poste", "4.90")]
    assert phone.panel.handing.method.value() == "post"
    assert phone.notice == "The delivery method of last time is no longer offered: La Poste was chosen."
    phone.settle()
    phone.shop.settings.change(delivery_methods=())
    phone.start_again()  # the cart that was kept goes by a method that is gone
    phone.press("F4")
    assert charges(phone) == []
    assert phone.panel.handing.method.choices.currentText() == "Without a method"
    phone.press("F2", "F11")
    assert phone.panel.handing.fee.line.hasFocus()
    assert phone.panel.handing.fee.mistake.text().startswith("This shop has no delivery method that serves")
    assert phone.sales == 0
