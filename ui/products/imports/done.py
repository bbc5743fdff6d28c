"""After a file was taken in: what it brought, its undo, and the pictures it named."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.imports.results import ImportResult
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PlainButton, PrimaryButton
from ui.kit.controls.empty import Emblem
from ui.kit.controls.panel import Panel
from ui.kit.forms.choices import Tick
from ui.kit.look import theme
from ui.kit.speaking import speak


class Done(QWidget):
    """The result in one sentence, and the ways on."""

    undo_asked = Signal()
    products_asked = Signal()
    pictures_asked = Signal()
    always_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[ImportResult | None, int] = (None, 0)
        self.title = theme.label("", theme.TITLE, theme.BOLD, wrap=True)
        self.note = theme.label("", theme.BODY, tone=theme.Tone.MUTED, wrap=True)
        self.undo = PlainButton("", icon="undo-2", height=52)
        self.products = PrimaryButton("", height=52)
        self.pictures = Panel()
        self.picture_words = theme.label("", theme.BODY, wrap=True)
        self.fetch = PlainButton("", icon="download")
        self.always = Tick("")
        self._lay_out()
        self.undo.clicked.connect(self.undo_asked)
        self.products.clicked.connect(self.products_asked)
        self.fetch.clicked.connect(self.pictures_asked)
        self.always.clicked.connect(lambda: self.always_changed.emit(self.always.isChecked()))
        self.setFocusProxy(self.products)
        speak(self, self._say)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setFixedWidth(560)
        column = QVBoxLayout(inside)
        column.setSpacing(theme.space(3))
        column.addStretch(2)
        column.addWidget(Emblem("circle-check"), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self.title, self.note):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.undo, 1)
        row.addWidget(self.products, 2)
        column.addLayout(row)
        box = QVBoxLayout(self.pictures)
        box.setContentsMargins(16, 12, 16, 8)
        upper = QHBoxLayout()
        upper.addWidget(self.picture_words, 1)
        upper.addWidget(self.fetch)
        box.addLayout(upper)
        box.addWidget(self.always)
        column.addSpacing(theme.space(3))
        column.addWidget(self.pictures)
        column.addStretch(3)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(inside)
        outer.addStretch(1)

    def show_result(self, result: ImportResult, pictures: int, always: bool) -> None:
        """Show what was taken in, and how many pictures could be fetched."""
        self._shown = (result, pictures)
        self.always.setChecked(always)
        self._say()

    def _say(self) -> None:
        self.undo.setText(_("Undo the import"))
        self.products.setText(_("Show the products"))
        self.fetch.setText(_("Fetch pictures"))
        self.always.setText(_("Always fetch pictures after an import"))
        self.always.setAccessibleName(self.always.text())
        result, pictures = self._shown
        if result is None:
            return
        words = ngettext("{count} product was imported", "{count} products were imported", result.created)
        changed = ngettext("{count} product was changed", "{count} products were changed", result.updated)
        count = result.created or result.updated
        self.title.setText((words if result.created else changed).format(count=current().number(count)))
        self.note.setText(_notes(result))
        many = ngettext(
            "{count} product names a picture on the internet.",
            "{count} products name a picture on the internet.",
            pictures,
        )
        self.picture_words.setText(many.format(count=current().number(pictures)))
        self.pictures.setVisible(pictures > 0)


def _notes(result: ImportResult) -> str:
    notes = []
    if result.created and result.updated:
        words = ngettext("{count} product was changed", "{count} products were changed", result.updated)
        notes.append(words.format(count=current().number(result.updated)))
    if result.unchanged:
        words = ngettext("{count} stayed as it was", "{count} stayed as they were", result.unchanged)
        notes.append(words.format(count=current().number(result.unchanged)))
    if result.skipped:
        words = ngettext("{count} row was left out", "{count} rows were left out", result.skipped)
        notes.append(words.format(count=current().number(result.skipped)))
    return " · ".join(notes)
