"""An order is changed where new ones are made: seen from afar, kept, saved with what follows, left again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos.domain.money.amounts import Money
from pos.domain.money.tenders import Tender
from pos.domain.orders.cart import Cart
from tests.ui.phone_shop import PhoneShop
from tests.ui.till import TillDriver, open_till
from ui.frame.refs import EditOrder, OrderFor, PageRef, RepeatOrder
from ui.sell.dialogs.held import HeldDialog
from ui.sell.editing.leave_dialog import LeaveDialog
from ui.shared.consequences.dialog import ConsequencesDialog


class Office(TillDriver):
    """A till with an order by phone: two mugs and a delivery, 44.80."""

    phone: PhoneShop
    number: str

    def begin(self) -> None:
        """An order to change."""
        self.phone = PhoneShop(self.shop)
        self.lucie = self.phone.customer("Lucie Martin", email="lucie@example.com")
        self.number = self.phone.ordered(self.lucie, quantity=2)
        self.window.changes.announce("settings", "customers", "orders", "products")
        self.settle()

    def edit(self) -> None:
        """Open the order in the cart."""
        self.window.open(EditOrder(self.number))
        self.settle()

    def edit_by_keys(self) -> None:
        """From the box to the order, and into the cart."""
        self.enter(f"#{self.number}")
        self.settle()
        self.press("F4")
        self.wait(lambda: self.page.band.isVisible(), "the edit")
        self.settle()

    @property
    def panel_of(self) -> ConsequencesDialog:
        """What would follow, on screen."""
        self.wait(lambda: self.dialog is not None, "what would follow")
        assert isinstance(self.dialog, ConsequencesDialog)
        return self.dialog

    @property
    def said(self) -> list[str]:
        """What would follow, line by line."""
        return [line.replace("\xa0", " ").replace("\u202f", " ") for line in self.panel_of.view.lines]

    def save(self) -> None:
        """Say yes to what would follow."""
        self.press("F12")
        assert self.panel_of
        self.press("Enter")
        self.wait(lambda: self.dialog is None, "the end of the question")
        self.settle()

    def script(self, change: Callable[[Cart], Cart]) -> None:
        """Somebody else changes the order."""
        edits = self.shop.after_sale.edits
        edits.edit(self.number, change(edits.editable(self.number).cart))


@pytest.fixture
def office(tmp_path: Path, qapp: QApplication) -> Iterator[Office]:
    made = open_till(tmp_path, qapp, kind=Office)
    with made as till:
        assert isinstance(till, Office)
        till.begin()
        yield till


def test_an_order_is_changed_with_what_follows_said_before(office: Office) -> None:
    page = office.page
    office.enter("BOWL")  # a sale begun, put aside by the edit
    office.edit_by_keys()
    assert page.band.title.text() == f"Editing {office.number}"
    assert page.band.isVisible()
    assert office.window.windowTitle().startswith(f"Editing {office.number}")
    assert (page.cart.charge.isVisible(), page.cart.place.isVisible()) == (False, False)
    assert not page.cart.save.isEnabled()
    assert [one.cart.lines[0].name for one in office.shop.carts.held()] == ["Bowl, ash wood"]
    office.enter("BOWL")
    office.scan("MUG")
    office.press("Down", "-", "-", "Esc")  # the bowl is new, one of three mugs stays
    assert office.lines == ["1 × Mug, blue glaze 18.00", "1 × Bowl, ash wood 24.00"]
    assert page.cart.save.words().replace("\xa0", " ") == "Save +6,00 €"
    office.press("F12")
    assert office.said == [
        "The customer owes 50,80 €; it was 44,80 €",
        "MUG +1, BOWL −1 (49 left)",
        "Credit note AC-2026-000001 for A-2026-000001, 44,80 €",
        "New invoice A-2026-000002, 50,80 €",
        "Order changed: lucie@example.com",
    ]
    assert office.panel_of.answer.words().replace("\xa0", " ") == "Save +6,00 €"
    office.press("Enter")
    office.wait(lambda: office.dialog is None, "the end of the question")
    office.settle()
    assert not page.band.isVisible()
    assert office.controller.sale.cart.is_untouched
    assert office.notice.replace("\xa0", " ") == f"{office.number} is changed. 50,80 € is due."
    order = office.shop.orders.order(office.number)
    assert [(line.name, line.quantity) for line in order.lines] == [
        ("Mug, blue glaze", 1),
        ("Bowl, ash wood", 1),
    ]
    assert (office.in_stock("MUG"), office.in_stock("BOWL")) == (49, 49)
    assert office.verifies()


def test_an_edit_survives_the_end_of_the_program(office: Office) -> None:
    office.edit()
    office.enter("3x BOWL")
    office.settle()
    office.start_again()
    assert office.page.band.isVisible()
    assert office.window.windowTitle().startswith(f"Editing {office.number}")
    assert office.total == "116.80"
    office.save()
    assert str(office.shop.orders.order(office.number).row.total) == "116.80"


def test_leaving_asks_what_becomes_of_the_changes(office: Office) -> None:
    office.edit()
    office.press("F11")  # nothing changed: nothing asked
    office.wait(lambda: not office.page.band.isVisible(), "the end of the edit")
    assert office.dialog is None
    office.wait(lambda: office.window.shown() is office.window.page(PageRef.ORDERS), "the order")
    office.settle()
    office.edit()
    office.enter("BOWL")
    office.press("F11")
    assert isinstance(office.dialog, LeaveDialog)
    office.press("Esc")
    assert office.page.band.isVisible()
    office.press("F11")
    office.click(office.dialog.hold)
    office.settle()
    assert office.controller.sale.cart.is_untouched
    office.press("F8")
    assert isinstance(office.dialog, HeldDialog)
    assert office.dialog.rows.row(0).name == f"Editing {office.number}"
    office.press("Esc")
    office.edit()  # what was put aside is gone on with
    assert office.total == "68.80"
    office.press("F11")
    assert isinstance(office.dialog, LeaveDialog)
    office.click(office.dialog.drop)
    office.settle()
    assert office.shop.carts.held() == ()
    assert str(office.shop.orders.order(office.number).row.total) == "44.80"


def test_what_a_script_changed_meanwhile_is_told_and_nothing_written_is_lost(office: Office) -> None:
    office.edit()
    office.enter("BOWL")
    office.script(lambda cart: cart.with_quantity("1", Decimal(3)))
    office.press("F12")
    office.settle()
    assert office.dialog is None
    assert "Mug, blue glaze: 3 instead of 2" in office.notice
    assert office.lines == ["3 × Mug, blue glaze 54.00", "1 × Bowl, ash wood 24.00"]
    office.press("F12")
    assert office.panel_of
    office.script(lambda cart: cart.with_quantity("1", Decimal(4)))
    office.press("Enter")
    office.settle()
    assert office.dialog is None
    assert office.lines == ["4 × Mug, blue glaze 72.00", "1 × Bowl, ash wood 24.00"]
    office.press("F12")
    assert office.panel_of
    office.shop.order_changes.pay(office.number, [Tender("card", Money.of("10", "EUR"))])  # money follows too
    office.press("Enter")
    office.settle()
    assert office.number in office.panel_of.problem.text()
    assert office.said[0] == "The customer owes 94,80 €; it was 70,80 €"
    office.press("Enter")
    office.wait(lambda: office.dialog is None, "the end of the question")
    office.settle()
    order = office.shop.orders.order(office.number)
    assert (str(order.row.total), str(order.row.due)) == ("104.80", "94.80")
    assert office.verifies()


def test_the_agreed_fee_stays_and_todays_is_taken_by_one_click(office: Office) -> None:
    methods = office.shop.settings.current().delivery_methods
    office.shop.settings.change(delivery_methods=(replace(methods[0], fee=1200),))
    office.window.changes.announce("settings.set")
    office.settle()
    office.edit()
    office.enter("BOWL")
    assert office.total == "68.80"
    office.press("F12")
    (offer,) = office.panel_of.offers
    office.click(offer)
    office.wait(lambda: office.dialog is not None, "what would follow now")
    assert office.total == "72.00"
    assert office.said[0] == "The customer owes 72,00 €; it was 44,80 €"


def test_other_doors_begin_a_cart_of_their_own(office: Office) -> None:
    office.edit()
    office.enter("BOWL")
    for ref in (RepeatOrder(office.number), OrderFor(office.lucie.id)):
        office.window.open(ref)
        office.settle()
        assert office.controller.sale.cart.edits is None
        office.edit()
        assert office.total == "68.80"


def test_a_refusal_of_the_rules_is_said_on_the_page(office: Office) -> None:
    office.shop.order_changes.hand_over(office.number)
    office.edit()
    office.press("Down", "-", "Esc", "F12")
    office.settle()
    assert office.dialog is None
    assert "with the customer" in office.notice
    assert office.page.band.isVisible()
