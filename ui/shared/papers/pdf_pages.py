"""Pages of a PDF as pictures, strip by strip: metres of receipt need no more memory than a short one."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from types import TracebackType

_pdfium = RLock()  # the library knows no threads, and one lane prints while the window draws a preview


class Pages:
    """An open PDF; `sizes` are in points. Open it in a lane: the first one loads the library."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with _pdfium:
            self._file: Any = pypdfium2.PdfDocument(data)
            self._pages: list[Any] = [self._file[at] for at in range(len(self._file))]
            self.sizes = tuple(QSizeF(*page.get_size()) for page in self._pages)

    def strip(self, page: int, width: int, height: int, top: int = 0, rows: int = 0) -> QImage:
        """`rows` rows from `top` on, of the page drawn `width` by `height` pixels large; 0 is all below."""
        import pypdfium2
        import pypdfium2.raw as raw

        rows = min(rows or height, height - top)
        with _pdfium:
            bitmap: Any = pypdfium2.PdfBitmap.new_native(width, rows, raw.FPDFBitmap_BGRx)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, rows)
            raw.FPDF_RenderPageBitmap(bitmap, self._pages[page], 0, -top, width, height, 0, raw.FPDF_ANNOT)
            whole = QImage(bitmap.buffer, width, rows, bitmap.stride, QImage.Format.Format_RGB32)
            picture = whole.copy()  # the buffer goes with the bitmap
            bitmap.close()
        return picture

    def close(self) -> None:
        """Give the file's memory back; nothing can be drawn from it any more."""
        with _pdfium:
            for page in self._pages:
                page.close()
            self._pages.clear()
            self._file.close()

    def __enter__(self) -> Pages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
