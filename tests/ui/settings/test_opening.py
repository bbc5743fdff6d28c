"""Opening the settings builds one section; the others follow one by one, or when somebody wants them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.settings.office import Office, opened_page, shown
from tests.ui.shop_window import shop_window
from ui.settings.about_section import AboutSection
from ui.settings.rows import Section
from ui.settings.safety_section import SafetySection
from ui.settings.sections import Sections
from ui.settings.shop.shop_section import ShopSection


@pytest.fixture
def opening(qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    """The page in the moment it is opened, before the event loop went on."""
    with shop_window(qtbot, tmp_path) as made:
        office = Office(made.bot, made.window, made.shop)
        office.page = opened_page(office.window)
        yield office


def sections(office: Office) -> Sections:
    assert office.page.sections is not None
    return office.page.sections


def kinds(office: Office) -> list[type[Section]]:
    return [type(one) for one in office.page.built]


def test_only_the_first_section_is_built_at_once_and_all_are_named(opening: Office) -> None:
    assert kinds(opening) == [ShopSection]
    listed = opening.page.navigation.entries
    assert [entry.title for entry in listed.all()][-2:] == ["Safety", "About"]


def test_each_of_the_others_has_a_turn_of_its_own(opening: Office) -> None:
    sections(opening).build_rest()
    for count in range(1, len(sections(opening).kinds)):
        assert len(kinds(opening)) == count
        sections(opening)._pause.timeout.emit()
    assert kinds(opening) == list(sections(opening).kinds)


def test_they_follow_once_the_page_is_seen_and_not_before(opening: Office) -> None:
    QApplication.processEvents()
    assert not sections(opening)._pause.isActive()
    opening.window.show()
    opening.settle()
    assert kinds(opening) == list(sections(opening).kinds)


def test_a_section_that_is_chosen_before_its_turn_is_built_then(opening: Office) -> None:
    opening.page.open_section(len(sections(opening).kinds) - 1)
    assert kinds(opening) == [ShopSection, AboutSection]
    opening.window.show()
    assert shown(opening) == ["Comptoir", "Folder of the shop"]
    opening.settle()
    assert shown(opening) == ["Comptoir", "Folder of the shop"]


def test_a_search_finds_also_what_is_built_after_it_was_typed(opening: Office) -> None:
    opening.page.search.line.setText("backup")
    opening.page.look_for("backup")
    assert opening.page.nothing.isHidden()
    opening.window.show()
    opening.settle()
    assert "Second place for backups" in shown(opening)
    assert opening.page.navigation.entries.row(sections(opening).kinds.index(SafetySection)).found == 3


def test_closing_before_all_is_built_builds_no_more(opening: Office) -> None:
    opening.window.show()
    sections(opening).build_rest()
    opening.window.close()
    assert not sections(opening)._pause.isActive()
    assert not sections(opening).complete
