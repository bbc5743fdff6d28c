"""The Customers page in its real window: found, made, changed, put away, with keys and with touch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pos.domain.customers.customers import Customer
from tests.ui.phone_shop import PhoneShop
from tests.ui.shop_window import ShopWindow, shop_window
from ui.customers.customer_list import ARCHIVED, OWING
from ui.customers.dialogs import AddCustomerDialog, AddressDialog
from ui.customers.page import CustomersPage, customers_page
from ui.customers.record_dialogs import EraseDialog
from ui.frame.refs import PageRef
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.dialogs.merge_dialog import MergeDialog
from ui.orders.page import OrdersPage, orders_page


class CardIndex(ShopWindow):
    """The page over a shop with a few customers."""

    page: CustomersPage
    phone: PhoneShop

    def open(self) -> None:
        self.window.add_page(PageRef.ORDERS, "Orders", "receipt-text", orders_page)
        self.window.add_page(PageRef.CUSTOMERS, "Customers", "user", customers_page)
        self.window.open(PageRef.CUSTOMERS)
        page = self.window.page(PageRef.CUSTOMERS)
        assert isinstance(page, CustomersPage)
        self.page = page
        self.window.show()
        self.settle()

    @property
    def names(self) -> list[str]:
        return [row.name or row.company for row in self.page.table.rows.all()]

    @property
    def detail(self):  # type: ignore[no-untyped-def]  # made with the shop
        return self.page.controller.detail

    @property
    def customer(self) -> Customer:
        assert self.detail.summary is not None
        found = self.detail.summary.customer
        assert isinstance(found, Customer)
        return found

    def choose(self, name: str) -> None:
        self.page.table.list.choose(self.names.index(name))
        self.settle()

    def adding(self) -> AddCustomerDialog:
        self.press(self.page.controller.button)
        dialog = open_dialog_of(self.window)
        assert isinstance(dialog, AddCustomerDialog)
        return dialog

    def at_address(self) -> AddressDialog:
        dialog = open_dialog_of(self.window)
        assert isinstance(dialog, AddressDialog)
        return dialog

    def undo(self) -> None:
        bar = self.page.notices.bars()[0]
        assert bar.action is not None
        self.press(bar.action)


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path) -> Iterator[CardIndex]:
    with shop_window(qtbot, tmp_path) as made:
        cards = CardIndex(made.bot, made.window, made.shop)
        cards.phone = PhoneShop(made.shop)
        yield cards


@pytest.fixture
def cards(bare: CardIndex) -> CardIndex:
    """Lucie owes for an order, Jules never bought."""
    lucie = bare.phone.customer("Lucie Martin", phone="06 12 34 56 78", email="lucie@example.com")
    bare.phone.customer("Jules Verne", company="Nautilus SARL", email="jules@example.com")
    bare.phone.ordered(lucie, quantity=2)
    bare.open()
    return bare


def test_who_bought_last_comes_first(cards: CardIndex) -> None:
    assert cards.names == ["Lucie Martin", "Jules Verne"]
    assert cards.customer.name == "Lucie Martin"
    assert cards.page.foot.text() == "2 customers"
    assert cards.detail.tag.accessibleName().endswith("unpaid")


@pytest.mark.parametrize(
    ("text", "names"),
    [("luc", ["Lucie Martin"]), ("345", ["Lucie Martin"]), ("nautilus", ["Jules Verne"]), ("zz", [])],
)
def test_search_as_in_the_box(cards: CardIndex, text: str, names: list[str]) -> None:
    cards.type(cards.page.search.line, text)
    assert cards.names == names


def test_those_who_owe(cards: CardIndex) -> None:
    pill = cards.page.filters.pills[OWING]
    assert pill.text() == "To be paid · 1"
    cards.press(pill)
    assert cards.names == ["Lucie Martin"]


def test_a_field_is_kept_when_it_is_left_and_undone(cards: CardIndex) -> None:
    cards.type(cards.detail.form.fields["company"].line, "Martin et fils", enter=True)
    assert cards.customer.company == "Martin et fils"
    assert cards.notices(cards.page) == ["Lucie Martin: the company was changed."]
    cards.undo()
    assert cards.customer.company == ""


def test_a_wrong_phone_is_said_at_its_field(cards: CardIndex) -> None:
    field = cards.detail.form.fields["phone"]
    cards.type(field.line, "12", enter=True)
    assert field.mistake.isVisible()
    assert cards.shop.customers.customer(cards.customer.id).phone == "+33612345678"


def test_a_wrong_vat_number_is_said_at_its_field(cards: CardIndex) -> None:
    field = cards.detail.form.fields["tax_id"]
    cards.type(field.line, "FR00000000000", enter=True)
    assert "VAT number" in field.mistake.text()


def test_phones_are_shown_as_people_write_them(cards: CardIndex) -> None:
    assert cards.detail.form.fields["phone"].text() == "06 12 34 56 78"


def test_probably_the_same_person_is_offered(cards: CardIndex) -> None:
    cards.choose("Jules Verne")
    cards.type(cards.detail.form.fields["email"].line, "lucie@example.com", enter=True)
    assert cards.customer.email == "lucie@example.com"
    said = [text for text in cards.notices(cards.page) if "same person" in text]
    assert len(said) == 1
    bar = next(bar for bar in cards.page.notices.bars() if "same person" in bar.text)
    assert bar.action is not None
    cards.press(bar.action)
    assert cards.customer.name == "Lucie Martin"


def test_a_note_of_several_lines(cards: CardIndex) -> None:
    note = cards.detail.form.note
    note.editor.setFocus()
    QTest.keyClicks(note.editor, "Rings twice")
    QTest.keyClick(note.editor, Qt.Key.Key_Tab)
    cards.settle()
    assert cards.customer.note == "Rings twice"


def test_language_and_tax(cards: CardIndex) -> None:
    cards.press(cards.detail.form.exempt)
    assert cards.customer.tax_exempt
    language = cards.detail.form.language
    language.set_value("fr")
    language.changed.emit()
    cards.settle()
    assert cards.customer.language == "fr"


def test_a_new_customer_with_what_was_typed(cards: CardIndex) -> None:
    cards.type(cards.page.search.line, "rose@example.com")
    dialog = cards.adding()
    assert dialog.fields["email"].text() == "rose@example.com"
    cards.type(dialog.fields["name"].line, "Rose Martin")
    cards.press(dialog.answer)
    assert cards.customer.name == "Rose Martin"
    assert "Rose Martin" in cards.names
    cards.undo()
    assert "Rose Martin" not in cards.names


def test_taking_back_who_was_added_leaves_alone_whoever_is_looked_at(cards: CardIndex) -> None:
    dialog = cards.adding()
    cards.type(dialog.fields["name"].line, "Rose Martin")
    cards.press(dialog.answer)
    cards.choose("Jules Verne")
    cards.undo()
    assert cards.names == ["Lucie Martin", "Jules Verne"]
    assert cards.customer.name == "Jules Verne"


def test_a_mistake_keeps_the_dialog_open(cards: CardIndex) -> None:
    dialog = cards.adding()
    cards.press(dialog.answer)
    assert dialog.problem.isVisible()
    cards.type(dialog.fields["phone"].line, "12")
    cards.press(dialog.answer)
    assert dialog.fields["phone"].mistake.isVisible()
    assert open_dialog_of(cards.window) is dialog
    dialog.step_back()


def test_someone_known_is_offered_in_the_dialog(cards: CardIndex) -> None:
    dialog = cards.adding()
    cards.type(dialog.fields["phone"].line, "+33 6 12 34 56 78")
    dialog.fields["phone"].line.editingFinished.emit()
    assert dialog.likely.text() == "Probably the same person: Lucie Martin"
    cards.choose("Jules Verne")
    cards.press(dialog.open_likely)
    assert cards.customer.name == "Lucie Martin"


def test_addresses_are_added_changed_and_removed(cards: CardIndex) -> None:
    cards.press(cards.detail.addresses.add)
    dialog = cards.at_address()
    cards.type(dialog.label.line, "my mother")
    cards.type(dialog.where.fields["street"].line, "2 rue du Dome")
    cards.type(dialog.where.fields["postcode"].line, "6700")
    cards.type(dialog.where.fields["city"].line, "Strasbourg")
    cards.press(dialog.answer)
    assert dialog.where.fields["postcode"].mistake.isVisible()
    cards.type(dialog.where.fields["postcode"].line, "67000")
    cards.press(dialog.answer)
    assert [one.label for one in cards.customer.addresses] == ["home", "my mother"]
    cards.detail.addresses.asked.emit(1)
    dialog = cards.at_address()
    cards.type(dialog.label.line, "mum")
    cards.press(dialog.answer)
    assert cards.customer.addresses[1].label == "mum"
    cards.detail.addresses.removed.emit(0)
    cards.settle()
    assert [one.label for one in cards.customer.addresses] == ["mum"]
    cards.undo()
    assert [one.label for one in cards.customer.addresses] == ["home", "mum"]


def test_archived_and_brought_back(cards: CardIndex) -> None:
    cards.choose("Jules Verne")
    cards.press(cards.detail.archive)
    assert cards.names == ["Lucie Martin"]
    cards.press(cards.page.filters.pills[ARCHIVED])
    assert cards.names == ["Jules Verne"]
    assert not cards.detail.order.isEnabled()
    cards.press(cards.detail.archive)
    assert cards.names == []


def test_a_last_order_opens_on_its_page(cards: CardIndex) -> None:
    orders = cards.detail.orders
    assert [row.number for row in orders.rows.all()] == ["A-000001"]
    orders.list.taken.emit(orders.rows.row(0))
    cards.settle()
    page = cards.window.shown()
    assert isinstance(page, OrdersPage)
    assert page.controller.detail.number.text() == "A-000001"
    cards.press(page.controller.detail.body.addresses.open_customer)
    assert cards.window.shown() is cards.page
    assert cards.customer.name == "Lucie Martin"


def test_a_shop_without_customers_says_what_to_do(bare: CardIndex) -> None:
    bare.open()
    assert bare.page.lists.currentWidget() is bare.page.bare
    bare.press(bare.page.bare.action)
    dialog = open_dialog_of(bare.window)
    assert isinstance(dialog, AddCustomerDialog)
    bare.type(dialog.fields["name"].line, "Rose Martin", enter=True)
    assert bare.names == ["Rose Martin"]


def test_erasing_shows_first_what_goes_and_which_copies_it_does_not_reach(
    cards: CardIndex, tmp_path: Path
) -> None:
    name = cards.names[0]
    cards.choose(name)
    cards.press(cards.detail.erase)
    dialog = open_dialog_of(cards.window)
    assert isinstance(dialog, EraseDialog)
    assert "lose" in dialog.said.text()
    assert "Copies made before" not in dialog.said.text()
    assert "backups and bundles taken elsewhere" in dialog.said.text()
    cards.press(dialog.back)
    assert name in cards.names
    shop, stick = cards.shop, tmp_path / "stick"
    stick.mkdir()
    shop.backups.make(shop.folder.backups / "kept.comptoir")
    (shop.folder.path / "shop-20261124-090000.db").write_bytes(b"")
    (stick / "comptoir-B.bundle").write_bytes(b"of another till")
    shop.sync.stick.choose(stick)
    shop.sync.stick.keep_up()
    cards.press(cards.detail.erase)
    dialog = open_dialog_of(cards.window)
    assert isinstance(dialog, EraseDialog)
    for named in ("kept.comptoir", "shop-20261124-090000.db", "comptoir-B.bundle", str(stick)):
        assert named in dialog.said.text()
    assert "comptoir-A.bundle" not in dialog.said.text(), "that one is written anew"
    cards.press(dialog.answer)
    assert name not in cards.names
    assert cards.shop.auditor.verify(rebuild=True).ok


def test_merging_shows_first_what_moves(cards: CardIndex) -> None:
    gone, stays = cards.names[:2]
    cards.choose(gone)
    cards.press(cards.detail.merge)
    dialog = open_dialog_of(cards.window)
    assert isinstance(dialog, MergeDialog)
    assert not dialog.answer.isEnabled()
    QTest.keyClicks(dialog.other.line, gone)
    assert not dialog.answer.isEnabled(), "nobody is merged with themselves"
    dialog.other.line.clear()
    QTest.keyClicks(dialog.other.line, stays)
    assert gone in dialog.said.text()
    assert stays in dialog.said.text()
    cards.press(dialog.answer)
    assert gone not in cards.names
    assert cards.customer.name == stays
    assert cards.shop.auditor.verify(rebuild=True).ok
