"""Catch what a scanner types, wherever the focus is, and take it out of the field it fell into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from pos.domain.box.reading import can_be_scanned, order_code
from pos.domain.catalogue.gs1 import GROUP_SEPARATOR
from pos.domain.catalogue.scanners import AS_DELIVERED, End, ScannerHabits
from ui.kit.forms.fields import CODES
from ui.kit.key_clock import KeyClock
from ui.sell.burst import Burst

ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIER, _KEY = Qt.KeyboardModifier, Qt.Key
NOTHING = _MODIFIER.NoModifier
COMMAND = _MODIFIER.ControlModifier | _MODIFIER.AltModifier | _MODIFIER.MetaModifier
SILENT = (_KEY.Key_Shift, _KEY.Key_Control, _KEY.Key_Alt, _KEY.Key_AltGr, _KEY.Key_Meta, _KEY.Key_CapsLock)
"""Keys a scanner holds down on the way to a capital letter or a digit of a French keyboard."""
ALT_GR = _MODIFIER.ControlModifier | _MODIFIER.AltModifier
"""How Windows tells of AltGr, under which other keyboards than the American have `#`, `@`, `[` and `]`."""
KEYPAD = {
    _KEY.Key_Insert: "0", _KEY.Key_End: "1", _KEY.Key_Down: "2", _KEY.Key_PageDown: "3", _KEY.Key_Left: "4",
    _KEY.Key_Clear: "5", _KEY.Key_Right: "6", _KEY.Key_Home: "7", _KEY.Key_Up: "8", _KEY.Key_PageUp: "9",
}  # fmt: skip
REST_MS = 120
"""After this long without a key, a code that no Enter ended is over."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One code as it was read; ``prefix`` is what stood in the box before it ("3x")."""

    code: str
    prefix: str


class Scanner(QObject):
    """Watches the keys of one window on their way to whatever has the focus."""

    scanned = Signal(object)

    def __init__(
        self,
        box: QLineEdit,
        when: Callable[[QKeyEvent], float] | None = None,
        habits: Callable[[], ScannerHabits] = lambda: AS_DELIVERED,
    ) -> None:
        super().__init__(box)
        self.when = when or KeyClock()
        self._box = box
        self._habits = habits
        self._burst = Burst()
        self._field: QWidget | None = None
        self._before = ""
        self._prefix = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)

    @property
    def busy(self) -> bool:
        """Whether a scanner may be in the middle of a code."""
        return self._burst.running

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every key pass but the Enter that ends a scan, and the scanner's second one."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in ENDS:
            self._rest.stop()
            return self._ended(self.when(event))
        self._note(event)
        return False

    def _note(self, event: QKeyEvent) -> None:
        if event.key() in SILENT or _spells(event):
            return
        at, text = self.when(event), _written(event)
        if not text and self._burst.goes_on(at) and event.modifiers() == _MODIFIER.ControlModifier:
            text = GROUP_SEPARATOR  # the key of ] is another one here
        if not text or event.isAutoRepeat():
            self._burst.interrupt()
            self._rest.stop()
            return
        if self._burst.key(text, at):
            self._remember(QApplication.focusWidget())
        if self._burst.running:
            self._rest.start()

    def _remember(self, field: QWidget | None) -> None:
        self._field = field
        self._before = _text_of(field)
        self._prefix = self._box.text()

    def _ended(self, at: float) -> bool:
        if self._burst.echoes(at):
            return True
        field = self._take_field()
        if field is not None and field.property(CODES):
            self._burst.interrupt()
            return False
        code = self._habits().read(self._burst.end(at))
        if not can_be_scanned(code):
            self._burst.interrupt()
            return False
        self._found(code, field)
        return True

    def _take_field(self) -> QWidget | None:
        """The field the keys fell into, unless its dialog was closed since the first of them."""
        field, self._field = self._field, None
        return field if field is not None and isValid(field) else None

    def _rested(self) -> None:
        """No key came for a while; look once more when those that wait have been heard."""
        QTimer.singleShot(0, self, self._end_by_rest)

    def _end_by_rest(self) -> None:
        if self._rest.isActive() or not self._burst.running:
            return
        habits = self._habits()
        code = habits.read(self._burst.text)
        if not habits.ends_by_rest(code):
            return
        field = self._take_field()
        kept = field is not None and bool(field.property(CODES))
        written = field is not self._box and isinstance(field, QLineEdit | QPlainTextEdit)
        if kept or (written and habits.end is not End.NOTHING):
            return  # digits that a machine filled in may fit by chance
        self._burst.rested()
        if can_be_scanned(code):
            self._found(code, field)

    def _found(self, code: str, field: QWidget | None) -> None:
        self._put_back(field)
        self.scanned.emit(Scan(order_code(code) or code, self._prefix))

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


def _written(event: QKeyEvent) -> str:
    """What a key writes; nothing where it is a command. The keypad without NumLock wants to write digits."""
    if not event.text() and event.modifiers() == _MODIFIER.KeypadModifier:
        return KEYPAD.get(_KEY(event.key()), "")
    text, held = event.text(), event.modifiers() & COMMAND
    return text if text == GROUP_SEPARATOR or (text.isprintable() and held in (NOTHING, ALT_GR)) else ""


def _spells(event: QKeyEvent) -> bool:
    """Whether it is a digit of a character's number: scanners for any keyboard hold Alt and type those."""
    return event.modifiers() == _MODIFIER.AltModifier | _MODIFIER.KeypadModifier
