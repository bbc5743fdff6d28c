"""A quote that is never closed, before very much: refused soon, whatever follows it."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import pytest

from pos.domain.imports.errors import RowEndless
from pos.exchange import read_catalogue
from tests.sample import sample

SIZE = 100_000_000
HEAD = b"sku,name,price\nA1,Tea,1.50\n"
AFTER = {
    "one line": b"x",
    "rows": b"B,Cup number nine,3.00\n",
    "empty lines": b"\n",
    "delimiters": b",",
    "quotes": b'"',
    "letters of two bytes": "é".encode(),
}


@pytest.mark.parametrize("after", sample(AFTER, 2))
def test_a_hundred_megabytes_after_an_open_quote(tmp_path: Path, after: str) -> None:
    path = tmp_path / "list.csv"
    piece = AFTER[after]
    path.write_bytes(HEAD + b'A2,"Mug' + piece * (SIZE // len(piece)))
    started = time.process_time()
    tracemalloc.start()

    with pytest.raises(RowEndless) as caught:
        read_catalogue(path)

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.row == 3
    assert time.process_time() - started < 5
    assert most < 150_000_000


def test_a_quote_opened_in_the_header(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b'"' + HEAD + AFTER["rows"] * (SIZE // 20))

    with pytest.raises(RowEndless) as caught:
        read_catalogue(path)

    assert caught.value.row == 1


def test_in_a_short_file_only_its_row_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = b"".join(b"B%d,Cup,3.00\n" % n for n in range(120_000))
    path.write_bytes(HEAD + b'A2,"Mug,2.00\n' + rows)

    found = read_catalogue(path)

    assert [each.row for each in found.mistakes] == [3]
    assert len(found.products) == 120_001
