"""Open a file somebody dropped here, whatever it is, and tell how its letters are written."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from pos.domain.imports import errors
from pos.domain.words.errors import CashierError
from pos.exchange import letters

MOST_BYTES = 512 * 1024 * 1024
_HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_ENOUGH = 20_000
"""Words that tell how a file is written."""

_WORKBOOKS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"II*\x00", b"MM\x00*")
_OTHERS = (b"%PDF", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"\x7fELF", b"MZ\x90")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = bytes({*range(32)} - set(b"\0\t\n\v\f\r\x1a\x1b"))
_BAD = re.compile("[\udc80-\udcff]")
_FOREIGN = re.compile("[^\x00-\x7f\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the letters of one file are written.

    `errors` is the decoder's; `stray` says that single bytes do not fit and come out as lone surrogates;
    `nul` that NUL characters must be taken out.
    """

    name: str
    errors: str = "strict"
    stray: bool = False
    nul: bool = False
    choice: tuple[str, ...] = ()
    """The pages it may be instead, the likeliest first; empty where it leaves no choice."""
    likely: tuple[str, ...] = ()
    """Those that read about as well as this one, it among them; empty beyond doubt."""

    @property
    def doubtful(self) -> bool:
        """Whether another page reads about as well."""
        return bool(self.likely)


def shown(path: str | os.PathLike[str]) -> str:
    """The file's name as it can be shown, whatever bytes it is made of."""
    return Path(path).name.encode("utf-8", "replace").decode("utf-8")


def opened(path: str | os.PathLike[str]) -> BinaryIO:
    """The file, ready to read; a folder, a pipe or a device is refused without waiting on it."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        number = os.open(path, flags)
    except ValueError:  # a NUL in the path
        raise errors.FileGone(shown(path)) from None
    except OSError as error:
        raise refusal(path, error) from None
    found = os.fstat(number)
    if not stat.S_ISREG(found.st_mode):
        os.close(number)
        raise errors.NotAFile(shown(path))
    if found.st_size > MOST_BYTES:
        os.close(number)
        raise errors.FileTooLarge(shown(path), found.st_size // 1024**2, MOST_BYTES // 1024**2)
    return open(number, "rb")


def refusal(path: str | os.PathLike[str], error: OSError) -> CashierError:
    """The sentence for what the system said while opening or reading."""
    name = shown(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return errors.FileGone(name)
    if isinstance(error, IsADirectoryError):
        return errors.NotAFile(name)
    if isinstance(error, PermissionError):
        # Windows answers "permission denied" where the path is a folder.
        return errors.NotAFile(name) if os.path.isdir(path) else errors.FileForbidden(name)
    return errors.FileUnreadable(name, error.strerror or type(error).__name__)


def check_kind(file: BinaryIO, name: str) -> bytes:
    """The first bytes, once they are known to be text of some kind."""
    head = file.read(_HEAD)
    file.seek(0)
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe\x1a"):
        raise errors.FileEmpty(name)
    if head.startswith(_WORKBOOKS):
        raise errors.Workbook(name)
    if (head.startswith(_PICTURES) and not head.isascii()) or head.startswith(_PICTURES[:2]):
        raise errors.Picture(name)
    if head.startswith(_OTHERS):
        raise errors.NotText(name)
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|head|\?xml)", head, re.IGNORECASE):
        raise errors.WebPage(name)
    return head


def find_encoding(
    file: BinaryIO, name: str, tick: Callable[[int], None], *, country: str = "", wanted: str | None = None
) -> Encoding:
    """How this file is written, judged by all of its bytes; leaves the file at its start.

    A file of single bytes is read in the page its words fit best, those of the shop's `country` before
    others; `wanted` is the page that a person chose for it.
    """
    head = check_kind(file, name)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Encoding(encoding, "replace", nul=True)
    wide = _wide(head)
    if wide:
        return Encoding(wide, "replace", nul=True)
    rubbish = len(head) - len(head.translate(None, _CONTROL))
    if rubbish > 8 + len(head) // 50 or head.count(0) * 3 > len(head):
        raise errors.NotText(name)
    nul = b"\0" in head
    if head.isascii() and (b"\x1b$B" in head or b"\x1b$@" in head):
        return Encoding("iso2022_jp", "replace", nul=nul)
    try:
        if _is_utf8(file, tick):
            return Encoding("utf-8", nul=_has_nul(file))
        return _by_words(file, tick, country, wanted)
    finally:
        file.seek(0)


def _wide(head: bytes) -> str:
    """UTF-16 without its mark shows by a zero in every other byte."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd * 4 > len(head) and even * 8 < odd:
        return "utf-16-le"
    if even * 4 > len(head) and odd * 8 < even:
        return "utf-16-be"
    return ""


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    return iter(partial(file.read, _CHUNK), b"")


def _has_nul(file: BinaryIO) -> bool:
    return any(b"\0" in chunk for chunk in _chunks(file))


def _is_utf8(file: BinaryIO, tick: Callable[[int], None]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
            tick(file.tell())
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _by_words(file: BinaryIO, tick: Callable[[int], None], country: str, wanted: str | None) -> Encoding:
    """UTF-8 where so much of it fits that single bytes must be strays; else the page the words fit best."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    stray, foreign = 0, ""
    words: list[bytes] = []
    for chunk in _chunks(file):
        tick(file.tell())
        if not chunk.isascii():
            text = decoder.decode(chunk)
            stray += len(_BAD.findall(text))
            foreign += "".join(_FOREIGN.findall(text))
            words += islice(letters.WORD.findall(chunk), _ENOUGH)
        if len(words) >= _ENOUGH:
            break
    nul = _has_nul(file)
    mixed = len(foreign) * 4 >= stray and letters.are_usual(foreign)
    if wanted == "utf-8" or (wanted is None and mixed):
        return Encoding("utf-8", "surrogateescape", stray=True, nul=nul, choice=tuple(letters.CHOICE))
    found = letters.readings(words, country)
    likely = letters.in_doubt(found)
    choice = dict.fromkeys([each.encoding for each in likely] + list(letters.CHOICE))
    page = wanted or found[0].encoding
    stray_bytes = not _all_defined(file, page, tick)
    alike = tuple(each.encoding for each in likely) if wanted is None and len(likely) > 1 else ()
    return Encoding(page, "surrogateescape", stray_bytes, nul, tuple(choice), alike)


def _all_defined(file: BinaryIO, page: str, tick: Callable[[int], None]) -> bool:
    """Whether every byte means something in this page; of double bytes that is only seen while reading."""
    if page in letters.DOUBLE:
        return False
    undefined = bytes(one for one in range(128, 256) if not bytes((one,)).decode(page, "ignore"))
    for chunk in _chunks(file):
        tick(file.tell())
        if chunk.translate(None, undefined) != chunk:
            return False
    return True
