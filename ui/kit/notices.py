"""Messages inside the page: what happened, what was kept, what to do; never a box that stops the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.text import _, said_again
from ui.kit.accessible import Role, speak_as
from ui.kit.controls.buttons import Button, IconButton
from ui.kit.lists.undo import Told
from ui.kit.look import drawing, icons, theme
from ui.kit.look.tags import Mood, mood_colours
from ui.kit.speaking import speak
from ui.kit.voice import announce

GOOD_NEWS_SECONDS = 6
Cause = Callable[[], bool]
"""Whether what a message says is still so."""
_ICONS = {
    Mood.GOOD: "circle-check",
    Mood.INFO: "info",
    Mood.WARNING: "triangle-alert",
    Mood.BAD: "circle-alert",
}


class NoticeBar(QWidget):
    """One message with an icon, perhaps an action, and a way to put it aside."""

    gone = Signal()

    def __init__(
        self,
        mood: Mood,
        text: str,
        action: str = "",
        run: Callable[[], None] | None = None,
        parent: QWidget | None = None,
        *,
        cause: Cause | None = None,
    ) -> None:
        super().__init__(parent)
        speak_as(self, Role.AlertMessage)
        self.mood, self.text, self.cause = mood, text, cause
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.addSpacing(40)  # a margin would not change sides
        self.words = words = theme.label(text, theme.BODY, theme.MEDIUM, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row.addWidget(words, 1)
        self.action = Button(action) if action else None
        if self.action is not None:
            self.action.clicked.connect(lambda: self._act(run))
            row.addWidget(self.action)
        close = IconButton("x", _("Close this message"))
        close.clicked.connect(self.put_aside)
        row.addWidget(close)
        if mood is Mood.GOOD and self.action is None:
            soon = QTimer(self)  # a child: it ends with the message
            soon.timeout.connect(self._read)
            soon.start(round(GOOD_NEWS_SECONDS * 1000))

        speak(self, self._say_again)

    def _say_again(self) -> None:
        """Say it in the language of the window."""
        if self.words.text():
            self.text = said_again(self.text)
            self.words.setText(self.text)
            self.setAccessibleName(self.text)

    def _read(self) -> None:
        """Go away, unless somebody is at it with the mouse or the keyboard."""
        inside = self.focusWidget()
        if not self.underMouse() and not (inside is not None and inside.hasFocus()):
            self.put_aside()

    def _act(self, run: Callable[[], None] | None) -> None:
        self.put_aside()
        if run is not None:
            run()

    def put_aside(self) -> None:
        """Go away."""
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, ground = mood_colours(self.mood)
        drawing.box(painter, self.rect(), ground, None, theme.radius.control)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            icons.paint(painter, _ICONS[self.mood], QRectF(12, self.height() / 2 - 10, 20, 20), ink, 20)
        painter.end()


class Notices(QWidget):
    """The place of a page's messages: newest first, at most three, no room taken while there is none.

    `above` is left free over the messages while there are any.
    """

    def __init__(self, parent: QWidget | None = None, *, above: int = 0) -> None:
        super().__init__(parent)
        self._above = above
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.space(2))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_notice(
        self,
        mood: Mood,
        text: str,
        action: str = "",
        run: Callable[[], None] | None = None,
        *,
        cause: Cause | None = None,
    ) -> NoticeBar:
        """Show a message; good news without an action goes away by itself, all else stays until cleared.

        One with a cause goes with it: whoever changes what it speaks of calls `look_again`.
        """
        for old in self.bars():
            if old.text == text:
                old.put_aside()
        for old in self.bars()[2:]:
            old.put_aside()
        bar = NoticeBar(mood, text, action, run, self, cause=cause)
        self._rows.insertWidget(0, bar)
        bar.gone.connect(self._make_room)
        bar.show()
        self._make_room()
        announce(text, urgent=mood in (Mood.WARNING, Mood.BAD))
        return bar

    def good(
        self,
        text: str,
        action: str = "",
        run: Callable[[], None] | None = None,
        *,
        cause: Cause | None = None,
    ) -> NoticeBar:
        """Say that something went well."""
        return self.show_notice(Mood.GOOD, text, action, run, cause=cause)

    def info(
        self,
        text: str,
        action: str = "",
        run: Callable[[], None] | None = None,
        *,
        cause: Cause | None = None,
    ) -> NoticeBar:
        """Say something worth knowing."""
        return self.show_notice(Mood.INFO, text, action, run, cause=cause)

    def warning(
        self,
        text: str,
        action: str = "",
        run: Callable[[], None] | None = None,
        *,
        cause: Cause | None = None,
    ) -> NoticeBar:
        """Say what needs care."""
        return self.show_notice(Mood.WARNING, text, action, run, cause=cause)

    def bad(self, text: str, action: str = "", run: Callable[[], None] | None = None) -> NoticeBar:
        """Say what did not work."""
        return self.show_notice(Mood.BAD, text, action, run)

    def told(self, told: Told) -> NoticeBar:
        """Say what was done, with its way back where there is one."""
        return self.good(told.words, _("Undo") if told.undo is not None else "", told.undo)

    def _make_room(self) -> None:
        self._rows.setContentsMargins(0, self._above if self.bars() else 0, 0, 0)

    def look_again(self) -> None:
        """Take the messages away whose cause is gone."""
        for bar in self.bars():
            if bar.cause is not None and not bar.cause():
                bar.put_aside()

    def clear(self) -> None:
        """Take all messages away."""
        for bar in self.bars():
            bar.put_aside()

    def bars(self) -> list[NoticeBar]:
        """Return the messages shown, newest first."""
        items = [self._rows.itemAt(at) for at in range(self._rows.count())]
        found = [item.widget() for item in items if item is not None]
        return [one for one in found if isinstance(one, NoticeBar) and not one.isHidden()]
