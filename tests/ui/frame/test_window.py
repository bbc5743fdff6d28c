"""The window: pages, commands, messages, and a name on everything that can be reached."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos.domain.shop.errors import DiskTrouble
from tests.shop_kit import ShopKit, ram, shop
from tests.ui.bare_window import PlainPage
from ui.frame.key_list import KeyList, Palette
from ui.frame.refs import PageRef
from ui.frame.window import MainWindow
from ui.kit.actions import Action, matching
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lanes import Step
from ui.kit.lists.row_acts import RowAct
from ui.kit.look.keycap import key_names
from ui.kit.look.tags import Mood

__all__ = ["ram", "shop"]


def page(window: MainWindow, name: str) -> PlainPage:
    found = window.page(PageRef(name))
    assert isinstance(found, PlainPage)
    return found


def test_a_page_is_built_when_first_shown(window: MainWindow) -> None:
    assert window.page(PageRef.SETTINGS) is None
    window.open(PageRef.SETTINGS)
    assert window.shown() is window.page(PageRef.SETTINGS)


def test_each_page_is_handed_the_shop_once(shop: ShopKit, window: MainWindow) -> None:
    window.open_shop(shop.shop)
    window.open(PageRef.SETTINGS)
    window.open(PageRef.SELL)
    assert page(window, "sell").shops == [shop.shop]
    assert page(window, "settings").shops == [shop.shop]


def test_a_page_is_loaded_beside_the_window_before_it_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    threads: list[int] = []
    window.add_page(
        PageRef.PRODUCTS, "Products", "package", lambda _window: PlainPage("Products"),
        load=lambda: threads.append(threading.get_ident()),
    )  # fmt: skip
    window.ask(PageRef.PRODUCTS)
    assert window.page(PageRef.PRODUCTS) is None
    qtbot.waitUntil(lambda: window.shown() is window.page(PageRef.PRODUCTS))
    assert threads != [threading.get_ident()]
    assert len(threads) == 1


def test_a_page_that_loads_does_not_push_away_one_asked_later(window: MainWindow, qtbot: QtBot) -> None:
    loaded: list[bool] = []
    window.add_page(
        PageRef.PRODUCTS,
        "Products",
        "package",
        lambda _window: PlainPage("Products"),
        load=lambda: loaded.append(True),
    )
    window.ask(PageRef.PRODUCTS)
    window.ask(PageRef.SETTINGS)
    assert window.shown() is window.page(PageRef.SETTINGS), "what has nothing to load waits for nobody"
    qtbot.waitUntil(lambda: loaded == [True])
    QApplication.processEvents()
    assert window.shown() is window.page(PageRef.SETTINGS)


def test_a_command_runs_by_its_key_only_on_its_page(window: MainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    charge = Action("charge", "Charge", lambda: done.append("sell"), ("F12", "Ctrl+Return"))
    window.registry.add(charge, page=window.page(PageRef.SELL))
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: done == ["sell"])
    window.open(PageRef.SETTINGS)
    assert not window.registry.press("F12")
    assert done == ["sell"]


def test_a_dialog_keeps_commands_of_the_page_from_running(window: MainWindow) -> None:
    done: list[str] = []
    window.registry.add(Action("charge", "Charge", lambda: done.append("charge"), ("F12",)))
    dialog = KeyList(window, window.registry)
    dialog.open_dialog()
    assert not window.registry.press("F12")
    dialog.close_dialog()
    assert window.registry.press("F12")


def test_the_command_list_finds_by_any_words(window: MainWindow) -> None:
    names = ("Place order unpaid", "Order discount", "Custom item")
    commands = tuple(Action(name, name, lambda: None) for name in names)
    assert [one.id for one in matching(commands, "ORDER pl")] == ["Place order unpaid"]
    assert len(matching(commands, "")) == 3


def test_enter_runs_the_command_typed(window: MainWindow, qtbot: QtBot) -> None:
    done: list[str] = []
    for name in ("Hold", "Discount"):
        window.registry.add(Action(name, name, partial(done.append, name)))
    dialog = Palette(window, window.registry)
    dialog.open_dialog()
    qtbot.keyClicks(dialog.box.line, "disc")
    qtbot.keyClick(dialog.box.line, Qt.Key.Key_Return)
    assert done == ["Discount"]
    assert open_dialog_of(window) is None


def test_keys_are_named_as_they_are_printed() -> None:
    assert key_names("Ctrl+Return") == ["Ctrl", "Enter"]
    assert key_names("Alt+1") == ["Alt", "1"]


def test_a_refusal_nobody_takes_is_said_in_words(window: MainWindow, qtbot: QtBot) -> None:
    def work(_progress: object) -> None:
        raise DiskTrouble("no space left")

    window.writer.run(work)
    qtbot.waitUntil(lambda: bool(window.notices.bars()))
    assert "no space left" in window.notices.bars()[0].text


def test_the_status_bar_says_only_what_is_true(window: MainWindow) -> None:
    window.status.say("disk", "Disk nearly full", Mood.WARNING)
    assert window.status.said("disk") == "Disk nearly full"
    window.status.say("disk", "")
    assert window.status.said("disk") == ""


def test_the_status_bar_never_makes_the_window_wider_and_shortens_the_quiet_words_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    """However long they are: dots stay beside their words, and all can be read by who points at it."""
    status = window.status
    long = "Web shop does not answer: sales are safe here · 1,240 sales wait"
    status.say("mails", "21 e-mails waiting")
    status.say("till", "Till A", right=True)
    status.offer("hub", "Offline · 37 sales only here · last sent 28/11/2026 18:02", lambda: None, Mood.BAD)
    status.offer("web shop", long, lambda: None, Mood.NEUTRAL)
    status.offer("decisions", "40 to decide", lambda: None, Mood.WARNING)
    status.running.show_step(Step("Importing a catalogue with a very long name", 1, 2))
    window.resize(640, 400)
    window.show()
    QApplication.processEvents()
    assert window.width() == 640, "a screen of 1280 pixels at 200 %"
    status.running.hide()

    def whole(words: str) -> bool:
        (one,) = [one for one in status.findChildren(QWidget) if one.accessibleName() == words]
        return one.width() >= one.sizeHint().width()

    told = {"21 e-mails waiting": (640, False), long: (640, False), "40 to decide": (640, True)}
    told_wide = {"21 e-mails waiting": (1130, False), long: (1130, True), "40 to decide": (1130, True)}
    for expected in (told, told_wide, {words: (1400, True) for words in told}):
        for words, (wide, is_whole) in expected.items():
            window.resize(wide, 400)
            qtbot.waitUntil(partial(lambda one, told: whole(one) is told, words, is_whole))
    link = status.offered("web shop")
    assert link is not None
    assert link.toolTip() == link.accessibleName() == long


def test_files_dropped_on_the_window_are_told(shop: ShopKit, window: MainWindow, tmp_path: Path) -> None:
    told: list[tuple[Path, ...]] = []
    window.files_dropped.connect(told.append)
    window.open_shop(shop.shop)
    file = tmp_path / "catalogue.csv"
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.com/x")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    # Qt 6.11 knows whole pixels only, 6.12 gives them up.
    place = QPoint(5, 5) if PySide6.__version_info__ < (6, 12) else QPointF(5, 5)
    entered = QDragEnterEvent(place, copy, data, left, none)
    window.dragEnterEvent(entered)
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert entered.isAccepted()
    assert told == [(file,)]


def test_the_language_changes_while_running(window: MainWindow) -> None:
    window.name_shop("Atelier", "Anne", "A")
    window.use_language("fr")
    names = [one.text() for one in window.rail.findChildren(QAbstractButton)]
    till = window.status.said("till")
    window.use_language("en")
    assert "Vendre" in names
    assert (till, window.status.said("till")) == ("Caisse A", "Till A")
    assert window.memory.language == "en"


@pytest.mark.parametrize("dialog", ["none", "keys", "commands"])
def test_everything_reachable_has_a_name(window: MainWindow, qapp: QApplication, dialog: str) -> None:
    if dialog != "none":
        made = (KeyList if dialog == "keys" else Palette)(window, window.registry)
        made.open_dialog()
    window.notices.bad("The file could not be read.")
    qapp.processEvents()
    assert nameless(window) == []


def nameless(top: QWidget) -> list[str]:
    """Return the controls a screen reader could not name, and labels that would guess markup."""
    found = []
    for one in top.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, RowAct):  # drawn by nobody, named when asked
            continue
        control = isinstance(one, QAbstractButton | QLineEdit | QComboBox) or bool(
            one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.parentWidget() is not None
        )
        spoken = one.accessibleName() or one.focusProxy() or (isinstance(one, RowAct) and one.spoken)
        if control and not spoken and type(one) is not QWidget:
            found.append(f"{type(one).__name__} in {type(one.parentWidget()).__name__}")
        if isinstance(one, QLabel) and type(one) is QLabel and "<" in one.text():
            found.append(f"label {one.text()!r}")
    return found
