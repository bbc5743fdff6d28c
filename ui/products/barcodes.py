"""The barcodes of a variant: one a row, and a field that a scan goes into."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.catalogue.barcode import is_damaged, kind, misses_check_digit
from pos.domain.catalogue.misread import Cause, to_keep
from pos.text import _
from ui.kit.controls.buttons import TOUCH, IconButton
from ui.kit.forms.fields import TextField
from ui.kit.look import drawing, theme
from ui.kit.speaking import speak
from ui.shared.catalogue.codes import misread_words


class _Code(QWidget):
    """One barcode on a soft ground, its kind, and a button that takes it away."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self._kind = _("check digit?") if misses_check_digit(code) else kind(code)
        self.setAccessibleName(f"{code} {self._kind}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.remove = IconButton("x", _("Remove the barcode {code}").format(code=code))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.remove)

    def sizeHint(self) -> QSize:
        return QSize(120, TOUCH)

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self)
        drawing.box(painter, self.rect(), of.soft)
        place = self.rect().adjusted(12, 0, -TOUCH - 4, 0)
        drawing.text(painter, place, self._code, theme.font(theme.BODY, theme.MEDIUM), of.ink)
        drawing.text(painter, place, self._kind, theme.font(theme.SMALL), of.muted, drawing.RIGHT)
        painter.end()


class BarcodesField(QWidget):
    """Shows the codes; tells the whole new list when one is added or taken away."""

    changed = Signal(object)  # tuple[str, ...]

    def __init__(self) -> None:
        super().__init__()
        self._codes: tuple[str, ...] = ()
        self.title = theme.label("", theme.NOTE, tone=theme.Tone.MUTED)
        self.field = TextField("", codes=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(1))
        column.addWidget(self.title)
        column.addLayout(self._rows)
        column.addWidget(self.field)
        self.field.entered.connect(self._add)
        speak(self, self._say)

    def show_codes(self, codes: tuple[str, ...]) -> None:
        if codes == self._codes:
            return
        self._codes = codes
        while item := self._rows.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for code in codes:
            row = _Code(code)
            row.remove.clicked.connect(lambda _on=False, code=code: self._remove(code))
            self._rows.addWidget(row)

    def _add(self) -> None:
        code, cause = to_keep(self.field.text())
        if is_damaged(self.field.text()):
            self.field.set_mistake(_("A spreadsheet rounded this barcode. Scan it instead."))
        elif code in self._codes:
            self.field.set_mistake(_("This product has that barcode already."))
        elif code:
            self.field.set_text("")
            self.changed.emit((*self._codes, code))
            self.field.set_mistake(misread_words(cause) if cause is Cause.CHECK_DIGIT else "")

    def _remove(self, code: str) -> None:
        self.field.line.setFocus()
        self.changed.emit(tuple(one for one in self._codes if one != code))

    def _say(self) -> None:
        self.title.setText(_("Barcodes"))
        self.field.line.setAccessibleName(_("Scan or type a barcode"))
        self.field.line.setPlaceholderText(_("Scan or type a barcode, then Enter"))
