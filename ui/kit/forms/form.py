"""Ties the fields of a panel to the values they show: read, kept, given back, and wrong in their place.

One contract holds for all of them. Enter keeps what was written, and so does leaving the field; where each
key is kept at once, leaving the field checks it. Esc gives back the value that was kept; the next one is the
panel's. Ctrl+Z is the page's where nothing was written that the field itself could take back. A mistake is
said at its field until somebody writes there again. A scan taken out of a field was never in its value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from pos.domain.words.errors import CashierError
from ui.kit.forms.choices import ChoiceField, Tick
from ui.kit.forms.fields import Field, screen_keys
from ui.kit.forms.segments import Segments
from ui.kit.forms.tab_order import reading_order

Keep = Callable[[Any], object]
_NOTHING = object()
"""Equals no value: nothing was shown yet."""


class ChoiceControl(Protocol):
    """One of a few, chosen at once: a list, buttons beside each other, a tick."""

    @property
    def changed(self) -> Any:
        """Tells that the person chose."""

    def value(self) -> Any:
        """What is chosen."""

    def set_value(self, value: Any) -> None:
        """Show another choice; tells nothing."""


class Binding(QObject):
    """One field and the value it shows; `keep` is called with each new value the person wrote."""

    def __init__(self, field: Field[Any], keep: Keep, write: Callable[[Any], str] | None = None) -> None:
        super().__init__(field)
        self.field, self._keep, self._write = field, keep, write
        self._kept: Any = _NOTHING
        field.left.connect(self._leave)
        self._watch()

    def _watch(self) -> None:
        self.field.editor.installEventFilter(self)

    def show(self, value: Any, *, anew: bool = False) -> None:
        """Show a value; not over what is being written or has to be put right, but for another thing."""
        self._kept = value
        if anew or not (self.field.touched() or self.field.mistaken):
            self._put()

    def _put(self) -> None:
        """Write the kept value into the field."""
        text = self._text()
        if text != self.field.text() or self.field.mistaken:
            self.field.set_text(text)
        self.field.set_touched(False)

    def _text(self) -> str:
        if self._kept is _NOTHING or self._kept is None:
            return ""
        return self._write(self._kept) if self._write else self.field.shown(self._kept)

    def _leave(self) -> None:
        if not self.field.touched():
            return
        self.field.set_touched(False)
        if not self.field.check():
            return
        value = self.field.entry()
        if value == self._kept or self.field.text() == self._text():
            self._put()
        else:
            self._keep(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give back the kept value with Esc, and let an undo through that the field has no use for."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape and event.type() == QEvent.Type.KeyPress:
            return self._give_back()
        return lets_undo_through(event, self.field.touched())

    def _give_back(self) -> bool:
        if not (self.field.touched() or self.field.mistaken):
            return False
        self._put()
        return True


class LiveBinding(Binding):
    """Keeps every key, so that what is typed is in the value at once; `left` is called to check it."""

    def __init__(
        self,
        field: Field[Any],
        keep: Keep,
        write: Callable[[Any], str] | None = None,
        left: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(field, keep, write)
        self._left = left
        self._typed = self._showing = False

    def _watch(self) -> None:
        """Esc and undo are the panel's: what was written is kept already."""
        self.field.written.connect(self._edited)

    def show(self, value: Any, *, anew: bool = False) -> None:
        """Show a value unless it is what was written here; none never takes away what is being written."""
        if value == self._kept or (value is None and self.field.editor.hasFocus() and not anew):
            return
        self._kept, self._showing = value, True
        self.field.set_text(self._text())
        self._showing = False

    def _edited(self) -> None:
        if self._showing:
            return
        self._typed = True
        try:
            value = self.field.entry()
        except CashierError:
            return
        if value != self._kept:
            self._kept = value
            self._keep(value)

    def _leave(self) -> None:
        if self._typed:
            self._typed = False
            if self.field.check() and self._left is not None:
                self._left()


class Form(QObject):
    """The fields of one panel, by the names of what they show."""

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._fields: dict[str, Binding] = {}
        self._choices: dict[str, ChoiceControl] = {}

    def bind(
        self, name: str, field: Field[Any], keep: Keep, *, write: Callable[[Any], str] | None = None
    ) -> None:
        """Keep the field's value when it is left or Enter is pressed in it."""
        screen_keys(name, field.editor)
        self._fields[name] = Binding(field, keep, write)

    def bind_live(
        self,
        name: str,
        field: Field[Any],
        keep: Keep,
        *,
        write: Callable[[Any], str] | None = None,
        left: Callable[[], object] | None = None,
    ) -> None:
        """Keep the field's value at every key; `left` is called when it was written in and left."""
        screen_keys(name, field.editor)
        self._fields[name] = LiveBinding(field, keep, write, left)

    def bind_choice(self, name: str, choice: ChoiceControl, keep: Keep) -> None:
        """Keep what is chosen at once."""
        self._choices[name] = choice
        choice.changed.connect(lambda *_of: keep(choice.value()))

    def __iter__(self) -> Iterator[str]:
        """The names of all that is bound."""
        return iter((*self._fields, *self._choices))

    def show(self, values: Mapping[str, Any], *, anew: bool = False) -> None:
        """Show values by name; `anew` those of another thing, also over what is being written."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].show(value, anew=anew)
            else:
                self._choices[name].set_value(value)

    def refuse(self, name: str, words: str) -> bool:
        """Show at its field why a value was not taken; false where no field is of that name."""
        if name not in self._fields:
            return False
        self._fields[name].field.set_mistake(words)
        return True

    def field(self, name: str) -> Field[Any] | None:
        return self._fields[name].field if name in self._fields else None


def first_mistaken(inside: QWidget) -> Field[Any] | None:
    """The first field of a panel, in reading order, at which a mistake is shown."""
    wrong = {field.editor: field for field in fields_in(inside) if field.mistaken}
    return next((wrong[stop] for stop in reading_order(inside) if stop in wrong), None)


def check_all(inside: QWidget) -> bool:
    """Whether all fields seen in a panel can be read; if not, each says why, the first gets the keyboard."""
    seen = [field for field in fields_in(inside) if field.isVisible() and field.isEnabled()]
    fine = [field.check() for field in seen]
    if not all(fine) and (first := first_mistaken(inside)) is not None:
        first.take_keyboard()
    return all(fine)


def fields_in(inside: QWidget) -> list[Field[Any]]:
    """All fields of a panel."""
    return [one for one in inside.findChildren(QWidget) if isinstance(one, Field)]


def choices_in(inside: QWidget) -> list[ChoiceControl]:
    """All that is chosen at once in a panel."""
    kinds = (ChoiceField, Segments, Tick)
    return [one for one in inside.findChildren(QWidget) if isinstance(one, kinds)]


def lets_undo_through(event: QEvent, touched: bool) -> bool:
    """Whether this is an undo that the field has no use for; it then goes on to the page."""
    keys = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
    if touched or event.type() not in keys or not isinstance(event, QKeyEvent):
        return False
    if not event.matches(QKeySequence.StandardKey.Undo):
        return False
    event.ignore()
    return True
