"""The shop's logo: shown as it is printed, chosen from a file or dropped here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import drawing, icons, theme
from ui.kit.speaking import speak

HEIGHT = 104
_WHITE = QColor("#FFFFFF")


class LogoField(QWidget):
    """The paper with the logo on it, and what can be done with it."""

    chosen = Signal(object)  # Path
    cleared = Signal()

    def __init__(self, read: Callable[[str], bytes]) -> None:
        super().__init__()
        self._read = read
        self._name = "-"
        self.paper = _Paper()
        self.choose = PlainButton("", icon="upload", height=40)
        self.clear = PlainButton("", height=40)
        below = QHBoxLayout()
        below.setSpacing(theme.space(2))
        below.addWidget(self.choose, 1)
        below.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addWidget(self.paper)
        column.addLayout(below)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.choose)
        self.choose.clicked.connect(self._choose)
        self.clear.clicked.connect(self.cleared)
        speak(self, self._say)

    def show_logo(self, name: str) -> None:
        """Show the logo of that hash, or the place for one."""
        if name != self._name:
            self._name = name
            picture = QPixmap()
            picture.loadFromData(self._read(name))
            self.paper.show_picture(picture)
        self.clear.setVisible(bool(name))

    def _choose(self) -> None:
        kinds = (
            _("Pictures")
            + " (*.png *.jpg *.jpeg *.gif *.webp *.bmp *.tif *.tiff);;"
            + _("All files")
            + " (*)"
        )
        file, _kind = QFileDialog.getOpenFileName(self, _("Choose a logo"), "", kinds)
        if file:
            self.chosen.emit(Path(file))

    def _say(self) -> None:
        self.choose.setText(_("Choose a picture…"))
        self.clear.setText(_("Remove"))
        self.paper.setAccessibleName(_("Logo"))
        self.paper.hint = _("Drop a picture here")
        self.paper.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.chosen.emit(files[0])


class _Paper(QWidget):
    """White in both themes, as what it is printed on."""

    def __init__(self) -> None:
        super().__init__()
        self.hint = ""
        self._picture = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_picture(self, picture: QPixmap) -> None:
        """Show another logo; an empty one is the place for one."""
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the logo in the middle, or the hint."""
        of = theme.colours()
        painter = QPainter(self)
        if self._picture.isNull():
            drawing.box(painter, self.rect(), of.soft, of.line)
            icons.paint(painter, "upload", QRectF(0, 20, self.width(), 24), of.muted, 22)
            place = QRectF(0, 52, self.width(), 30)
            drawing.text(painter, place, self.hint, theme.font(theme.NOTE), of.muted, drawing.CENTRE)
        else:
            drawing.box(painter, self.rect(), _WHITE, of.line)
            room = (self.size() - QSize(24, 24)) * self.devicePixelRatioF()
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            shown = self._picture.scaled(room, keep, smooth)
            shown.setDevicePixelRatio(self.devicePixelRatioF())
            size = shown.deviceIndependentSize()
            painter.drawPixmap(
                round((self.width() - size.width()) / 2), round((self.height() - size.height()) / 2), shown
            )
        painter.end()
