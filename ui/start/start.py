"""Opens the shop behind the painted window, and leads to the welcome where there is none yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from pos.domain.shop.errors import (
    LockedByOther,
    NewerFile,
    NoShopHere,
    OldFile,
    RebuildStopped,
    ShopGone,
    ShopGoneUncopied,
)
from pos.domain.words.errors import CashierError
from pos.text import LANGUAGES, _, current, use
from ui.kit.lanes import Lane, Progress
from ui.start.crash import Crash
from ui.start.early_keys import EarlyKeys
from ui.start.shell import Shell

if TYPE_CHECKING:
    from pos.shop import Shop
    from ui.frame.window import MainWindow
    from ui.shared.stores.web_shop import WebShop
    from ui.start.upkeep import Upkeep
    from ui.welcome.presenter import WelcomePresenter


TOLD = 100
"""So many entries of a till that joins are told at once."""


def load_pages(progress: Progress) -> None:
    """Import what the pages need; in a lane, so that the window goes on."""
    import ui.frame.key_list
    import ui.sell.controller
    import ui.start.crash_dialog
    import ui.start.pages  # noqa: F401

    current().number(0)  # loads how the locale writes numbers


def know_all_types(line: QLineEdit) -> None:
    """Let PySide make the types of all of Qt that the program uses, before anything runs beside the window.

    To find out what a thing of Qt is it walks through the types of all loaded modules (`Graph::identifyType`
    of shiboken); a module that another thread loads meanwhile ends the program. What a line of text is made
    of inside has no type there: looking for it makes them all.
    """
    import PySide6.QtPrintSupport
    import PySide6.QtSvg  # noqa: F401

    line.findChildren(QObject)


class Start(QObject):
    """One start: the pages, the shop, the keys typed meanwhile, the warm-up; and the end of it all."""

    def __init__(self, shell: Shell, folder: Path, crash: Crash) -> None:
        super().__init__(shell)
        self._shell, self._folder, self._crash = shell, folder, crash
        self._keys = EarlyKeys(self)
        self._lane = Lane("start", self)
        self._window: MainWindow
        self._web_shop: WebShop
        self._upkeep: Upkeep | None = None

    def begin(self) -> None:
        """Load the pages behind the painted window."""
        self._shell.closing.connect(self._stop_early)
        self._crash.happened.connect(self._crashed, Qt.ConnectionType.QueuedConnection)
        know_all_types(self._shell.line)
        self._lane.run(load_pages, lambda _nothing: self._build())

    def _crashed(self, report: str) -> None:
        from ui.start.crash_dialog import show_crash

        show_crash(self._shell, report)

    def _stop_early(self) -> None:
        self._keys.stop()
        self._lane.close(cancel=True)

    def _build(self) -> None:
        from ui.frame.rail import mark_icon
        from ui.frame.window import MainWindow
        from ui.kit.look.theme import theme
        from ui.start.pages import add_pages, add_window_actions

        app = QApplication.instance()
        if isinstance(app, QApplication) and self._shell.inside is None:
            theme().start(app, self._shell.memory.mode)
            app.setWindowIcon(mark_icon())
        self._window = MainWindow(self._shell.memory)
        self._window.ending.connect(self._end)
        self._window.own_shop_asked.connect(self._own_shop)
        self._web_shop = add_pages(self._window)
        add_window_actions(self._window)
        QTimer.singleShot(0, self, self._show_pages)  # the window lives between two halves of the work

    def _show_pages(self) -> None:
        from ui.frame.refs import PageRef

        self._window.open(PageRef.SELL)
        self._shell.take_in(self._window)
        page = self._window.page(PageRef.SELL)
        box = page.focusProxy() if page is not None else None
        if isinstance(box, QLineEdit):
            box.setText(self._shell.line.text())
            box.setFocus()
        self._open()

    def _open(self) -> None:
        folder = self._folder

        def work(progress: Progress) -> Shop:
            from pos.shop import open_shop

            def made(done: int, total: int) -> None:
                if progress.cancelled:
                    raise RebuildStopped
                progress.report(done, total, _("Bringing the tables to this version"))

            return open_shop(folder, window=True, progress=made)

        self._window.writer.run(work, self._opened, self._refused, _("Opening the shop"), quiet=False)

    def _opened(self, shop: Shop) -> None:
        from ui.decisions.waiting import Waiting
        from ui.kit.look.theme import load_fallback_fonts
        from ui.shared.mails.postman import Postman
        from ui.shared.rounds.chip import HubChip
        from ui.shared.rounds.courier import Courier
        from ui.start.leaving import Leaving
        from ui.start.one_window import Answering
        from ui.start.truths import Truths
        from ui.start.upkeep import Upkeep

        if self._shell.isHidden():  # closed before the shop was open
            shop.close()
            return
        window = self._window
        self._upkeep = Upkeep(window, shop, self._folder)
        settings = shop.settings.current()
        window.shop = shop
        papers = settings.language if settings.language in LANGUAGES else current().language
        language = window.memory.language or papers
        if language != current().language:
            window.use_language(language, keep=False)
        use(language, settings.locale)
        self._upkeep.say_what_is_odd()
        window.end_whole()
        window.open_shop(shop)
        window.name_shop(settings.name, shop.people.current(), settings.letter)
        shop.till.tell(lambda kinds: window.changes.announce(*kinds))
        Truths(window, shop)
        Postman(window, shop)
        HubChip(window, shop, Courier(window, shop))
        Leaving(self._shell, window, shop)
        Waiting(window, shop).found.connect(self._web_shop.show_asked)
        self._web_shop.begin(shop)
        window.changes.watch(shop.till.database.data_version)
        self._keys.replay(window.registry.press)
        if not shop.only_looks:
            window.closing.connect(Answering(self._shell, shop.folder.path).stop)
        self._crash.write_to(self._folder)
        QTimer.singleShot(0, self, load_fallback_fonts)

    def _refused(self, error: CashierError) -> None:
        self._keys.stop()
        if isinstance(error, NoShopHere) and not isinstance(error, ShopGone | ShopGoneUncopied):
            self._welcome()
        else:
            self._obstacle(error)

    def _welcome(self) -> None:
        from ui.welcome.page import WelcomePage

        page = WelcomePage(self._window, self._folder, creating, making_demo, joining)
        page.created.connect(self._opened)
        self._window.show_whole(page)

    def _own_shop(self) -> None:
        """Lead from the demo shop to the welcome; the demo stays open behind it, and stays in its folder."""
        from ui.welcome.page import WelcomePage

        window, shop = self._window, self._window.shop
        if shop is not None and shop.folder.path == self._folder:  # the demo's own folder was opened
            self._folder = self._folder.parent
        page = WelcomePage(window, self._folder, creating, making_demo, joining, window.end_whole)
        page.created.connect(self._begin_again)
        window.show_whole(page)

    def _begin_again(self, shop: Shop) -> None:
        """Close the demo shop and its pages, and open the shop just made as at a start."""
        shop.close()
        self._window.close()
        self._build()

    def _obstacle(self, error: CashierError) -> None:
        from ui.welcome.obstacle import ObstaclePage

        helps = not isinstance(error, LockedByOther | NewerFile | OldFile | RebuildStopped)
        page = ObstaclePage(
            error,
            self._open,
            self._shell.close,
            self._choose_backup if helps else None,
            partial(self._restore, Path(error.copy)) if isinstance(error, ShopGone) else None,
        )
        self._window.show_whole(page)

    def _choose_backup(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Backups (*.comptoir shop-*.db)")
        file, _kind = QFileDialog.getOpenFileName(
            self._window, _("Restore a backup"), str(self._folder / "backups"), kinds
        )
        if file:
            self._restore(Path(file))

    def _restore(self, backup: Path) -> None:
        self._window.writer.run(
            restoring(self._folder, backup),
            self._opened,
            self._refused,
            title=_("Restoring the backup"),
            quiet=False,
        )

    def _end(self) -> None:
        self._keys.stop()
        if self._upkeep is not None:
            self._upkeep.finish()


def creating(folder: Path, welcome: WelcomePresenter) -> Callable[[Progress], Shop]:
    """Return the work that creates the shop as answered."""
    new = welcome.new_shop()

    def work(progress: Progress) -> Shop:
        from pos.shop import create_shop

        return create_shop(folder, new, window=True)

    return work


def making_demo(folder: Path) -> Callable[[Progress], Shop]:
    """Return the work that makes the demo shop, in the language of the window."""
    language = current().language

    def work(progress: Progress) -> Shop:
        from pos.founding import create_demo

        return create_demo(folder, progress.report, language=language, window=True)

    return work


def joining(folder: Path, code: str, file: Path | None) -> Callable[[Progress], Shop]:
    """Return the work that makes a further till of a code, and a file or the hub, and opens it.

    It says how many entries are here, and ends with nothing made where the person asks for that.
    """

    def work(progress: Progress) -> Shop:
        from pos.domain.sync.errors import HubWentAway, JoinStopped
        from pos.founding import join_shop
        from pos.shop import open_shop

        def require_going() -> None:
            if progress.cancelled:
                raise JoinStopped

        def got(done: int, total: int) -> None:
            require_going()
            if done == total or done % TOLD == 0:
                progress.report(done, total)

        def ready(done: int, total: int) -> None:
            require_going()
            if done:
                progress.report(done, total, _("Making the till ready…"))

        try:
            join_shop(folder, code, file, progress=got, ready=ready, waits_for=progress.waits_for)
        except HubWentAway:
            if progress.cancelled:
                raise JoinStopped from None
            raise
        return open_shop(folder, window=True)

    return work


def restoring(folder: Path, backup: Path) -> Callable[[Progress], Shop]:
    """Return the work that puts a backup in the folder's place and opens it."""

    def work(progress: Progress) -> Shop:
        from pos.founding import restore_shop

        words = _("Restoring the backup")
        shop, _aside = restore_shop(
            folder,
            backup,
            instead=True,
            window=True,
            progress=lambda done, total: progress.report(done, total, words),
        )
        return shop

    return work
