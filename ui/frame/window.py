"""The window that holds the pages, the lanes and what every page needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.words.errors import CashierError
from pos.text import _, sentence, use
from ui.frame.changes import Changes
from ui.frame.memory import WindowMemory
from ui.frame.rail import Rail
from ui.frame.status_bar import StatusBar
from ui.kit.actions import Commands
from ui.kit.controls.stray_clicks import StrayClicks
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.notices import Notices
from ui.kit.speaking import language_changed, speak

if TYPE_CHECKING:
    from pos.shop import Shop


class Page(Protocol):
    """What a page may have beside being a widget: it is handed the shop once, and told when it is shown."""

    def open_shop(self, shop: Shop) -> None:
        """Read what the page shows."""


@dataclass(slots=True)
class _Place:
    title: str
    make: Callable[[MainWindow], QWidget]
    load: Callable[[], object] | None
    page: QWidget | None = None
    opened: bool = False


class MainWindow(QWidget):
    """Rail, pages, status bar; one lane for all writes, one that reads lists, one for long work behind."""

    closing = Signal()  # pages hand what they hold to the writer lane
    ending = Signal()  # after that: the last work, which closes the shop
    files_dropped = Signal(object)  # tuple[Path, ...]
    page_shown = Signal(str)
    own_shop_asked = Signal()  # from the demo shop

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__()
        self.memory = memory
        self.shop: Shop | None = None
        self.writer = Lane("writer", self)
        self.reader = Lane("reader", self)
        self.behind = Lane("behind", self)
        self._loader = Lane("pages", self)
        self.changes = Changes(self)
        self.commands = Commands(self)
        self.rail = Rail()
        self.status = StatusBar()
        self.notices = Notices(above=theme.space(3))
        self._stack = QStackedWidget()
        self._places: dict[str, _Place] = {}
        self._whole: QWidget | None = None
        self._asked = ""
        self._letter = ""
        self._stray_clicks = StrayClicks(self)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        speak(self, self._say)

    def _lay_out(self) -> None:
        self.resize(1280, 800)
        self._frame = QWidget()
        row = QHBoxLayout(self._frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        column = QVBoxLayout()
        column.setSpacing(0)
        messages = QVBoxLayout()
        messages.setContentsMargins(16, 0, 16, 0)
        messages.addWidget(self.notices)
        column.addLayout(messages)
        column.addWidget(self._stack, 1)
        column.addWidget(self.status)
        row.addLayout(column, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)

    def _connect(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keyboard_moved)
        self.rail.asked.connect(self.ask_page)
        for lane in (self.writer, self.reader, self.behind):
            self.status.follow(lane)
            lane.refused.connect(self.show_refusal)

    # pages

    def add_page(
        self,
        name: str,
        title: str,
        icon: str,
        make: Callable[[MainWindow], QWidget],
        *,
        load: Callable[[], object] | None = None,
        bottom: bool = False,
    ) -> None:
        """Make a page known; it is built when first shown. `title` is a message id.

        `load` imports what `make` needs, in a lane.
        """
        self._places[name] = _Place(title, make, load)
        self.rail.add(name, title, icon, bottom=bottom)

    def ask_page(self, name: str) -> None:
        """Show a page as soon as it is loaded; the window goes on meanwhile."""
        place = self._places[name]
        self._asked = name
        if place.page is None and place.load is not None:
            load, place.load = place.load, None
            self._loader.run(lambda _progress: load(), lambda _nothing: self._show_loaded(name))
        else:
            self.show_page(name)

    def _show_loaded(self, name: str) -> None:
        if self._asked == name:
            self.show_page(name)

    def show_page(self, name: str) -> QWidget:
        """Show a page, building it and handing it the shop if that was not done yet."""
        place = self._places[name]
        self._asked = name
        if place.page is None:
            place.page = place.make(self)
            self._stack.addWidget(place.page)
        if self.shop is not None and not place.opened:
            self._hand_over(place, self.shop)
        self._stack.setCurrentWidget(place.page)
        self.rail.mark(name)
        place.page.setFocus()
        self.page_shown.emit(name)
        return place.page

    def page(self, name: str) -> QWidget | None:
        """Return a page that was built already."""
        place = self._places.get(name)
        return place.page if place is not None else None

    def page_titles(self) -> dict[str, str]:
        """Return the pages known, by name, with the message ids of their titles."""
        return {name: place.title for name, place in self._places.items()}

    def shown(self) -> QWidget | None:
        """Return the page in front."""
        return self._stack.currentWidget()

    def open_shop(self, shop: Shop) -> None:
        """Hand the shop to the pages built so far; later ones get it when they are built."""
        self.shop = shop
        for place in self._places.values():
            if place.page is not None and not place.opened:
                self._hand_over(place, shop)

    @staticmethod
    def _hand_over(place: _Place, shop: Shop) -> None:
        place.opened = True
        receive = getattr(place.page, "open_shop", None)
        if receive is not None:
            receive(shop)

    def show_whole(self, page: QWidget) -> None:
        """Show a page in place of everything: the welcome, or why the shop cannot be opened."""
        self.end_whole()
        self._whole = page
        self._frame.hide()
        outer = self.layout()
        if outer is not None:
            outer.addWidget(page)
        page.show()
        page.setFocus()

    def end_whole(self) -> None:
        """Take that page away again."""
        if self._whole is None:
            return
        self._whole.hide()
        self._whole.deleteLater()
        self._whole = None
        self._frame.show()

    def _keyboard_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Give the page the keyboard that nobody has: what had it is gone."""
        page = self.shown()
        if now is not None or page is None or not page.isVisible() or not self.isActiveWindow():
            return
        if not self.showing_dialog():
            page.setFocus()

    # what the window itself says and keeps

    def show_refusal(self, error: CashierError) -> None:
        """Show in words what was refused and what can be done."""
        self.notices.warning(sentence(error))

    def showing_dialog(self) -> bool:
        """Tell whether a dialog covers the pages."""
        return open_dialog_of(self) is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the mouse from now on."""
        super().showEvent(event)
        self._stray_clicks.watch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self.shop is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell which files were dropped."""
        files = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being written, stop what runs behind."""
        self.closing.emit()
        self.ending.emit()
        self.changes.stop()
        self._loader.close(cancel=True)
        for lane in (self.reader, self.behind):
            lane.close(cancel=True)
        self.writer.close()
        super().closeEvent(event)

    def use_language(self, language: str, *, keep: bool = True) -> None:
        """Speak another language from now on, money and dates as the shop's country writes them."""
        locale = self.shop.settings.current().locale if self.shop is not None else ""
        use(language, locale)
        if keep:
            self.memory.language = language
        language_changed()

    def use_mode(self, mode: theme.Mode) -> None:
        """Switch between light, dark and what the system says."""
        theme.theme().use(mode)
        self.memory.mode = mode

    def _say(self) -> None:
        words = _("Till {letter}").format(letter=self._letter) if self._letter else ""
        self.status.say("till", words, right=True)

    def name_shop(self, shop_name: str, person: str, letter: str) -> None:
        """Show whose till this is."""
        self.window().setWindowTitle(f"{shop_name} · Comptoir" if shop_name else "Comptoir")
        self.rail.set_person(person)
        self._letter = letter
        self._say()
