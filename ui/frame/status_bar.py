"""The line at the bottom: what waits here and what runs, and nothing that is not true."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos.text import _
from ui.kit.accessible import Role, speak_as
from ui.kit.controls.buttons import LinkButton
from ui.kit.lanes import Lane, Step
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Mood, mood_colours
from ui.kit.speaking import speak

HEIGHT = 28
FEW = 40
"""The room of a few letters."""
_DOT = 14
"""The room of a dot."""
_MARGIN, _GAP = 16, 18
"""At both ends of the bar, and between what it says."""
_AROUND = 6
"""Beside the words of what can be clicked."""


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
        return QSize(min(self.sizeHint().width(), theme.tall(FEW)), theme.tall(HEIGHT) - 1)

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
    """A truth that a click does something about: as quiet as the others, with a dot in its mood's colour."""

    def __init__(self) -> None:
        super().__init__("", height=HEIGHT - 2)
        self.mood: Mood | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, words: str, mood: Mood | None) -> None:
        self.mood = mood
        self.setText(words)
        self.setToolTip(words)
        self.update()

    def face(self) -> QFont:
        return theme.font(theme.NOTE, theme.REGULAR if self.mood else theme.MEDIUM)

    def _dot(self) -> int:
        return _DOT if self.mood else 0

    def sizeHint(self) -> QSize:
        wide = round(drawing.width_of(self.text(), self.face())) + 2 + self._dot() + 2 * _AROUND
        return QSize(wide, theme.tall(HEIGHT - 2))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the dot and a few letters: the longest words are shortened first."""
        return QSize(min(self.sizeHint().width(), theme.tall(FEW) + self._dot()), theme.tall(HEIGHT - 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dot and the words, these shortened where the window is narrow."""
        painter = QPainter(self)
        fill, _line, ink = self.ground()
        drawing.box(painter, self.rect(), fill, radius=self.corner())
        dot, high = self._dot(), self.height()
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            if self.mood:
                place, colour = QRectF(_AROUND, high / 2 - 4, 8, 8), mood_colours(self.mood)[0]
                drawing.box(painter, place, colour, radius=4)
                ink = theme.colours().ink if self.underMouse() else theme.colours().muted
            place = QRectF(_AROUND + dot, 0, self.width() - 2 * _AROUND - dot, high)
            drawing.text(painter, place, self.text(), self.face(), ink)
        if self.hasFocus():
            drawing.focus_ring(painter, self.rect(), self.corner())
        painter.end()


_Truth = _Item | _Offer


class _Running(QWidget):
    """The work that runs behind: its title, how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.words = _Item()
        self.bar = _Bar()
        self.stop = LinkButton("", height=HEIGHT - 2)
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stop.clicked.connect(self.cancelled)
        for part in (self.words, self.bar, self.stop):
            row.addWidget(part)
        speak(self.stop, lambda: self.stop.setText(_("Cancel")))
        self.hide()

    def show_step(self, step: Step) -> None:
        self.words.say(" ".join(part for part in (step.title, step.text) if part), Mood.NEUTRAL)
        self.bar.share = step.done / step.total if step.total else 0.0
        self.bar.update()
        self.show()


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        speak_as(self, Role.ProgressBar)
        self.share = 0.0
        self.setFixedHeight(6)
        self.setMinimumWidth(48)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        speak(self, lambda: self.setAccessibleName(_("Progress")))

    def sizeHint(self) -> QSize:
        return QSize(120, 6)

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
        row.setContentsMargins(_MARGIN, 1, _MARGIN, 0)
        row.setSpacing(_GAP)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(_GAP)
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
        link.say(words, mood)
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

    def event(self, event: QEvent) -> bool:
        """Give out the room again whenever what is said, or the window, is another."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._share()
        return super().event(event)

    def _share(self) -> None:
        """Give out the room: quiet truths are shortened first, and of each kind the longest."""
        items = [one for one in self._items.values() if not one.isHidden()]
        quiet: list[_Truth] = [one for one in items if one.mood is Mood.NEUTRAL]
        loud: list[_Truth] = [one for one in items if one.mood is not Mood.NEUTRAL]
        loud += [one for one in self._offers.values() if not one.isHidden()]
        room = self.width() - 2 * _MARGIN - _GAP * (len(quiet) + len(loud))
        if not self.running.isHidden():
            room -= self.running.minimumSizeHint().width()
        room -= _shortened(loud, room - sum(one.minimumSizeHint().width() for one in quiet))
        _shortened(quiet, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), of.panel)
        painter.fillRect(0, 0, self.width(), 1, of.line)
        painter.end()


def _shortened(words: Sequence[_Truth], room: int) -> int:
    """Let none be wider than all can be in the room; returns what they take of it."""
    left, most = room, 0
    for before, wide in enumerate(sorted(one.sizeHint().width() for one in words)):
        most = min(wide, max(0, left) // (len(words) - before))
        left -= most
    for one in words:
        one.setMaximumWidth(max(most, one.minimumSizeHint().width()))
    return room - left
