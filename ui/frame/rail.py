"""The bar at the left: the mark, the pages, and who sells."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos.text import _
from ui.frame.refs import PageRef
from ui.kit.accessible import Role, speak_as
from ui.kit.actions import Action
from ui.kit.controls.buttons import Button
from ui.kit.look import drawing, icons, theme
from ui.kit.look.tile import paint_person
from ui.kit.speaking import speak

WIDTH = 76
MARGIN = 6
SMALLEST = theme.SMALL - 1
BESIDE = 7
"""Pixels that the mark of the page shown and the edge take of a name."""


class _Mark(QWidget):
    """The C."""

    def __init__(self) -> None:
        super().__init__()
        speak_as(self, Role.Graphic)
        self.setFixedSize(theme.tall(36), theme.tall(36))
        self.setAccessibleName("Comptoir")

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        drawing.box(painter, self.rect(), of.accent, radius=10)
        drawing.text(painter, self.rect(), "C", theme.font(18, theme.HEAVY), of.on_accent, drawing.CENTRE)
        painter.end()


def mark_icon() -> QIcon:
    """Return the C as the window's icon."""
    made = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        drawn = QPixmap(side, side)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        drawing.box(painter, QRectF(0, 0, side, side), theme.LIGHT.accent, radius=side / 3.6)
        face = theme.exact_font(side // 2, theme.HEAVY)
        drawing.text(painter, QRectF(0, 0, side, side), "C", face, theme.LIGHT.on_accent, drawing.CENTRE)
        painter.end()
        made.addPixmap(drawn)
    return made


class RailButton(Button):
    """One page, or what an action does: icon above name, on a soft ground while it is shown."""

    def __init__(self, icon: str, title: str, action: Action | None = None) -> None:
        super().__init__("", action=action, height=54)
        self.setCheckable(action is None)
        self.setAutoExclusive(action is None)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keyboard from the page
        self._picture = icon
        if action is None:
            speak(self, lambda: self.setText(_(title)))

    def sizeHint(self) -> QSize:
        return QSize(theme.tall(WIDTH) - 2 * MARGIN, theme.tall(54))

    @property
    def least(self) -> int:
        """The width in which its name is whole, also while its page is shown."""
        return ceil(drawing.width_of(self.text(), theme.font(SMALLEST, theme.BOLD))) + BESIDE

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        on = self.isChecked()
        ground = (
            of.accent_soft if on else of.soft if self.underMouse() else QColor(Qt.GlobalColor.transparent)
        )
        drawing.box(painter, self.rect(), ground)
        if on:
            drawing.mark(painter, self.rect().adjusted(0, 10, 0, -10))
        ink = of.accent if on else of.muted
        icons.paint(painter, self._picture, QRectF(0, 8, self.width(), 20), ink, 20, 1.7)
        weight = theme.BOLD if on else theme.REGULAR
        face = theme.font(theme.SMALL, weight)
        beside = BESIDE if on else 2
        room = self.width() - beside
        if drawing.width_of(self.text(), face) > room:
            face = theme.font(SMALLEST, weight)
        drawing.text(
            painter,
            QRectF(beside - 1, 30, room, self.height() - 36),
            self.text(),
            face,
            ink,
            drawing.CENTRE,
        )
        if self.hasFocus():
            drawing.focus_ring(painter, self.rect())
        painter.end()


class _Seller(QWidget):
    """Who sells."""

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.setFixedHeight(theme.tall(54))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_person(painter, QRectF((self.width() - 28) / 2, 4, 28, 28), self.name)
        first = self.name.split(" ")[0]
        place = QRectF(2, 34, self.width() - 4, 16)
        drawing.text(painter, place, first, theme.font(theme.SMALL), theme.colours().muted, drawing.CENTRE)
        painter.end()


class Rail(QWidget):
    """Shows one button a page; tells which was asked for."""

    asked = Signal(object)  # PageRef
    fitted = Signal(int)  # its width

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._buttons: dict[PageRef, RailButton] = {}
        self._seller = _Seller()
        self._seller.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 8)
        column.setSpacing(4)
        column.addWidget(_Mark(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        self._top, self._doing, self._bottom = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for part in (self._top, self._doing, self._bottom):
            part.setSpacing(4)
        column.addLayout(self._top)
        column.addStretch(1)
        column.addLayout(self._doing)
        column.addLayout(self._bottom)
        column.addWidget(self._seller)
        self._fit()
        speak(self, self._say)

    def add(self, place: PageRef, title: str, icon: str, *, bottom: bool = False) -> None:
        """Add a page's button; `title` is a message id."""
        button = RailButton(icon, title)
        button.clicked.connect(lambda: self.asked.emit(place))
        self._buttons[place] = button
        (self._bottom if bottom else self._top).addWidget(button)

    def add_action(self, action: Action) -> None:
        """Add what can be done on every page, below: for those who have no keys."""
        button = RailButton(action.icon, "", action=action)
        self._doing.addWidget(button)

    def button(self, place: PageRef) -> RailButton:
        """Return the button of a page."""
        return self._buttons[place]

    def mark(self, place: PageRef) -> None:
        """Show which page is shown."""
        if place in self._buttons:
            self._buttons[place].setChecked(True)

    def event(self, event: QEvent) -> bool:
        """Be as wide as the longest name needs, when one has other words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        names = (one.least for one in self.findChildren(RailButton))
        wide = max((theme.tall(WIDTH), *(name + 2 * MARGIN for name in names)))
        if wide != self.minimumWidth():
            self.setFixedWidth(wide)
            self.fitted.emit(wide)

    def set_person(self, name: str) -> None:
        """Show who sells; nobody when empty."""
        self._seller.name = name
        self._say()
        self._seller.setToolTip(name)
        self._seller.setVisible(bool(name))
        self._seller.update()

    def _say(self) -> None:
        self.setAccessibleName(_("Pages"))
        name = self._seller.name
        self._seller.setAccessibleName(_("Sold by {name}").format(name=name) if name else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        painter.fillRect(self.rect(), of.panel)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), of.line)
        painter.end()
