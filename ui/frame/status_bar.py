"""The line at the bottom: what waits here and what runs, and nothing that is not true."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.text import _
from ui.kit.accessible import Role, speak_as
from ui.kit.controls.buttons import LinkButton
from ui.kit.lanes import Lane, Step
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Mood, mood_colours
from ui.kit.speaking import speak

HEIGHT = 28
_DOT = 14
"""The room of a dot."""


class _Item(QWidget):
    """A dot in the colour of its mood, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.mood = "", Mood.NEUTRAL
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str, mood: Mood) -> None:
        self.words, self.mood = words, mood
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters: the rest is shortened where the window is narrow."""
        return QSize(min(self.sizeHint().width(), 40), theme.tall(HEIGHT) - 1)

    def _dot(self) -> int:
        return 0 if self.mood is Mood.NEUTRAL else _DOT

    def sizeHint(self) -> QSize:
        return QSize(
            round(drawing.width_of(self.words, theme.font(theme.NOTE))) + 2 + self._dot(),
            theme.tall(HEIGHT) - 1,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._dot():
            drawing.box(painter, QRectF(0, self.height() / 2 - 4, 8, 8), mood_colours(self.mood)[0], radius=4)
        place = QRectF(self._dot(), 0, self.width() - self._dot(), self.height())
        drawing.text(painter, place, self.words, theme.font(theme.NOTE), theme.colours().muted)
        painter.end()


class _Offer(LinkButton):
    """A truth that a click does something about; with a mood it has a dot in its colour."""

    def __init__(self) -> None:
        super().__init__("", height=HEIGHT - 2)
        self.mood: Mood | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(_DOT if self.mood else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, and the dot at their beginning."""
        super().paintEvent(event)
        if self.mood:
            painter = QPainter(self)
            with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
                place = QRectF(0, self.height() / 2 - 4, 8, 8)
                drawing.box(painter, place, mood_colours(self.mood)[0], radius=4)
            painter.end()


class _Running(QWidget):
    """The work that runs behind: its title, how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.words = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.bar = _Bar()
        self.stop = LinkButton("", height=HEIGHT - 2)
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stop.clicked.connect(self.cancelled)
        for part in (self.words, self.bar, self.stop):
            row.addWidget(part)
        speak(self.stop, lambda: self.stop.setText(_("Cancel")))
        self.hide()

    def show_step(self, step: Step) -> None:
        self.words.setText(" ".join(part for part in (step.title, step.text) if part))
        self.bar.share = step.done / step.total if step.total else 0.0
        self.bar.update()
        self.show()


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        speak_as(self, Role.ProgressBar)
        self.share = 0.0
        self.setFixedSize(120, 6)
        speak(self, lambda: self.setAccessibleName(_("Progress")))

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        drawing.box(painter, self.rect(), of.line, radius=3)
        done = QRectF(0, 0, self.width() * min(1.0, max(0.04, self.share)), self.height())
        drawing.box(painter, done, of.accent, radius=3)
        painter.end()


class StatusBar(QWidget):
    """Truths by name: an empty text takes one away. Left what waits, right who and where."""

    cancelled = Signal()  # the person wants the running work stopped

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.StatusBar)
        self.setFixedHeight(theme.tall(HEIGHT))
        self._items: dict[str, _Item] = {}
        self._offers: dict[str, _Offer] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 16, 0)
        row.setSpacing(18)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(18)
        self.running = _Running()
        self.running.cancelled.connect(self.cancelled)
        row.addLayout(self._left)
        row.addWidget(self.running)
        row.addStretch(1)
        row.addLayout(self._right)

    def say(self, name: str, words: str, mood: Mood = Mood.NEUTRAL, *, right: bool = False) -> None:
        """Show, change or (with no words) take away one truth."""
        item = self._items.get(name)
        if item is None:
            if not words:
                return
            item = self._items[name] = _Item()
            (self._right if right else self._left).addWidget(item)
        item.say(words, mood)
        item.setVisible(bool(words))

    def offer(self, name: str, words: str, act: Callable[[], None], mood: Mood | None = None) -> None:
        """Show, change or (with no words) take away one truth that a click does something about."""
        link = self._offers.get(name)
        if link is None:
            if not words:
                return
            link = self._offers[name] = _Offer()
            link.clicked.connect(act)
            self._left.addWidget(link)
        link.mood = mood
        link.setText(words)
        link.setVisible(bool(words))

    def offered(self, name: str) -> LinkButton | None:
        """Return the button of a truth that is shown."""
        link = self._offers.get(name)
        return link if link is not None and not link.isHidden() else None

    def said(self, name: str) -> str:
        """Return what is shown under a name."""
        item = self._items.get(name)
        return item.words if item is not None and not item.isHidden() else ""

    def follow(self, lane: Lane) -> None:
        """Show the progress of a lane's work that is not quiet."""
        lane.progressed.connect(self.running.show_step)
        lane.finished.connect(self.running.hide)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), of.panel)
        painter.fillRect(0, 0, self.width(), 1, of.line)
        painter.end()
