"""The first thing a person sees: create a shop, or look around in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pos.domain.words.errors import CashierError
from pos.text import LANGUAGES, _, current, sentence
from ui.frame.window import MainWindow
from ui.kit.controls.buttons import Button, PillButton
from ui.kit.controls.panel import Panel, holding
from ui.kit.lanes import Progress
from ui.kit.look import drawing, theme
from ui.kit.notices import Notices
from ui.kit.speaking import speak
from ui.welcome.form import ShopForm
from ui.welcome.join_dialog import JoinDialog
from ui.welcome.presenter import WelcomePresenter, country_of

if TYPE_CHECKING:
    from pos.shop import Shop

_SIDE, _FORM = 360, 640


class _Cover(QWidget):
    """The coloured half of the card: what this is, and the way into the demo shop."""

    def __init__(self, from_demo: bool) -> None:
        super().__init__()
        self._from_demo = from_demo
        self.setFixedWidth(_SIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 112, 36, 32)
        column.setSpacing(theme.space(4))
        self.title = _on_accent(theme.TOTAL, theme.BOLD)
        self.promise = _on_accent(theme.LARGE, theme.REGULAR)
        self.look = _on_accent(theme.BODY, theme.REGULAR)
        self.demo, self.join = _Ghost(), _Ghost()
        column.addWidget(self.title)
        column.addWidget(self.promise)
        column.addStretch(1)
        column.addWidget(self.look)
        column.addWidget(self.demo)
        column.addWidget(self.join)
        speak(self, self._say)

    def _say(self) -> None:
        self.title.setText(_("Welcome to Comptoir"))
        self.promise.setText(
            _("Scan, take the money, hand over the receipt. Everything stays on this machine.")
        )
        self.look.setText(
            _("Just looking? A craft shop with products and two weeks of sales is ready for you.")
        )
        self.demo.setText(_("Try the demo shop"))
        self.join.setText(_("A further till of my shop…"))
        if self._from_demo:
            self.look.setText(_("The demo shop stays as it is, in a folder of its own."))
            self.demo.setText(_("Back to the demo shop"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the accent ground with two quiet rings, and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(drawing.rounded(self.rect().adjusted(1, 1, 20, -1), theme.radius.dialog - 1))
        painter.fillRect(self.rect(), _ground())
        ring = QColor(255, 255, 255, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ring)
        painter.drawEllipse(self.width() - 170, self.height() - 330, 300, 300)
        painter.drawEllipse(self.width() - 90, self.height() - 430, 220, 220)
        mark = QRect(36, 36, 48, 48)
        drawing.box(painter, mark, QColor("#FFFFFF"), radius=13)
        drawing.text(
            painter, mark, "C", theme.font(theme.HUGE, theme.HEAVY), theme.LIGHT.accent, drawing.CENTRE
        )
        painter.end()


def _ground() -> QColor:
    return theme.DARK.accent_soft if theme.colours().dark else theme.LIGHT.accent


def _on_accent(size: int, weight: int) -> QLabel:
    made = theme.label("", size, weight, wrap=True)
    made.setStyleSheet("color: #FFFFFF")
    return made


class _Ghost(Button):
    """A button on the accent ground."""

    def __init__(self) -> None:
        super().__init__("", height=44)

    def ground(self) -> tuple[QColor, QColor | None, QColor]:
        """Return a clear ground with a white line."""
        over = 46 if self.isDown() or self.underMouse() else 20
        return QColor(255, 255, 255, over), QColor(255, 255, 255, 150), QColor("#FFFFFF")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it, with a white ring where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            drawing.box(painter, self.rect(), None, QColor("#FFFFFF"), width=2.5)
            painter.end()


class WelcomePage(QWidget):
    """Asks for the shop on one screen; creating it runs in the writer lane."""

    created = Signal(object)  # Shop

    def __init__(
        self,
        window: MainWindow,
        folder: Path,
        create: Callable[[Path, WelcomePresenter], Callable[[Progress], Shop]],
        demo: Callable[[Path], Callable[[Progress], Shop]],
        join: Callable[[Path, str, Path | None], Callable[[Progress], Shop]],
        back: Callable[[], None] | None = None,
    ) -> None:
        """`back` leads to the demo shop that is open already."""
        super().__init__()
        self._window, self._folder = window, folder
        self._create, self._demo, self._join = create, demo, join
        language = current().language
        self.welcome = WelcomePresenter(country_of(QLocale.system().name(), language), language)
        self.cover = _Cover(back is not None)
        self.form = ShopForm(self.welcome)
        self.notices = Notices()
        self.languages: dict[str, PillButton] = {}
        self._lay_out()
        self.form.finished.connect(self.create_shop)
        self.cover.demo.clicked.connect(self.try_demo if back is None else back)
        self.cover.join.clicked.connect(self.ask_to_join)
        self.setFocusProxy(self.form.name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addLayout(self._language_row())
        column.addStretch(1)
        card = Panel(theme.radius.dialog)
        card.setFixedWidth(_SIDE + _FORM)
        halves = QHBoxLayout(card)
        halves.setContentsMargins(0, 0, 0, 0)
        halves.setSpacing(0)
        halves.addWidget(self.cover)
        side = QVBoxLayout()
        side.setContentsMargins(36, 32, 36, 32)
        side.addWidget(self.notices)
        side.addWidget(self.form, 1)
        halves.addLayout(side, 1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _language_row(self) -> QHBoxLayout:
        row, pills = QHBoxLayout(), QHBoxLayout()
        row.addStretch(1)
        for code, name in LANGUAGES.items():
            pill = PillButton(name)
            pill.setAutoExclusive(True)
            pill.setChecked(code == current().language)
            pill.clicked.connect(lambda _on=False, code=code: self.speak_in(code))
            self.languages[code] = pill
            pills.addWidget(pill)
        group = holding(pills)
        speak(group, lambda: group.setAccessibleName(_("Language")))
        row.addWidget(group)
        return row

    def speak_in(self, language: str) -> None:
        """Switch the language of the window, and of the shop to be created."""
        self.welcome.language = language
        self._window.use_language(language)

    def create_shop(self) -> None:
        """Create the shop as answered."""
        self._run(self._create(self._folder, self.welcome))

    def try_demo(self) -> None:
        """Make the demo shop and open it."""
        self._run(self._demo(self._folder))

    def ask_to_join(self) -> None:
        """Ask for code and file of a further till."""
        dialog = JoinDialog(self._window, self._join_shop)
        dialog.joined.connect(self.created)
        self._window.writer.progressed.connect(dialog.show_step)
        dialog.open_dialog()

    def _join_shop(
        self, code: str, file: Path | None, made: Callable[[Shop], None], refused: Callable[[str], None]
    ) -> Progress:
        work = self._join(self._folder, code, file)
        title = _("Joining the shop")
        return self._window.writer.run(
            work, made, lambda error: refused(sentence(error)), title=title, quiet=False
        )

    def _run(self, work: Callable[[Progress], Shop]) -> None:
        self.notices.clear()
        self._let(False)
        self._window.writer.run(work, self.created.emit, self._refused)

    def _refused(self, error: CashierError) -> None:
        self._let(True)
        self.notices.bad(sentence(error))

    def _let(self, go: bool) -> None:
        self.form.setEnabled(go)
        self.cover.demo.setEnabled(go)
        self.cover.join.setEnabled(go)
        self.form.working(not go)
