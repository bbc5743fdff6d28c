"""Catch what a scanner types, wherever the focus is, and take it out of the field it fell into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

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


class KeyClock:
    """When keys went down: by the system's clock where it runs, however late we hear of them, else by ours.

    Screen readers, remote desktops, on-screen keyboards and text expanders hand keys on without their time,
    or with one that stands still: all that is typed would be one breath.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._stamp, self._heard, self._at = 0, now(), 0.0

    def __call__(self, event: QKeyEvent) -> float:
        """Return the second of a key; only the time between two of them means something."""
        stamp, heard = event.timestamp(), self._now()
        runs = stamp > self._stamp > 0
        self._at += (stamp - self._stamp) / 1000 if runs else heard - self._heard
        self._stamp, self._heard = stamp, heard
        return self._at


class Scanner(QObject):
    """Watches the keys of one window on their way to whatever has the focus."""

    scanned = Signal(object)

    def __init__(self, box: QLineEdit, when: Callable[[QKeyEvent], float] | None = None) -> None:
        super().__init__(box)
        self.when = when or KeyClock()
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
