"""Keys pressed before the shop is open: none is lost, none does anything too soon."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

_EDITING = frozenset(
    (
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    )
)
_COMMAND = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def _only_writes(event: QKeyEvent) -> bool:
    """Tell whether a key changes nothing but the text of the box."""
    if event.modifiers() & _COMMAND:
        return False
    text = event.text()
    return (
        event.key() in _EDITING
        or (not text and event.key() >= Qt.Key.Key_Shift)
        or (text.isprintable() and bool(text))
    )


class EarlyKeys(QObject):
    """Lets letters into the box at once; from the first Enter or function key on, keeps all in order."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: list[tuple[QKeyEvent, QObject]] = []
        self._listening = True
        self._app = QCoreApplication.instance()
        if self._app is not None:
            self._app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a key, in both shapes Qt offers it: as a shortcut first, as a key press then."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) or not isinstance(
            event, QKeyEvent
        ):
            return False
        if not (watched.isWidgetType() or watched.isWindowType()) or (not self._kept and _only_writes(event)):
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            kept = event.clone()
            if isinstance(kept, QKeyEvent):
                self._kept.append((kept, watched))
        return True

    def stop(self) -> None:
        """Keep nothing more, forget what was kept."""
        if self._listening and self._app is not None:
            self._app.removeEventFilter(self)
        self._listening = False
        self._kept.clear()

    def replay(self, press: Callable[[str], bool]) -> None:
        """Press the kept keys now, in their order; `press` runs the command of a key if there is one."""
        keys = list(self._kept)
        self.stop()
        for key, pressed in keys:
            if press(QKeySequence(key.keyCombination()).toString()):
                continue
            target = pressed if pressed.isWindowType() else QApplication.focusWidget()
            if target is not None:
                QCoreApplication.sendEvent(target, key)
