"""Records of a delimited text file: which delimiter, and no row ever swallowed by a quote left open."""

from __future__ import annotations

import csv
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator

LONGEST_CELL = 1_000_000
LONGEST_LINE = 4_000_000
MOST_BROKEN = 200
DELIMITERS = (",", ";", "\t", "|")


class Endless(Exception):
    """A record that does not end where any record of a table would; the quote it opened is never closed."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


class LineTooLong(csv.Error):
    """A line of more than `LONGEST_LINE` letters; it is not read to its end."""


_HEADER = 0.3
"""What it weighs that the first record is as wide as the most."""

_SEP = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)


def told_delimiter(line: str) -> str:
    """The delimiter that a first line `sep=;` tells, "" for any other line."""
    found = _SEP.fullmatch(line.rstrip("\n"))
    return found[1] if found else ""


def find_delimiter(lines: list[str]) -> str:
    """The delimiter under which most records have as many cells as the first, and many of them."""
    best, best_score = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        found = [len(cells) for cells in sample_records(lines, delimiter) if any(cells)]
        widths = Counter(found)
        wide = [(times, width) for width, times in widths.items() if width > 1]
        if not wide:
            continue
        times, width = max(wide)
        # Commas in a text come as often in every row, but not in the header.
        score = (times / widths.total() + (_HEADER if found[0] == width else 0), width)
        # A rest of one in ten is forgiven: rows may be cut short, and lines may stand above the header.
        if score[0] >= best_score[0] + 0.1 or (score[0] > best_score[0] - 0.1 and width > best_score[1]):
            best, best_score = delimiter, score
    return best


def sample_records(lines: list[str], delimiter: str) -> list[list[str]]:
    """The first records as well as they can be read; a last one cut in the middle is harmless."""
    csv.field_size_limit(LONGEST_CELL)
    records: list[list[str]] = []
    try:
        for cells in csv.reader(lines, delimiter=delimiter):
            records.append(cells)
    except csv.Error:
        pass
    return records


def broken_cell(line: str, delimiter: str) -> int:
    """Which cell of a record's first line has a quote that is not closed before the next delimiter."""
    bare = re.escape(delimiter)
    whole = re.compile(rf'(?:"(?:[^"]|"")*+"|[^{bare}"\n][^{bare}\n]*|)(?:{bare}|\n|$)')
    place = end = 0
    while end < len(line) and (found := whole.match(line, end)):
        place, end = place + 1, found.end()
    return place


def records(
    lines: Iterator[str], delimiter: str, broken: Callable[[int, str], bool], *, patient: bool = True
) -> Iterator[tuple[int, list[str]]]:
    """Every record with its row number, empty ones too.

    Where quotes do not fit, `broken(row, line)` is told and reading goes on in the line after the one where
    the record began; it answers whether to go on at all. Raises Endless where a line has no end, and, unless
    `patient`, where a quote is open for longer than any cell: all that follows would be read once more.
    """
    csv.field_size_limit(LONGEST_CELL)
    row = 0
    again: deque[str] = deque()
    while True:
        taken: list[str] = []
        reader = csv.reader(_remembered(again, lines, taken), delimiter=delimiter, strict=True)
        forget = taken.clear
        try:
            for row, cells in enumerate(reader, row + 1):  # noqa: B020 - goes on counting after a break
                yield row, cells
                forget()
            return
        except csv.Error as error:
            row += 1
            if isinstance(error, LineTooLong) or not (patient or sum(map(len, taken)) <= LONGEST_CELL):
                raise Endless(row) from None
            if not broken(row, taken[0] if taken else ""):
                return
            again.extendleft(reversed(taken[1:]))


def _remembered(again: deque[str], lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """First the lines to read again, then the file's; each is remembered until its record is whole."""
    remember = taken.append
    while again:
        line = again.popleft()
        remember(line)
        yield line
    for line in lines:
        remember(line)
        yield line
