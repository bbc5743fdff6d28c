"""Any name, any address, any number: shown as it was typed, refused with a sentence, never lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from pos.contacts.address import countries
from pos.domain.customers.customers import Buyer, Customer
from pos.domain.words.address import Address
from pos.services.customers.keeper import Keeper
from tests.shared import shared
from tests.ui.till import TillDriver
from ui.shared.address.address_fields import AddressFields


@pytest.fixture
def phone(till: TillDriver) -> TillDriver:
    till.delivers()
    till.stocks("Mug", "18.00", sku="MUG", quantity=1000)
    return till


def nasty_addresses() -> list[Address]:
    given = json.loads(shared("nasty/addresses.json").read_text("utf-8"))["addresses"]
    return [
        Address(
            country=one["address"]["country_code"],
            street=tuple(one["address"].get("street_address", "").split("\n")),
            city=one["address"].get("city", ""), postcode=one["address"].get("postal_code", ""),
            region=one["address"].get("country_area", ""), name=one["address"].get("name", ""),
        )
        for one in given
    ]  # fmt: skip


def test_addresses_of_the_world_are_shown_and_not_changed(qapp: QApplication) -> None:
    fields = AddressFields("ship")
    edited: list[tuple[str, Address]] = []
    fields.edited.connect(edited.append)
    for address in nasty_addresses():
        fields.show_address(address, "Somebody")
        assert fields.country.value() == address.country
        assert fields.fields["street"].text() == "; ".join(address.street)
        fields.fields["city"].line.insert("x")
        fields.fields["city"].line.backspace()  # touched, and left as it was
        assert edited[-1][1].street == address.street
        assert edited[-1][1].region == address.region
        assert not fields.grab().isNull()
    fields.deleteLater()


def test_every_country_has_its_fields(qapp: QApplication) -> None:
    fields = AddressFields("ship")
    known = countries()
    assert len(known) > 200
    for code, _name in known:
        fields.show_address(Address(country=code), "")
        assert not fields.fields["street"].isHidden(), code
    fields.show_address(Address(country="FR"), "")
    shown = [name for name, field in fields.fields.items() if not field.isHidden()]
    assert shown == ["street", "postcode", "city", "name"]
    fields.show_address(Address(country="US", region="IL"), "")
    assert fields.regions.value() == "IL"
    assert fields.fields["postcode"].title.text() == "ZIP code"
    fields.deleteLater()


WHOLE = Address("", "", ("1-9-1 Marunouchi",), "100-6701", "Chiyoda", "Somewhere", "", "Marunouchi")


def test_what_a_country_has_no_field_for_stays_in_sight(qapp: QApplication) -> None:
    fields = AddressFields("ship")
    edited: list[tuple[str, Address]] = []
    fields.edited.connect(edited.append)
    fields.show_address(replace(WHOLE, country="FR"), "")
    for code, _name in countries():
        fields.country.set_value(code)
        fields.country.changed.emit()
        assert edited[-1][1] == replace(WHOLE, country=code)
        shown = [field.text() for field in fields.fields.values() if not field.isHidden()]
        shown += [] if fields.regions.isHidden() else [fields.regions.value()]
        for text in ("1-9-1 Marunouchi", "100-6701", "Chiyoda", "Somewhere", "Marunouchi"):
            assert text in shown, (code, text)
    fields.show_address(Address(country="FR"), "")
    assert [name for name, one in fields.fields.items() if not one.isHidden()] == [
        "street", "postcode", "city", "name",
    ]  # fmt: skip
    fields.deleteLater()


def test_a_street_of_several_lines(phone: TillDriver) -> None:
    phone.press("F7")
    street = phone.panel.shipping.address.fields["street"]
    street.setFocus()
    phone.type("Apt. 3; 12 rue des Lilas")
    address = phone.order.cart.fulfilment.address
    assert address is not None
    assert address.street == ("Apt. 3", "12 rue des Lilas")


def test_nasty_numbers_are_read_or_refused(phone: TillDriver) -> None:
    phone.press("F4")
    field = phone.panel.who.phone
    data = json.loads(shared("nasty/phones.json").read_text("utf-8"))
    texts = [text for text in _strings(data) if len(text) < 200]
    assert texts
    for text in texts[:200]:
        field.line.setText(text)
        field.line.editingFinished.emit()
    assert not phone.window.grab().isNull()


def test_any_text_after_the_at_sign(phone: TillDriver) -> None:
    phone.knows("Lucie Martin", email="lucie@example.com")
    for text in json.loads(shared("nasty/blns.json").read_text("utf-8"))[:400]:
        phone.page.box.line.setText(f"@{text}")
    phone.process()
    phone.page.box.line.clear()
    phone.type("lucie@example.com")
    assert phone.results[0].startswith("Lucie Martin, lucie@example.com")


def test_a_refused_customer_keeps_the_order(phone: TillDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    from pos.domain.shop.errors import DiskTrouble

    phone.enter("MUG")
    phone.press("F4")
    phone.type("jean@example.org")
    phone.press("Tab")

    def full(*_cart: object, unpaid: bool) -> None:
        raise DiskTrouble("no space left")

    before = phone.order.cart
    with monkeypatch.context() as broken:
        broken.setattr(type(phone.shop.checkout), "place_order", full)
        phone.press("F11")
        phone.settle()
    assert phone.order.cart == before
    assert "no space left" in phone.notice
    phone.press("F11")
    phone.placed()
    assert len(phone.shop.customers.find("jean@example.org")) == 1  # added once, though placed twice


def test_a_customer_added_just_before_the_program_ended_is_not_added_again(phone: TillDriver) -> None:
    phone.enter("MUG")
    buyer = Buyer(name="Jean Dupont", email="jean@example.org")
    first = Keeper(phone.shop.customers).complete(phone.order.cart.with_buyer(buyer)).buyer
    again = Keeper(phone.shop.customers).complete(phone.order.cart.with_buyer(buyer)).buyer
    other = replace(buyer, name="Jeanne Dupont")  # of one e-mail, and not the same person
    third = Keeper(phone.shop.customers).complete(phone.order.cart.with_buyer(other)).buyer
    assert first is not None
    assert first == again
    assert third is not None
    assert third.customer_id != first.customer_id


def test_eleven_clicks_place_one_order(phone: TillDriver) -> None:
    known: Customer = phone.knows("Lucie Martin", email="lucie@example.com")
    phone.enter("@lucie")
    phone.enter("MUG")
    for _click in range(11):
        phone.click(phone.page.cart.place)
    phone.placed()
    assert phone.sales == 1
    assert phone.shop.orders.summary(known.id).orders == 1


def test_the_panel_fits_a_small_window(phone: TillDriver) -> None:
    phone.knows("Lucie Martin", email="lucie@example.com")
    phone.enter("@lucie")
    phone.enter("MUG")
    phone.press("F11")
    phone.placed()
    for language in ("fr", "en"):
        phone.window.use_language(language, keep=False)
        phone.window.resize(1024, 680)
        phone.enter("@lucie")
        phone.press("F7")
        phone.settle()
        assert phone.window.width() == 1024
        assert phone.panel.area.widget().minimumSizeHint().width() <= phone.panel.area.viewport().width()


def _strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for part in parts for text in _strings(part)]


def test_a_scan_is_sold_and_not_written_into_a_field(phone: TillDriver) -> None:
    phone.stocks("Bowl", "24.00", sku="BOW", barcode="3760123450010")
    phone.press("F7")
    panel = phone.panel
    for field in (panel.notes.customer, panel.who.name, panel.handing.handling,
                  panel.shipping.address.fields["street"]):  # fmt: skip
        field.line.setFocus()
        phone.type("12")
        phone.scan("3760123450010")
        assert field.line.text() == "12"
    cart = phone.order.cart
    assert phone.lines == ["4 × Bowl 96.00"]
    assert cart.customer_note == "12"
    assert cart.buyer is not None
    assert cart.buyer.name == "12"
    assert cart.fulfilment.address is not None
    assert cart.fulfilment.address.street == ("12",)
    assert [str(one.amount) for one in cart.charges if one.kind == "handling"] == ["12.00"]
