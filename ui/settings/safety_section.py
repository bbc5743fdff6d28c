"""Backups, and the proof of the journal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.lists import stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.shared.papers.folders import open_folder
from ui.shared.rounds.unsent_dialog import before_the_folder

DAY = 10
"""Characters of a date, with which a backup's name begins."""


class SafetySection(Section):
    """What keeps the shop's data, and what proves it."""

    heading, icon = mark("Safety"), "archive"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow) -> None:
        super().__init__(presenter)
        self._window = window
        self.now = PlainButton("", icon="archive", height=40)
        self.last = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.place = theme.label("", theme.NOTE, wrap=True)
        self.choose, self.clear = PlainButton("", icon="folder", height=40), PlainButton("", height=40)
        self.verify = PlainButton("", icon="circle-check", height=40)
        self.accept = PlainButton("", height=40)
        self.restore = PlainButton("", icon="folder", height=40)
        self._backup_row()
        self._place_row()
        self._restore_row()
        self._verify_row()
        speak(self, self.say)

    def opened(self) -> None:
        """Show which backups there are now."""
        self.say()

    def _backup_row(self) -> None:
        row = self.add(
            mark("Backup"),
            mark("One a day and one at closing, read back before they count; the newest seven are kept."),
            stacked(self.now, self.last),
        )

        def kept(words: str) -> None:
            row.saved(words)
            self.say()

        def start() -> None:
            row.saved(_("Making a backup…"))
            self._presenter.back_up(kept, row.refuse)

        self.now.clicked.connect(start)

    def _place_row(self) -> None:
        buttons = QWidget()
        beside = QHBoxLayout(buttons)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.choose, 1)
        beside.addWidget(self.clear)
        self.add(
            mark("Second place for backups"),
            mark("A stick or another disk: if this computer is lost, the shop is not."),
            stacked(buttons, self.place),
        )
        self.choose.clicked.connect(self._choose_place)
        self.clear.clicked.connect(lambda: self._set_place(None))

    def _restore_row(self) -> None:
        self.add(
            mark("Restore"),
            mark(
                "To go back to a backup: close this window, start with “restore FILE”, or open a new folder "
                "and choose the backup there. The shop as it is now is put aside, never deleted."
            ),
            self.restore,
        )
        shop = self._presenter.shop
        self.restore.clicked.connect(
            lambda: before_the_folder(self._window, shop, lambda: open_folder(shop.folder.backups))
        )

    def _verify_row(self) -> None:
        row = self.add(
            mark("Check the journal"),
            mark("Reads every entry, proves that none was changed, and adds all figures up again."),
            stacked(self.verify, self.accept),
        )
        self.accept.hide()

        def over(say: Callable[[str], None], words: str, *, unproven: bool = False) -> None:
            self.verify.setEnabled(True)
            self.accept.setVisible(unproven)
            say(words)

        def start() -> None:
            self.verify.setEnabled(False)
            self.accept.hide()
            row.saved(_("Checking…"))
            self._presenter.verify(
                lambda words: over(row.saved, words),
                lambda words: over(row.refuse, words),
                lambda words: over(row.refuse, words, unproven=True),
            )

        self.verify.clicked.connect(start)
        self.accept.clicked.connect(lambda: self._presenter.accept(start, row.refuse))

    def say(self) -> None:
        """Say the names of the buttons, the last backup and the second place."""
        self.now.setText(_("Back up now"))
        self.choose.setText(_("Choose a folder…"))
        self.clear.setText(_("None"))
        self.verify.setText(_("Check now"))
        self.accept.setText(_("This till carries on"))
        self.restore.setText(_("Show the backups"))
        names = [one.stem[:DAY] for one in self._presenter.backups()]
        words = _("Kept: {names}").format(names=", ".join(names)) if names else _("No backup yet.")
        self.last.setText(words)
        place = self._presenter.second_backup()
        self.place.setText(str(place) if place is not None else _("No second place is chosen."))
        self.clear.setVisible(place is not None)

    def _choose_place(self) -> None:
        place = QFileDialog.getExistingDirectory(self, _("Second place for backups"))
        if place:
            self._set_place(Path(place))

    def _set_place(self, place: Path | None) -> None:
        self._presenter.set_second_backup(place)
        self.say()
