"""Catch what a scanner types, wherever the focus is, and take it out of the field it fell into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from ui.kit.forms.fields import CODES
from ui.sell.burst import Burst

ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIER, _KEY = Qt.KeyboardModifier, Qt.Key
COMMAND = _MODIFIER.ControlModifier | _MODIFIER.AltModifier | _MODIFIER.MetaModifier
SILENT = (_KEY.Key_Shift, _KEY.Key_Control, _KEY.Key_Alt, _KEY.Key_AltGr, _KEY.Key_Meta, _KEY.Key_CapsLock)
"""Keys a scanner holds down on the way to a capital letter or a digit of a French keyboard."""
GROUP_SEPARATOR = "\x1d"
"""Sent between the parts of a GS1 code, by some scanners as Ctrl+]."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One code as it was read; ``prefix`` is what stood in the box before it ("3x")."""

    code: str
    prefix: str


def when_pressed(event: QKeyEvent) -> float:
    """The second the key went down by the system's own clock, however late we hear of it."""
    return event.timestamp() / 1000


class Scanner(QObject):
    """Watches the keys of one window on their way to whatever has the focus."""

    scanned = Signal(object)

    def __init__(self, box: QLineEdit, when: Callable[[QKeyEvent], float] = when_pressed) -> None:
        super().__init__(box)
        self.when = when
        self._box = box
        self._burst = Burst()
        self._field: QWidget | None = None
        self._before = ""
        self._prefix = ""

    @property
    def busy(self) -> bool:
        """Whether a scanner may be in the middle of a code."""
        return self._burst.running

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every key pass but the Enter that ends a scan, and the scanner's second one."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in ENDS:
            return self._ended(self.when(event))
        self._note(event)
        return False

    def _note(self, event: QKeyEvent) -> None:
        if event.key() in SILENT:
            return
        text = event.text()
        written = text == GROUP_SEPARATOR or (text.isprintable() and not event.modifiers() & COMMAND)
        if not text or not written or event.isAutoRepeat():
            self._burst.interrupt()
        elif self._burst.key(text, self.when(event)):
            self._remember(QApplication.focusWidget())

    def _remember(self, field: QWidget | None) -> None:
        self._field = field
        self._before = _text_of(field)
        self._prefix = self._box.text()

    def _ended(self, at: float) -> bool:
        if self._burst.echoes(at):
            return True
        field, self._field = self._field, None
        if field is not None and not isValid(field):
            field = None  # its dialog was closed since the first of these keys
        if field is not None and field.property(CODES):
            self._burst.interrupt()
            return False
        code = self._burst.end(at)
        if not code:
            return False
        self._put_back(field)
        self.scanned.emit(Scan(code, self._prefix))
        return True

    def _put_back(self, field: QWidget | None) -> None:
        if field is not self._box and field is not None:
            _set_text(field, self._before)


def _text_of(field: QWidget | None) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else ""


def _set_text(field: QWidget, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
