"""Everything the person can do, declared once: its title, key, icon, when it is possible, what it does.

Buttons are made from actions; keys run them; F1, Ctrl+K and the box's `>` list them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pos.domain.words.text import fold
from pos.text import _

ENTER = ("Return", "Enter")
PLAIN = frozenset((*ENTER, "Esc", "Del", "Backspace"))
"""Keys that whatever has the keyboard may want for itself; they reach an action only when it does not."""


def _always() -> str:
    return ""


class Action(QObject):
    """One thing to do.

    `title` and `label`, the shorter words of its button, are message ids. `keys` are as Qt writes them
    ("F12", "Ctrl+Return"); the first is the one shown. `why_not` says in a sentence why it cannot be done
    now, and nothing when it can.
    """

    changed = Signal()  # it may have become possible, or no longer be
    refused = Signal(str)  # it was asked for and cannot be done: the sentence

    def __init__(
        self,
        id: str,
        title: str,
        run: Callable[[], object],
        keys: tuple[str, ...] = (),
        *,
        label: str | Callable[[], str] = "",
        icon: str = "",
        why_not: Callable[[], str] = _always,
    ) -> None:
        super().__init__()
        self.id, self.title, self.keys, self.icon = id, title, keys, icon
        self.why_not = why_not
        self._run, self._label = run, label

    @property
    def words(self) -> str:
        """Return the title in the language in use."""
        return _(self.title)

    @property
    def label(self) -> str:
        """Return the words of its button in the language in use."""
        label = self._label if isinstance(self._label, str) else self._label()
        return _(label or self.title)

    @property
    def key(self) -> str:
        """Return the key to show, empty without one."""
        return self.keys[0] if self.keys else ""

    def run(self) -> None:
        """Do it, or say why it cannot be done."""
        if words := self.why_not():
            self.refused.emit(words)
        else:
            self._run()


@dataclass(frozen=True, slots=True)
class KeyNote:
    """A key that a part of a page answers itself, listed beside the actions: `title` is a message id."""

    title: str
    keys: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the title in the language in use."""
        return _(self.title)


class Actions(QObject):
    """The actions of a window or a dialog; a page adds its own and they run while it is the page shown."""

    refused = Signal(str)  # why what was asked for cannot be done
    grown = Signal()  # more can be done

    def __init__(self, owner: QWidget, covered: Callable[[], bool]) -> None:
        """`covered` tells whether a dialog lies above the owner: its keys do nothing then."""
        super().__init__(owner)
        self._owner, self._covered = owner, covered
        self._all: dict[str, tuple[Action, QWidget | None]] = {}
        self._keys: dict[str, QShortcut] = {}
        self._notes: list[tuple[KeyNote, QWidget | None]] = []

    def add(self, *actions: Action, page: QWidget | None = None) -> None:
        """Make actions known; with a `page` they work only while that page is shown."""
        for action in actions:
            self._all[action.id] = (action, page)
            action.setParent(self)
            action.refused.connect(self.refused)
            for key in action.keys:
                self._listen(key)
        self.grown.emit()

    def note(self, notes: Iterable[KeyNote], page: QWidget | None = None) -> None:
        """List keys that the page itself answers."""
        self._notes += [(one, page) for one in notes]

    def notes(self) -> tuple[KeyNote, ...]:
        """Return what else the keys do on the page shown."""
        return tuple(one for one, page in self._notes if _here(page))

    def all(self) -> tuple[Action, ...]:
        """Return the actions of the page shown and of the window."""
        return tuple(one for one, page in self._all.values() if _here(page))

    def look_again(self) -> None:
        """Let the buttons ask again what is possible."""
        for action, _page in self._all.values():
            action.changed.emit()

    def press(self, key: str) -> bool:
        """Run the action of a key as if it was pressed; tell whether there was one."""
        if self._covered():
            return False
        for action, page in reversed(self._all.values()):
            if key in action.keys and _here(page):
                action.run()
                return True
        return False

    def _listen(self, key: str) -> None:
        if key in self._keys or key in PLAIN:
            return
        shortcut = QShortcut(QKeySequence(key), self._owner)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self.press(key))
        self._keys[key] = shortcut


def matching(actions: Iterable[Action], text: str) -> tuple[Action, ...]:
    """Return the actions whose title holds every word typed, in any order; accents and case ignored."""
    wanted = fold(text).split()
    return tuple(one for one in actions if all(word in fold(one.words) for word in wanted))


def _here(page: QWidget | None) -> bool:
    return page is None or page.isVisible()
