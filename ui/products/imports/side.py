"""The panel beside a file: what it is, what taking it in would do, and the one button that does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos.text import _, current, ngettext
from ui.kit.controls.buttons import ChoiceButton, PlainButton, PrimaryButton
from ui.kit.controls.panel import ANY, Hairline, Panel, scrolling
from ui.kit.forms.choices import ChoiceField
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.products.imports.presenter import ImportPresenter, Stage
from ui.products.imports.words import formats

WIDTH = 360
NAMED = 4
"""Columns that are named before the rest is counted."""


class _Figure(QWidget):
    """A large number over its word."""

    def __init__(self, tone: theme.Tone = theme.Tone.INK) -> None:
        super().__init__()
        self.number: QLabel = theme.label("", theme.HUGE, theme.BOLD, tone)
        self.words = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.words)

    def show_count(self, count: int, words: str) -> None:
        self.number.setText(current().number(count))
        self.words.setText(words)
        self.setAccessibleName(f"{self.number.text()} {words}")


class Side(Panel):
    """Format, counts, what happens to stock, take in."""

    format_chosen = Signal(str)
    place_chosen = Signal(str)
    stock_chosen = Signal(bool)
    hidden_chosen = Signal(bool)
    take_in = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(0)
        self._imports: ImportPresenter | None = None
        self._edge = Hairline(upright=True)
        self.format = ChoiceField("", ())
        self.figures = [
            _Figure(tone) for tone in (theme.Tone.ACCENT, theme.Tone.INK, theme.Tone.MUTED, theme.Tone.BAD)
        ]
        self.note = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self.place = ChoiceField("", ())
        self.stock_title = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.leave, self.count = ChoiceButton(height=40, soft=True), ChoiceButton(height=40, soft=True)
        self.hidden_title = theme.label("", theme.BODY, theme.MEDIUM, wrap=True)
        self.archive, self.sell = ChoiceButton(height=40, soft=True), ChoiceButton(height=40, soft=True)
        self.cancel = PlainButton("", height=52)
        self.go = PrimaryButton("", height=52)
        self._lay_out()
        self.stand_beside(True)
        self.format.changed.connect(lambda: self.format_chosen.emit(self.format.value()))
        self.place.changed.connect(lambda: self.place_chosen.emit(self.place.value()))
        self.leave.clicked.connect(lambda: self.stock_chosen.emit(False))
        self.count.clicked.connect(lambda: self.stock_chosen.emit(True))
        self.archive.clicked.connect(lambda: self.hidden_chosen.emit(False))
        self.sell.clicked.connect(lambda: self.hidden_chosen.emit(True))
        self.go.clicked.connect(self.take_in)
        self.cancel.clicked.connect(self.left)
        speak(self, self._say)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(theme.space(4))
        column.addWidget(self.format)
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.space(3))
        for at, figure in enumerate(self.figures):
            grid.addWidget(figure, at // 2, at % 2)
        column.addLayout(grid)
        column.addWidget(self.note)
        column.addWidget(self.place)
        column.addWidget(self.stock_title)
        self._stock = QButtonGroup(self)
        for button in (self.leave, self.count):
            self._stock.addButton(button)
            column.addWidget(button)
        column.addWidget(self.hidden_title)
        self._hidden = QButtonGroup(self)
        for button in (self.archive, self.sell):
            self._hidden.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 12, 16, 12)
        foot.setSpacing(theme.space(2))
        foot.addWidget(self.cancel)
        foot.addWidget(self.go, 1)
        whole = QVBoxLayout()
        whole.setSpacing(0)
        whole.addWidget(scrolling(inside), 1)
        whole.addWidget(Hairline())
        whole.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._edge)
        outer.addLayout(whole, 1)

    def stand_beside(self, beside: bool) -> None:
        """Take a part of the width beside the file, or all of it."""
        self.setMinimumWidth(WIDTH if beside else 0)
        self.setMaximumWidth(WIDTH if beside else ANY)
        self._edge.setVisible(beside)

    def show_imports(self, imports: ImportPresenter) -> None:
        """Show what is known of the file."""
        self._imports = imports
        self._show()

    def _show(self) -> None:
        imports = self._imports
        if imports is None or imports.preview is None:
            return
        preview = imports.preview
        self.format.set_value(preview.file.format)
        counts = (preview.created, preview.updated, preview.unchanged, imports.left_out)
        words = (
            ngettext("new product", "new products", preview.created),
            ngettext("product changes", "products change", preview.updated),
            ngettext("stays as it is", "stay as they are", preview.unchanged),
            ngettext("row left out", "rows left out", imports.left_out),
        )
        for figure, count, word in zip(self.figures, counts, words, strict=True):
            figure.show_count(count, word)
        self.note.setText(self._notes())
        self.note.setVisible(bool(self.note.text()))
        self.place.setVisible(bool(preview.file.places))
        places = [("", _("All places together")), *((name, name) for name in preview.file.places)]
        self.place.set_options(places, preview.file.place)
        self._show_stock(preview.counted, imports.count_stock)
        self._show_hidden(preview.file.hidden, imports.sell_hidden)
        self.go.setText(self._button())
        self.go.setEnabled(imports.can_take_in)

    def _notes(self) -> str:
        assert self._imports is not None
        preview = self._imports.preview
        notes = []
        if preview is not None and preview.file.net_prices:
            notes.append(_("The prices in this file are without tax; they go in as they are written."))
        if preview is not None and preview.kept:
            notes.append(_("The columns mean what was chosen for the last file of this kind."))
        if preview is not None and preview.file.without_use:
            notes.append(_not_read(preview.file.without_use))
        if self._imports.unreadable:
            notes.append(_("Say what the columns mean, then the products appear."))
        elif not self._imports.can_take_in and self._imports.stage is Stage.READY:
            notes.append(_("Everything in this file is in the shop already."))
        return "\n".join(notes)

    def _show_stock(self, counted: int, count: bool) -> None:
        for part in (self.stock_title, self.leave, self.count):
            part.setVisible(counted > 0)
        words = ngettext(
            "{count} product you have already has another stock in the file.",
            "{count} products you have already have another stock in the file.",
            counted,
        )
        self.stock_title.setText(words.format(count=current().number(counted)))
        self.leave.setChecked(not count)
        self.count.setChecked(count)

    def _show_hidden(self, hidden: int, sell: bool) -> None:
        for part in (self.hidden_title, self.archive, self.sell):
            part.setVisible(hidden > 0)
        words = ngettext(
            "{count} product is not for sale where the file comes from: a draft, archived or private.",
            "{count} products are not for sale where the file comes from: drafts, archived or private.",
            hidden,
        )
        self.hidden_title.setText(words.format(count=current().number(hidden)))
        self.archive.setChecked(not sell)
        self.sell.setChecked(sell)

    def _button(self) -> str:
        assert self._imports is not None
        number = self._imports.changing
        if not number:
            return _("Import")
        words = ngettext("Import {count} product", "Import {count} products", number)
        return words.format(count=current().number(number))

    def _say(self) -> None:
        self.format.set_title(_("What the file is"))
        self.format.set_options(formats())
        self.place.set_title(_("Stock of"))
        self.leave.setText(_("Leave the stock as it is"))
        self.count.setText(_("Count it to the file"))
        self.archive.setText(_("Import archived"))
        self.sell.setText(_("Sell all the same"))
        self.cancel.setText(_("Cancel"))
        self._show()


def _not_read(columns: Sequence[str]) -> str:
    """Which columns say nothing here, the first by name."""
    named, more = ", ".join(columns[:NAMED]), len(columns) - NAMED
    if more <= 0:
        return _("Not taken in: {columns}.").format(columns=named)
    words = ngettext(
        "Not taken in: {columns} and {count} more column.",
        "Not taken in: {columns} and {count} more columns.",
        more,
    )
    return words.format(columns=named, count=current().number(more))
