"""A copy of all entries on a stick, kept up to date after each sale, so that they lie in two places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pos.domain.sync.errors import StickAway
from pos.domain.sync.state import Tell, tell_nobody
from pos.journal.stored import LAST

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.services.shop.settings import Settings
    from pos.services.sync.bundles import Bundles
    from pos.services.till.till import Till

CHOICE = "stick"


class Stick:
    """The folder this till's person chose, and the bundle in it."""

    def __init__(self, till: Till, settings: Settings, bundles: Callable[[], Bundles]) -> None:
        self._till = till
        self._settings = settings
        self._bundles = bundles
        self._written = 0

    @property
    def folder(self) -> Path | None:
        """Where the copy goes; None where none is wanted."""
        chosen = self._settings.choice(CHOICE)
        return Path(chosen) if chosen else None

    def choose(self, folder: Path | None) -> None:
        """Keep a copy in this folder from now on, or none."""
        self._settings.choose(CHOICE, str(folder.absolute()) if folder else "")
        self._written = 0

    @property
    def file(self) -> Path | None:
        """The bundle: one a letter, so that several tills may share a stick."""
        return self.folder / f"comptoir-{self._till.life.letter}.bundle" if self.folder else None

    def others(self) -> list[Path]:
        """What else of a shop lies there: bundles of other letters and tills, and images, as they were."""
        if self.folder is None or not self.folder.is_dir():
            return []
        return sorted(one for one in self.folder.glob("*.bundle*") if one != self.file)

    @property
    def holds_all(self) -> bool:
        """Whether all that is here lies in the bundle too, which is there."""
        file = self.file
        if file is None or not file.exists():
            return False
        (last,) = self._till.database.reader().execute(LAST).fetchone()
        return bool(last == self._written)

    def keep_up(self, tell: Tell = tell_nobody) -> bool:
        """Write the bundle anew if anything was recorded since, and say whether it was.

        What `tell` raises leaves the one that is there.
        Raises StickAway, FileInTheWay or DiskTrouble.
        """
        if (folder := self.folder) is None or (file := self.file) is None:
            return False
        if not folder.is_dir():
            self._written = 0  # another one may be put in
            raise StickAway(str(folder))
        (last,) = self._till.database.reader().execute(LAST).fetchone()
        if last == self._written and file.exists():
            return False
        self._bundles().write(file, tell=tell)
        self._written = last
        return True
