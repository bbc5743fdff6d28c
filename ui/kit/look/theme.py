"""The look in use: the palette Qt draws with, labels in its colours, and switching while running."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.kit.look.tokens import (
    BODY,
    BOLD,
    DARK,
    FAMILIES,
    HEAVY,
    HUGE,
    LARGE,
    LIGHT,
    MEDIUM,
    NOTE,
    REGULAR,
    RESOURCES,
    SMALL,
    TITLE,
    TOTAL,
    Colours,
    Mode,
    exact_font,
    font,
    load_fonts,
    radius,
    space,
    tall,
)

__all__ = [
    "BODY",
    "BOLD",
    "DARK",
    "FAMILIES",
    "HEAVY",
    "HUGE",
    "LARGE",
    "LIGHT",
    "MEDIUM",
    "NOTE",
    "REGULAR",
    "RESOURCES",
    "SMALL",
    "TITLE",
    "TOTAL",
    "Colours",
    "Mode",
    "Theme",
    "Tone",
    "colours",
    "exact_font",
    "font",
    "in_contrast",
    "label",
    "load_fallback_fonts",
    "load_fonts",
    "palette",
    "radius",
    "set_tone",
    "space",
    "tall",
    "theme",
]  # fmt: skip


class Tone(StrEnum):
    """The colour of a text or tag; its words always say the same."""

    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    WARNING = "warning"
    BAD = "bad"
    INFO = "info"


class Theme(QObject):
    """The look in use; tells when it changes, so that what was drawn by hand is drawn again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode = Mode.SYSTEM
        self.colours = LIGHT
        self._system_is_dark: bool | None = None

    def start(self, app: QApplication, mode: Mode = Mode.SYSTEM) -> None:
        """Give the application its style, typeface and palette, before the first widget."""
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        load_fonts("Inter")
        app.setFont(font(BODY))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        wishes = hints.accessibility()
        wishes.contrastPreferenceChanged.connect(self._apply)
        self.mode = mode
        if self._system_is_dark is None:
            self._system_is_dark = app.palette().window().color().lightness() < 128
        self._apply()

    def use(self, mode: Mode) -> None:
        """Switch the theme while running."""
        self.mode = mode
        self._apply()

    def _system_changed(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        hints = QGuiApplication.styleHints()  # its parts live no longer than what is held of it here
        dark = self.mode is Mode.DARK
        if self.mode is Mode.SYSTEM:
            said = hints.colorScheme()
            known = said is not Qt.ColorScheme.Unknown
            dark = said is Qt.ColorScheme.Dark if known else bool(self._system_is_dark)
        wanted = hints.accessibility().contrastPreference()
        self.colours = in_contrast(DARK if dark else LIGHT, wanted)
        QApplication.setPalette(palette(self.colours))
        self.changed.emit()


def in_contrast(of: Colours, wanted: Qt.ContrastPreference) -> Colours:
    """Return the colours as the system wants their contrast."""
    return of.stronger() if wanted is Qt.ContrastPreference.HighContrast else of


@lru_cache(maxsize=1)
def theme() -> Theme:
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


def load_fallback_fonts() -> None:
    """Register the typefaces for scripts Inter lacks; after the first paint, they are large."""
    load_fonts("DejaVu", "Droid")


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
