"""Read a catalogue file, whatever made it: tell encoding, delimiter and format, then read it in one pass."""

from __future__ import annotations

import io
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from pos.domain.imports import errors, mistakes
from pos.domain.imports.read_file import Effect, Home, ImportedProduct, Look, Mistake, ReadFile
from pos.exchange import any_csv, formats
from pos.exchange.cell_table import CellTable, distinct
from pos.exchange.columns.guess import guess
from pos.exchange.columns.names import FIELDS, without_tax
from pos.exchange.encoding import Encoding, find_encoding, opened, refusal, shown
from pos.exchange.letters import READ
from pos.exchange.losses import listed, not_used, told
from pos.exchange.numbers import NOWHERE, NumberCells, likely_mark
from pos.exchange.text_file import (
    LONGEST_LINE,
    MOST_BROKEN,
    Endless,
    LineTooLong,
    broken_cell,
    find_delimiter,
    records,
    sample_records,
    told_delimiter,
)

_SAMPLE = 128 * 1024
_SAMPLE_ROWS = 200
_LINES, _LINE, _TELLING = 20_000, 200, 4
_TICK = 2048
_PATIENCE = 16 * 1024 * 1024
"""Bytes of a file up to which reading goes on after a quote that is never closed."""

Progress = Callable[[int, int], None]
Path = str | os.PathLike[str]
Row = tuple[int, list[str]]


def read_catalogue(
    path: Path,
    *,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    encoding: str | None = None,
    place: str = "",
    home: Home = NOWHERE,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ReadFile:
    """Every good product of a file and every mistake in it.

    `mapping` (column to field, of `columns.names.FIELDS`) makes it any table; without it and without `format`
    the format is recognised. The shop's `home` tells how letters and amounts are written where the file
    leaves it open; `encoding` is what a person chose. Of `place` alone, where it is named, stock is taken;
    else that of all places is added up. `progress` hears bytes read and bytes in all. Raises
    the errors of `pos.domain.imports.mistakes` where there is nothing to read, and ReadingCancelled.
    """
    if format is not None and format not in formats.NAMES:
        raise errors.FormatUnknown(format, ", ".join(formats.NAMES))
    for field in (mapping or {}).values():
        if field not in FIELDS:
            raise errors.FieldUnknown(field, ", ".join(FIELDS))
    if encoding is not None and encoding not in READ:
        raise errors.EncodingUnknown(encoding, ", ".join(READ))
    with _Source(path, progress, cancelled, home.country, encoding) as source:
        table = _recognised(source, formats.ANY if mapping and format is None else format, mapping)
        numbers = NumberCells(table.mark, table.default_mark, home)
        found = _read(source, table, numbers, home, place)
        if numbers.misled():
            found = _read(source, table, numbers.again(), home, place)
        if place and place not in found.places:
            raise errors.PlaceUnknown(place, ", ".join(found.places))
        return found


def look(
    path: Path,
    *,
    format: str | None = None,
    mapping: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
    encoding: str | None = None,
    home: Home = NOWHERE,
) -> Look:
    """What the first rows of a file show, to propose a format and what its columns mean.

    `said` is what a person said of some columns, `mapping` of all.
    """
    with _Source(path, None, None, home.country, encoding) as source:
        table = _recognised(source, format, mapping, said)
        return Look(
            format=table.format,
            encoding=source.encoding.name,
            delimiter=table.delimiter,
            header_row=table.header_row,
            columns=distinct(table.header),
            sample=tuple(tuple(each) for each in table.sample[:20]),
            mapping=table.mapping,
            letters=tuple(source.readings()),
            doubtful=source.encoding.doubtful,
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """How one file is to be read. `header_row` 0 means none; `sample` are the rows below it."""

    format: str
    delimiter: str
    told: bool
    header_row: int
    header: tuple[str, ...]
    sample: list[list[str]]
    mapping: dict[str, str]

    @property
    def places(self) -> dict[str, int]:
        """Where the columns are that the format's reader asks for."""
        format = formats.named(self.format)
        return formats.places(format, distinct(self.header), self.sample, self.mapping) if format else {}

    @property
    def default_mark(self) -> str | None:
        """The mark that web shops write; a table of one's own may have any."""
        return None if self.format == formats.ANY else "."

    @property
    def mark(self) -> str | None:
        """The decimal mark to begin with."""
        return likely_mark(cell for record in self.sample for cell in record) or self.default_mark


class _Source:
    """An open file: lines as often as they are needed, with progress, cancel and sentences for failures."""

    encoding: Encoding

    def __init__(
        self,
        path: Path,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
        country: str,
        wanted: str | None,
    ) -> None:
        self.name = shown(path)
        self._path = path
        self._progress = progress
        self._cancelled = cancelled
        self._country = country
        self._wanted = wanted
        self._done = 0

    def __enter__(self) -> _Source:
        self._file: BinaryIO = opened(self._path)
        self._size = os.fstat(self._file.fileno()).st_size
        try:
            self.encoding = find_encoding(
                self._file,
                self.name,
                lambda _: self._stop_if_cancelled(),
                country=self._country,
                wanted=self._wanted,
            )
        except BaseException as error:
            self._file.close()
            if isinstance(error, OSError):
                raise refusal(self._path, error) from None
            raise
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._file.close()
        if isinstance(error, OSError):
            raise refusal(self._path, error) from None
        if isinstance(error, Endless):
            raise errors.RowEndless(self.name, error.row) from None

    def lines(self) -> Generator[str, None, None]:
        """Every line from the start, ended by a line feed whatever the file ends its lines with."""
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self.encoding.name, self.encoding.errors)
        try:
            nul = self.encoding.nul
            for number, line in enumerate(iter(partial(text.readline, LONGEST_LINE), "")):
                if not number % _TICK:
                    self._tick()
                if len(line) == LONGEST_LINE:
                    raise LineTooLong
                yield line.replace("\0", "") if nul else line
            self._tick()
        finally:
            text.detach()

    @property
    def is_short(self) -> bool:
        """Whether the whole file is soon read, so that reading may go on after a quote never closed."""
        return self._size <= _PATIENCE

    def sample(self) -> list[str]:
        """The first lines; the last may be cut."""
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self.encoding.name, self.encoding.errors)
        start = text.read(_SAMPLE).replace("\0", "")
        text.detach()
        return list(islice(io.StringIO(start), _SAMPLE_ROWS))

    def readings(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Some lines with letters that are not ASCII, in each encoding the file may be written in."""
        if not self.encoding.choice:
            return
        self._file.seek(0)
        lines = (line.strip() for line in islice(self._file, _LINES))
        telling = list(islice((line[:_LINE] for line in lines if not line.isascii()), _TELLING))
        for name in self.encoding.choice:
            yield name, tuple(line.decode(name, "replace") for line in telling)

    def _tick(self) -> None:
        self._stop_if_cancelled()
        self._done = max(self._done, self._file.tell())
        if self._progress is not None:
            self._progress(self._done, self._size)

    def _stop_if_cancelled(self) -> None:
        if self._cancelled is not None and self._cancelled():
            raise errors.ReadingCancelled()


def _recognised(
    source: _Source,
    wanted: str | None,
    mapping: Mapping[str, str] | None,
    said: Mapping[str, str] | None = None,
) -> _Table:
    """How the file is to be read, judged by its first rows."""
    lines = source.sample()
    delimiter = told_delimiter(lines[0]) if lines else ""
    told = bool(delimiter)
    lines = lines[told:]
    delimiter = delimiter or find_delimiter(lines)
    first = sample_records(lines, delimiter)
    if not any(map(any, first)):
        raise errors.FileEmpty(source.name)
    format, at = _format(first, wanted, source.name, mapping or said)
    header = first[at] if at >= 0 else [f"#{n}" for n in range(1, 1 + max(map(len, first)))]
    below = [each for each in first[at + 1 :] if any(each)]
    known, columns = formats.named(format), distinct(header)
    guessed = formats.meanings(known, columns, below) if known else guess(columns, below)
    means = guessed if mapping is None or (not known and not mapping) else dict(mapping)
    means = formats.corrected(format, means, said) if said else means
    return _Table(format, delimiter, told, at + 1, tuple(header), below, means)


def _format(
    first: Sequence[list[str]], wanted: str | None, name: str, mapping: Mapping[str, str] | None
) -> tuple[str, int]:
    """The format and where its header is among the first records, -1 where the table has none."""
    found = any_csv.header_row(first, mapping)
    if wanted != formats.ANY:
        for at, record in enumerate(first[: 30 if found is None else found + 1]):
            known = formats.recognise(record, first[at + 1 :])
            if known is not None and wanted in (None, known):
                return known, at
        if wanted is not None and (format := formats.named(wanted)):
            raise errors.FormatDoesNotFit(name, format.TITLE)
    if found is not None:
        return formats.ANY, found
    start = next(at for at, record in enumerate(first) if any(record))
    looks_like_data = likely_mark(first[start]) or any(cell.strip().isdecimal() for cell in first[start])
    return formats.ANY, -1 if looks_like_data else start


def _read(source: _Source, table: _Table, numbers: NumberCells, home: Home, place: str) -> ReadFile:
    """The whole file by one pass."""
    broken = _Broken(table)
    with closing(source.lines()) as lines:
        if table.told:
            next(lines)
        found = records(lines, table.delimiter, broken, patient=source.is_short)
        below = _below_header(found, table.header_row)
        stray = source.encoding.stray
        sheet = CellTable(
            table.header,
            table.header_row,
            below,
            numbers,
            stray=stray,
            home=home,
            places=table.places,
            mapping=table.mapping,
            only=place,
        )
        products = tuple(_products(sheet, table))
    lost = not_used(sheet)
    sheet.mistakes += told(lost, table.header_row)
    sheet.mistakes += _prices_abroad(table, home.currency)
    if len(sheet.stocked) > 1 and not place:
        sheet.note(mistakes.StockAdded(table.header_row, "", listed(sheet.added)))
    if source.encoding.doubtful:
        of = source.encoding
        others = ", ".join(name for name in of.likely if name != of.name)
        sheet.note(mistakes.EncodingDoubtful(table.header_row, "", of.name, others))
    if not sheet.count and not broken.mistakes:
        sheet.note(mistakes.NoProducts(table.header_row, ""))
    net = [without_tax(column) for column, field in table.mapping.items() if field == "price"]
    return ReadFile(
        format=table.format,
        products=products,
        mistakes=_in_order([*sheet.mistakes, *broken.mistakes]),
        rows=sheet.count + len(broken.mistakes),
        columns=sheet.columns,
        encoding=source.encoding.name,
        delimiter=table.delimiter,
        mapping=table.mapping,
        not_read=tuple(sheet.columns[at] for at in sorted(sheet.unused)),
        without_use=tuple(lost.get(mistakes.ColumnsNotUsed, ())),
        beside=tuple(
            column
            for at, column in enumerate(sheet.columns)
            if at in sheet.used and column not in table.mapping
        ),
        net_prices=True if any(net) else None,
        places=tuple(sheet.stocked) if len(sheet.stocked) > 1 else (),
        place=place,
    )


def _prices_abroad(table: _Table, own: str) -> Iterator[Mistake]:
    """A sentence where a column says that all prices are in another currency than the shop's."""
    columns = distinct(table.header)
    for column in (column for column, field in table.mapping.items() if field == "currency"):
        at = columns.index(column) if column in columns else len(columns)
        said = {row[at].strip().upper() for row in table.sample if at < len(row)} - {""}
        if own and said and own not in said:
            yield mistakes.PricesAbroad(table.header_row, column, ", ".join(sorted(said)[:5]), own)


def _below_header(found: Iterator[Row], header_row: int) -> Iterator[Row]:
    """The records after the header; where its quotes are broken it does not come at all."""
    for row, cells in found:
        if row >= header_row:
            return found if row == header_row else chain([(row, cells)], found)
    return found


def _products(sheet: CellTable, table: _Table) -> Iterator[ImportedProduct]:
    for column in table.mapping:
        if column not in sheet.columns:
            sheet.note(mistakes.ColumnMissing(table.header_row, column))
    format = formats.named(table.format)
    if format is not None:
        yield from format.read(sheet)
        return
    if not {"name", "sku", "barcode"} & set(table.mapping.values()):
        sheet.note(mistakes.ColumnsUnknown(table.header_row, ""))
        deque(sheet.rows(), maxlen=0)  # counted all the same
        return
    yield from any_csv.read(sheet, table.mapping)


class _Broken:
    """Notes rows whose quotes do not fit, in the column where the quote was opened."""

    def __init__(self, table: _Table) -> None:
        self.mistakes: list[Mistake] = []
        self._table = table

    def __call__(self, row: int, line: str) -> bool:
        place = broken_cell(line, self._table.delimiter)
        column = self._table.header[place] if place < len(self._table.header) else ""
        if len(self.mistakes) < MOST_BROKEN:
            self.mistakes.append(mistakes.QuoteNotClosed(row, column))
            return True
        self.mistakes.append(mistakes.TooManyBroken(row, column))
        return False


def _in_order(found: list[Mistake]) -> tuple[Mistake, ...]:
    """By row; what is not worth saying beside something worse is not said."""
    if whole := [each for each in found if each.effect is Effect.FILE]:
        return tuple(whole)
    left_out = {each.row for each in found if each.effect is Effect.ROW}
    kept = (each for each in found if each.effect is Effect.ROW or each.row not in left_out)
    return tuple(sorted(kept, key=lambda each: each.row))
