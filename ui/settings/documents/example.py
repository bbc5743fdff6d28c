"""A made-up order as it would be printed now: its invoice or its receipt."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.panel import Panel
from ui.kit.forms.segments import Segments
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter
from ui.shared.papers.pdf_pages import Pages
from ui.shared.papers.preview import Preview

WIDTH = 392


class Example(QWidget):
    """Drawn in a lane, and only while it is seen."""

    def __init__(self, presenter: SettingsPresenter, width: int) -> None:
        super().__init__()
        self._presenter, self._width = presenter, width
        self.setFixedWidth(WIDTH)
        self.kind = Segments(_kinds, "invoice")
        self.preview = Preview("")
        self.note = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        panel = Panel(theme.radius.control, soft=True)
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 14)
        column.setSpacing(theme.space(2))
        column.addWidget(self.kind)
        column.addWidget(panel, 1)
        column.addWidget(self.note)
        self.kind.changed.connect(self.renew)
        speak(self, self._say)

    def renew(self) -> None:
        """Draw it again as the settings are now."""
        if self.isVisible():
            self._presenter.draw_example(self.kind.value(), self._width, self._show)

    def _show(self, data: bytes) -> None:
        at = self.preview.verticalScrollBar().value()
        self.preview.show_pages(Pages(data))
        self.preview.verticalScrollBar().setValue(at)

    def _say(self) -> None:
        self.kind.setAccessibleName(_("Document"))
        self.preview.setAccessibleName(_("How documents look"))
        self.note.setText(_("A made-up order with your settings; nothing of it is kept."))


def _kinds() -> list[tuple[str, str]]:
    return [("invoice", _("Invoice")), ("receipt", _("Receipt"))]
