"""The search above a long list of choices: letters anywhere in a name, accents and case ignored."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QListView

from pos.domain.words.text import fold
from pos.text import _
from ui.kit.look import theme

MANY = 20
"""From so many choices on one searches rather than looks."""
_HEIGHT = 40
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class LongList(QObject):
    """Puts a line above the opened list of a combo box, which shows only what holds all words typed there."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box
        self.line = QLineEdit()
        self.line.setFont(theme.font())
        self.line.setFixedHeight(_HEIGHT)
        self.line.textChanged.connect(self._filter)
        self.line.installEventFilter(self)
        popup = box.view().parentWidget()
        layout = popup.layout() if popup is not None else None
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, self.line)

    def opened(self) -> None:
        """Begin with all choices, the keyboard in the line."""
        self.line.setPlaceholderText(_("Search"))
        self.line.setAccessibleName(_("Search"))
        self.line.clear()
        self._filter("")
        popup = self._box.view().parentWidget()
        if popup is not None:
            popup.resize(popup.width(), popup.height() + _HEIGHT)
        self.line.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def shown(self) -> list[int]:
        """The places of the choices that are shown."""
        view = self._view()
        return [at for at in range(self._box.count()) if not view.isRowHidden(at)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move, Enter choose and Esc close, while letters go into the line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape:
            self._box.hidePopup()
        else:
            return False
        return True

    def _view(self) -> QListView:
        view = self._box.view()
        if not isinstance(view, QListView):
            raise TypeError("choices are a list")
        return view

    def _filter(self, text: str) -> None:
        wanted, view = fold(text).split(), self._view()
        for at in range(self._box.count()):
            name = fold(self._box.itemText(at))
            view.setRowHidden(at, not all(word in name for word in wanted))
        if wanted:
            self._go(next(iter(sorted(self.shown(), key=lambda at: not self._begins(at, wanted[0]))), -1))

    def _begins(self, at: int, word: str) -> bool:
        return fold(self._box.itemText(at)).startswith(word)

    def _step(self, by: int) -> None:
        shown, now = self.shown(), self._view().currentIndex().row()
        if shown:
            at = shown.index(now) + by if now in shown else 0
            self._go(shown[max(0, min(at, len(shown) - 1))])

    def _go(self, at: int) -> None:
        model = self._box.model()
        self._view().setCurrentIndex(model.index(at, self._box.modelColumn()))

    def _take(self) -> None:
        at = self._view().currentIndex().row()
        if at not in self.shown():
            return
        self._box.setCurrentIndex(at)
        self._box.hidePopup()
        self._box.activated.emit(at)
