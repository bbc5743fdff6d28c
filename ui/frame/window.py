"""The window that holds the pages, the lanes and what every page needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.words.errors import CashierError
from pos.text import _, sentence, use
from ui.frame.changes import Changes
from ui.frame.memory import WindowMemory
from ui.frame.rail import Rail
from ui.frame.refs import CatalogueFiles, PageRef, Ref, page_of
from ui.frame.status_bar import StatusBar
from ui.kit.actions import Actions
from ui.kit.controls.hand import Hand
from ui.kit.controls.panel import Fitting
from ui.kit.controls.stray_clicks import StrayClicks
from ui.kit.dialogs.dialog import open_dialog_of
from ui.kit.forms.tab_order import step_focus
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.notices import Notices
from ui.kit.page import Page
from ui.kit.speaking import language_changed, speak

if TYPE_CHECKING:
    from pos.shop import Shop


@dataclass(slots=True)
class _Room:
    title: str
    make: Callable[[MainWindow], Page]
    load: Callable[[], object] | None
    page: Page | None = None
    place: Fitting | None = None
    opened: bool = False


class MainWindow(QWidget):
    """Rail, pages, status bar; one lane for all writes, one that reads lists, one for long work behind."""

    closing = Signal()  # pages hand what they hold to the writer lane
    ending = Signal()  # after that: the last work, which closes the shop
    files_dropped = Signal(object)  # tuple[Path, ...]
    page_shown = Signal(object)  # PageRef
    order_placed = Signal(object)  # the id of an order just placed here
    tiles_sized = Signal(object)  # 1, 2 or 3
    own_shop_asked = Signal()  # from the demo shop

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__()
        self.memory = memory
        self.shop: Shop | None = None
        self.writer = Lane("writer", self)
        self.reader = Lane("reader", self)
        self.behind = Lane("behind", self)
        self.loader = Lane("pages", self)
        self.changes = Changes(self)
        self.registry = Actions(self, self.showing_dialog)
        self.rail = Rail()
        self.status = StatusBar()
        self.notices = Notices(above=theme.space(3))
        self._stack = QStackedWidget()
        self._rooms: dict[PageRef, _Room] = {}
        self._whole: QWidget | None = None
        self._asked: PageRef | None = None
        self._letter = self._shop_name = ""
        self._stray_clicks = StrayClicks(self)
        self._hand = Hand(self)
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
        sides = Fitting(self.rail)
        sides.setFixedWidth(self.rail.width())
        self.rail.fitted.connect(sides.setFixedWidth)
        sides.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row.addWidget(sides)
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
        self.rail.asked.connect(self.ask)
        self.registry.refused.connect(self._say_refused)
        self.files_dropped.connect(lambda files: self.open(CatalogueFiles(files)))
        for lane in (self.writer, self.reader, self.behind):
            self.status.follow(lane)
            lane.refused.connect(self.show_refusal)

    # pages

    def add_page(
        self,
        place: PageRef,
        title: str,
        icon: str,
        make: Callable[[MainWindow], Page],
        *,
        load: Callable[[], object] | None = None,
        bottom: bool = False,
    ) -> None:
        """Make a page known; it is built when first shown. `title` is a message id.

        `load` imports what `make` needs, in a lane.
        """
        self._rooms[place] = _Room(title, make, load)
        self.rail.add(place, title, icon, bottom=bottom)

    def ask(self, place: PageRef) -> None:
        """Show a page as soon as it is loaded; the window goes on meanwhile."""
        room = self._rooms[place]
        self._asked = place
        if room.page is None and room.load is not None:
            self._load(room, lambda: self._show_loaded(place))
        else:
            self.open(place)

    def _load(self, room: _Room, then: Callable[[], None]) -> None:
        """Load what a page is made of in a lane, behind what is loaded there already; twice is once."""
        load = room.load
        self.loader.run(lambda _progress: load() if load else None, lambda _nothing: then())

    def _show_loaded(self, place: PageRef) -> None:
        if self._asked == place:
            self.open(place)

    def open(self, to: PageRef | Ref) -> None:
        """Show a page, or the page of what is asked for with it; a page the window has not is not shown."""
        place = to if isinstance(to, PageRef) else page_of(to)
        room = self._rooms.get(place)
        if room is None:
            return
        self._asked = place
        self._build(room)
        if room.place is not None:
            self._stack.setCurrentWidget(room.place)
        self.rail.mark(place)
        assert room.page is not None
        room.page.setFocus()
        self.page_shown.emit(place)
        if not isinstance(to, PageRef) and room.opened:
            room.page.open(to)

    def prepare(self, place: PageRef) -> None:
        """Load and build a page behind what is shown, for those who look for what it holds."""
        room = self._rooms[place]
        if room.page is not None or self.shop is None:
            return
        self._load(room, lambda: self._prepared(room))

    def _prepared(self, room: _Room) -> None:
        self._build(room)
        if room.page is not None:
            room.page.prepare()

    def _build(self, room: _Room) -> None:
        """Build a page that is not there yet, and hand it the shop."""
        if room.page is None:
            room.page = room.make(self)
            room.place = Fitting(room.page, tight=True)
            self._stack.addWidget(room.place)
        if self.shop is not None and not room.opened:
            self._hand_over(room, self.shop)

    def page(self, place: PageRef) -> Page | None:
        """Return a page that was built already."""
        room = self._rooms.get(place)
        return room.page if room is not None else None

    def page_titles(self) -> dict[PageRef, str]:
        """Return the pages known, with the message ids of their titles."""
        return {place: room.title for place, room in self._rooms.items()}

    def shown(self) -> Page | None:
        """Return the page in front."""
        place = self._stack.currentWidget()
        page = place.widget() if isinstance(place, Fitting) else None
        return page if isinstance(page, Page) else None

    def open_shop(self, shop: Shop) -> None:
        """Hand the shop to the pages built so far; later ones get it when they are built."""
        self.shop = shop
        self._hand.pressed.connect(shop.till.database.turns.attend)
        for room in self._rooms.values():
            if room.page is not None and not room.opened:
                self._hand_over(room, shop)

    @staticmethod
    def _hand_over(room: _Room, shop: Shop) -> None:
        room.opened = True
        if room.page is not None:
            room.page.open_shop(shop)

    def show_whole(self, page: QWidget) -> None:
        """Show a page in place of everything: the welcome, or why the shop cannot be opened."""
        self.end_whole()
        self._whole = Fitting(page)
        self._frame.hide()
        outer = self.layout()
        if outer is not None:
            outer.addWidget(self._whole)
        self._whole.show()
        page.setFocus()

    def end_whole(self) -> None:
        """Take that page away again."""
        if self._whole is None:
            return
        self._whole.hide()
        self._whole.deleteLater()
        self._whole = None
        self._frame.show()
        if (page := self.shown()) is not None:
            page.setFocus()  # what had the keyboard is gone

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go as the eye does, on every page."""
        return step_focus(self, forward=forward)

    def _keyboard_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Give the page the keyboard that nobody has: what had it is gone."""
        page = self.shown()
        if now is not None or page is None or not page.isVisible() or not self.isActiveWindow():
            return
        if not self.showing_dialog():
            page.setFocus()

    # what the window itself says and keeps

    @property
    def used_at(self) -> float:
        """When somebody last pressed a key or touched it, by the monotonic clock; for any lane."""
        return self._hand.pressed_at

    def show_refusal(self, error: CashierError) -> None:
        """Show in words what was refused and what can be done."""
        self.notices.warning(sentence(error))

    def confirm_date(self, go_on: Callable[[], None]) -> None:
        """Keep in the journal that today's date is right, then go on with what a moved clock refused."""
        if self.shop is not None:
            till = self.shop.till
            self.writer.run(lambda _progress: till.confirm_date(), lambda _done: go_on())

    def _say_refused(self, words: str) -> None:
        page = self.shown()
        if page is not None:
            page.warn(words)

    def showing_dialog(self) -> bool:
        """Tell whether a dialog covers the pages."""
        return open_dialog_of(self) is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the mouse from now on."""
        super().showEvent(event)
        self._stray_clicks.watch()
        self._hand.watch()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.shop is not None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish what is being written, stop what runs behind."""
        if self.shop is not None:
            self.shop.sync.hang_up()  # whichever part waits for a hub: it may be silent for long
        self.closing.emit()
        self.ending.emit()
        self.changes.stop()
        self.loader.close(cancel=True)
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

    def use_tiles(self, size: int) -> None:
        """Show products to tap small, medium or large (1, 2, 3)."""
        self.memory.tiles = size
        self.tiles_sized.emit(size)

    def tell_doing(self, words: str) -> None:
        """Say in the title of the window what is going on, before the shop's name."""
        self.window().setWindowTitle(" · ".join(filter(None, (words, self._shop_name, "Comptoir"))))

    def name_shop(self, shop_name: str, person: str, letter: str) -> None:
        self._shop_name = shop_name
        self.tell_doing("")
        self.rail.set_person(person)
        self._letter = letter
        self._say()
