"""A list as a file that is there whole or not at all, however long it takes and whoever stops it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pos.disk import PART, new_file, settle_file
from pos.domain.orders.errors import ExportRefused, FileKindUnknown
from pos.exchange.out.sheets import FORMATS, Cell, write_sheet

STEP = 500
"""After so many rows it is asked whether to go on."""

Progress = Callable[[int], bool]
"""Hears how many rows are written; false stops, and nothing is left of the file."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written with so many rows, or none where it was stopped."""

    path: Path
    rows: int
    stopped: bool = False


def export_rows(
    path: Path, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], go_on: Progress
) -> Exported:
    """Write rows to a file of the kind that its name ends in; one that is there is replaced.

    Raises FileKindUnknown and ExportRefused.
    """
    if path.suffix.lower() not in FORMATS:
        raise FileKindUnknown(path.name, ", ".join(FORMATS))
    part = path.parent / f"{PART}{os.urandom(8).hex()}{path.suffix.lower()}"
    try:
        os.close(new_file(part))
        count = write_sheet(part, title, heads, _watched(rows, go_on))
        settle_file(part, path)
    except _Stopped as stopped:
        return Exported(path, stopped.done, stopped=True)
    except OSError as error:
        raise ExportRefused(str(path), error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return Exported(path, count)


def _watched(rows: Iterable[Sequence[Cell]], go_on: Progress) -> Iterator[Sequence[Cell]]:
    for done, row in enumerate(rows):
        if done % STEP == 0 and not go_on(done):
            raise _Stopped(done)
        yield row


class _Stopped(Exception):
    """Nobody wants the file any more."""

    def __init__(self, done: int) -> None:
        super().__init__()
        self.done = done
