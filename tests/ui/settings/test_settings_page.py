"""Settings are kept as soon as they are left, checked when typed, and found by their words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from pos.domain.money import Money
from pos.domain.stock import Oversell
from pos.text import current
from tests.ui.shop_window import ShopWindow, shop_window
from ui.settings.page import SettingsPage, settings_page
from ui.theme import Mode


class Office(ShopWindow):
    """The Settings page of a shop."""

    page: SettingsPage

    def settle(self) -> None:
        """Wait for the lane of checks too."""
        super().settle()
        checks = self.page.checks
        if checks is not None:
            self.bot.waitUntil(lambda: not checks.busy, timeout=10_000)


@pytest.fixture
def office(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    with shop_window(qtbot, tmp_path) as made:
        office = Office(made.bot, made.window, made.shop)
        office.window.add_page("settings", "Settings", "settings", settings_page)
        page = office.window.show_page("settings")
        assert isinstance(page, SettingsPage)
        office.page = page
        office.window.show()
        office.settle()
        yield office


def shown(office: Office) -> list[str]:
    return [row.title.text() for part in office.page.sections for row in part.rows if row.isVisible()]


def test_settings_are_found_by_the_beginnings_of_their_words(office: Office) -> None:
    office.type(office.page.search.line, "back")
    assert shown(office) == ["Backup", "Second place for backups", "Restore", "Folder of the shop"]
    office.type(office.page.search.line, "zebra")
    assert shown(office) == []
    assert office.page.nothing.isVisible()


def test_a_name_is_kept_when_the_field_is_left_and_an_empty_one_is_refused(office: Office) -> None:
    name = office.page.shop_section.texts["name"]
    office.type(name.line, "Atelier Anne", enter=True)
    assert office.shop.settings.current().name == "Atelier Anne"
    assert office.window.windowTitle() == "Atelier Anne · Comptoir"
    name.line.clear()
    office.type(name.line, " ", enter=True)
    assert office.shop.settings.current().name == "Atelier Anne"
    assert office.page.shop_section.rows[0].answer.text()


def test_esc_gives_back_what_stood_in_a_field(office: Office) -> None:
    name = office.page.shop_section.texts["name"]
    office.type(name.line, "Something else")
    QTest.keyClick(name.line, Qt.Key.Key_Escape)
    assert name.text() == "Atelier"
    QTest.keyClick(name.line, Qt.Key.Key_Escape)
    assert office.page.search.line.hasFocus()
    assert office.shop.settings.current().name == "Atelier"


def test_the_address_is_kept_by_lines(office: Office) -> None:
    edit = office.page.shop_section.address.edit
    edit.setFocus()
    edit.setPlainText("3 rue des Orfèvres\n\n67000 Strasbourg")
    office.page.search.line.setFocus()
    office.settle()
    assert office.shop.settings.current().address == ("3 rue des Orfèvres", "67000 Strasbourg")


def test_the_language_changes_at_once_and_is_remembered(office: Office) -> None:
    office.press(office.page.window_section.language.buttons["fr"])
    assert current().language == "fr"
    assert office.window.memory.language == "fr"
    office.press(office.page.window_section.language.buttons["en"])
    assert shown(office)[0] == "Language"


def test_the_look_changes_at_once_and_is_remembered(office: Office) -> None:
    office.press(office.page.window_section.look.buttons[Mode.DARK])
    assert office.window.memory.mode is Mode.DARK
    office.press(office.page.window_section.look.buttons[Mode.LIGHT])


def test_paper_is_chosen_for_this_machine(office: Office) -> None:
    paper = office.page.paper
    office.press(paper.roll.buttons[58])
    office.press(paper.when.buttons[True])
    assert office.shop.settings.choice("receipt.width") == "58"
    assert office.shop.settings.choice("receipt.print") == "1"


def test_the_shop_names_ways_to_pay_and_takes_them_away(office: Office) -> None:
    money = office.page.money
    office.type(money.methods.field.line, "Voucher", enter=True)
    office.type(money.methods.field.line, "voucher", enter=True)
    assert money.methods.field.mistake.text() == "voucher is a way to pay already."
    (own,) = office.page.decisions.own_methods()
    assert (own.name, own.asks_reference) == ("Voucher", False)
    ticks = [one for one in money.findChildren(QAbstractButton) if one.isCheckable() and one.isVisible()]
    office.press(ticks[0])
    assert office.page.decisions.own_methods()[0].asks_reference
    office.press(
        next(b for b in money.findChildren(QAbstractButton) if b.accessibleName() == "Remove Voucher")
    )
    assert office.page.decisions.own_methods() == ()
    assert {one.key for one in office.shop.settings.current().methods} >= {"cash", "card"}


def test_somebody_else_takes_over(office: Office) -> None:
    people = office.page.people
    office.type(people.people.field.line, "Bruno", enter=True)
    over = [b for b in people.findChildren(QAbstractButton) if b.accessibleName() == "Bruno takes over"]
    office.press(over[0])
    assert office.shop.people.current() == "Bruno"


def test_the_opening_float_is_recorded(office: Office) -> None:
    office.type(office.page.money.float.line, "150", enter=True)
    assert office.shop.checkout.float_today() == Money(15000, "EUR")
    office.type(office.page.money.float.line, "many", enter=True)
    assert office.page.money.float.mistake.text()


def test_the_stock_policy_and_few_left_are_the_shops(office: Office) -> None:
    stock = office.page.stock
    stock.oversell.set_value(Oversell.BLOCK)
    stock.oversell.changed.emit()
    office.type(stock.low.line, "7", enter=True)
    assert (office.shop.settings.current().oversell, office.shop.settings.current().low_stock) == (
        Oversell.BLOCK,
        7,
    )
    office.type(stock.low.line, "-1", enter=True)
    assert stock.low.mistake.text()
    assert office.shop.settings.current().low_stock == 7


def test_a_backup_is_made_now_in_both_places(office: Office, tmp_path: Path) -> None:
    office.page.decisions.set_second_backup(tmp_path / "stick")
    office.press(office.page.safety.now)
    assert len(office.shop.backups.list()) == 1
    assert len(list((tmp_path / "stick").glob("*.comptoir"))) == 1
    assert office.page.safety.last.text().startswith("Kept: ")


def test_the_journal_is_checked_now(office: Office) -> None:
    office.press(office.page.safety.verify)
    row = office.page.safety.rows[3]
    assert row.answer.text().startswith("All is well: ")
    assert office.page.safety.verify.isEnabled()


def test_pictures_are_fetched_only_when_somebody_says_so(office: Office) -> None:
    assert office.page.stock.pictures.buttons[False].isChecked()
    office.press(office.page.stock.pictures.buttons[True])
    assert office.shop.pictures.allowed()


def test_every_control_has_a_name_and_room_for_a_finger(office: Office) -> None:
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox):
        for control in office.page.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), (kind, control.text() if hasattr(control, "text") else "")
    for button in office.page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.height() >= 36, button.accessibleName()
