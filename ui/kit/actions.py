"""Everything the person can do, by name and key: shown by F1, run by its key or from the command list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pos.text import _
from ui.kit.dialogs.dialog import open_dialog_of


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do: `title` is a message id, `keys` as Qt writes them ("F12", "Ctrl+Return").

    `in_dialogs` commands also run while a dialog is open; `hidden` ones are not listed.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    in_dialogs: bool = False
    hidden: bool = False

    @property
    def words(self) -> str:
        """Return the title in the language in use."""
        return _(self.title)


@dataclass(frozen=True, slots=True)
class KeyNote:
    """A key that a part of a page answers itself, listed beside the commands: `title` is a message id."""

    title: str
    keys: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the title in the language in use."""
        return _(self.title)


class Commands(QObject):
    """The commands of a window; a page adds its own and they run while it is the page shown."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._all: dict[str, tuple[Command, QWidget | None]] = {}
        self._keys: dict[str, QShortcut] = {}
        self._notes: list[tuple[KeyNote, QWidget | None]] = []

    def add(self, command: Command, page: QWidget | None = None) -> None:
        """Make a command known; with a `page` it works only while that page is shown."""
        self._all[command.id] = (command, page)
        for key in command.keys:
            self._listen(key)
        self.changed.emit()

    def note(self, note: KeyNote, page: QWidget | None = None) -> None:
        """List a key that the page itself answers."""
        self._notes.append((note, page))

    def notes(self) -> tuple[KeyNote, ...]:
        """Return what else the keys do on the page shown."""
        return tuple(one for one, page in self._notes if self._here(page))

    def all(self) -> tuple[Command, ...]:
        """Return the commands that can be run now, to be listed."""
        return tuple(one for one, page in self._all.values() if self._here(page) and not one.hidden)

    def run(self, command_id: str) -> None:
        """Run one by its id."""
        self._all[command_id][0].run()

    def _listen(self, key: str) -> None:
        if key in self._keys:
            return
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.press(key))
        self._keys[key] = shortcut

    def press(self, key: str) -> bool:
        """Run the command of a key as if it was pressed; tell whether there was one."""
        in_dialog = open_dialog_of(self._window) is not None
        for command, page in reversed(list(self._all.values())):
            if key in command.keys and self._here(page) and (command.in_dialogs or not in_dialog):
                command.run()
                return True
        return False

    @staticmethod
    def _here(page: QWidget | None) -> bool:
        return page is None or page.isVisible()
