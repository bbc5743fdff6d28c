"""What two tills did without knowing of each other is asked in the window, and settled there for both."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pos.domain.catalogue.products import NewProduct
from pos.domain.customers.customers import Customer
from pos.services.till.audit import verify_folder
from pos.services.till.files import ShopFolder
from tests.services.decisions.test_about_store import asks_to_count
from tests.services.orders.test_exceptions import cancels, ordered, pays
from tests.shop_kit import ShopKit
from tests.two_tills import PairedTills
from tests.ui.shop_window import ShopWindow, shop_window
from ui.decisions.card import Card
from ui.decisions.page import DecisionsPage
from ui.decisions.waiting import Waiting
from ui.frame.refs import PageRef
from ui.kit.controls.buttons import LinkButton
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.dialogs.merge_dialog import MergeDialog
from ui.kit.forms.choices import ChoiceField
from ui.orders.acts.return_dialog import ReturnDialog
from ui.orders.page import orders_page


def met(ram: Path) -> PairedTills:
    """The last bowl sold twice, a customer created twice, an order paid while it was cancelled."""
    pair = PairedTills(ram)
    number = ordered(pair.a)
    pair.a.shop.stock.count(pair.a.hit("BOW-ASH").variant_id, Decimal(1))
    deeds = ((pair.a, pays("54")), (pair.b, cancels))
    pair.now()
    pair.meet()
    for kit, deed in deeds:
        pair.now()
        kit.sells("BOW-ASH")
        kit.shop.customers.add(Customer(id="", name="Lucie Martin", email="lucie@example.org"))
        deed(kit, number)
    pair.meet()
    return pair


def shown(made: ShopWindow, kind: str) -> Card:
    page = made.window.page(PageRef.DECISIONS)
    assert isinstance(page, DecisionsPage)
    (card,) = [card for card in page.cards if card.one.kind == kind]
    return card


def answers(made: ShopWindow, kind: str, title: str) -> None:
    """Press the answer whose first words these are."""
    (button,) = [one for one in shown(made, kind).buttons if one.text() == title]
    made.press(button)


def alike(pair: PairedTills) -> None:
    """Both tills hold the same, and nothing is left to decide; their tables are right."""
    pair.meet()
    assert pair.digest(pair.a) == pair.digest(pair.b)
    for kit in (pair.a, pair.b):
        assert not kit.shop.exceptions.all()
        assert verify_folder(ShopFolder(kit.folder), rebuild=True).ok


def test_what_two_tills_did_is_settled_on_the_page(qtbot: QtBot, ram: Path) -> None:
    pair = met(ram)
    with shop_window(qtbot, ram / "w", pair.a.shop) as made:
        made.window.add_page(PageRef.ORDERS, "Orders", "receipt-text", orders_page)
        waiting = Waiting(made.window, pair.a.shop)
        waiting.look()
        made.window.show()
        made.settle()
        chip = made.window.status.offered("decisions")
        assert chip is not None
        assert chip.text() == "3 to decide"
        made.press(chip)
        page = made.window.page(PageRef.DECISIONS)
        assert isinstance(page, DecisionsPage)
        assert {card.one.kind for card in page.cards} == {"oversold", "same_customer", "paid_after_cancel"}
        card = shown(made, "oversold")
        assert card.accessibleName() == card.said == card.buttons[0].accessibleDescription()
        links = [link.text() for link in card.findChildren(LinkButton)]
        assert links == ["Open A-000002", "Open B-000001"]
        titles = [button.text() for button in card.buttons]
        assert titles == ["Get more", "Take B-000001 back", "Take A-000002 back", "Count them"]
        answers(made, "oversold", "Take B-000001 back")
        dialog = open_dialog_of(made.window)
        assert isinstance(dialog, ReturnDialog)
        assert [piece.pieces for piece in dialog.of_lines.pieces] == [1_000_000]
        made.press(dialog.answer)
        waiting.look()
        made.settle()
        made.window.open(PageRef.DECISIONS)
        made.settle()
        card = shown(made, "same_customer")
        assert [button.accessibleName() for button in card.buttons] == [
            "They are several both stay",
            "They are one their orders (0) and details go to “Lucie Martin”",
        ]
        card.buttons[1].setFocus()
        QTest.keyClick(card.buttons[1], Qt.Key.Key_Space)
        made.settle()
        (last,) = page.cards
        assert last.buttons[0].hasFocus(), "the keyboard goes on to what is next"
        answers(made, "paid_after_cancel", "Give it back")
        assert page.nothing.isVisible()
        assert page.nothing.title.text() == "Nothing to decide"
        assert made.window.status.offered("decisions") is None
        assert not made.window.rail.button(PageRef.DECISIONS).isVisible()
    assert pair.a.in_stock("BOW-ASH") == 0
    assert len(pair.a.shop.customers.find("lucie")) == 1
    alike(pair)
    pair.close()


def test_a_count_is_written_on_the_page_and_what_is_refused_stays_open(qtbot: QtBot, ram: Path) -> None:
    pair = PairedTills(ram)
    pair.a.shop.stock.count(pair.a.hit("BOW-ASH").variant_id, Decimal(1))
    pair.now()
    for kit in (pair.a, pair.b):
        pair.now()
        pair.meet() if kit is pair.a else None
        kit.sells("BOW-ASH")
    pair.meet()
    with shop_window(qtbot, ram / "w", pair.a.shop) as made:
        waiting = Waiting(made.window, pair.a.shop)
        waiting.look()
        made.window.show()
        made.settle()
        made.window.open(PageRef.DECISIONS)
        made.settle()
        answers(made, "oversold", "Get more")
        assert waiting.open == ()
        (told,) = made.window.notices.bars()
        assert told.action is not None
        made.press(told.action)
        assert [one.kind for one in waiting.open] == ["oversold"]
        made.window.open(PageRef.DECISIONS)
        made.settle()
        answers(made, "oversold", "Count them")
        count = shown(made, "oversold").count
        assert count is not None
        made.type(count.editor, "many", enter=True)
        assert count.mistaken
        made.type(count.editor, "2", enter=True)
        assert waiting.open == ()
    assert pair.a.in_stock("BOW-ASH") == 2
    alike(pair)
    pair.close()


def test_records_that_differ_become_one_field_by_field(qtbot: QtBot, ram: Path) -> None:
    """By the keyboard alone: which one stays, and whose phone number; what comes of it is shown first."""
    pair = PairedTills(ram)
    _ = pair.b
    for kit, name, phone in ((pair.a, "Lucie Martin", "0612345678"), (pair.b, "Mme Martin", "0388000000")):
        pair.now()
        kit.shop.customers.add(Customer(id="", name=name, email="lucie@example.org", phone=phone))
        kit.shop.catalogue.add(NewProduct(f"Cup of {name}", Decimal(9), sku="CUP", on_hand=Decimal(2)))
    pair.meet()
    with shop_window(qtbot, ram / "w", pair.a.shop) as made:
        Waiting(made.window, pair.a.shop).look()
        made.window.show()
        made.settle()
        made.window.open(PageRef.DECISIONS)
        made.settle()
        answers(made, "same_customer", "They are one")
        dialog = open_dialog_of(made.window)
        assert isinstance(dialog, MergeDialog)
        assert isinstance(dialog.other, ChoiceField)
        first, second = shown(made, "same_customer").one.ids
        assert set(dialog.choices) == {(second, "name"), (second, "phone")}
        dialog.other.set_value(second)
        dialog.other.changed.emit()
        made.settle()
        phone = dialog.choices[first, "phone"]
        assert phone.accessibleName() == "Phone"
        kept, taken = phone.buttons.values()
        assert (kept.text(), taken.text()) == ("+33 3 88 00 00 00", "+33 6 12 34 56 78")
        kept.setFocus()
        QTest.keyClick(kept, Qt.Key.Key_Right)
        assert taken.isChecked()
        assert "Then known of Mme Martin:\nlucie@example.org · +33 6 12 34 56 78" in dialog.said.text()
        dialog.answer.setFocus()
        QTest.keyClick(dialog.answer, Qt.Key.Key_Return)
        made.settle()
        assert open_dialog_of(made.window) is None
        answers(made, "same_code", "They are one")
        dialog = open_dialog_of(made.window)
        assert isinstance(dialog, MergeDialog)
        ((_uid, field),) = dialog.choices
        assert field == "name"
        assert dialog.said.text().endswith("sales and codes go to Cup of Lucie Martin · 2 in stock.")
        made.press(dialog.answer)
    (left,) = pair.a.shop.customers.find("martin")
    assert (left.name, left.phone) == ("Mme Martin", "+33612345678")
    assert (pair.a.hit("CUP").name, pair.a.in_stock("CUP")) == ("Cup of Lucie Martin", 4)
    alike(pair)
    pair.close()


def test_a_single_till_sees_nothing_of_it(qtbot: QtBot, shop: ShopKit) -> None:
    shop.stocks("Plate", sku="PLATE", price="9.00", quantity="0")
    shop.shop.checkout.place_order(shop.cart("PLATE"), [shop.cash("9")], accept_oversell=True)
    with shop_window(qtbot, shop.folder, shop.shop) as made:
        Waiting(made.window, shop.shop).look()
        made.settle()
        assert PageRef.DECISIONS not in made.window.page_titles()
        assert made.window.status.offered("decisions") is None


def test_an_answer_that_only_waits_is_not_said_to_be_decided(qtbot: QtBot, ram: Path) -> None:
    kit = ShopKit.create(ram / "shop")
    asks_to_count(kit)
    with shop_window(qtbot, ram / "w", kit.shop) as made:
        waiting = Waiting(made.window, kit.shop)
        waiting.look()
        made.window.show()
        made.settle()
        made.window.open(PageRef.DECISIONS)
        made.settle()
        answers(made, "count", "Later")
        made.settle()
        (told,) = made.window.notices.bars()
        assert told.text == "Noted; nothing is decided."
        assert shown(made, "count").one.choice == ""
    kit.close()
