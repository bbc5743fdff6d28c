"""Pages of a document on the screen: as wide as there is room for, drawn where they are looked at."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.kit.accessible import Role, speak_as
from ui.kit.controls.panel import slim_bars
from ui.kit.look import theme
from ui.shared.papers.pdf_pages import Pages

SCREEN_DPI = 96
LARGEST = 1.75  # times the size on paper: a receipt is a strip, not a poster
MARGIN = theme.space(6)
STRIP = 256  # rows of pixels drawn at once: a few milliseconds
KEPT = 48  # strips; what has been scrolled past is drawn again


class Preview(QAbstractScrollArea):
    """Shows the pages it is given under each other; paper stays white in both themes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speak_as(self, Role.Document)
        self._pages: Pages | None = None
        self._places: list[QRect] = []
        self._strips: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(theme.space(8))
        slim_bars(self)

    def show_pages(self, pages: Pages | None) -> None:
        """Show these pages from their top, or none; they are closed when others take their place."""
        if self._pages and self._pages is not pages:
            self._pages.close()
        self._pages = pages
        self.verticalScrollBar().setValue(0)
        self._arrange()

    @property
    def zoom(self) -> float:
        """How large paper is shown, 1 being its own size."""
        if not self._pages or not self._places:
            return 1.0
        return self._places[0].width() * 72 / (self._pages.sizes[0].width() * SCREEN_DPI)

    def sizeHint(self) -> QSize:
        """Room for a receipt with some paper around it."""
        return QSize(400, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place every page in the middle, under the one before."""
        self._strips.clear()
        self._places = []
        view = self.viewport().size()
        down = MARGIN
        for size in self._pages.sizes if self._pages else ():
            natural = size.width() * SCREEN_DPI / 72
            width = max(1, round(min(view.width() - 2 * MARGIN, natural * LARGEST)))
            height = round(size.height() * width / size.width())
            self._places.append(QRect((view.width() - width) // 2, down, width, height))
            down += height + MARGIN
        bar = self.verticalScrollBar()
        bar.setPageStep(view.height())
        bar.setRange(0, max(0, down - view.height()))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        of = theme.colours()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), of.soft)
        shift = QPoint(0, -self.verticalScrollBar().value())
        for page, place in enumerate(self._places):
            place = place.translated(shift)
            if self._pages and place.intersects(event.rect()):
                painter.fillRect(place, Qt.GlobalColor.white)
                self._paint_page(painter, self._pages, page, place, event.rect())
                painter.setPen(of.line)
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def _paint_page(self, painter: QPainter, pages: Pages, page: int, place: QRect, seen: QRect) -> None:
        first = max(0, (seen.top() - place.top()) // STRIP)
        last = min(place.height() - 1, seen.bottom() - place.top()) // STRIP
        for at in range(first, last + 1):
            strip = self._strip(pages, page, at, place.size())
            painter.drawImage(place.topLeft() + QPoint(0, at * STRIP), strip)

    def _strip(self, pages: Pages, page: int, at: int, size: QSize) -> QImage:
        """A strip of the page in the screen's own pixels."""
        key = (page, at)
        if key in self._strips:
            self._strips.move_to_end(key)
            return self._strips[key]
        dots = self.devicePixelRatioF()
        rows = min(STRIP, size.height() - at * STRIP)
        top, bottom = round(at * STRIP * dots), round((at * STRIP + rows) * dots)
        width, height = round(size.width() * dots), round(size.height() * dots)
        image = pages.strip(page, width, height, top, bottom - top)
        image.setDevicePixelRatio(dots)
        self._strips[key] = image
        if len(self._strips) > KEPT:
            self._strips.popitem(last=False)
        return image
