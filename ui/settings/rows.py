"""One setting a row: its name, its meaning in one line, its control, and what became of a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos.domain.shop.settings import ShopSettings
from pos.domain.words.fields import field_of
from pos.domain.words.text import words as folded
from pos.text import _, said_again
from ui.kit.controls.buttons import LinkButton
from ui.kit.controls.panel import ANY, Panel
from ui.kit.forms.fields import Field
from ui.kit.forms.form import ChoiceControl, Form
from ui.kit.forms.segments import Segments
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak
from ui.kit.voice import announce
from ui.settings.presenter import SettingsPresenter

CONTROL = 340
WORDS_BESIDE = 240
"""Where there is less room for the words of a row, its control stands below them."""
LEAST_WORDS = 130
"""The least width of a row whose control stands below its words."""
THREE_LINES = 82
"""Height of a field for about three lines."""
_NAMED = "namedByItsRow"


class SettingRow(QWidget):
    """Title and meaning are message ids. A `wide` control stands below its words."""

    def __init__(self, title: str, meaning: str, control: QWidget, *, wide: bool = False) -> None:
        super().__init__()
        self._title, self._meaning = title, meaning
        self._undo: Callable[[], None] | None = None
        self._refused = False
        self.control = control
        self.title = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.meaning = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.outcome = theme.label("", theme.NOTE, tone=theme.Tone.ACCENT, wrap=True)
        self.undo = LinkButton("")
        self.undo.clicked.connect(self._take_back)
        self._lay_out(wide)
        self._hush()
        speak(self, self._say)

    def _lay_out(self, wide: bool) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.title, self.meaning):
            words.addWidget(part)
        said = QHBoxLayout()
        said.addWidget(self.outcome, 1)
        said.addWidget(self.undo)
        beside = QWidget()
        side = QVBoxLayout(beside)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.space(1))
        side.addWidget(self.control)
        side.addLayout(said)
        self._row = row = QVBoxLayout(self) if wide else QHBoxLayout(self)
        self._beside = None if wide else beside
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(theme.space(2) if wide else theme.space(4))
        if not wide:
            words.addStretch(1)
        row.addLayout(words, 0 if wide else 1)
        row.addWidget(beside)
        self._fit()

    def _fit(self) -> None:
        """Put the control beside its words, or below them where the window is narrow."""
        if self._beside is None:
            return
        wide = (CONTROL + theme.tall(CONTROL)) // 2  # its words need room too
        is_narrow = self.isVisible() and self.width() < wide + theme.tall(WORDS_BESIDE)
        way = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._beside.setMinimumWidth(0 if is_narrow else wide)
        self._beside.setMaximumWidth(ANY if is_narrow else wide)

    def minimumSizeHint(self) -> QSize:
        """Return the least width in which the control stands below its words."""
        least = super().minimumSizeHint()
        if self._beside is None:
            return least
        needed = self._beside.minimumSizeHint().width() + 32
        return QSize(min(least.width(), max(needed, theme.tall(LEAST_WORDS))), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit into the room of now: the window may have been made small meanwhile."""
        super().showEvent(event)
        self._fit()

    def _say(self) -> None:
        self.title.setText(_(self._title))
        self.meaning.setText(_(self._meaning))
        self.meaning.setVisible(bool(self._meaning))
        self.undo.setText(_("Undo"))
        self.undo.setAccessibleName(_("Undo: {setting}").format(setting=_(self._title)))
        if self._refused:
            self.outcome.setText(said_again(self.outcome.text()))
        else:
            self._hush()

    @property
    def message(self) -> str:
        """What the row is called, as a message id."""
        return self._title

    def rename(self, title: str) -> None:
        """Call the row by another message id."""
        if title != self._title:
            self._title = title
            self._say()

    def _hush(self) -> None:
        self._undo, self._refused = None, False
        self._leave_undo()
        self.outcome.hide()
        self.undo.hide()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self._leave_undo()
        self.undo.hide()
        if undo is not None:
            undo()

    def _leave_undo(self) -> None:
        """Take the keyboard to the control before the button hides, or it goes to another page."""
        if self.undo.hasFocus():
            self.control.setFocus()

    def saved(self, words: str = "", undo: Callable[[], None] | None = None) -> None:
        """Say that a change was kept, and offer to take it back."""
        if isinstance(self.control, Field):
            self.control.set_mistake("")
        self._refused = False
        theme.set_tone(self.outcome, theme.Tone.ACCENT)
        self.outcome.setText(words or _("Saved"))
        announce(f"{self.title.text()}: {self.outcome.text()}")
        self.outcome.show()
        self._undo = undo
        if undo is None:
            self._leave_undo()
        self.undo.setVisible(undo is not None)

    def refuse(self, words: str) -> None:
        """Say why a change was not kept."""
        self._hush()
        announce(words, urgent=True)
        if isinstance(self.control, Field):
            self.control.set_mistake(words)
            return
        self._refused = True
        theme.set_tone(self.outcome, theme.Tone.BAD)
        self.outcome.setText(words)
        self.outcome.show()

    def fits(self, wanted: list[str]) -> bool:
        """Whether all words are beginnings of words here."""
        here = folded(f"{_(self._title)} {_(self._meaning)}")
        return all(any(one.startswith(word) for one in here) for word in wanted)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline above; the first row has the panel's."""
        if self.y() <= 1:
            return
        painter = QPainter(self)
        drawing.hairline(painter, 16, self.width() - 16, 0)
        painter.end()


class Section(QWidget):
    """Rows on one panel under its heading, a message id; heading and icon stand in the list of sections."""

    heading, icon = "", ""
    wide = False
    """Whether all controls stand below their words."""

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.rows: list[SettingRow] = []
        self.named: dict[str, SettingRow] = {}
        """The rows by the name of what is decided in them."""
        self.form = Form(self)
        self._decisions: list[str] = []
        self._off: set[SettingRow] = set()
        self.aside: QWidget | None = None
        self.title = theme.label("", theme.TITLE, theme.BOLD)
        self.panel = Panel()
        self._inside = QVBoxLayout(self.panel)
        self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.title)
        column.addWidget(self.panel)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        speak(self, lambda: self.title.setText(_(self.heading)))

    def add(
        self, title: str, meaning: str, control: QWidget, *, wide: bool = False, name: str = ""
    ) -> SettingRow:
        row = SettingRow(title, meaning, control, wide=wide or self.wide)
        self.rows.append(row)
        if name:
            self.named[name] = row
        self._inside.addWidget(row)
        speak(row, lambda: name_control(control, _(title)))
        return row

    def setting(
        self,
        field: str,
        title: str,
        meaning: str,
        control: Field[Any] | ChoiceControl,
        *,
        write: Callable[[Any], str] | None = None,
    ) -> SettingRow:
        """Add a row for one of the shop's decisions: its control keeps it and shows it."""
        self._decisions.append(field)
        return self.bound(field, title, meaning, control, self._decide(field), write=write)

    def bound(
        self,
        name: str,
        title: str,
        meaning: str,
        control: Field[Any] | ChoiceControl,
        keep: Callable[[SettingRow, Any], object],
        *,
        write: Callable[[Any], str] | None = None,
    ) -> SettingRow:
        """Add a row whose control keeps something else; `write` says how its value is written."""
        assert isinstance(control, QWidget)
        row = self.add(title, meaning, control, name=name)
        if isinstance(control, Field):
            self.form.bind(name, control, lambda value: keep(row, value), write=write)
        else:
            self.form.bind_choice(name, control, lambda value: keep(row, value))
        return row

    def _decide(self, field: str) -> Callable[[SettingRow, Any], object]:
        return lambda row, value: self._presenter.decide(row, **{field: value})

    def show_settings(self, settings: ShopSettings) -> None:
        self.form.show({field: field_of(settings, field) for field in self._decisions})

    def opened(self) -> None:
        """The section came to be seen."""

    def scanned(self) -> None:
        """A code was scanned while the section is seen."""

    def offer(self, row: SettingRow, on: bool) -> None:
        """Leave out a row that means nothing now, or show it again."""
        if on == (row not in self._off):
            return  # or a row that the search left out would show
        (self._off.discard if on else self._off.add)(row)
        row.setVisible(on)

    def search(self, wanted: list[str]) -> int:
        """Show the rows with these words (all where the title has them), and say how many."""
        whole = all(any(one.startswith(word) for one in folded(_(self.heading))) for word in wanted)
        shown = [row for row in self.rows if row not in self._off and (whole or row.fits(wanted))]
        for row in self.rows:
            row.setVisible(row in shown)
        return len(shown)


def name_control(control: QWidget, name: str) -> None:
    """Let a control without a title of its own be spoken by the row's, and a few choices as a group."""
    inner: QWidget | None = control
    while inner is not None:
        proxy, inner = inner, inner.focusProxy()
        if isinstance(proxy, Segments):
            proxy.setAccessibleName(name)
            return
    if isinstance(proxy, QLabel):
        return  # it is spoken by its own words, which the row's would hide
    if not proxy.accessibleName() or proxy.property(_NAMED):
        proxy.setAccessibleName(name)
        proxy.setProperty(_NAMED, True)
