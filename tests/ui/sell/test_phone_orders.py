"""The phone rings: a known customer, two products, delivery, placed; then the same again. Keys alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from pos.domain.customers.customers import Customer, CustomerAddress
from pos.domain.orders.orders import FulfilmentStatus, PaymentStatus
from pos.domain.words.address import Address
from pos.services.till.create import next_life
from tests.documents.papers import words_of
from tests.ui.till import TillDriver
from ui.shared.charge.tender_dialog import TenderDialog

HOME = Address(street=("8 quai des Bateliers",), postcode="67000", city="Strasbourg", country="FR")


class Windows(QObject):
    """Sees each window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on, and take nothing away."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def phone(till: TillDriver) -> TillDriver:
    """A shop that delivers, with mugs and bowls, and somebody who calls."""
    till.delivers()
    till.stocks("Mug, blue glaze", "18.00", sku="MUG-BLU")
    till.stocks("Bowl, ash wood", "24.00", sku="BOW-ASH")
    return till


@pytest.fixture
def lucie(phone: TillDriver) -> Customer:
    return phone.knows(
        "Lucie Martin",
        email="lucie.martin@example.com",
        phone="06 12 34 56 78",
        addresses=(CustomerAddress("home", HOME),),
    )


def invoice_text(till: TillDriver, number: str) -> str:
    return words_of(till.shop.documents.pdf(number, kind="invoice"))


def order_two(till: TillDriver) -> int:
    """The story; gives how many keys it took."""
    begun = till.strokes
    till.enter("@luc")
    till.enter("mug")
    till.enter("bow")
    till.press("F7", "F11")
    return till.strokes - begun


def test_a_phone_order_takes_seventeen_keys_at_most(phone: TillDriver, lucie: Customer) -> None:
    keys = order_two(phone)
    order = phone.placed()
    assert keys <= 17
    assert [line.name for line in order.lines] == ["Mug, blue glaze", "Bowl, ash wood"]
    assert [(one.name, str(one.amount)) for one in order.charges] == [("Local delivery", "6.00")]
    assert str(order.row.total) == "48.00"
    assert str(order.row.due) == "48.00"
    assert order.row.customer == "Lucie Martin"
    assert order.row.channel == "phone"
    assert order.row.payment_status == PaymentStatus.AWAITING
    assert order.row.fulfilment_status == FulfilmentStatus.AWAITING
    assert phone.in_stock("MUG-BLU") == Decimal(9)
    assert phone.in_stock("BOW-ASH") == Decimal(9)
    text = invoice_text(phone, order.row.number)
    for words in (
        "Lucie Martin",
        "8 quai des Bateliers",
        "67000 STRASBOURG",
        "Mug, blue glaze",
        "48,00",
        "Local delivery",
        "A-2026-000001",
    ):
        assert words in text.replace("\u00a0", " "), words
    assert phone.controller.sale.cart.buyer is None
    assert phone.window.status.said("mails") == "1 e-mail waiting"
    assert phone.page.box.line.hasFocus()
    assert phone.verifies()


def test_the_same_again_takes_eight_keys_at_most(phone: TillDriver, lucie: Customer) -> None:
    order_two(phone)
    phone.placed()
    mug = phone.shop.search.by_code("MUG-BLU", False)[0]
    phone.shop.catalogue.change_variant(mug.variant_id, price=Decimal("19.00"))
    begun = phone.strokes
    phone.enter("@luc")
    phone.press("F9")
    assert phone.notice == "The same as A-000001. Mug, blue glaze: 18,00\u00a0€ → 19,00\u00a0€."
    phone.press("F11")
    assert phone.strokes - begun <= 8
    order = phone.placed()
    assert order.row.number == "A-000002"
    assert str(order.row.total) == "49.00"
    assert [one.name for one in order.charges] == ["Local delivery"]
    assert "8 quai des Bateliers" in invoice_text(phone, order.row.number)
    assert phone.in_stock("MUG-BLU") == Decimal(8)
    assert phone.shop.orders.summary(lucie.id).orders == 2
    assert phone.verifies()


def test_without_a_customer_placing_asks_who_it_is(phone: TillDriver) -> None:
    phone.enter("MUG-BLU")
    phone.press("F11")
    assert phone.panel.who.email.line.hasFocus()
    phone.enter("jean@example.org")
    assert phone.panel.who.name.line.hasFocus()
    phone.enter("Jean Dupont")
    phone.enter("01 42 68 53 00")  # the last of what is asked for: Enter places
    order = phone.placed()
    assert order.row.customer == "Jean Dupont"
    (known,) = phone.shop.customers.find("jean")
    assert (known.email, known.phone, known.orders) == ("jean@example.org", "+33142685300", 1)
    assert phone.verifies()


def test_the_panel_opens_in_the_window_and_has_the_keyboard(phone: TillDriver, lucie: Customer) -> None:
    phone.enter("@lucie")
    phone.enter("mug")
    phone.press("F11")
    phone.placed()
    phone.start_again()
    phone.enter("@lucie")
    seen = Windows()
    phone.app.installEventFilter(seen)
    phone.press("F4")
    phone.app.removeEventFilter(seen)
    assert phone.panel.last_orders.isVisible()
    assert seen.shown == []
    assert phone.panel.who.email.line.hasFocus()


def test_an_empty_order_is_not_placed_and_the_sentence_goes_with_the_first_goods(phone: TillDriver) -> None:
    phone.press("F11")
    assert phone.notice.startswith("There is nothing in the cart yet.")
    phone.enter("mug")
    assert phone.lines
    assert phone.notice == ""


def test_a_new_customer_begins_with_what_was_typed(phone: TillDriver) -> None:
    phone.type("@06 11 22 33 44")
    assert phone.results == ["New customer “06 11 22 33 44”…"]
    phone.press("Enter")
    panel = phone.panel
    assert panel.who.phone.text() == "06 11 22 33 44"
    assert panel.who.email.line.hasFocus()
    assert phone.box == ""


def test_a_known_number_fills_everything_in(phone: TillDriver, lucie: Customer) -> None:
    phone.press("F4")
    panel = phone.panel
    phone.press("Tab", "Tab")
    assert panel.who.phone.line.hasFocus()
    phone.type("0033 612345678")
    phone.press("Enter")
    assert panel.who.email.text() == "lucie.martin@example.com"
    assert panel.head.tag.accessibleName() == "known customer, 0 orders, nothing unpaid"
    assert phone.order.cart.buyer is not None
    assert phone.order.cart.buyer.customer_id == lucie.id
    assert phone.order.cart.billing == HOME


def test_probably_the_same_person_is_offered_and_never_refused(phone: TillDriver, lucie: Customer) -> None:
    phone.enter("MUG-BLU")
    phone.press("F4")
    phone.press("Tab")
    phone.type("Paul Martin")
    phone.press("Tab")
    phone.type("0612345678")
    phone.press("Tab")
    offer = phone.panel.who.offer
    assert offer.isVisible()
    assert offer.buttons[0].text() == "It is Lucie Martin"
    phone.press("F11")
    assert phone.placed().row.customer == "Paul Martin"
    assert len(phone.shop.customers.find("0612345678")) == 2


def test_the_offer_is_taken_by_a_touch(phone: TillDriver, lucie: Customer) -> None:
    phone.press("F4")
    phone.press("Tab")
    phone.type("Lulu")
    phone.press("Tab")
    phone.type("0612345678")
    phone.press("Tab")
    phone.click(phone.panel.who.offer.buttons[0])
    assert phone.order.cart.buyer is not None
    assert phone.order.cart.buyer.customer_id == lucie.id
    assert not phone.panel.who.offer.isVisible()


def test_another_address_is_kept_with_the_customer(phone: TillDriver, lucie: Customer) -> None:
    phone.enter("@luc")
    phone.enter("mug")
    phone.press("F7")
    phone.click(phone.panel.shipping.other)
    phone.press("Down", "Enter")  # the home, then "New address"
    fields = phone.panel.shipping.address.fields
    assert fields["street"].line.hasFocus()
    phone.enter("12 rue des Lilas")
    phone.enter("69003")
    phone.type("Lyon")
    fields["name"].line.setFocus()
    phone.type("Marie Martin")
    phone.press("F11")
    order = phone.placed()
    text = invoice_text(phone, order.row.number)
    assert "8 quai des Bateliers" in text  # billed as before, delivered to her mother
    assert "12 rue des Lilas" in text
    labels = [(one.label, one.address.city) for one in phone.shop.customers.customer(lucie.id).addresses]
    assert labels == [("home", "Strasbourg"), ("Marie Martin", "Lyon")]


def test_the_invoice_is_one_touch_away(phone: TillDriver, lucie: Customer) -> None:
    order_two(phone)
    phone.placed()
    band = phone.page.cart.done
    assert band.text == "Placed unpaid · A-000001 48,00\u00a0€"
    phone.click(band.transfer)
    assert phone.dialog is not None
    assert phone.dialog.accessibleName() == "Bank transfer"
    phone.press("Esc")
    phone.click(band.receipt)
    assert phone.dialog is not None
    assert phone.dialog.accessibleName() == "Invoice A-2026-000001"
    phone.press("Esc")  # while it is still being drawn
    phone.settle()
    assert phone.dialog is None


def test_a_delivery_can_be_paid_at_once(phone: TillDriver, lucie: Customer) -> None:
    phone.enter("@luc")
    phone.enter("mug")
    phone.press("F7")
    phone.pay_cash()
    order = phone.placed()
    assert order.row.payment_status == PaymentStatus.PAID
    assert order.row.fulfilment_status == FulfilmentStatus.AWAITING
    assert str(order.row.total) == "24.00"
    assert phone.shop.orders.summary(lucie.id).unpaid.is_zero


def test_a_transfer_at_the_till_shows_its_code(phone: TillDriver) -> None:
    phone.enter("MUG-BLU")
    phone.press("F12", "Alt+3")
    dialog = phone.dialog
    assert isinstance(dialog, TenderDialog)
    assert dialog.code.isVisible()
    assert "EUR18.00" in dialog.code.payload
    phone.type("5")
    assert "EUR5.00" in dialog.code.payload
    phone.press("Alt+1")
    assert not dialog.code.isVisible()
    phone.press("Esc", "Esc")


def test_the_panel_says_what_it_waits_for(phone: TillDriver) -> None:
    phone.enter("MUG-BLU")
    phone.press("F11")
    assert phone.panel.head.tag.accessibleName() == "Who is it for? Then F11 places it."
    phone.enter("@")  # nobody yet
    assert phone.panel.who.email.mistake.text()
    assert phone.sales == 0


def test_what_was_perhaps_sent_goes_out_by_a_click(phone: TillDriver, lucie: Customer) -> None:
    """As after a lost key: the mail was queued by an earlier life of the till."""
    order_two(phone)
    phone.placed()
    till = phone.shop.till
    phone.shop.folder.key.unlink()
    till.life = next_life(till.database, phone.shop.folder, till.clock)
    phone.controller.order.show_mails()
    assert phone.window.status.said("mails") == ""
    link = phone.window.status.offered("perhaps")
    assert link is not None
    assert link.text() == "1 e-mail perhaps sent: send it"
    link.click()
    phone.settle()
    assert phone.window.status.said("mails") == "1 e-mail waiting"
    assert phone.window.status.offered("perhaps") is None


def test_an_erased_customer_leaves_the_cart_on_screen_for_good(phone: TillDriver, lucie: Customer) -> None:
    phone.enter("@luc")
    phone.enter("mug")
    phone.settle()
    cart = phone.controller.sale.cart
    assert cart.buyer is not None
    assert cart.buyer.customer_id == lucie.id
    assert [line.sku for line in cart.lines] == ["MUG-BLU"]
    phone.shop.erasing.erase(lucie.id)
    phone.window.changes.announce("customer.erased")  # as the page of customers does
    phone.wait(lambda: phone.controller.sale.cart.buyer is None, "the news")
    phone.settle()
    for _ in range(3):
        phone.press("Ctrl+Z")
    phone.settle()
    assert phone.controller.sale.cart.buyer is None
    assert [line.sku for line in phone.controller.sale.cart.lines] == ["MUG-BLU"]
    phone.start_again()
    assert phone.controller.sale.cart.buyer is None
    assert b"Martin" not in b"".join(
        row[0] for row in phone.shop.till.database.reader().execute("SELECT cart FROM draft")
    )
