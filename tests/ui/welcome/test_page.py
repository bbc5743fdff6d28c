"""The welcome as a person meets it: one screen, keys alone, both languages, the demo one click away."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from pos.domain.shop.errors import DiskTrouble, LockedByOther, NotAShop
from pos.shop import Shop, create_shop
from pos.text import use
from tests.shop_kit import ATELIER
from ui.frame.memory import WindowMemory
from ui.frame.window import MainWindow
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lanes import Progress, Step
from ui.kit.look.theme import Mode, theme
from ui.start.start import joining
from ui.welcome.join_dialog import JoinDialog
from ui.welcome.obstacle import ObstaclePage
from ui.welcome.page import WelcomePage
from ui.welcome.presenter import WelcomePresenter


class Maker:
    """Stands in for the shop's own makers."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.threads: list[int] = []
        self.full = False

    def create(self, _folder: Path, welcome: WelcomePresenter):  # type: ignore[no-untyped-def]
        new = welcome.new_shop()
        return lambda progress: self._make(new.name, progress)

    def demo(self, _folder: Path):  # type: ignore[no-untyped-def]
        return lambda progress: self._make("demo", progress)

    def _make(self, name: str, _progress: Progress) -> str:
        if self.full:
            raise DiskTrouble("no space left")
        self.threads.append(threading.get_ident())
        self.names.append(name)
        return name


@pytest.fixture
def maker() -> Maker:
    """What makes shops."""
    return Maker()


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path, maker: Maker, qtbot: QtBot) -> Iterator[WelcomePage]:
    """The welcome in the smallest window that must work."""
    use("en", "en_GB")
    theme().start(qapp, Mode.LIGHT)
    window = MainWindow(WindowMemory(tmp_path))
    made = WelcomePage(window, tmp_path, maker.create, maker.demo, joining)
    window.resize(1280, 800)
    window.show()
    window.show_whole(made)
    with qtbot.waitActive(window):
        window.activateWindow()
    qapp.processEvents()
    yield made
    window.close()
    window.deleteLater()
    use("en", "en_GB")


def test_a_shop_is_created_by_keys_alone(page: WelcomePage, maker: Maker, qtbot: QtBot) -> None:
    made: list[object] = []
    page.created.connect(made.append)
    name = QApplication.focusWidget()
    assert name is page.form.name.line
    qtbot.keyClicks(name, "Atelier Roux")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: made == ["Atelier Roux"])
    assert maker.threads != [threading.get_ident()]


def test_without_a_name_nothing_is_created_and_the_field_says_why(
    page: WelcomePage, maker: Maker, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.form.make, Qt.MouseButton.LeftButton)
    assert page.form.name.mistake.isVisible()
    assert page.form.name.line.hasFocus()
    assert maker.names == []


def test_twenty_clicks_create_one_shop(page: WelcomePage, maker: Maker, qtbot: QtBot) -> None:
    made: list[object] = []
    page.created.connect(made.append)
    qtbot.keyClicks(page.form.name.line, "Once")
    for _click in range(20):
        qtbot.mouseClick(page.form.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(made))
    assert maker.names == ["Once"]


def test_a_refusal_keeps_the_answers(page: WelcomePage, maker: Maker, qtbot: QtBot) -> None:
    maker.full = True
    qtbot.keyClicks(page.form.name.line, "Atelier")
    qtbot.mouseClick(page.form.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.notices.bars()))
    assert "no space left" in page.notices.bars()[0].text
    assert page.form.name.text() == "Atelier"
    assert page.form.isEnabled()


def test_the_demo_is_one_click_away(page: WelcomePage, maker: Maker, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.cover.demo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: maker.names == ["demo"])


def test_the_language_switches_at_once_and_keeps_the_answers(page: WelcomePage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.form.name.line, "Atelier")
    page.languages["fr"].click()
    assert page.welcome.language == "fr"
    assert page.form.country.choices.currentText() == "Royaume-Uni"
    assert page.form.name.text() == "Atelier"
    assert page.form.name.title.text() != "Name of the shop"


def test_the_country_proposes_its_rates(page: WelcomePage) -> None:
    page.form.country.set_value("CA")
    page.form.country.changed.emit()
    assert page.form.region.isVisible()
    assert page.form.currency.value() == "CAD"
    assert page.form.on_top.isChecked()
    page.form.country.set_value("US")
    page.form.country.changed.emit()
    assert page.form.rate.isVisible()
    assert not page.form.rates.isVisible()


@pytest.mark.parametrize("country", ["GB", "CA", "US"])
def test_all_of_it_fits_one_screen(page: WelcomePage, qapp: QApplication, country: str) -> None:
    page.form.country.set_value(country)
    page.form.country.changed.emit()
    page.form.finish()
    qapp.processEvents()
    assert page.findChildren(QScrollArea) == []
    assert page.minimumSizeHint().height() <= 800
    assert page.minimumSizeHint().width() <= 1280


def test_every_control_has_a_name(page: WelcomePage) -> None:
    controls = [
        one
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for one in page.findChildren(kind)
        if one.isVisible()
    ]
    assert [one for one in controls if not one.accessibleName()] == []
    assert len(controls) > 10


def test_an_obstacle_says_what_to_do(qtbot: QtBot) -> None:
    use("en", "en_GB")
    again: list[str] = []
    page = ObstaclePage(NotAShop("/x/shop.db"), lambda: again.append("again"), lambda: None, lambda: None)
    page.show()
    assert "left as it is" in page.words.text()
    assert page.restore.isVisible()
    page.again.click()
    assert again == ["again"]
    page.close()
    held = ObstaclePage(LockedByOther("till-1, 09:02, 4711"), lambda: None, lambda: None)
    assert "till-1" in held.words.text()
    assert held.restore.isHidden()
    held.close()


def test_a_further_till_joins_with_its_code_and_file(
    page: WelcomePage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, stick = create_shop(tmp_path / "office", ATELIER), tmp_path / "stick.bundle"
    code = office.sync.pairing.invite("B").code
    office.sync.bundles.write(stick)
    office.close()
    made: list[Shop] = []
    page.created.connect(made.append)
    qtbot.mouseClick(page.cover.join, Qt.MouseButton.LeftButton)
    asked = open_dialog_of(page.window())
    assert isinstance(asked, JoinDialog)
    asked.answer.click()
    assert asked.code.mistaken
    asked.code.set_text(code)
    asked.answer.click()
    qtbot.waitUntil(lambda: "come in a file" in asked.problem.text())
    asked.code.set_text(code[:-9])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_of: (str(stick), ""))
    asked.choose.click()
    asked.answer.click()
    qtbot.waitUntil(lambda: "is not whole" in asked.problem.text())
    assert asked.answer.isEnabled()
    asked.code.set_text(code)

    # stopped: nothing is made, and the code is still good
    window, go_on = page.window(), threading.Event()
    assert isinstance(window, MainWindow)
    window.writer.run(lambda _progress: go_on.wait())
    asked.answer.click()
    assert asked.progress.isVisible()
    assert not asked.code.isVisible()
    asked.progress.cancel.click()
    assert asked.progress.title.text() == "Stopping…"
    go_on.set()
    qtbot.waitUntil(lambda: "Joining was stopped" in asked.problem.text())
    assert asked.code.isVisible()
    assert not (tmp_path / "shop.db").exists()

    told: list[Step] = []
    window.writer.progressed.connect(told.append)
    asked.answer.click()
    qtbot.waitUntil(lambda: len(made) == 1)
    assert told[-1].done == told[-1].total > 1
    assert made[0].till.life.letter == "B"
    made[0].close()
