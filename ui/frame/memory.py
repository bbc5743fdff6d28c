"""What this window remembers on this machine: its place, theme, language and scale, in the shop's folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from pos.domain.catalogue.scanners import ScannerHabits
from ui.kit.look.tokens import LARGEST, Mode

_SCALES = (100, 125, 150, 175, 200)


class WindowMemory:
    """Small choices of one machine, readable before the shop is open; lost without harm."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def _text(self, name: str) -> str:
        value = self._file.value(name, "")
        return value if isinstance(value, str) else ""

    def _keep(self, name: str, value: object) -> None:
        if self._folder.is_dir():  # a folder without a shop is not made by the look of a window
            self._file.setValue(name, value)

    @property
    def geometry(self) -> QByteArray:
        """Return where the window was; empty at the first start."""
        value = self._file.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._keep("geometry", value)

    @property
    def mode(self) -> Mode:
        """Return the chosen theme."""
        known = self._text("theme")
        return Mode(known) if known in tuple(Mode) else Mode.SYSTEM

    @mode.setter
    def mode(self, value: Mode) -> None:
        self._keep("theme", value.value)

    @property
    def language(self) -> str:
        """Return the language chosen for this window, empty for the shop's."""
        return self._text("language")

    @language.setter
    def language(self, value: str) -> None:
        self._keep("language", value)

    @property
    def second_backup(self) -> Path | None:
        """Return the folder that gets a copy of every backup, if one was chosen."""
        known = self._text("second_backup")
        return Path(known) if known else None

    @second_backup.setter
    def second_backup(self, value: Path | None) -> None:
        self._keep("second_backup", str(value) if value else "")

    @property
    def scanner(self) -> ScannerHabits:
        """Return what was found out of the scanner at this machine."""
        return ScannerHabits.from_written(self._text("scanner"))

    @scanner.setter
    def scanner(self, value: ScannerHabits) -> None:
        self._keep("scanner", value.written())

    @property
    def tiles(self) -> int:
        """Return how large tiles are: 1, 2 or 3."""
        known = self._text("tiles")
        return int(known) if known in ("1", "2", "3") else 2

    @tiles.setter
    def tiles(self, value: int) -> None:
        self._keep("tiles", str(value))

    @property
    def unneeded(self) -> frozenset[str]:
        """Return what of the first week this machine does without, by name."""
        return frozenset(self._text("unneeded").split())

    @unneeded.setter
    def unneeded(self, value: frozenset[str]) -> None:
        self._keep("unneeded", " ".join(sorted(value)))

    @property
    def letters(self) -> int:
        """Return the size of letters in per cent, 0 for the system's; it takes effect at the next start."""
        known = self._text("letters")
        return int(known) if known.isdigit() and 100 <= int(known) <= LARGEST else 0

    @letters.setter
    def letters(self, value: int) -> None:
        self._keep("letters", str(value))

    @property
    def scale(self) -> int:
        """Return the size of everything in per cent; it takes effect at the next start."""
        known = self._text("scale")
        return int(known) if known.isdigit() and int(known) in _SCALES else 100

    @scale.setter
    def scale(self, value: int) -> None:
        self._keep("scale", str(value))
