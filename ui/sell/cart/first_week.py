"""What the shop still lacks for right papers, each a way to where it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.domain.shop.readiness import Gap
from pos.text import _, mark
from ui.kit.controls.buttons import IconButton, LinkButton
from ui.kit.look import theme
from ui.kit.speaking import speak

_WORDS = {
    Gap.CATALOGUE: mark("Products: import a catalogue"),
    Gap.TAX_NUMBER: mark("VAT number"),
    Gap.REGISTRATION: mark("Registration number"),
    Gap.BANK: mark("Bank account"),
    Gap.DELIVERY: mark("Ways to deliver"),
    Gap.PRINTER: mark("Receipt printer"),
}


class FirstWeek(QWidget):
    """One row a gap: a link to its setting, and a way to do without."""

    asked = Signal(object)  # Gap
    dropped = Signal(object)  # Gap

    def __init__(self) -> None:
        super().__init__()
        self.gaps: tuple[Gap, ...] = ()
        self.links: dict[Gap, LinkButton] = {}
        self.away: dict[Gap, IconButton] = {}
        self.title = theme.label("", theme.NOTE, theme.MEDIUM, theme.Tone.MUTED, wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.title)
        for gap in Gap:
            self._column.addWidget(self._row(gap))
        self._column.addStretch(1)
        speak(self, self._say)
        self.show_gaps(())

    def _row(self, gap: Gap) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        link, away = LinkButton(""), IconButton("x", "")
        for button, signal in ((link, self.asked), (away, self.dropped)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(_telling(signal.emit, gap))
        row.addWidget(link)
        row.addStretch(1)
        row.addWidget(away)
        self.links[gap], self.away[gap] = link, away
        return holder

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show what is missing; nothing at all where nothing is."""
        self.gaps = tuple(gaps)
        for gap, link in self.links.items():
            holder = link.parentWidget()
            if holder is not None:
                holder.setVisible(gap in self.gaps)
        self.setVisible(bool(self.gaps))

    def _say(self) -> None:
        self.title.setText(_("Still missing for right papers"))
        self.setAccessibleName(self.title.text())
        for gap, link in self.links.items():
            link.setText(_(_WORDS[gap]))
            self.away[gap].name(_("Do without: {what}").format(what=_(_WORDS[gap])))


def _telling(tell: Callable[[Gap], None], gap: Gap) -> Callable[[], None]:
    return lambda: tell(gap)
