"""What the widgets drawn by hand are to a screen reader: role, state, and acts that equal a click."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QStackedWidget, QWidget
from shiboken6 import isValid

Role = QAccessible.Role
Description = QAccessible.Text.Description


class Spoken(QAccessibleWidget):
    """A widget under a role of its own; its name and description are those of the widget."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)


class Drawn(QAccessibleWidget):
    """A widget drawn by hand: a window, with a name a group if something lies in it, else a text."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, Role.Client)

    def role(self) -> QAccessible.Role:
        """Return what it is now: names come and go with what is shown, and a whole window is one."""
        if self.widget().isWindow():
            return Role.Window
        if not self.widget().accessibleName():
            return Role.Client
        return Role.Grouping if self.childCount() else Role.StaticText


class SpokenButton(QAccessibleWidget):
    """A button: whatever it is asked to do, by whichever interface, it does what a click does."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button, Role.Button)

    @property
    def button(self) -> QAbstractButton:
        """The button itself; the interface must not keep it alive."""
        button = self.widget()
        if not isinstance(button, QAbstractButton):
            raise TypeError("only buttons speak as buttons")
        return button

    def text(self, kind: QAccessible.Text) -> str:
        """Return what Qt says, but nothing twice: a tip that only repeats the name is no description."""
        said = super().text(kind)
        repeats = kind is Description and said == super().text(QAccessible.Text.Name)
        return "" if repeats else said

    def role(self) -> QAccessible.Role:
        """Return a radio button for one of several, a check box for what is on or off."""
        if not self.button.isCheckable():
            return Role.Button
        return Role.RadioButton if rivals(self.button) else Role.CheckBox

    def state(self) -> QAccessible.State:
        state, button = super().state(), self.button
        state.checkable, state.checked, state.pressed = (
            button.isCheckable(), button.isChecked(), button.isDown()
        )  # fmt: skip
        return state

    def actionNames(self) -> list[str]:
        button = self.button
        if not button.isEnabled():
            return []
        names = [QAccessibleActionInterface.pressAction()]
        if button.isCheckable():
            names.insert(0, QAccessibleActionInterface.toggleAction())
        if button.focusPolicy():
            names.append(QAccessibleActionInterface.setFocusAction())
        return names

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.setFocusAction():
            self.button.setFocus()
        elif name in self.actionNames():
            self.button.click()


def rivals(button: QAbstractButton) -> list[QAbstractButton]:
    """Return the buttons of which only one can be on at a time with this one."""
    if (group := button.group()) is not None:
        return list(group.buttons()) if group.exclusive() else []
    beside = button.parentWidget()  # none while it is made, when a screen reader asks already
    around = beside.children() if beside is not None and button.autoExclusive() else []
    return [one for one in around if isinstance(one, QAbstractButton) and one.autoExclusive()]


Interface = QAccessibleWidget
Speaker = Callable[[QWidget], Interface]
_SPEAKERS: WeakKeyDictionary[QWidget, Speaker] = WeakKeyDictionary()
_MADE: list[Interface] = []
"""Qt keeps no reference of its own to these, and deletes them with their widgets: not Python before it."""
_MANY = 256
"""So many are made before those that Qt has deleted are let go of."""


def speak_as(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a widget a role; before anything else in its constructor, since Qt asks once."""
    speak_by(widget, partial(Spoken, role=role))


def speak_by(widget: QWidget, speaker: Speaker) -> None:
    """Let an interface of its own speak for a widget as long as it lives."""
    tell_screen_readers()
    _SPEAKERS[widget] = speaker


def _interface(_name: str, thing: QObject) -> Interface | None:
    if not isinstance(thing, QWidget):
        return None
    speaker = _SPEAKERS.get(thing)
    if speaker is None:
        layers = isinstance(thing, QStackedWidget)  # nobody wants to hear of layered panes
        if not (layers or _is_bare(type(thing))) or thing.objectName().startswith("qt_"):
            return None  # Qt knows better: a label, a field, a list, a part of its own
        speaker = Drawn
    if len(_MADE) % _MANY == _MANY - 1:
        _MADE[:] = [one for one in _MADE if isValid(one)]
    made = speaker(thing)
    _MADE.append(made)
    return made


def _is_bare(kind: type) -> bool:
    """Tell whether a class is drawn by hand on nothing but Qt's plainest widget."""
    return next(one for one in kind.__mro__ if one.__module__.startswith("PySide6")) is QWidget


@cache
def tell_screen_readers() -> None:
    """Let these interfaces speak, from the first one on."""
    QAccessible.installFactory(_interface)
