"""Ways to deliver: named, priced flat or by weight, limited to countries."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pos.domain.shop.delivery import DeliveryMethod, FulfilmentKind, WeightStep
from tests.ui.settings.office import Office, button, open_, settings
from ui.settings.delivery.delivery_section import DeliverySection
from ui.settings.delivery.method_editor import MethodEditor


@pytest.fixture
def delivery(office: Office) -> DeliverySection:
    section = office.section(DeliverySection)
    open_(office, section)
    office.type(section.list.field.line, "Courier", enter=True)
    return section


def editor(delivery: DeliverySection) -> MethodEditor:
    assert delivery.editor is not None
    return delivery.editor


def only(office: Office) -> DeliveryMethod:
    (one,) = settings(office).delivery_methods
    return one


def test_a_new_way_opens_to_be_filled_in(office: Office, delivery: DeliverySection) -> None:
    office.type(editor(delivery).fee.line, "8,80", enter=True)
    office.type(editor(delivery).free_from.line, "100", enter=True)
    assert (only(office).name, only(office).fee, only(office).free_from) == ("Courier", 880, 10000)
    office.type(editor(delivery).free_from.line, " ", enter=True)
    assert only(office).free_from == 0
    office.press(editor(delivery).kind.buttons[FulfilmentKind.PICKUP])
    assert only(office).kind is FulfilmentKind.PICKUP


def test_it_goes_only_to_countries_that_exist(office: Office, delivery: DeliverySection) -> None:
    office.type(editor(delivery).countries.line, "fr, BE", enter=True)
    assert only(office).countries == ("FR", "BE")
    assert editor(delivery).where.text() == "France, Belgium"
    office.type(editor(delivery).countries.line, "FR QQ", enter=True)
    assert "“QQ” is not a country" in editor(delivery).countries.mistake.text()
    assert only(office).countries == ("FR", "BE")
    office.type(editor(delivery).countries.line, "South Africa", enter=True)
    assert only(office).countries == ("ZA",)


def test_the_fee_may_go_by_weight(office: Office, delivery: DeliverySection) -> None:
    for kilos, fee in (("5", "12"), ("0,5", "4,50")):
        new = editor(delivery).new_step
        office.type(new.kilos.line, kilos)
        office.type(new.fee.line, fee, enter=True)
    assert only(office).weights == (WeightStep(500, 450), WeightStep(5000, 1200))
    assert not editor(delivery).fee.isEnabled()
    new = editor(delivery).new_step
    office.type(new.kilos.line, "5")
    office.type(new.fee.line, "1", enter=True)
    assert new.kilos.mistake.text() == "There is a step for this weight already."
    first = editor(delivery).steps[0]
    assert first.kilos.read() == Decimal("0.5")
    office.press(button(editor(delivery), "Remove 0,5 kg"))
    assert only(office).weights == (WeightStep(5000, 1200),)


def test_ways_are_moved_renamed_and_removed(office: Office, delivery: DeliverySection) -> None:
    office.type(delivery.list.field.line, "Pickup", enter=True)
    office.press(button(delivery, "Move Pickup up"))
    assert [one.name for one in settings(office).delivery_methods] == ["Pickup", "Courier"]
    office.type(editor(delivery).name.line, "courier", enter=True)
    assert editor(delivery).name.mistake.text() == "There is a way called courier already."
    office.press(button(delivery, "Close Pickup"))
    assert delivery.editor is None
    office.press(button(delivery, "Remove Pickup"))
    assert only(office).name == "Courier"
    office.press(delivery.row.undo)
    assert len(settings(office).delivery_methods) == 2


def test_a_way_saved_while_the_ways_are_shown_is_shown_too(
    office: Office, delivery: DeliverySection, monkeypatch: pytest.MonkeyPatch
) -> None:
    shape, both = delivery._shape, (only(office), DeliveryMethod("post", "Post", fee=490))

    def saved_meanwhile() -> tuple[object, ...]:
        office.shop.settings.change(delivery_methods=both)
        return shape()

    monkeypatch.setattr(delivery, "_shape", saved_meanwhile)
    delivery.show_settings(settings(office))
    office.settle()
    assert button(delivery, "Remove Courier")
    assert button(delivery, "Remove Post")


def test_the_same_name_twice_is_refused(office: Office, delivery: DeliverySection) -> None:
    office.type(delivery.list.field.line, "COURIER", enter=True)
    assert delivery.list.field.mistake.text()
    assert only(office).name == "Courier"
