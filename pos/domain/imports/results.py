"""What taking in a catalogue file would do, and what it did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pos.domain.imports.read_file import Mistake, ReadFile, left_out


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A file read and compared with the shop: nothing is changed yet.

    `counted` is how many known variants have another stock in the file than on the shelf. `said` is whether a
    person said how to read it, `kept` whether that was for an earlier file of this shape; `encoding` is what
    was chosen for its letters, and `columns` how its columns read without that choice.
    """

    name: str
    file: ReadFile
    created: int
    updated: int
    unchanged: int
    counted: int
    mistakes: tuple[Mistake, ...]
    said: bool = False
    kept: bool = False
    encoding: str = ""
    columns: tuple[str, ...] = ()

    @property
    def skipped(self) -> int:
        """How many rows are left out."""
        return left_out(self.mistakes)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """A file taken in; `id` takes it back."""

    id: str
    format: str
    products: int
    variants: int
    created: int
    updated: int
    unchanged: int
    skipped: int
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class PastImport:
    """A file taken in earlier."""

    id: str
    name: str
    format: str
    at: datetime
    created: int
    updated: int
    undone: bool


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """What taking a file back did: products archived, products kept since they were sold, fields set back."""

    archived: int
    kept: int
    set_back: int
