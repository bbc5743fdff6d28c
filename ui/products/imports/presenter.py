"""A catalogue file from choosing to taking back: what is known of it, what was decided; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos.domain.imports.errors import ReadingCancelled, TakingBackCancelled
from pos.domain.imports.mistakes import ColumnsNotUsed
from pos.domain.imports.notices import Notice, grouped
from pos.domain.imports.read_file import Effect, Look
from pos.domain.imports.results import ImportPreview, ImportResult, ImportUndone, PastImport
from pos.domain.words.errors import CashierError
from pos.text import _, sentence
from ui.kit.lanes import Lane, Progress, Step
from ui.products.imports.collector import undisturbed

if TYPE_CHECKING:
    from pos.shop import Shop

ANY = "csv"
"""The format whose columns the person can say the meaning of."""
NOT_READ = ""
"""What a column means that is left out."""


class Stage(StrEnum):
    """How far a file has come."""

    NONE = "none"
    READING = "reading"
    READY = "ready"
    TAKING = "taking"
    DONE = "done"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class _Read:
    """What the lane found out; a file may have as many mistakes as rows, so they are counted there, once."""

    preview: ImportPreview
    look: Look
    left_out: int
    unreadable: bool
    notices: tuple[Notice, ...]


def _read_whole(preview: ImportPreview, look: Look) -> _Read:
    unreadable = any(one.effect is Effect.FILE for one in preview.mistakes)
    told = [one for one in preview.mistakes if not isinstance(one, ColumnsNotUsed)]  # the side names them
    return _Read(preview, look, preview.skipped, unreadable, grouped(told))


class ImportPresenter(QObject):
    """One file at a time, on a lane behind: sales go on while it is read, taken in or taken back."""

    changed = Signal()  # stage, preview, result
    progressed = Signal(int, int)
    refused = Signal(object)  # CashierError
    cancelled = Signal(str)  # in words
    taken_back = Signal(object)  # ImportUndone

    def __init__(self, shop: Shop, behind: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shop = shop
        self._behind = behind
        self.stage = Stage.NONE
        self.path: Path | None = None
        self.preview: ImportPreview | None = None
        self.look: Look | None = None
        self.result: ImportResult | None = None
        self.count_stock = False
        self.sell_hidden = False
        self.left_out = 0
        """How many rows do not go in."""
        self.unreadable = False
        """Whether nothing can be taken before something is put right."""
        self.notices: tuple[Notice, ...] = ()
        """The mistakes by their kind."""
        self._encoding: str | None = None
        self._place: str | None = None
        self._running: Progress | None = None
        self._turn = 0
        behind.progressed.connect(self._step)

    # what is known

    @property
    def changing(self) -> int:
        """How many products taking in would touch."""
        return self.preview.created + self.preview.updated if self.preview is not None else 0

    @property
    def can_take_in(self) -> bool:
        """Whether there is something to take in."""
        preview = self.preview
        counted = self.count_stock and preview is not None and preview.counted
        sold = self.sell_hidden and preview is not None and preview.file.hidden
        return self.stage is Stage.READY and not self.unreadable and bool(self.changing or counted or sold)

    def past(self) -> tuple[PastImport, ...]:
        return self.shop.imports.past()

    @property
    def is_writing(self) -> bool:
        """Whether a file is on its way in or back: then it is not left alone."""
        return self.stage in (Stage.TAKING, Stage.BACK)

    # what the person does

    def open(self, path: Path) -> None:
        """Read a file from the beginning, whatever it may be."""
        self.path, self.preview, self.look, self.result = path, None, None, None
        self.count_stock = self.sell_hidden = False
        self._encoding = self._place = None
        self._read(None, None)

    def use_format(self, name: str) -> None:
        """Read it as another format."""
        self._read(name, None)

    def use_column(self, column: str, field: str) -> None:
        """Give a column another meaning; `NOT_READ` leaves it out. What had that meaning before loses it."""
        if self.preview is None:
            return
        from pos.exchange.formats import several

        file = self.preview.file
        together = several(file.format, field)
        mapping = {name: told for name, told in file.mapping.items() if together or told != field}
        mapping[column] = field
        self._read(file.format, {name: told for name, told in mapping.items() if told != NOT_READ})

    def use_letters(self, encoding: str) -> None:
        """Read the letters in another encoding; what was said of the columns holds where they read alike."""
        self._encoding = encoding
        if self.preview is None:
            return
        file = self.preview.file
        holds = self.preview.said and all(column.isascii() for column in file.columns)
        self._read(file.format if holds else None, file.mapping if holds else None)

    def use_place(self, place: str) -> None:
        """Take the stock of one place alone; "" adds up that of all."""
        self._place = place
        if self.preview is not None:
            file = self.preview.file
            self._read(file.format, file.mapping)

    def use_stock(self, count: bool) -> None:
        """Leave the stock of known variants as it is, or count it to the file."""
        self.count_stock = count
        self.changed.emit()

    def use_hidden(self, sell: bool) -> None:
        """Take in archived what the file says is not for sale, or sell it all the same."""
        self.sell_hidden = sell
        self.changed.emit()

    def take_in(self) -> None:
        """Take the file in, in the end whole or not at all."""
        preview, imports, count, sell = self.preview, self.shop.imports, self.count_stock, self.sell_hidden
        if preview is None or not self.can_take_in:
            return

        def work(progress: Progress) -> ImportResult:
            with undisturbed():
                return imports.apply(
                    preview,
                    count_stock=count,
                    sell_hidden=sell,
                    progress=progress.report,
                    cancelled=lambda: progress.cancelled,
                )

        self._go(Stage.TAKING)
        title = _("Importing {file}").format(file=preview.name)
        # Not in the lane of all writes: sales go on between the slices.
        self._running = self._behind.run(work, self._taken, self._not_taken, title, quiet=False)

    def cancel(self) -> None:
        """Stop reading or taking in; nothing of the file stays."""
        if self._running is not None:
            self._running.cancel()

    def undo(self, import_id: str) -> None:
        """Take a file back by new entries, whole or not at all; sales go on between them."""
        before, imports = self.stage, self.shop.imports

        def work(progress: Progress) -> ImportUndone:
            return imports.undo(import_id, progress=progress.report, cancelled=lambda: progress.cancelled)

        def done(undone: ImportUndone) -> None:
            self.leave()
            self.taken_back.emit(undone)

        def failed(error: CashierError) -> None:
            self._running = None
            self._go(before)
            if isinstance(error, TakingBackCancelled):
                self.cancelled.emit(sentence(error))
            else:
                self.refused.emit(error)

        self._go(Stage.BACK)
        self._running = self._behind.run(work, done, failed, _("Taking the file back"), quiet=False)

    def leave(self) -> None:
        """Forget the file; nothing of it was taken in unless it was."""
        self._turn += 1
        self.cancel()
        self._running = None
        self.path, self.preview, self.look, self.result = None, None, None, None
        self._go(Stage.NONE)

    # what the lanes say

    def _read(self, format: str | None, mapping: dict[str, str] | None) -> None:
        path, imports = self.path, self.shop.imports
        if path is None:
            return
        self.cancel()
        self._turn += 1
        turn, encoding, place = self._turn, self._encoding, self._place

        def work(progress: Progress) -> _Read:
            from pos.exchange import look

            with undisturbed():
                preview = imports.preview(
                    path,
                    format=format,
                    mapping=mapping,
                    encoding=encoding,
                    place=place,
                    progress=progress.report,
                    cancelled=lambda: progress.cancelled,
                )
            seen = look(
                path,
                format=preview.file.format,
                mapping=preview.file.mapping,
                encoding=preview.encoding or None,
                home=imports.home(),
            )
            return _read_whole(preview, seen)

        self._go(Stage.READING)
        self._running = self._behind.run(
            work,
            lambda read: self._was_read(turn, read),
            lambda error: self._was_not_read(turn, error),
            _("Reading {file}").format(file=path.name),
            quiet=False,
        )

    def _was_read(self, turn: int, read: _Read) -> None:
        if turn != self._turn:
            return
        self._running = None
        self.preview, self.look = read.preview, read.look
        self.left_out, self.unreadable, self.notices = read.left_out, read.unreadable, read.notices
        self._go(Stage.READY)

    def _was_not_read(self, turn: int, error: CashierError) -> None:
        if turn != self._turn:
            return
        self._running = None
        self._go(Stage.READY if self.preview is not None else Stage.NONE)
        if isinstance(error, ReadingCancelled):
            self.cancelled.emit(_("Reading was cancelled. Nothing was changed."))
        else:
            self.refused.emit(error)

    def _taken(self, result: ImportResult) -> None:
        self._running = None
        self.result = result
        self._go(Stage.DONE)

    def _not_taken(self, error: CashierError) -> None:
        self._running = None
        self._go(Stage.READY)
        if isinstance(error, ReadingCancelled):
            self.cancelled.emit(_("The import was cancelled. Nothing of the file was imported."))
        else:
            self.refused.emit(error)

    def _step(self, step: Step) -> None:
        if self.stage in (Stage.READING, Stage.TAKING, Stage.BACK) and step.total:
            self.progressed.emit(step.done, step.total)

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()
