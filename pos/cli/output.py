"""What a command says: sentences and columns for a person, or one JSON value for a script."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from pos.domain.words.errors import CashierError
from pos.domain.words.text import clean

LONGEST = 2000
"""Characters of a refusal."""

GAP = "  "
"""Between two columns."""


class Heard(Protocol):
    """Hears how much of how much is done, and of what, where that is another thing now."""

    def __call__(self, done: int, total: int, of: str = "") -> None: ...


class Output:
    """Writes a command's result; with `as_json` nothing but JSON goes to standard output."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def result(self, value: Any, text: str) -> None:
        """The result: the value for a script, the text for a person."""
        self._write(json.dumps(value, ensure_ascii=False) if self.as_json else text)

    def refuse(self, error: CashierError) -> None:
        """One sentence on standard error, and for a script the error as a value."""
        self._refuse(error, {})

    def refused_at(self, n: int, do: str, error: CashierError) -> None:
        """The same for the operation at that place of a list, which goes on."""
        self._refuse(error, {"n": n, "do": do})

    def _refuse(self, error: CashierError, where: dict[str, Any]) -> None:
        self.say_refused(error)
        if self.as_json:
            said = {"type": type(error).__name__, "message": _one_line(error)}
            self._write(json.dumps({**where, "error": said}, ensure_ascii=False))

    def say_refused(self, error: CashierError) -> None:
        """One sentence on standard error."""
        if sys.stderr is not None:
            with suppress(OSError):
                print(_one_line(error), file=sys.stderr)

    @contextmanager
    def progress(self, words: str = "") -> Iterator[Heard]:
        """Show a person at a terminal how far long work is, in one line that goes again; scripts see none."""
        shown = ""
        terminal = sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None

        def heard(done: int, total: int, of: str = "") -> None:
            nonlocal shown
            text = f"{of or words}: {100 * done // total} %" if total else of or words
            if terminal and text != shown:
                print(f"\r{text:<{len(shown)}}", end="", file=terminal, flush=True)
                shown = text

        try:
            yield heard
        finally:
            if terminal and shown:
                print(f"\r{' ' * len(shown)}\r", end="", file=terminal, flush=True)

    def _write(self, text: str) -> None:
        """UTF-8 whatever the locale says; what was written has left when this returns."""
        if not text or sys.stdout is None:
            return
        try:
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
            sys.stdout.flush()
        except OSError as error:
            _write_no_more()
            if isinstance(error, BrokenPipeError):
                raise
            from pos.cli.refusals import FileUnwritable

            raise FileUnwritable("The output", error.strerror or str(error)) from error


def _write_no_more() -> None:
    """Send what is left in the buffer nowhere, or Python tries and complains once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(error: CashierError) -> str:
    from pos.cli.own_words import worded
    from pos.text import sentence

    return " ".join(clean(sentence(worded(error)), LONGEST).split())


def columns(rows: Iterable[Sequence[str]], *, right: Collection[int] = (), indent: str = "") -> str:
    """The rows, one a line, each column as wide as its widest cell; those in `right` end together."""
    table = [tuple(row) for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    lines = (
        GAP.join(
            _padded(cell, widths[place], place in right) for place, cell in enumerate(row) if widths[place]
        )
        for row in table
    )
    return "\n".join((indent + line).rstrip() for line in lines)


def width(text: str) -> int:
    """The cells a terminal needs for a text."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _padded(text: str, cells: int, right: bool) -> str:
    blank = " " * (cells - width(text))
    return blank + text if right else text + blank
