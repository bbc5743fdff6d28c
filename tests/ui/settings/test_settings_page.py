"""Settings are kept as soon as they are left, checked when typed, and found by their words."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from pos.domain.shop.settings import Oversell
from pos.text import current
from tests.ui.settings.office import Office, button, open_, settings, shown
from ui.kit.lists.row_acts import RowAct
from ui.kit.look.theme import Mode
from ui.settings.documents.numbering_section import NumberingSection
from ui.settings.documents.printers_section import PrintersSection
from ui.settings.language_section import LanguageSection
from ui.settings.look_section import LookSection
from ui.settings.people_section import PeopleSection
from ui.settings.safety_section import SafetySection
from ui.settings.shop.shop_section import ShopSection
from ui.settings.stock_section import StockSection
from ui.settings.taxes.tax_section import TaxSection


def test_settings_are_found_by_the_beginnings_of_their_words(office: Office) -> None:
    office.type(office.page.search.line, "back")
    assert shown(office) == ["Backup", "Second place for backups", "Restore", "Folder of the shop"]
    office.type(office.page.search.line, "iban")
    assert shown(office) == ["IBAN"]
    office.type(office.page.search.line, "zebra")
    assert shown(office) == []
    assert office.page.nothing.isVisible()
    QTest.keyClick(office.page.search.line, Qt.Key.Key_Escape)
    assert shown(office)[0] == "Name of the shop"


def test_arrows_from_the_empty_search_choose_the_section(office: Office) -> None:
    QTest.keyClick(office.page.search.line, Qt.Key.Key_Down)
    assert shown(office)[0] == "Tax"
    QTest.keyClick(office.page.search.line, Qt.Key.Key_Up)
    assert shown(office)[0] == "Name of the shop"


def test_a_narrow_page_lets_the_sections_be_chosen_above_them(office: Office) -> None:
    page, window = office.page, office.window
    page.navigation.setFocus()
    window.resize(640, 360)
    office.settle()
    menu = page.menu
    assert not page.navigation.isVisible()
    assert menu.hasFocus()
    assert menu.accessibleName() == "Sections of the settings"
    assert [menu.itemText(at) for at in range(3)] == ["Shop", "Taxes", "Delivery"]
    menu.setCurrentIndex(1)
    menu.activated.emit(1)
    office.settle()
    taxes = office.section(TaxSection)
    assert taxes.isVisible()
    taxes.question.ask("Are you sure? " * 20, "Yes", lambda: None, lambda: None)
    office.settle()
    asked = taxes.question.no
    assert asked.hasFocus()
    assert asked.visibleRegion().boundingRect() == asked.rect(), "what was just shown is scrolled to"
    office.type(page.search.line, "letterhead")
    assert menu.currentIndex() == -1
    window.resize(1280, 800)
    office.settle()
    assert page.navigation.isVisible()
    assert not menu.isVisible()


def test_a_name_is_kept_when_the_field_is_left_and_an_empty_one_is_refused(office: Office) -> None:
    name = office.section(ShopSection).texts["name"]
    office.type(name.line, "Atelier Anne", enter=True)
    assert settings(office).name == "Atelier Anne"
    assert office.window.windowTitle() == "Atelier Anne · Comptoir"
    name.line.clear()
    office.type(name.line, " ", enter=True)
    assert settings(office).name == "Atelier Anne"
    assert name.mistake.text()


def test_esc_gives_back_what_stood_in_a_field(office: Office) -> None:
    name = office.section(ShopSection).texts["name"]
    office.type(name.line, "Something else")
    QTest.keyClick(name.line, Qt.Key.Key_Escape)
    assert name.text() == "Atelier"
    QTest.keyClick(name.line, Qt.Key.Key_Escape)
    assert office.page.search.line.hasFocus()
    assert settings(office).name == "Atelier"


def test_a_change_is_taken_back_from_its_row_or_with_ctrl_z(office: Office) -> None:
    section = office.section(ShopSection)
    office.type(section.texts["name"].line, "One", enter=True)
    office.type(section.texts["name"].line, "Two", enter=True)
    office.press(section.rows[0].undo)
    assert settings(office).name == "One"
    assert section.texts["name"].text() == "One"
    office.window.activateWindow()
    office.page.search.line.setFocus()
    QTest.keyClick(office.page.search.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    office.bot.waitUntil(lambda: settings(office).name == "Atelier")
    office.settle()
    assert section.texts["name"].text() == "Atelier"


def test_what_is_being_written_is_kept_when_the_window_closes(office: Office) -> None:
    office.window.activateWindow()
    office.type(office.section(ShopSection).texts["name"].line, "Last words")
    office.window.close()
    assert settings(office).name == "Last words"


def test_the_address_is_kept_by_lines(office: Office) -> None:
    edit = office.section(ShopSection).address.edit
    edit.setFocus()
    edit.setPlainText("3 rue des Orfèvres\n\n67000 Strasbourg")
    office.page.search.line.setFocus()
    office.settle()
    assert settings(office).address == ("3 rue des Orfèvres", "67000 Strasbourg")


@pytest.mark.parametrize(
    ("field", "wrong", "right", "kept"),
    [
        ("tax_number", "FR44732829321", "fr 44 732 829 320", "FR44732829320"),
        ("registration", "SIRET 732 829 320 00075", "73282932000074", "SIRET 732 829 320 00074"),
        ("phone", "12", "03 88 12 34 56", "+33 3 88 12 34 56"),
        ("email", "shop@", "shop@Example.com", "shop@example.com"),
        ("website", "my site", "www.example.com", "www.example.com"),
    ],
)
def test_what_is_typed_about_the_shop_is_checked(
    office: Office, field: str, wrong: str, right: str, kept: str
) -> None:
    control = office.section(ShopSection).texts[field]
    office.type(control.line, wrong, enter=True)
    assert wrong in control.mistake.text()
    assert getattr(settings(office), field) == ""
    office.type(control.line, right, enter=True)
    assert getattr(settings(office), field) == kept
    assert control.text() == kept
    assert not control.mistake.text()


def test_another_country_brings_its_provinces(office: Office) -> None:
    section = office.section(ShopSection)
    section.country.set_value("CA")
    section.country.changed.emit()
    office.settle()
    assert (settings(office).country, settings(office).region) == ("CA", "AB")
    assert "Province" in shown(office)
    section.region.set_value("QC")
    section.region.changed.emit()
    office.settle()
    assert settings(office).region == "QC"


def test_any_picture_becomes_the_logo_and_anything_else_is_refused(office: Office, tmp_path: Path) -> None:
    section = office.section(ShopSection)
    row = section.rows[-1]
    (tmp_path / "notes.txt").write_text("no picture")
    section.logo.chosen.emit(tmp_path / "notes.txt")
    office.settle()
    assert "notes.txt is not a picture" in row.outcome.text()
    picture = QImage(300, 120, QImage.Format.Format_RGB32)
    picture.fill(0x17624A)
    picture.save(str(tmp_path / "logo.bmp"))
    section.logo.chosen.emit(tmp_path / "logo.bmp")
    office.settle()
    assert office.shop.logos.read(settings(office).logo)
    section.logo.clear.click()
    office.settle()
    assert settings(office).logo == ""


def test_the_language_changes_at_once_and_is_remembered(office: Office) -> None:
    section = office.section(LanguageSection)
    open_(office, section)
    office.press(section.language.buttons["fr"])
    assert current().language == "fr"
    assert office.window.memory.language == "fr"
    office.press(section.language.buttons["en"])
    assert shown(office)[0] == "Language of this window"
    choices = section.documents.choices
    assert [choices.itemText(at) for at in range(choices.count())] == [
        "English", "Français", "Deutsch", "Español", "Italiano", "Nederlands",
    ]  # fmt: skip
    for language in ("fr", "de"):
        section.documents.set_value(language)
        section.documents.changed.emit()
        office.settle()
        assert settings(office).language == language
    assert current().language == "en"


def test_the_look_changes_at_once_and_is_remembered(office: Office) -> None:
    section = office.section(LookSection)
    open_(office, section)
    office.press(section.look.buttons[Mode.DARK])
    assert office.window.memory.mode is Mode.DARK
    office.press(section.look.buttons[Mode.LIGHT])


def test_paper_is_chosen_for_this_machine(office: Office) -> None:
    printers = office.section(PrintersSection)
    open_(office, printers)
    office.press(printers.roll.buttons[58])
    office.press(printers.when.buttons[True])
    assert office.shop.settings.choice("receipt.width") == "58"
    assert office.shop.settings.choice("receipt.print") == "1"


def test_numbers_are_shown_and_cannot_be_changed(office: Office) -> None:
    numbering = office.section(NumberingSection)
    open_(office, numbering)
    assert numbering.letter.text() == "A"
    assert numbering.numbers["order"].text() == "A-000001"
    assert not [one for one in numbering.findChildren(QLineEdit) if one.isVisible()]


def test_somebody_else_takes_over(office: Office) -> None:
    people = office.section(PeopleSection)
    open_(office, people)
    office.type(people.people.field.line, "Bruno", enter=True)
    office.press(button(people, "Take over as Bruno"))
    assert office.shop.people.current() == "Bruno"


def test_the_stock_policy_and_few_left_are_the_shops(office: Office) -> None:
    stock = office.section(StockSection)
    open_(office, stock)
    stock.oversell.set_value(Oversell.BLOCK)
    stock.oversell.changed.emit()
    office.type(stock.low.line, "7", enter=True)
    assert (settings(office).oversell, settings(office).low_stock) == (Oversell.BLOCK, 7)
    office.type(stock.low.line, "-1", enter=True)
    assert stock.low.mistake.text()
    assert settings(office).low_stock == 7


def test_a_backup_is_made_now_in_both_places(office: Office, tmp_path: Path) -> None:
    safety = office.section(SafetySection)
    open_(office, safety)
    office.page.presenter.set_second_backup(tmp_path / "stick")
    office.press(safety.now)
    assert len(office.shop.backups.list()) == 1
    assert len(list((tmp_path / "stick").glob("*.comptoir"))) == 1
    assert safety.last.text().startswith("Kept: ")


def test_the_journal_is_checked_now(office: Office) -> None:
    safety = office.section(SafetySection)
    open_(office, safety)
    office.press(safety.verify)
    assert safety.rows[3].outcome.text().startswith("All is well: ")
    assert safety.verify.isEnabled()


def test_a_check_can_be_stopped(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    safety = office.section(SafetySection)
    open_(office, safety)
    verify, asked_to_stop = office.shop.auditor.verify, threading.Event()

    def once_asked(**asked: Any) -> Any:
        asked_to_stop.wait(10)
        return verify(**asked)

    monkeypatch.setattr(office.shop.auditor, "verify", once_asked)
    safety.verify.click()
    office.window.status.cancelled.emit()
    asked_to_stop.set()
    office.settle()
    assert safety.rows[3].outcome.text() == "The check was stopped. Nothing was changed."
    assert safety.verify.isEnabled()


def test_an_index_that_is_out_of_date_is_made_anew_by_the_check(office: Office) -> None:
    safety = office.section(SafetySection)
    open_(office, safety)
    with closing(sqlite3.connect(office.shop.folder.database)) as script:
        script.execute("DELETE FROM customer_entry")
        script.execute("INSERT INTO search_entry VALUES (99, 99, '', 1, 'nothing')")
        script.commit()
    office.press(safety.verify)
    office.settle()
    assert "out of date, and was made anew" in safety.rows[3].outcome.text()
    assert office.shop.auditor.verify().stale == ()


def test_what_nobody_can_prove_is_never_called_well_until_a_person_says_it_carries_on(office: Office) -> None:
    safety = office.section(SafetySection)
    open_(office, safety)
    key = office.shop.folder.key
    key.rename(key.with_name("lost"))
    office.press(safety.verify)
    said = safety.rows[3].outcome.text()
    assert "the key of A is not known here" in said
    office.press(safety.accept)
    assert safety.rows[3].outcome.text().startswith("All is well: ")
    assert not safety.accept.isVisible()


def test_what_was_altered_is_named(office: Office) -> None:
    safety = office.section(SafetySection)
    open_(office, safety)
    with closing(sqlite3.connect(office.shop.folder.database)) as script:
        script.execute("DELETE FROM setting")
        script.commit()
    office.press(safety.verify)
    assert safety.rows[3].outcome.text().startswith("Something does not add up at setting")


def test_pictures_are_fetched_only_when_somebody_says_so(office: Office) -> None:
    stock = office.section(StockSection)
    open_(office, stock)
    assert stock.pictures.buttons[False].isChecked()
    office.press(stock.pictures.buttons[True])
    assert office.shop.pictures.allowed()


def test_every_control_has_a_name_and_room_for_a_finger(office: Office) -> None:
    for section in office.page.built:
        open_(office, section)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox):
            for control in office.page.findChildren(kind):
                if control.isVisible() and not (isinstance(control, RowAct) and not control.possible):
                    name = _spoken_name(control)
                    assert name, (section.heading, kind)
                    if isinstance(control, QAbstractButton):  # who says what is written there is understood
                        assert control.text().rstrip("…").casefold() in name.casefold()
        for label in section.findChildren(QLabel):
            assert label.accessibleName() in ("", label.text()), "what stands there is spoken"
        office.bot.waitUntil(lambda: not _too_low(office.page))  # what was read last gets its place


def _too_low(page: QWidget) -> list[str]:
    """Buttons that no finger finds; acts on rows are for readers alone."""
    return [
        one.accessibleName()
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and not isinstance(one, RowAct) and one.height() < 36
    ]


def _spoken_name(control: QWidget) -> str:
    """What a screen reader says of it: acts on rows are named when they are asked."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""
