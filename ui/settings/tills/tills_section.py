"""The tills of the shop: who they are, one more, one that is lost, and entries on a stick."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from pos.domain.shop.numbering import base_letter
from pos.domain.shop.settings import ShopSettings
from pos.text import _, mark
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import PlainButton
from ui.kit.lanes import Lane
from ui.kit.look import theme
from ui.kit.look.tags import Tag
from ui.kit.speaking import speak
from ui.settings.confirm import ConfirmBand
from ui.settings.lists import beside, line_of, pair, stacked
from ui.settings.presenter import SettingsPresenter
from ui.settings.rows import Section
from ui.settings.tills import till_words
from ui.settings.tills.hub_presenter import HubPresenter
from ui.settings.tills.hub_row import HubControl
from ui.settings.tills.invite_dialog import BUNDLES, InviteDialog
from ui.settings.tills.stick_row import StickControl
from ui.settings.tills.tills_presenter import TillsPresenter

if TYPE_CHECKING:
    from pos.domain.sync.tills import TillKnown

OFFICE = "office"


class TillsSection(Section):
    """For a shop with one till it is one quiet sentence and the way to a second."""

    heading, icon = mark("Tills"), "monitor"

    def __init__(self, presenter: SettingsPresenter, window: MainWindow) -> None:
        super().__init__(presenter)
        self._window = window
        self.lane = Lane("tills", self)
        window.status.follow(self.lane)
        window.closing.connect(lambda: self.lane.close(cancel=True))
        self.tills = TillsPresenter(presenter, self.lane)
        window.status.cancelled.connect(self.tills.cancel)
        self.known: tuple[TillKnown, ...] = ()
        self.alone = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.lines = QWidget()
        self._lines = QVBoxLayout(self.lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space(2))
        self.confirm = ConfirmBand()
        self.more = PlainButton("", icon="plus", height=40)
        self.write, self.take = (
            PlainButton("", icon="download", height=40),
            PlainButton("", icon="upload", height=40),
        )
        self.hub = HubControl(HubPresenter(presenter, self.lane), window)
        self.copies = StickControl(presenter)
        self._rows()
        window.changes.exchanged.connect(lambda: self.opened() if self.isVisible() else None)
        window.changes.changed.connect(lambda _kinds: self.opened() if self.isVisible() else None)
        speak(self, self._say)

    def _rows(self) -> None:
        self.all = self.add(
            mark("Tills of this shop"),
            mark("Each sells on its own, and tells the others when they meet."),
            stacked(self.alone, self.lines, self.confirm),
            wide=True,
        )
        self.add(
            mark("One more till"),
            mark("Another computer sells for this shop too. It gets a letter for its receipts, and a code."),
            self.more,
        )
        self.of_hub = self.add(
            mark("Hub"),
            mark("A database that the tills meet at by themselves, where they have a network."),
            self.hub,
            wide=True,
            name="hub",
        )
        self.stick = self.add(
            mark("By a stick"),
            mark("Without a network: write a file here, read it on the other till, and the other way round."),
            pair(self.write, self.take),
        )
        self.copy_row = self.add(
            mark("A copy after each sale"),
            mark("A file with all entries on a stick or in a folder: what is sold lies in two places."),
            self.copies,
            wide=True,
        )
        self.offer(self.copy_row, on=False)
        self._connect_rows()

    def _connect_rows(self) -> None:
        self.copies.chosen.connect(self._keep_copy)
        self.hub.ask.clicked.connect(partial(self._ask_hub, repair=False))
        self.hub.repair.clicked.connect(partial(self._ask_hub, repair=True))
        self.more.clicked.connect(self._invite)
        self.write.clicked.connect(self._write)
        self.take.clicked.connect(self._read)

    def opened(self) -> None:
        """Read who there is now, and how the hub is."""
        self.tills.read(self._show)
        self.copies.look()

    def show_settings(self, settings: ShopSettings) -> None:
        super().show_settings(settings)
        if self.isVisible():
            self.opened()

    def _show(self, known: Sequence[TillKnown]) -> None:
        """Show the lives of each till as one line, this till's first."""
        self.known = tuple(known)
        several = len({base_letter(one.letter) for one in known}) > 1
        if known:  # none before the section is first seen
            self.hub.look(is_office=any(one.is_this and one.role == OFFICE for one in known))
        self.offer(self.copy_row, on=several or self.tills.has_hub or self.copies.is_on)
        self.alone.setVisible(not several)
        while item := self._lines.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        this = next((base_letter(one.letter) for one in known if one.is_this), "")
        by_letter: dict[str, list[TillKnown]] = {}
        for one in known:
            by_letter.setdefault(base_letter(one.letter), []).append(one)
        for letter in sorted(by_letter, key=lambda one: (one != this, one)) if several else ():
            self._lines.addWidget(self._line(letter, by_letter[letter], is_this=letter == this))
        self.lines.setVisible(several)

    def _line(self, letter: str, lives: Sequence[TillKnown], *, is_this: bool) -> QWidget:
        words = theme.label(_("Till {letter}").format(letter=letter), theme.BODY, theme.MEDIUM)
        lines = (till_words.sold(lives), till_words.told(lives, has_hub=self.tills.has_hub))
        told = [theme.label(one, theme.NOTE, tone=theme.Tone.MUTED, wrap=True) for one in lines]
        tags = [Tag(words, mood) for words, mood in till_words.tags(lives, is_this=is_this)]
        parts: list[QWidget] = [stacked(beside(words, *tags), *told, space=0)]
        if not is_this and not all(one.is_fenced for one in lives):
            remove = PlainButton(_("Remove…"), height=40)
            remove.setAccessibleName(_("Remove till {letter}").format(letter=letter))
            remove.clicked.connect(partial(self._ask_to_remove, letter, remove))
            parts.append(remove)
        return line_of(*parts, space=8)

    def _ask_to_remove(self, letter: str, button: QWidget, _on: bool = False) -> None:
        self.confirm.back = button
        self.confirm.ask(
            _(
                "Remove till {letter}, because it is lost or stolen? What is here of it stays. "
                "What it writes from now on counts nowhere until somebody accepts it."
            ).format(letter=letter),
            _("Remove till {letter}").format(letter=letter),
            partial(self.tills.remove, letter, self._removed, self.all.refuse),
            lambda: None,
        )

    def _removed(self, words: str) -> None:
        self.all.saved(words)
        self.opened()

    def _keep_copy(self, folder: Path | None) -> None:
        stick = self._presenter.shop.sync.stick

        def kept(_none: None) -> None:
            self.copies.look()
            self.copy_row.saved(_("The copy is made now, and after each sale.") if folder else "")

        self._presenter.write(lambda: stick.choose(folder), kept, self.copy_row.refuse)

    def _ask_hub(self, _on: bool = False, *, repair: bool) -> None:
        self.of_hub.saved(_("Asking the hub…"))
        self.hub.hub.ask(self.of_hub.saved, self.of_hub.refuse, repair=repair)

    def _invite(self) -> None:
        letter = self.tills.proposed_letter(self.known)
        InviteDialog(self._window, self.tills, letter).open_dialog()

    def _write(self) -> None:
        letter = self._presenter.settings.letter
        name = f"{_('from till')}-{letter}.bundle".replace(" ", "-")
        file, _kind = QFileDialog.getSaveFileName(self, _("A file for other tills"), name, BUNDLES)
        if file:
            self.stick.saved(_("Writing…"))
            self.tills.write_file(Path(file), self.stick.saved, self.stick.refuse)

    def _read(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(self, _("A file that another till wrote"), "", BUNDLES)
        if file:
            self.stick.saved(_("Reading…"))
            self.tills.read_file(Path(file), self.stick.saved, self.stick.refuse)

    def _say(self) -> None:
        self.alone.setText(_("This till sells alone; nothing has to be sent anywhere."))
        self.more.setText(_("Add a till…"))
        self.write.setText(_("Write a file…"))
        self.take.setText(_("Read a file…"))
        self._show(self.known)
