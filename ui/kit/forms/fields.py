"""Fields with a label above, what is written in a rounded box, and the mistake in words below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pos.domain.words.errors import CashierError
from pos.domain.words.text import NOTE_LIMIT, clean
from pos.text import _, said_again, sentence
from ui.kit.controls.buttons import TOUCH
from ui.kit.controls.panel import slim_bars
from ui.kit.forms.hinted_line import HintedLine, clear_ground
from ui.kit.forms.wheel import no_wheel_focus, not_wheeled
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak

LONGEST = 2000
CODES = "takesCodes"
"""Name of the property a field made for codes sets to true: a scan into it stays there."""
_HINT = Qt.InputMethodHint
_KEYS = {
    "email": _HINT.ImhEmailCharactersOnly,
    "phone": _HINT.ImhDialableCharactersOnly,
    "website": _HINT.ImhUrlCharactersOnly,
}
"""What a keyboard on the screen shows, by the name of what is written."""
_AS_TYPED = _HINT.ImhNoPredictiveText | _HINT.ImhNoAutoUppercase
T = TypeVar("T")
Rule = Callable[[T], str]


class Wrong(CashierError):
    """Why what was written is not taken, in the words of the window."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def __str__(self) -> str:
        return self.words


def unfilled() -> Wrong:
    """A field that may not stay empty is."""
    return Wrong(_("Please fill this in."))


class FieldFrame(QWidget):
    """The rounded box around an editor; its line turns accent with the focus, red with a mistake."""

    def __init__(self, height: int = 40) -> None:
        super().__init__()
        self.mistaken = False
        self.setFixedHeight(theme.tall(max(height, TOUCH)))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 2, 12, 2)
        self.row.setSpacing(theme.space(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        inside = self.focusWidget()
        focus = inside is not None and inside.hasFocus()
        line = of.bad if self.mistaken else of.accent if focus else of.edge
        drawing.box(painter, self.rect(), of.panel, line, width=2 if focus or self.mistaken else 1)
        painter.end()


def bare_line(size: int = theme.BODY, weight: int = theme.REGULAR) -> HintedLine:
    """Return an editor without a frame of its own, to lie in a box drawn by its page."""
    line = HintedLine()
    line.setFont(theme.font(size, weight))
    line.setMaxLength(LONGEST)
    return line


def screen_keys(name: str, editor: QWidget) -> None:
    """Let a keyboard on the screen show the keys that are needed for what is written there."""
    if name in _KEYS:
        editor.setInputMethodHints(_KEYS[name] | _AS_TYPED)


class Field(QWidget, Generic[T]):
    """What a person writes, and the value it stands for.

    Each kind of field says in `parse` what a text means and in `shown` how a value is written. An `optional`
    one may be left empty; a `rule` says in words why a value is not taken, or nothing.
    """

    changed = Signal()  # the person typed
    written = Signal()  # the text became another one, whoever wrote it
    entered = Signal()  # Enter
    left = Signal()  # Enter, or the keyboard went elsewhere

    def __init__(
        self, title: str, editor: QWidget, height: int, *, optional: bool = False, rule: Rule[T] | None = None
    ) -> None:
        super().__init__()
        self.editor, self._optional, self._rule = editor, optional, rule
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.title.setBuddy(editor)
        self.mistake = theme.label("", theme.NOTE, tone=theme.Tone.BAD, wrap=True)
        self.mistake.hide()
        self.box = FieldFrame(height)
        self.box.row.addWidget(editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        for part in (self.title, self.box, self.mistake):
            column.addWidget(part)
        column.addStretch(1)  # in a row beside one with a mistake it stays where it was
        self.setFocusProxy(editor)
        (no_wheel_focus if isinstance(editor, QPlainTextEdit) else not_wheeled)(editor)
        editor.installEventFilter(self)
        self.set_title(title)
        speak(self, self._say_again)

    def _say_again(self) -> None:
        """Say the mistake in the language of the window, as long as it is one."""
        if self.mistaken:
            self.set_mistake(said_again(self.mistake.text()))

    # the text

    def text(self) -> str:
        """Return what stands in it, without spaces around."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show another text, which nobody has touched yet and with which nothing is wrong."""
        raise NotImplementedError

    def touched(self) -> bool:
        """Whether the person wrote here since a text was shown."""
        raise NotImplementedError

    def set_touched(self, touched: bool) -> None:
        """Note that what was written is dealt with."""
        raise NotImplementedError

    # the value

    def parse(self, text: str) -> T:
        """Return what a text means; raises a CashierError that says what is wrong with it."""
        raise NotImplementedError

    def shown(self, value: T) -> str:
        """Return how a value is written."""
        return str(value)

    def value(self) -> T:
        """Return the value written; raises what is wrong with it."""
        value = self.parse(self.text())
        if self._rule is not None and (words := self._rule(value)):
            raise Wrong(words)
        return value

    def entry(self) -> T | None:
        """Return the value, None where the field is optional and empty; raises what is wrong with it."""
        return None if self._optional and not self.text() else self.value()

    def peek(self) -> T | None:
        """Return the value written so far, or None; shows no mistake."""
        try:
            return self.value()
        except CashierError:
            return None

    def read(self) -> T | None:
        """Return the value, or show the mistake in words and return None."""
        return self.value() if self.check(optional=False) else None

    def check(self, *, optional: bool | None = None) -> bool:
        """Whether what stands here can be read; if not, the mistake is shown."""
        if not self.text() and (self._optional if optional is None else optional):
            return True
        try:
            self.value()
        except CashierError as error:
            self.set_mistake(sentence(error))
            return False
        return True

    def set_value(self, value: T | None) -> None:
        """Show another value, or nothing."""
        self.set_text("" if value is None else self.shown(value))

    # what is said about it

    @property
    def mistaken(self) -> bool:
        """Whether a mistake is shown."""
        return self.box.mistaken

    def set_title(self, title: str) -> None:
        """Change the label and the accessible name."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.editor.setAccessibleName(title)

    def set_mistake(self, words: str) -> None:
        """Show what is wrong; nothing when empty."""
        self.mistake.setText(words)
        self.mistake.setVisible(bool(words))
        self.box.mistaken = bool(words)
        self.editor.setAccessibleDescription(words)
        self.box.update()

    def take_keyboard(self) -> None:
        """Get the keyboard, with all that stands here chosen to be written over."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the box anew when the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.box.update()
        return super().eventFilter(watched, event)

    def _edited(self) -> None:
        self.set_mistake("")
        self.changed.emit()


class LineField(Field[T]):
    """A field of one line."""

    def __init__(
        self,
        title: str,
        *,
        hint: str = "",
        size: int = theme.BODY,
        weight: int = theme.REGULAR,
        height: int = 40,
        optional: bool = False,
        rule: Rule[T] | None = None,
    ) -> None:
        self.line = bare_line(size, weight)
        self._showing = False
        super().__init__(title, self.line, height, optional=optional, rule=rule)
        self.line.setPlaceholderText(hint)
        self.line.textChanged.connect(self._rewritten)
        self.line.returnPressed.connect(self.entered)
        self.line.editingFinished.connect(self.left)

    def text(self) -> str:
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        self._showing = True
        self.line.setText(text)
        self._showing = False
        self._show_beginning()
        self.set_mistake("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the beginning again when the keyboard leaves."""
        if event.type() == QEvent.Type.FocusOut:
            self._show_beginning()
        return super().eventFilter(watched, event)

    def _show_beginning(self) -> None:
        """Of what is longer than the field, show what it is told by; not while somebody writes."""
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)

    def _rewritten(self) -> None:
        """Take for the person's own whatever we did not show: screen readers and dictation type no keys."""
        if not self._showing:
            self.line.setModified(True)
        self.written.emit()
        if not self._showing:
            self._edited()

    def touched(self) -> bool:
        return self.line.isModified()

    def set_touched(self, touched: bool) -> None:
        self.line.setModified(touched)

    def take_keyboard(self) -> None:
        super().take_keyboard()
        self.line.selectAll()


class TextField(LineField[str]):
    """A name, a note, an address line, as long as `limit` at most; a `required` one may not stay empty.

    What a scanner sends into a field made for `codes` stays there.
    """

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        hint: str = "",
        limit: int = LONGEST,
        required: bool = False,
        codes: bool = False,
        size: int = theme.BODY,
        height: int = 40,
    ) -> None:
        super().__init__(title, hint=hint, size=size, height=height)
        self._limit, self._required = limit, required
        self.line.setProperty(CODES, codes)
        if codes:
            self.line.setInputMethodHints(_AS_TYPED)
        self.set_text(value)

    def parse(self, text: str) -> str:
        cleaned = clean(text, self._limit)
        if self._required and not cleaned:
            raise unfilled()
        return cleaned

    def require(self) -> str:
        """Return the text, or show that it is needed and return an empty one."""
        if not self.text():
            self.set_mistake(str(unfilled()))
        return self.text()


class LinesField(Field[str]):
    """Several lines of text, as an address or a note; Tab goes on to the next field."""

    def __init__(
        self, title: str, value: str = "", *, height: int = 76, rule: Rule[str] | None = None
    ) -> None:
        self.edit = QPlainTextEdit(value)
        self.edit.setFrameShape(QFrame.Shape.NoFrame)
        self.edit.setFont(theme.font())
        self.edit.setTabChangesFocus(True)
        self.edit.document().setDocumentMargin(0)
        self.edit.viewport().setAutoFillBackground(False)
        clear_ground(self.edit)
        slim_bars(self.edit)
        super().__init__(title, self.edit, height, rule=rule)
        self.box.row.setContentsMargins(12, 9, 4, 6)
        self._showing = self._touched = False
        self.edit.textChanged.connect(self._rewritten)

    def text(self) -> str:
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        self._showing = True
        if self.edit.toPlainText() != text:
            self.edit.setPlainText(text)
        self._showing = self._touched = False
        self.set_mistake("")

    def touched(self) -> bool:
        return self._touched

    def set_touched(self, touched: bool) -> None:
        self._touched = touched

    def parse(self, text: str) -> str:
        return clean(text, NOTE_LIMIT, lines=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell that the keyboard goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _rewritten(self) -> None:
        self._touched = not self._showing
        self.written.emit()
        if self._touched:
            self._edited()
