"""A file before it is taken in: its products, its mistakes, its columns, beside what it would do."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos.domain.imports.notices import Notice
from pos.domain.imports.read_file import Look
from pos.text import _, current, ngettext
from ui.kit.controls.buttons import PillButton
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.products.imports.columns import ColumnsPane
from ui.products.imports.letters import LettersPane
from ui.products.imports.presenter import ImportPresenter
from ui.products.imports.side import Side
from ui.products.imports.tables import SAMPLE, mistake_table, opened, sample_rows, sample_table

PRODUCTS, MISTAKES, COLUMNS, LETTERS = 0, 1, 2, 3


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
        self.pills = [PillButton() for _view in range(4)]
        self.group = QButtonGroup(self)
        self.stack = QStackedWidget()
        self.foot = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self._lay_out()
        self.mistakes.taken.connect(self._open_notice)
        self.group.idClicked.connect(self.show_view)
        speak(self, self._say)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(theme.space(2))
        for at, pill in enumerate(self.pills):
            self.group.addButton(pill, at)
            chips.addWidget(pill)
        chips.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(16, 4, 16, 8)
        left.setSpacing(10)
        left.addLayout(chips)
        for view in (self.samples, self.mistakes, self.columns, self.letters):
            self.stack.addWidget(view)
        left.addWidget(self.stack, 1)
        left.addWidget(self.foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.side)

    def show_view(self, at: int) -> None:
        """Show products, mistakes, columns or letters."""
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
            self.show_view(self._first_view(imports, look))
        self._say()

    @staticmethod
    def _first_view(imports: ImportPresenter, look: Look) -> int:
        """Where there is something to do."""
        if imports.unreadable:
            return COLUMNS
        if look.doubtful:
            return LETTERS
        return MISTAKES if imports.left_out else PRODUCTS

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
        mistakes = len(imports.mistakes) if imports else 0
        names = (_("Products"), _("Mistakes"), _("Columns"), _("Letters"))
        for pill, words, count in zip(self.pills, names, (variants, mistakes, 0, 0), strict=True):
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
