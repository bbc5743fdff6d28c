"""A file before it is taken in: its products, its mistakes, its columns, beside what it would do."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.imports.notices import Notice
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PillButton
from ui.kit.controls.stack import Stack
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.products.imports.columns import ColumnsPane
from ui.products.imports.letters import LettersPane
from ui.products.imports.presenter import ImportPresenter
from ui.products.imports.side import Side
from ui.products.imports.tables import SAMPLE, mistake_table, opened, sample_rows, sample_table

PRODUCTS, MISTAKES, COLUMNS, LETTERS, IMPORT = 0, 1, 2, 3, 4
NARROW = 840
"""In a pane less wide the decision is a view of its own, in front of the others."""


class PreviewPane(QWidget):
    """The views of the file under chips, and the panel with the decision."""

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._imports: ImportPresenter | None = None
        self._path = ""
        self._notices: tuple[Notice, ...] = ()
        self._open: set[Notice] = set()
        self.side = Side()
        self.samples, self.mistakes, self.columns = sample_table(currency), mistake_table(), ColumnsPane()
        self.letters = LettersPane()
        self.narrow = False
        self._least = 0
        self.pills = [PillButton() for _view in range(5)]
        self.group = QButtonGroup(self)
        self.stack = Stack()
        self.foot = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        self._lay_out()
        self.mistakes.taken.connect(self._open_notice)
        self.group.idClicked.connect(self.show_view)
        speak(self, self._say)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(theme.space(2))
        for at in (IMPORT, PRODUCTS, MISTAKES, COLUMNS, LETTERS):
            self.group.addButton(self.pills[at], at)
            chips.addWidget(self.pills[at])
        chips.addStretch(1)
        self.pills[IMPORT].hide()
        left = QVBoxLayout()
        left.setContentsMargins(16, 4, 16, 8)
        left.setSpacing(10)
        left.addLayout(chips)
        for view in (self.samples, self.mistakes, self.columns, self.letters):
            self.stack.addWidget(view)
        left.addWidget(self.stack, 1)
        left.addWidget(self.foot)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the decision beside the file, or in front of it where there is no room."""
        super().resizeEvent(event)
        if not self.narrow:
            self._least = self._row.minimumSize().width()
        if self.narrow == (self.width() < max(theme.tall(NARROW), self._least + 1)):
            return
        self.narrow = not self.narrow
        self.pills[IMPORT].setVisible(self.narrow)
        self.side.stand_beside(not self.narrow)
        if self.narrow:
            self.stack.addWidget(self.side)
            self._show_first()
        else:
            self.stack.removeWidget(self.side)
            self._row.addWidget(self.side)
            self.side.show()
            self._show_first()

    def show_view(self, at: int) -> None:
        """Show products, mistakes, columns, letters, or what to do with them."""
        self.pills[at].setChecked(True)
        self.stack.setCurrentIndex(at)
        self._say_foot()

    def show_imports(self, imports: ImportPresenter) -> None:
        """Show what was read; a new file opens where there is something to do."""
        preview, look = imports.preview, imports.look
        if preview is None or look is None:
            return
        self._imports = imports
        self.samples.show_rows(tuple(sample_rows(preview)))
        self._notices = imports.notices
        self._open.clear()
        self._show_notices()
        self.columns.show_look(look, preview.file)
        self.letters.show_look(look)
        self.side.show_imports(imports)
        if self._path != str(imports.path):
            self._path = str(imports.path)
            self._show_first()
        self._say()

    def _show_first(self) -> None:
        """Show where there is something to do."""
        if (imports := self._imports) is not None and imports.look is not None:
            usual = IMPORT if self.narrow else MISTAKES if imports.left_out else PRODUCTS
            self.show_view(COLUMNS if imports.unreadable else LETTERS if imports.look.doubtful else usual)

    def _show_notices(self) -> None:
        self.mistakes.show_rows(opened(self._notices, self._open))

    def _open_notice(self, notice: Notice) -> None:
        """Show every mistake behind a line, or hide them again."""
        if notice.count > 1:
            self._open ^= {notice}
            self._show_notices()

    def forget(self) -> None:
        self._path = ""
        self.columns.forget()

    def _say(self) -> None:
        imports = self._imports
        variants = imports.preview.file.variants if imports and imports.preview else 0
        mistakes = sum(one.count for one in imports.notices) if imports else 0
        names = (_("Products"), _("Mistakes"), _("Columns"), _("Letters"), _("Import"))
        for pill, words, count in zip(self.pills, names, (variants, mistakes, 0, 0, 0), strict=True):
            pill.setText(f"{words} · {current().number(count)}" if count else words)
        open_ = bool(imports and imports.look and imports.look.letters)
        self.pills[LETTERS].setVisible(open_)
        if not open_ and self.stack.currentIndex() == LETTERS:
            self.show_view(PRODUCTS)
        self._say_foot()

    def _say_foot(self) -> None:
        imports = self._imports
        words = ""
        if imports and imports.preview and self.stack.currentIndex() == PRODUCTS:
            more = imports.preview.file.variants - SAMPLE
            many = ngettext("and {count} more", "and {count} more", more)
            words = many.format(count=current().number(more)) if more > 0 else ""
        elif self.stack.currentIndex() == MISTAKES and any(one.count > 1 for one in self._notices):
            words = _("A double click or Enter on a line shows every row behind it.")
        elif self.stack.currentIndex() == COLUMNS:
            words = _(
                "Guessed from the names and what stands below them. Choose another meaning where it is wrong."
            )
        elif self.stack.currentIndex() == LETTERS:
            words = _("Choose the line whose names read right.")
        self.foot.setText(words)
        self.foot.setVisible(bool(words))
