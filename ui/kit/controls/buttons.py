"""Buttons: the one main action, plain ones with their key, pills to filter, small icons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit.accessible import SpokenButton, speak_by
from ui.kit.actions import Action
from ui.kit.look import drawing, icons, theme
from ui.kit.look.keycap import key_names, keycap_width, paint_keycap
from ui.kit.speaking import speak

TOUCH = 36
PAY = 54
TWO_LINES = 44
"""Height from which words stand well on two lines."""
_GAP = 8


class Button(QAbstractButton):
    """A rounded button drawn by hand: text, an optional second line, and the key that does the same.

    Made from an action it has its words (unless it is given others), icon and key, runs it, and is disabled
    with the reason while it cannot be done. Enter presses a focused button as Space does.
    """

    padding = 12

    def __init__(
        self,
        text: str = "",
        *,
        action: Action | None = None,
        sub: str = "",
        icon: str = "",
        height: int = TOUCH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        speak_by(self, SpokenButton)
        self.action = action
        self._sub, self._icon, self._height = sub, icon or (action.icon if action else ""), height
        self._key = action.key if action and "+" not in action.key else ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._own_words = bool(text)
        self.setText(text)
        if action is not None:
            self.clicked.connect(action.run)
            action.changed.connect(self._follow)
            speak(self, self._follow)

    def _follow(self) -> None:
        """Show the words of the action, and whether it is possible."""
        action = self.action
        if action is None:
            return
        if not self._own_words and self.text() != action.label:
            self.setText(action.label)
        why_not = action.why_not()
        self.setEnabled(not why_not)
        self.setToolTip(why_not)
        keys = " ".join(key_names(action.key)) if action.key else ""
        self.setAccessibleDescription(why_not or keys)

    def setText(self, text: str) -> None:
        """Show other words, and say them to those who do not see."""
        super().setText(text)
        self.setAccessibleName(" ".join(part for part in (self.words(), self._sub) if part))
        self.updateGeometry()

    @property
    def possible(self) -> bool:
        """Whether it can do something by itself; behind a dialog it looks so although it is disabled."""
        return not self.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)

    def set_sub(self, sub: str) -> None:
        self._sub = sub
        self.setText(self.text())
        self.update()

    def words(self) -> str:
        return self.text()

    def face(self) -> QFont:
        """Return the typeface of the first line."""
        return theme.font(theme.BODY, theme.MEDIUM)

    def sizeHint(self) -> QSize:
        """Return the room for text, key and padding; the height is fixed."""
        return QSize(round(self._room_for(self.face())) + 2 * self.padding, theme.tall(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the smallest size in which the text is whole, smaller or on two lines if need be."""
        wide = self._room_for(self._face_in(0))
        if self._height >= TWO_LINES and not self._sub:
            one_line = drawing.width_of(self.words(), self._face_in(0))
            wide += drawing.least_room(self.words(), self.face()) - one_line
        return QSize(round(wide) + 6, theme.tall(self._height))

    def _room_for(self, face: QFont) -> float:
        first = drawing.width_of(self.words(), face) + (0 if self._sub else self._key_room())
        second = drawing.width_of(self._sub, theme.font(theme.NOTE)) + self._key_room() if self._sub else 0
        return max(first, second) + (18 + _GAP if self._icon else 0)

    def _face_in(self, width: float) -> QFont:
        """Return the typeface, smaller where the words would not fit into the width."""
        face = self.face()
        around = min(6, 2 * self.padding)
        return face if round(self._room_for(face)) + around <= width else drawing.smaller(face)

    def _key_room(self) -> int:
        return keycap_width(self._key) + _GAP if self._key else 0

    def ground(self) -> tuple[QColor, QColor | None, QColor]:
        """Return fill, line and ink for the present state."""
        of = theme.colours()
        if not self.possible:
            return of.panel, of.line, of.muted
        return (of.soft if self.isDown() or self.underMouse() else of.panel), of.line, of.ink

    def corner(self) -> float:
        return theme.radius.control

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the words in its middle."""
        painter = QPainter(self)
        fill, line, ink = self.ground()
        drawing.box(painter, self.rect(), fill, line, self.corner())
        on_accent = fill in (theme.colours().accent, theme.colours().ink)
        face = self._face_in(self.width())
        middle = self.height() / 2
        with drawing.mirrored(painter, self.rect(), self.layoutDirection()):
            if self._sub:
                self._line(painter, self.words(), face, ink, middle - theme.tall(9), on_accent, key="")
                self._line(
                    painter,
                    self._sub,
                    theme.font(theme.NOTE),
                    theme.colours().muted,
                    middle + theme.tall(10),
                    on_accent,
                    self._key,
                )
            else:
                self._line(painter, self.words(), face, ink, middle, on_accent, self._key)
        if self.hasFocus():
            drawing.focus_ring(painter, self.rect(), self.corner(), on=on_accent)
        painter.end()

    def _line(
        self,
        painter: QPainter,
        words: str,
        face: QFont,
        ink: QColor,
        middle: float,
        on_accent: bool,
        key: str,
    ) -> None:
        key_room = keycap_width(key) + _GAP if key else 0
        picture = 18 + (_GAP if words else 0) if self._icon and middle <= self.height() / 2 else 0
        room = self.width() - 4 - key_room - picture
        width = min(drawing.width_of(words, face) + 1, room)
        left = (self.width() - width - key_room - picture) / 2
        if picture:
            icons.paint(painter, self._icon, QRectF(left, middle - 9, 18, 18), ink, 18)
            left += picture
        high = theme.tall(18) if self._sub else self.height() - 4
        place = QRectF(left, middle - high / 2, width, high)
        drawing.fitted(painter, place, words, face, ink, drawing.LEFT if width < room else drawing.CENTRE)
        if key:
            paint_keycap(painter, left + width + _GAP, middle, key, on_accent=on_accent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class PlainButton(Button):
    """A button beside the main one."""


class PrimaryButton(Button):
    """The one main action of a screen, with its amount and key on it."""

    padding = 20

    def __init__(
        self,
        text: str = "",
        amount: str = "",
        *,
        action: Action | None = None,
        height: int = PAY,
        parent: QWidget | None = None,
    ) -> None:
        self._amount = amount
        super().__init__(text, action=action, height=height, parent=parent)

    def set_amount(self, amount: str) -> None:
        self._amount = amount
        self.setText(self.text())
        self.update()

    def words(self) -> str:
        return f"{self.text()} {self._amount}".strip()

    def face(self) -> QFont:
        """Return a larger typeface where the button is tall."""
        return theme.font(
            18 if self._amount else theme.LARGE if self._height >= 48 else theme.BODY, theme.BOLD
        )

    def ground(self) -> tuple[QColor, QColor | None, QColor]:
        """Return the accent, or a quiet ground while it can do nothing."""
        of = theme.colours()
        if not self.possible:
            return of.soft, of.line, of.muted
        fill = of.accent
        if self.isDown() or self.underMouse():
            fill = QColor(of.accent).lighter(108) if of.dark else QColor(of.accent).darker(112)
        return fill, None, of.on_accent


class PillButton(Button):
    """A round chip that is on or off: a category, a filter."""

    def __init__(self, text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setCheckable(True)

    def face(self) -> QFont:
        """Return the smaller typeface of chips."""
        return theme.font(theme.NOTE, theme.MEDIUM)

    def corner(self) -> float:
        """Return half the height."""
        return self.height() / 2

    def ground(self) -> tuple[QColor, QColor | None, QColor]:
        """Return ink as the ground when on."""
        of = theme.colours()
        if self.isChecked() and self.possible:
            return of.ink, None, of.panel
        return super().ground()


class ChoiceButton(Button):
    """One of several large choices beside each other, as the ways to pay; accent when chosen."""

    padding = 10

    def __init__(
        self,
        text: str = "",
        *,
        height: int = 52,
        soft: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, height=height, parent=parent)
        self._soft = soft
        self.setCheckable(True)

    def ground(self) -> tuple[QColor, QColor | None, QColor]:
        """Return the accent when chosen, its soft shade for quick amounts."""
        of = theme.colours()
        if self.isChecked() and self.possible:
            return (of.accent_soft, of.accent, of.ink) if self._soft else (of.accent, None, of.on_accent)
        return super().ground()


class LinkButton(Button):
    """Words without a box, in the colour of links."""

    padding = 8

    def ground(self) -> tuple[QColor, QColor | None, QColor]:
        """Return no box until the pointer is over it."""
        of = theme.colours()
        clear = QColor(Qt.GlobalColor.transparent)
        ink = of.info if self.possible else of.muted
        return (of.soft if self.isDown() or self.underMouse() else clear), None, ink


class IconButton(Button):
    """A square button with an icon; its name is spoken and shown as a tip."""

    padding = 9

    def __init__(self, icon: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__("", icon=icon, parent=parent)
        self.name(name)

    def name(self, name: str) -> None:
        """Give it its name, which is not drawn."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(theme.tall(self._height), theme.tall(self._height))

    def ground(self) -> tuple[QColor, QColor | None, QColor]:
        """Return no box until the pointer is over it."""
        of = theme.colours()
        clear = QColor(Qt.GlobalColor.transparent)
        if not self.possible:
            return clear, None, of.line
        return (of.soft if self.isDown() or self.underMouse() else clear), None, of.muted
