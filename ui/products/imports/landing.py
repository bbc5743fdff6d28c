"""Before a file is chosen: where to drop it, and the files taken in before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.imports.results import PastImport
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.controls.empty import Emblem
from ui.kit.controls.panel import Hairline, Panel, scrolling
from ui.kit.look import drawing, theme
from ui.kit.look.tags import Tag
from ui.kit.speaking import speak
from ui.products.imports.words import format_words


class DropZone(QWidget):
    """A dashed frame that says what to drop on it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = theme.label("", theme.LARGE, theme.BOLD, wrap=True)
        self.hint = theme.label("", theme.BODY, tone=theme.Tone.MUTED, wrap=True)
        self.choose = PrimaryButton("", height=44)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 28, 24, 28)
        column.setSpacing(theme.space(3))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Emblem("upload"), 0, middle)
        for words in (self.title, self.hint):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addWidget(self.choose, 0, middle)
        speak(self, self._say)

    def _say(self) -> None:
        self.title.setText(_("Drop a catalogue here"))
        self.hint.setText(
            _("A CSV file from Ecwid, Shopify, WooCommerce or any other table. Nothing changes yet.")
        )
        self.choose.setText(_("Choose a file…"))

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        drawing.box(painter, self.rect(), of.panel, radius=theme.radius.panel)
        painter.setPen(QPen(of.muted, 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inner, theme.radius.panel, theme.radius.panel)
        painter.end()


class _Past(QWidget):
    """One file taken in before."""

    def __init__(self, one: PastImport) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(theme.space(3))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(theme.label(one.name, theme.BODY, theme.MEDIUM))
        new = ngettext("{count} new product", "{count} new products", one.created)
        changed = ngettext("{count} changed", "{count} changed", one.updated)
        counts = ", ".join(
            words.format(count=current().number(count))
            for words, count in ((new, one.created), (changed, one.updated))
        )
        second = " · ".join((format_words(one.format), current().short(one.at), counts))
        words.addWidget(theme.label(second, theme.NOTE, tone=theme.Tone.MUTED))
        row.addLayout(words, 1)
        self.undo = PlainButton(_("Take back"), icon="undo-2")
        self.undo.setAccessibleName(_("Take back {file}").format(file=one.name))
        if one.undone:
            row.addWidget(Tag(_("taken back")))
        else:
            row.addWidget(self.undo)


class Landing(QWidget):
    """The place to drop a file, over the list of earlier ones."""

    file_asked = Signal()
    undo_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._past: tuple[PastImport, ...] = ()
        self.zone = DropZone()
        self.zone.choose.clicked.connect(self.file_asked)
        self.title = theme.label("", theme.BODY, theme.BOLD)
        self.panel = Panel()
        self._rows = QVBoxLayout(self.panel)
        self._rows.setContentsMargins(1, 4, 1, 4)
        self._rows.setSpacing(0)
        inside = QWidget()
        inside.setMaximumWidth(820)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(theme.space(3))
        column.addWidget(self.zone)
        column.addSpacing(theme.space(2))
        column.addWidget(self.title)
        column.addWidget(self.panel)
        column.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(16, 8, 16, 0)
        row.addStretch(1)
        row.addWidget(inside, 100)
        row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(middle))
        self.setFocusProxy(self.zone.choose)
        speak(self, self._say)

    def show_past(self, past: tuple[PastImport, ...]) -> None:
        self._past = past
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for at, one in enumerate(past):
            if at:
                self._rows.addWidget(Hairline())
            row = _Past(one)
            row.undo.clicked.connect(lambda _on=False, one=one: self.undo_asked.emit(one.id))
            self._rows.addWidget(row)
        self.title.setVisible(bool(past))
        self.panel.setVisible(bool(past))

    def _say(self) -> None:
        self.title.setText(_("Imported before"))
        self.show_past(self._past)
