"""The numbers and colours of the look; light enough for what is there at the first paint.

Nothing here touches Qt's large namespace of enumerations, which takes longer to make than the window.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
FAMILIES = ["Inter Tabular", "Inter", "DejaVu Sans", "Droid Sans Fallback"]

SMALL, NOTE, BODY, LARGE, TITLE, HUGE, TOTAL = 11, 12, 13, 16, 20, 24, 34
REGULAR, MEDIUM, BOLD, HEAVY = 400, 500, 600, 700
ORDINARY, LARGEST = 15, 200
"""Pixels up to which letters of a system are ordinary; per cent of them that are the most."""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, named by what they are for."""

    background: QColor
    panel: QColor
    soft: QColor
    ink: QColor
    muted: QColor
    line: QColor
    """Parts one thing from another; not needed to see what can be done."""
    edge: QColor
    """The border of a field: at least 3 : 1 on every ground it lies on."""
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

    @property
    def name(self) -> str:
        """Tell these from all others, for what was drawn once in them."""
        return f"{self.ink.name()}{self.edge.name()}"

    def stronger(self) -> Colours:
        """Return the same with more contrast, as the system may ask: nothing is pale."""
        return replace(self, muted=self.ink, line=self.edge, edge=self.ink)


class Mode(StrEnum):
    """What the person chose: one theme, or the one of the system."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def _colours(names: str) -> Colours:
    return Colours(*(QColor(name) for name in names.split()))


LIGHT = _colours(
    "#F6F4EF #FFFFFF #F1EDE5 #1D1A15 #6F675C #E4DED3 #887F71 #17624A #FFFFFF #E3F0EA "
    "#9A5B00 #FBF0DC #A3281F #FBE9E7 #1F4E8C #E6EEF8"
)
DARK = _colours(
    "#171612 #211F1A #2A2721 #EFEBE3 #A69E91 #37332B #857E71 #4FB38F #0E1A15 #1E3A30 "
    "#E7B25A #3A2E18 #F08A80 #3D211E #8DB6EC #1E2B3D"
)


@dataclass(frozen=True, slots=True)
class Radius:
    """Corner radii in logical pixels."""

    control: int = 8
    panel: int = 12
    dialog: int = 16


radius = Radius()


def space(steps: int) -> int:
    """Return a distance: so many steps of four pixels."""
    return 4 * steps


def load_fonts(*names: str) -> None:
    """Register the shipped typefaces whose file names start so."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        if file.name.startswith(names):
            QFontDatabase.addApplicationFont(str(file))


class Letters:
    """How large letters are, in per cent; what holds them grows along, the window does not."""

    percent = 100


letters = Letters()
"""Set once, before the first widget."""


def letters_of(system: int) -> int:
    """Return the size of letters, in per cent, that a system asks for whose own are so many pixels high.

    Systems set theirs to between 12 and 15 pixels; only who wants larger ones has more.
    """
    return min(max(system * 100 // ORDINARY, 100), LARGEST)


def tall(pixels: int) -> int:
    """Return how large something has to be that holds letters, when it is so much with ordinary ones."""
    return round(pixels * letters.percent / 100)


def font(size: int = BODY, weight: int = REGULAR) -> QFont:
    """Return the typeface in this size (pixels of ordinary letters); do not change it."""
    return exact_font(tall(size), weight)


@lru_cache(maxsize=64)
def exact_font(pixels: int, weight: int = REGULAR) -> QFont:
    """Return the typeface so many logical pixels high, with figures of equal width; do not change it."""
    made = QFont()
    made.setFamilies(FAMILIES)
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    return made
