"""Choosing one of a few: a field that opens a list, and a box to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QStyledItemDelegate, QVBoxLayout, QWidget

from ui.kit.accessible import SpokenButton, speak_by
from ui.kit.controls.buttons import TOUCH
from ui.kit.controls.panel import slim_bars
from ui.kit.forms.long_list import MANY, LongList
from ui.kit.forms.wheel import not_wheeled
from ui.kit.look import drawing, icons, theme

LEAST = 120
AROUND = 48
"""Margins and arrow."""


class Choices(QComboBox):
    """A combo box drawn like the other fields; it shows what is held, offered or not.

    `unlisted` says in words a value that is not offered.
    """

    def __init__(self, parent: QWidget | None = None, *, unlisted: Callable[[Any], str] = str) -> None:
        super().__init__(parent)
        self._unlisted = unlisted
        self._beside = False
        """Whether the last row is a value that is held though it is not offered."""
        not_wheeled(self)
        self.setFixedHeight(theme.tall(40))
        self.setFont(theme.font())
        self.setMaxVisibleItems(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._dressed = False
        self.search: LongList | None = None
        """What a long list is searched with, once it was opened."""

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices, as value and words; none of them is chosen."""
        self.clear()
        self._beside = False
        for value, words in options:
            self.addItem(words, value)
        self.setCurrentIndex(-1)

    def hold(self, value: Any) -> None:
        """Choose what is held; where it is not offered, it has a row of its own until another is chosen."""
        if self._beside and self.itemData(self.count() - 1) != value:
            self.removeItem(self.count() - 1)
            self._beside = False
        at = next((i for i in range(self.count()) if self.itemData(i) == value), -1)
        if at < 0 and value not in (None, ""):
            self.addItem(self._unlisted(value), value)
            self._beside, at = True, self.count() - 1
        self.setCurrentIndex(at)

    def sizeHint(self) -> QSize:
        """Return the room for the longest choice, the margins and the arrow."""
        return super().sizeHint() + QSize(28, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the room in which a choice is whole on two lines; a long list has less."""
        few = (self.itemText(at) for at in range(self.count() if self.count() < MANY else 0))
        wide = max((drawing.least_room(words, self.font()) for words in few), default=0)
        return QSize(max(theme.tall(LEAST), ceil(wide) + AROUND), super().minimumSizeHint().height())

    def showPopup(self) -> None:
        """Open the list; it is made when first needed."""
        if not self._dressed:
            self._dressed = True
            self.setItemDelegate(_Roomy(self))
            slim_bars(self.view())
        super().showPopup()
        if self.count() >= MANY:
            self.search = self.search or LongList(self)
            self.search.opened()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the chosen text and the arrow."""
        of = theme.colours()
        painter = QPainter(self)
        focus = self.hasFocus()
        drawing.box(painter, self.rect(), of.panel, of.accent if focus else of.edge, width=2 if focus else 1)
        ink = of.ink if self.isEnabled() else of.muted
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            place = QRectF(12, 0, self.width() - AROUND, self.height())
            drawing.fitted(painter, place, self.currentText(), self.font(), ink)
            icons.paint(
                painter, "chevron-down", QRectF(self.width() - 34, 0, 24, self.height()), of.muted, 16
            )
        painter.end()


class _Roomy(QStyledItemDelegate):
    """Rows of the opened list high enough for a finger."""

    def sizeHint(self, option: Any, index: Any) -> QSize:
        return QSize(super().sizeHint(option, index).width(), TOUCH)


class ChoiceField(QWidget):
    """A labelled choice; `options` are (value, words), `unlisted` says a value that is none of them."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[Any, str]],
        value: Any = None,
        *,
        unlisted: Callable[[Any], str] = str,
    ) -> None:
        super().__init__()
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.choices = Choices(unlisted=unlisted)
        self.title.setBuddy(self.choices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.title)
        column.addWidget(self.choices)
        column.addStretch(1)
        self.setFocusProxy(self.choices)
        self.set_title(title)
        self.set_options(options, value)
        self.choices.activated.connect(lambda: self.changed.emit())

    def set_title(self, title: str) -> None:
        """Change the label and the accessible name."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.choices.setAccessibleName(title)

    def set_options(self, options: Sequence[tuple[Any, str]], value: Any = None) -> None:
        """Offer other choices; `value` None keeps what is held, the first where nothing was held yet."""
        held = self.value() if value is None else value
        nothing = value is None and self.choices.currentIndex() < 0
        self.choices.offer(options)
        if nothing and options:
            held = options[0][0]
        self.set_value(held)

    def value(self) -> Any:
        return self.choices.currentData()

    def set_value(self, value: Any) -> None:
        """Show what is held, in a row of its own where it is not offered."""
        self.choices.hold(value)


class Tick(QCheckBox):
    """A box to tick with its words, high enough for a finger."""

    changed = Signal()

    def __init__(self, text: str = "", on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        speak_by(self, SpokenButton)
        self.setFont(theme.font())
        self.setChecked(on)
        self.setAccessibleName(text)
        self.clicked.connect(self.changed)

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool) -> None:
        """Show it ticked or not."""
        self.setChecked(value)

    def sizeHint(self) -> QSize:
        return QSize(round(drawing.width_of(self.text(), self.font())) + 34, TOUCH)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words must be whole."""
        return self.sizeHint()

    def hitButton(self, pos: Any) -> bool:
        """Take a touch anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            place = QRectF(2, self.height() / 2 - 9, 18, 18)
            on = self.isChecked()
            drawing.box(painter, place, of.accent if on else of.panel, of.accent if on else of.muted, 4, 1.5)
            if on:
                icons.paint(painter, "check", place, of.on_accent, 14, 3)
            ink = of.ink if self.isEnabled() else of.muted
            drawing.text(
                painter, QRectF(28, 0, self.width() - 28, self.height()), self.text(), self.font(), ink
            )
        if self.hasFocus():
            drawing.focus_ring(painter, self.rect())
        painter.end()
