"""Where a copy of all entries is kept up to date after each sale, if anywhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos.text import _
from ui.kit.controls.buttons import PlainButton
from ui.kit.look import theme
from ui.kit.speaking import speak
from ui.settings.presenter import SettingsPresenter


class StickControl(QWidget):
    """The folder, and the way to another or none."""

    chosen = Signal(object)  # Path | None

    def __init__(self, presenter: SettingsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.choose, self.clear = PlainButton("", icon="folder", height=40), PlainButton("", height=40)
        self.place = theme.label("", theme.NOTE, tone=theme.Tone.MUTED, wrap=True)
        beside = QHBoxLayout()
        beside.setSpacing(theme.space(2))
        beside.addWidget(self.choose, 1)
        beside.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(2))
        column.addLayout(beside)
        column.addWidget(self.place)
        self.setFocusProxy(self.choose)
        self.choose.clicked.connect(self._choose)
        self.clear.clicked.connect(lambda: self.chosen.emit(None))
        speak(self, self.look)

    @property
    def is_on(self) -> bool:
        """Whether a copy is kept."""
        return self._presenter.shop.sync.stick.folder is not None

    def look(self) -> None:
        """Say where the copy is."""
        file = self._presenter.shop.sync.stick.file
        self.choose.setText(_("Choose a stick or folder…"))
        self.clear.setText(_("No copy"))
        self.place.setText(str(file) if file else _("No copy is kept."))
        if not self.is_on and self.clear.hasFocus():
            self.choose.setFocus()
        self.clear.setVisible(self.is_on)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, _("Where the copy goes"))
        if folder:
            self.chosen.emit(Path(folder))
