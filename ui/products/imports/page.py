"""The import in place of the list: choose, look, take in; it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.catalogue.pictures import PicturesFetched
from pos.domain.imports.results import ImportUndone
from pos.domain.words.errors import CashierError
from pos.text import _, current, ngettext, sentence
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import IconButton
from ui.kit.controls.progress import ProgressPane
from ui.kit.controls.stack import Stack
from ui.kit.look import theme
from ui.kit.notices import Notices
from ui.kit.speaking import speak
from ui.products.imports.done import Done
from ui.products.imports.fetching import PictureRound
from ui.products.imports.landing import Landing
from ui.products.imports.presenter import ImportPresenter, Stage
from ui.products.imports.preview import PreviewPane

if TYPE_CHECKING:
    from pos.shop import Shop


class ImportPage(QWidget):
    """One pane a stage, under a title with the way back."""

    left = Signal()

    def __init__(self, window: MainWindow, shop: Shop) -> None:
        super().__init__()
        self.window_, self.shop = window, shop
        self.imports = ImportPresenter(shop, window.behind, self)
        self.pictures = PictureRound(shop, window.writer, self)
        self.back = IconButton("arrow-left", "")
        self.title = theme.label("", theme.TITLE, theme.BOLD)
        self.notices = Notices()
        self.landing, self.waiting, self.done = Landing(), ProgressPane(), Done()
        self.preview = PreviewPane(shop.settings.current().currency)
        self._lay_out()
        self._connect()
        speak(self, self._say)
        self.show_stage()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 12, 16, 8)
        row.setSpacing(theme.space(2))
        row.addWidget(self.back)
        row.addWidget(self.title, 1)
        column.addLayout(row)
        messages = QVBoxLayout()
        messages.setContentsMargins(16, 0, 16, 0)
        messages.addWidget(self.notices)
        column.addLayout(messages)
        self.stack = Stack()
        for pane in (self.landing, self.waiting, self.preview, self.done):
            self.stack.addWidget(pane)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        imports, side = self.imports, self.preview.side
        self.back.clicked.connect(self.step_back)
        self.landing.file_asked.connect(self.choose_file)
        self.landing.undo_asked.connect(imports.undo)
        self.waiting.cancelled.connect(imports.cancel)
        self.preview.columns.chosen.connect(imports.use_column)
        self.preview.letters.chosen.connect(imports.use_letters)
        side.format_chosen.connect(imports.use_format)
        side.place_chosen.connect(imports.use_place)
        side.stock_chosen.connect(imports.use_stock)
        side.hidden_chosen.connect(imports.use_hidden)
        side.take_in.connect(imports.take_in)
        side.left.connect(self.step_back)
        self.done.undo_asked.connect(self._undo)
        self.done.products_asked.connect(self.step_back)
        self.done.pictures_asked.connect(self.pictures.start)
        self.done.always_changed.connect(self._always)
        imports.changed.connect(self.show_stage)
        imports.progressed.connect(self.waiting.step)
        imports.refused.connect(self._refused)
        imports.cancelled.connect(lambda words: self.notices.info(words))
        imports.taken_back.connect(self._taken_back)
        self.window_.status.follow(self.pictures.lane)
        self.window_.status.cancelled.connect(self.pictures.cancel)
        self.window_.closing.connect(self.pictures.close)
        self.pictures.ended.connect(self._fetched)
        self.pictures.failed.connect(self._refused)

    # what the person does

    def choose_file(self) -> None:
        kinds = _("Tables (*.csv *.txt *.tsv);;All files (*)")
        name, _kind = QFileDialog.getOpenFileName(self, _("Import a catalogue"), "", kinds)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a file; not while another one is being taken in."""
        if self.imports.stage is Stage.TAKING:
            self.notices.warning(_("Another file is being imported. Drop this one again when it is done."))
            return
        if self.imports.stage is Stage.BACK:
            self.notices.warning(_("A file is being taken back. Drop this one again when it is done."))
            return
        self.notices.clear()
        self.preview.forget()
        self.imports.open(path)

    def step_back(self) -> None:
        """Back to the list; a file that was only looked at changes nothing."""
        if self.imports.is_writing:
            return
        began = self.imports.stage in (Stage.READING, Stage.READY)
        self.imports.leave()
        self.notices.clear()
        if not began:
            self.left.emit()

    def _undo(self) -> None:
        if self.imports.result is not None:
            self.imports.undo(self.imports.result.id)

    def _always(self, on: bool) -> None:
        pictures = self.shop.pictures
        self.window_.writer.run(lambda _progress: pictures.allow(on))
        if on:
            self.pictures.start()

    # what is shown

    def show_stage(self) -> None:
        """Show the pane of the stage the file is in."""
        imports = self.imports
        match imports.stage:
            case Stage.NONE:
                self.landing.show_past(imports.past())
                self.stack.setCurrentWidget(self.landing)
                self.landing.setFocus()
            case Stage.READING | Stage.TAKING | Stage.BACK:
                self._show_waiting()
            case Stage.READY:
                self.preview.show_imports(imports)
                self.stack.setCurrentWidget(self.preview)
                side = self.preview.side
                (side.go if side.go.isEnabled() else side.format).setFocus()
            case Stage.DONE:
                self._show_done()
        self._say()

    def _show_waiting(self) -> None:
        name = self.imports.path.name if self.imports.path is not None else ""
        words = {
            Stage.READING: _("Reading {file}"),
            Stage.TAKING: _("Importing {file}"),
            Stage.BACK: _("Taking the file back"),
        }
        self.waiting.begin(words[self.imports.stage].format(file=name))
        self.stack.setCurrentWidget(self.waiting)
        self.waiting.cancel.setFocus()

    def _show_done(self) -> None:
        result = self.imports.result
        if result is None:
            return
        always = self.shop.pictures.allowed()
        self.done.show_result(result, self.shop.pictures.missing(), always)
        self.stack.setCurrentWidget(self.done)
        self.done.setFocus()
        self.window_.changes.announce("products", "stock")
        if always:
            self.pictures.start()

    def _taken_back(self, undone: ImportUndone) -> None:
        self.landing.show_past(self.imports.past())
        self.window_.changes.announce("products", "stock")
        words = [_("The file was taken back.")]
        for count, said in (
            (
                undone.archived,
                ngettext("{count} product was archived.", "{count} products were archived.", undone.archived),
            ),
            (
                undone.set_back,
                ngettext(
                    "{count} product is as it was.", "{count} products are as they were.", undone.set_back
                ),
            ),
            (
                undone.kept,
                ngettext("{count} was sold and stays.", "{count} were sold and stay.", undone.kept),
            ),
        ):
            if count:
                words.append(said.format(count=current().number(count)))
        self.notices.good(" ".join(words))

    def _fetched(self, result: PicturesFetched) -> None:
        words = ngettext("{count} picture was fetched.", "{count} pictures were fetched.", result.fetched)
        said = words.format(count=current().number(result.fetched))
        if not result.missed:
            self.notices.good(said)
        else:
            _one, why = result.missed[0]
            missed = ngettext("{count} could not be:", "{count} could not be, the first:", len(result.missed))
            count = current().number(len(result.missed))
            self.notices.warning(f"{said} {missed.format(count=count)} {sentence(why)}")
        if self.imports.result is not None:
            left = self.shop.pictures.missing()
            self.done.show_result(self.imports.result, left, self.shop.pictures.allowed())

    def _refused(self, error: CashierError) -> None:
        self.notices.bad(sentence(error))

    def _say(self) -> None:
        name = self.imports.path.name if self.imports.path is not None else ""
        self.title.setText(name or _("Import a catalogue"))
        self.back.name(_("Back"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back, Enter one step on."""
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Press the main button of the pane."""
        main = {
            Stage.NONE: self.landing.zone.choose,
            Stage.READY: self.preview.side.go,
            Stage.DONE: self.done.products,
        }.get(self.imports.stage)
        if main is not None and main.isEnabled() and main.isVisible():
            main.click()
