"""Whatever is dropped on the window is read or refused with a sentence; nothing hangs, no row is lost."""

from __future__ import annotations

import codecs
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pos.domain.imports import errors, mistakes
from pos.domain.imports.read_file import ReadFile
from pos.exchange import look, read_catalogue

TEXT = "sku,name,price\nA1,Café crème,1.50\nA2,Thé,2.50\n"
Write = Callable[[bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: bytes | str, name: str = "catalogue.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def names(found: ReadFile) -> list[str | None]:
    return [product.name for product in found.products]


def said(found: ReadFile) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, str(each)) for each in found.mistakes]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
        TEXT.replace("Café", "Ca\0fé").encode(),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", "|").encode(),
        b"sep=|\r\n" + TEXT.replace(",", "|").encode(),
        b'"sep=;"\n' + TEXT.replace(",", ";").replace(".", ",").encode("cp1252"),
        b"\n\n" + TEXT.encode(),
        TEXT.rstrip("\n").encode(),
        TEXT.encode() + b"\x1a",
    ],
    ids=str,
)
def test_the_same_two_products_however_they_are_written(write: Write, content: bytes) -> None:
    found = read_catalogue(write(content))

    assert names(found)[:2] == ["Café crème", "Thé"]
    assert [str(each.variants[0].price) for each in found.products[:2]] == ["1.50", "2.50"]


def test_bytes_that_do_not_fit_leave_out_their_row_only(write: Write) -> None:
    rows = [f"A{n},Crème {n},1.00\n".encode() for n in range(2, 1001)]
    rows[898] = b"A900,Cr\xe8me 900,1.00\n"

    found = read_catalogue(write(b"sku,name,price\n" + b"".join(rows)))

    assert len(found.products) == 998
    sentence = "“Cr\ufffdme 900” is in another encoding than the rest of the file. The row is left out."
    assert said(found) == [(900, "name", sentence)]


def test_a_large_cell_is_cut_and_says_so(write: Write) -> None:
    found = read_catalogue(write(f'sku,name,description\nA1,Book,"{"x" * 200_000}"\nA2,Pen,\n'))

    assert names(found) == ["Book", "Pen"]
    assert said(found) == [(2, "description", "The cell has 200000 characters. The first 20000 go in.")]


def test_a_long_name_is_cut_and_says_so(write: Write) -> None:
    found = read_catalogue(write(f"sku,name\nA1,{'é' * 20_000}\n"))

    assert names(found) == ["é" * 250]
    assert said(found) == [(2, "name", "The cell has 20000 characters. The first 250 go in.")]


def test_ten_thousand_columns(write: Write) -> None:
    more = ",".join(f"c{n}" for n in range(10_000))
    found = read_catalogue(write(f"sku,name,{more},price\nA1,Pen,{',' * 9_999},2.50\n"))

    assert str(found.products[0].variants[0].price) == "2.50"
    assert len(found.columns) == 10_003


def test_ten_thousand_columns_of_unknown_meaning(write: Write) -> None:
    started = time.process_time()
    line = ",".join(f"c{n}" for n in range(10_000)) + "\n"

    assert read_catalogue(write(line * 40)).products == ()
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", errors.FileEmpty),
        (b" \r\n\r\n", errors.FileEmpty),
        (codecs.BOM_UTF8, errors.FileEmpty),
        (b",,,\n,,,\n", errors.FileEmpty),
        (b"PK\x03\x04\x14\0\x06\0" + bytes(range(256)), errors.Workbook),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.Workbook),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), errors.Picture),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)), errors.Picture),
        (b"%PDF-1.7\n%\xe2\xe3", errors.NotText),
        (b"SQLite format 3\0" + bytes(100), errors.NotText),
        (bytes(5000), errors.FileEmpty),
        (bytes(range(256)) * 20, errors.NotText),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", errors.WebPage),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_table_is_refused(write: Write, content: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as caught:
        read_catalogue(write(content))

    assert str(caught.value).startswith("catalogue.csv ")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    os.mkfifo(tmp_path / "pipe.csv")

    with pytest.raises(errors.NotAFile) as caught:
        read_catalogue(tmp_path / "pipe.csv")

    assert str(caught.value) == (
        "pipe.csv is a folder or a device, not a file. Nothing was changed. Choose a CSV file."
    )


def test_a_folder_and_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(errors.NotAFile):
        read_catalogue(tmp_path)
    for path in ("gone.csv", "a\0b.csv", "x" * 300 + "/y.csv", "gone.csv/below.csv"):
        with pytest.raises((errors.FileGone, errors.FileUnreadable)):
            read_catalogue(tmp_path / path)


def test_a_file_one_may_not_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the administrator may read everything: let the system refuse

        def refuse(*_: object) -> int:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("pos.exchange.encoding.os.open", refuse)
    with pytest.raises(errors.FileForbidden) as caught:
        read_catalogue(path)

    assert str(caught.value) == (
        "You are not allowed to read catalogue.csv. Nothing was changed."
        " Ask who owns it, or choose a copy of it."
    )


def test_a_disk_that_fails_while_reading(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> object:
        raise OSError(5, "Input/output error")

    path = write(TEXT)
    monkeypatch.setattr("pos.exchange.catalogue.find_delimiter", fail)
    with pytest.raises(errors.FileUnreadable) as caught:
        read_catalogue(path)

    assert "Input/output error" in str(caught.value)


def test_a_file_larger_than_can_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pos.exchange.encoding.MOST_BYTES", 10)

    with pytest.raises(errors.FileTooLarge):
        read_catalogue(write(TEXT))


@pytest.mark.skipif(os.name == "nt", reason="file names are Unicode there")
def test_a_file_name_of_any_bytes(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.csv"
    with pytest.raises(errors.FileGone) as caught:
        read_catalogue(os.fsdecode(path))

    assert str(caught.value).encode()


QUOTE = "A quote is not closed as it should be. The row is left out, reading goes on in the next line."


def test_a_quote_left_open_swallows_no_row(write: Write) -> None:
    rows = [f"A{n},Pear {n},1.00" for n in range(2, 3001)]
    rows[98] = 'A100,"Pear 100,1.00'

    found = read_catalogue(write("\n".join(["sku,name,price", *rows])))

    assert len(found.products) == 2998
    assert said(found) == [(100, "name", QUOTE)]


def test_inches_that_are_not_doubled(write: Write) -> None:
    found = read_catalogue(
        write('sku,name,price\nA1,"6" ruler",1.00\nA2,7" ruler,2.00\nA3,"8"" ruler",3.00\n')
    )

    assert names(found) == ['7" ruler', '8" ruler']
    assert [each[:2] for each in said(found)] == [(2, "name")]


def test_an_open_quote_that_another_closes_is_noticed(write: Write) -> None:
    found = read_catalogue(write('sku,name,price\nA1,"Pear,1.00\nA2,Plum",2.00\nA3,Fig,3.00\n'))

    assert [each[:2] for each in said(found)] == [(2, "name")]
    assert said(found)[0][2].startswith("“Pear,1.00 A2,Plum” runs over several lines")


def test_too_many_broken_quotes_end_the_reading_with_a_sentence(write: Write) -> None:
    started = time.process_time()
    found = read_catalogue(write("sku,name,price\n" + 'A,"x"y,1.00\n' * 5000))

    assert len(found.mistakes) == 201
    assert said(found)[-1][2] == "Too many rows have broken quotes. From this row on nothing was read."
    assert time.process_time() - started < 5


def test_a_quote_open_over_many_lines_does_not_take_for_ever(write: Write) -> None:
    started = time.process_time()
    rows = "".join(f"A{n},Pear {n},1.00\n" for n in range(100_000))
    found = read_catalogue(write(f'sku,name,price\nB1,"Open,1.00\n{rows}'))

    assert len(found.products) == 100_000
    assert time.process_time() - started < 20


def test_a_header_with_a_broken_quote(write: Write) -> None:
    found = read_catalogue(write('sku,"name,price\nA1,Pear,1.00\nA2,Fig,1.00\n'))

    assert found.products == () or len(found.products) == 2
    assert found.mistakes


def test_without_a_header_the_columns_are_numbered(write: Write) -> None:
    path = write("A1,Apple,1.50\nA2,Pear,2.50\n")

    assert look(path).columns == ("#1", "#2", "#3")
    assert [type(each) for each in read_catalogue(path).mistakes] == [mistakes.ColumnsUnknown]
    found = read_catalogue(path, mapping={"#1": "sku", "#2": "name", "#3": "price"})
    assert names(found) == ["Apple", "Pear"]


def test_a_column_of_the_mapping_that_is_not_there(write: Write) -> None:
    found = read_catalogue(write(TEXT), mapping={"name": "name", "colour": "category"})

    assert names(found) == ["Café crème", "Thé"]
    missing, *losses = said(found)
    assert missing == (1, "colour", "The file has no column “colour”. Nothing is read from it.")
    assert [sentence.partition("“")[0] for _, _, sentence in losses] == [
        "Nothing is taken from ",
        "The prices in ",
    ]


def test_doubled_and_nameless_columns_can_be_mapped(write: Write) -> None:
    path = write("sku,name,price,price,,\nA1,Pear,1.00,2.00,x,y\n")

    assert look(path).columns == ("sku", "name", "price", "price (2)", "#5", "#6")
    found = read_catalogue(path, mapping={"name": "name", "price (2)": "price"})
    assert str(found.products[0].variants[0].price) == "2.00"


def test_names_that_could_do_harm_stay_what_they_are(write: Write) -> None:
    nasty = ["<b>Bold", "</para>", "{0.__class__}", "%s%n", "'; DROP TABLE", "O'Brien", "null", "None", "CON"]
    lines = "".join(f'A{n},"{name}",1.00\n' for n, name in enumerate(nasty))

    assert names(read_catalogue(write("sku,name,price\n" + lines))) == nasty


def test_control_characters_and_hidden_names(write: Write) -> None:
    found = read_catalogue(write("sku,name\nA1,\x1b[31mRed\x07 tea\nA2,\u200b\u200b\nA3,cafe\u0301\n"))

    assert names(found) == ["Red tea", "café"]
    assert said(found) == [(3, "name", "The row has no name. It is left out.")]


def test_progress_and_cancel(write: Write) -> None:
    path = write("sku,name,price\n" + "".join(f"A{n},Pear {n},1.00\n" for n in range(20_000)))
    heard: list[tuple[int, int]] = []

    read_catalogue(path, progress=lambda done, total: heard.append((done, total)))

    assert heard == sorted(heard)
    assert heard[-1] == (path.stat().st_size, path.stat().st_size)
    with pytest.raises(errors.ReadingCancelled) as caught:
        read_catalogue(path, cancelled=lambda: True)
    assert str(caught.value) == "Reading the file was cancelled. Nothing was changed."
    asked: list[None] = []
    with pytest.raises(errors.ReadingCancelled):
        read_catalogue(path, cancelled=lambda: asked.append(None) or len(asked) > 5)
    assert len(asked) == 6


def test_a_format_that_does_not_exist_or_does_not_fit(write: Write) -> None:
    with pytest.raises(errors.FormatUnknown) as unknown:
        read_catalogue(write(TEXT), format="amazon")
    named = "ecwid, ecwid-legacy, shopify, bigcommerce, etsy, magento, prestashop, wix, woocommerce, csv."
    assert str(unknown.value).endswith(named)
    with pytest.raises(errors.FormatDoesNotFit):
        read_catalogue(write(TEXT), format="shopify")
