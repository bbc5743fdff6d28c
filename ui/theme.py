"""How everything looks: colours of both themes, one typeface, sizes, and the palette Qt draws with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FAMILIES = ["Inter Tabular", "Inter", "DejaVu Sans", "Droid Sans Fallback"]

SMALL, NOTE, BODY, LARGE, TITLE, HUGE, TOTAL = 11, 12, 13, 16, 20, 24, 34
REGULAR, MEDIUM, BOLD, HEAVY = 400, 500, 600, 700


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, named by what they are for."""

    background: QColor
    panel: QColor
    soft: QColor
    ink: QColor
    muted: QColor
    line: QColor
    accent: QColor
    on_accent: QColor
    accent_soft: QColor
    warning: QColor
    warning_soft: QColor
    bad: QColor
    bad_soft: QColor
    info: QColor
    info_soft: QColor

    @property
    def dark(self) -> bool:
        """Tell whether these are for dark rooms."""
        return self.background.lightness() < 128


class Mode(StrEnum):
    """What the person chose: one theme, or the one of the system."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """The colour of a text or tag; its words always say the same."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    WARNING = "warning"
    BAD = "bad"
    INFO = "info"


def _colours(names: str) -> Colours:
    return Colours(*(QColor(name) for name in names.split()))


LIGHT = _colours(
    "#F6F4EF #FFFFFF #F1EDE5 #1D1A15 #6F675C #E4DED3 #17624A #FFFFFF #E3F0EA "
    "#9A5B00 #FBF0DC #A3281F #FBE9E7 #1F4E8C #E6EEF8"
)
DARK = _colours(
    "#171612 #211F1A #2A2721 #EFEBE3 #A69E91 #37332B #4FB38F #0E1A15 #1E3A30 "
    "#E7B25A #3A2E18 #F08A80 #3D211E #8DB6EC #1E2B3D"
)


@dataclass(frozen=True, slots=True)
class Radius:
    """Corner radii in logical pixels."""

    control: int = 8
    panel: int = 12
    sheet: int = 16


radius = Radius()


def space(steps: int) -> int:
    """Return a distance: so many steps of four pixels."""
    return 4 * steps


class Theme(QObject):
    """The look in use; tells when it changes, so that what was drawn by hand is drawn again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = Mode.SYSTEM
        self.colours = LIGHT

    def start(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        """Give the application its style, typeface and palette, before the first widget."""
        app.setStyle("Fusion")
        load_fonts("Inter")
        app.setFont(font(BODY))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.mode = mode
        self._apply()

    def use(self, mode: Mode) -> None:
        """Switch the theme while running."""
        self.mode = mode
        self._apply()

    def _system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self.mode is Mode.DARK
        if self.mode is Mode.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.colours = DARK if dark else LIGHT
        QApplication.setPalette(palette(self.colours))
        self.changed.emit()


@lru_cache(maxsize=1)
def theme() -> Theme:
    """Return the theme of this process."""
    return Theme()


def colours() -> Colours:
    """Return the colours in use; ask again at every painting."""
    return theme().colours


_ROLES = {
    Tone.INK: QPalette.ColorRole.WindowText,
    Tone.MUTED: QPalette.ColorRole.PlaceholderText,
    Tone.ACCENT: QPalette.ColorRole.Accent,
    Tone.INFO: QPalette.ColorRole.Link,
    Tone.WARNING: QPalette.ColorRole.LinkVisited,
    Tone.BAD: QPalette.ColorRole.BrightText,
}


def palette(of: Colours) -> QPalette:
    """Return Qt's palette in these colours; roles Fusion does not draw with carry the other tones."""
    role = QPalette.ColorRole
    made = QPalette()
    for colour, roles in (
        (of.background, (role.Window,)),
        (of.panel, (role.Base, role.Button, role.ToolTipText)),
        (of.soft, (role.AlternateBase,)),
        (of.ink, (role.WindowText, role.Text, role.ButtonText, role.ToolTipBase)),
        (of.muted, (role.PlaceholderText,)),
        (of.line, (role.Light, role.Midlight, role.Mid, role.Dark, role.Shadow)),
        (of.accent, (role.Highlight, role.Accent)),
        (of.on_accent, (role.HighlightedText,)),
        (of.info, (role.Link,)),
        (of.warning, (role.LinkVisited,)),
        (of.bad, (role.BrightText,)),
    ):
        for one in roles:
            made.setColor(one, colour)
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, of.muted)
    return made


def load_fonts(*names: str) -> None:
    """Register the shipped typefaces whose file names start so."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        if file.name.startswith(names):
            QFontDatabase.addApplicationFont(str(file))


def load_fallback_fonts() -> None:
    """Register the typefaces for scripts Inter lacks; after the first paint, they are large."""
    load_fonts("DejaVu", "Droid")


@lru_cache(maxsize=64)
def font(size: int = BODY, weight: int = REGULAR) -> QFont:
    """Return the typeface in this size (logical pixels) with figures of equal width; do not change it."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    return made


def label(
    text: str = "",
    size: int = BODY,
    weight: int = REGULAR,
    tone: Tone = Tone.INK,
    *,
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Return a label that shows its text as it is, never as markup, in the theme's colours."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, weight))
    made.setForegroundRole(_ROLES[tone])
    made.setWordWrap(wrap)
    made.setText(text)
    return made


def set_tone(of: QLabel, tone: Tone) -> None:
    """Change the colour of a label made here."""
    of.setForegroundRole(_ROLES[tone])
