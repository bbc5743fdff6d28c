"""What this program is, and where the shop lies."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from pos.text import _, current, mark
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.lists import pair, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.shared.papers.folders import open_folder
from ui.shared.rounds.unsent_dialog import before_the_folder


class AboutSection(Section):
    """Versions and folder."""

    heading, icon = mark("About"), "info"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow) -> None:
        super().__init__(presenter)
        self.version = theme.label("", wrap=True)
        self.folder = theme.label(str(presenter.shop.folder.path), theme.NOTE, wrap=True)
        self.open, self.copy = (
            PlainButton("", icon="folder", height=40),
            PlainButton("", icon="copy", height=40),
        )
        self.add(
            mark("Comptoir"),
            mark("A till for small shops. Free software under the MIT licence."),
            self.version,
        )
        row = self.add(
            mark("Folder of the shop"),
            mark("Everything is in here: the shop's file, its pictures and its backups."),
            stacked(pair(self.open, self.copy), self.folder),
        )
        folder = presenter.shop.folder.path
        self.open.clicked.connect(
            lambda: before_the_folder(window, presenter.shop, lambda: open_folder(folder))
        )

        def copy() -> None:
            QGuiApplication.clipboard().setText(str(presenter.shop.folder.path))
            row.saved(_("Copied"))

        self.copy.clicked.connect(copy)
        speak(self, self._say)

    def _say(self) -> None:
        import sqlite3

        from pos import __version__

        settings = self._presenter.settings
        parts = (
            _("Version {version}").format(version=__version__),
            _("SQLite {version}").format(version=sqlite3.sqlite_version),
            _("Till {letter}").format(letter=settings.letter),
            settings.currency,
            current().locale,
        )
        self.version.setText(" · ".join(parts))
        self.open.setText(_("Open"))
        self.copy.setText(_("Copy"))
