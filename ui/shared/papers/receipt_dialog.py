"""The receipt of a sale: looked at, printed, saved, opened."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.buttons import PAY, Button, PlainButton
from ui.kit.dialogs.dialog import Dialog
from ui.kit.forms.choices import ChoiceField
from ui.kit.look import theme
from ui.kit.look.theme import Tone
from ui.shared.papers.folders import open_folder
from ui.shared.papers.preview import Preview
from ui.shared.papers.receipts import WIDTHS, Receipts


class ReceiptDialog(Dialog):
    """Shows the paper at the left; printer, width of a roll and what to do with it at the right."""

    over = True

    def __init__(
        self, window: QWidget, number: str, paper: Receipts, title: str = "", *, order: str = ""
    ) -> None:
        """The paper is called by its `number`; a receipt is drawn of its `order`, by id."""
        title = title or _("Receipt {number}").format(number=number)
        super().__init__(window, title, 820, 420)
        self._number, self._paper = number, paper
        self._drawn_of = order or number
        self._data = b""
        self._gone = False
        """Closed: what is still being drawn has nobody to show it to."""
        self.preview = Preview(title)
        self.preview.setMinimumHeight(520)
        self.aside.setContentsMargins(1, 12, 0, 12)
        self.aside.addWidget(self.preview)
        self.printer = ChoiceField(_("Printer"), _printers(), paper.printer or None)
        widths = [(mm, _("{mm} mm").format(mm=mm)) for mm in WIDTHS]
        self.paper_width = ChoiceField(_("Paper"), widths, paper.width)
        self.state = theme.label("", tone=Tone.MUTED, wrap=True)
        self.body.addWidget(self.printer)
        self.body.addWidget(self.paper_width)
        self.paper_width.setVisible(paper.on_roll)
        self.folder = PlainButton(_("Open its folder"), icon="folder", height=44)
        self.folder.hide()
        self.body.addWidget(self.state)
        self.body.addWidget(self.folder)
        self.body.addStretch(1)
        self._buttons()
        self.printer.changed.connect(lambda: paper.choose_printer(self.printer.value() or ""))
        self.paper_width.changed.connect(self._width_chosen)
        self._draw()

    def _buttons(self) -> None:
        self.back = self.back_button(height=54)
        self.save = PlainButton(_("Save…"), icon="download", height=44)
        grid, row = QGridLayout(), QHBoxLayout()
        for line in (grid, row):
            line.setSpacing(theme.space(2))
        grid.addWidget(self.save, 0, 0)
        row.addWidget(self.back)
        self.open_it: Button
        self.print_it: Button
        if self.printer.value():
            self.open_it = PlainButton(_("Open"), icon="file-text", height=44)
            self.first = self.print_it = self.answer_button(_("Print"), self._print, height=PAY)
            grid.addWidget(self.open_it, 0, 1)
            row.addWidget(self.print_it, 1)
            self.open_it.clicked.connect(self._open)
        else:  # no printer: what works comes first
            self.first = self.open_it = self.answer_button(_("Open"), self._open, height=PAY)
            self.print_it = PlainButton(_("Print"), icon="printer", height=44)
            grid.addWidget(self.print_it, 0, 1)
            row.addWidget(self.open_it, 1)
            self.print_it.clicked.connect(self._print)
        self.body.addLayout(grid)
        self.body.addLayout(row)
        self.save.clicked.connect(self._save)
        self._saved = Path()
        self.folder.clicked.connect(lambda: open_folder(self._saved))

    def _draw(self) -> None:
        self.save.setEnabled(False)
        self.say(_("Drawing the document…"))
        self._paper.draw(self._drawn_of, self._drawn, self.say)

    def _drawn(self, data: bytes) -> None:
        if self._gone:
            return
        from ui.shared.papers.pdf_pages import Pages

        self._data = data
        self.say("")
        self.preview.show_pages(Pages(data))
        self.save.setEnabled(True)

    def _width_chosen(self) -> None:
        self._paper.choose_width(self.paper_width.value())
        self._draw()

    def _print(self) -> None:
        self._paper.choose_printer(self.printer.value() or "")
        if not self._paper.printer:
            self.say(
                _("This computer knows no printer. Save the document, or open it to print it elsewhere.")
            )
            return
        self._paper.print(self._drawn_of, self.say)

    def _save(self) -> None:
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        place = str(Path(home) / f"{self._number}.pdf")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the document"), place, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save the document there, say where, and offer to show it."""
        self._saved = path.parent
        self.folder.setVisible(self._paper.save(self._data, path, self.say))

    def _open(self) -> None:
        if not self._data:
            return  # still being drawn
        path = Path(tempfile.mkdtemp(prefix="comptoir-")) / f"{self._number}.pdf"
        self._paper.save(self._data, path, self.say)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def say(self, words: str) -> None:
        """Say what became of it."""
        if not self._gone:
            self.state.setText(words)

    def close_dialog(self) -> None:
        """Close the pages with the dialog."""
        self._gone = True
        self.preview.show_pages(None)
        super().close_dialog()


def _printers() -> list[tuple[str, str]]:
    from ui.shared.papers.printing import printer_names, usual_printer

    usual = usual_printer()
    names = sorted(printer_names(), key=lambda name: (name != usual, name))
    return [(name, name) for name in names] or [("", _("No printer found"))]
