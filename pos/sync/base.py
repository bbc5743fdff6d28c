"""A base image in a file beside a bundle: its pieces one after the other, then what it says of itself.

The first line names the format. Each piece follows, four bytes of length before it; then the image's own
words, and in the last four bytes how long those are: they name the pieces, and are written when all are.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from pos.disk import open_file
from pos.domain.sync.errors import BaseChanged, BaseFromAnother
from pos.sync.carrier import BaseImage

MAGIC = b"comptoir base "
FIRST = MAGIC + b"1\n"
LENGTH = 4
PIECE_BYTES = 2 << 20
"""About so many bytes of rows make a piece; one row may be as long as an entry's two parts."""
PIECE_MOST = 8 << 20
"""The longest piece, packed or not: what is longer nobody wrote."""
LEVEL = 1

Rows = list[Sequence[Any]]


def piece(table: str, rows: Rows) -> bytes:
    """Rows of one table as they travel."""
    return zlib.compress(msgspec.msgpack.encode((table, rows)), LEVEL)


def rows_of(data: bytes) -> tuple[str, Rows]:
    """The table that a piece fills, and its rows; raises BaseChanged."""
    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(data, PIECE_MOST)
        if not stream.eof or stream.unused_data:
            raise BaseChanged
        return msgspec.msgpack.decode(plain, type=tuple[str, list[list[Any]]])  # type: ignore[return-value]
    except (zlib.error, msgspec.MsgspecError, ValueError) as error:
        raise BaseChanged from error


def write(
    file: IO[bytes], pieces: Iterable[bytes], about: Callable[[tuple[bytes, ...]], BaseImage]
) -> BaseImage:
    """Write the pieces into an open file, then what `about` says of them by their hashes."""
    shas = []
    file.write(FIRST)
    for one in pieces:
        shas.append(hashlib.sha256(one).digest())
        file.write(len(one).to_bytes(LENGTH, "big") + one)
    image = about(tuple(shas))
    words = msgspec.msgpack.encode(image)
    file.write(words + len(words).to_bytes(LENGTH, "big"))
    return image


def is_one(path: Path) -> bool:
    """Whether a file begins as a base image does, of whichever version."""
    with open_file(path) as file:
        return file.read(len(MAGIC)) == MAGIC


def about(path: Path) -> BaseImage:
    """What the image in a file says of itself; raises BaseChanged, BaseFromAnother or OSError."""
    with open_file(path) as file:
        _require_format(file)
        size = file.seek(0, os.SEEK_END)
        length = _number(file, size - LENGTH)
        if not 0 < length <= size - LENGTH - len(FIRST):
            raise BaseChanged
        file.seek(size - LENGTH - length)
        return decoded(file.read(length))


def decoded(words: bytes) -> BaseImage:
    """What an image says of itself, from its bytes; raises BaseChanged."""
    try:
        return msgspec.msgpack.decode(words, type=BaseImage)
    except (msgspec.MsgspecError, ValueError) as error:
        raise BaseChanged from error


def pieces(path: Path, count: int) -> Iterator[bytes]:
    """The first `count` pieces of a file; raises BaseChanged where it ends before."""
    with open_file(path) as file:
        _require_format(file)
        for _piece in range(count):
            length = _number(file, file.tell())
            data = file.read(length) if length <= PIECE_MOST else b""
            if len(data) != length or not data:
                raise BaseChanged
            yield data


def _require_format(file: IO[bytes]) -> None:
    line = file.read(len(FIRST))
    if line != FIRST:
        raise BaseFromAnother if line.startswith(MAGIC) and line[len(MAGIC) :][:1].isdigit() else BaseChanged


def _number(file: IO[bytes], place: int) -> int:
    if place < len(FIRST):
        raise BaseChanged
    file.seek(place)
    return int.from_bytes(file.read(LENGTH), "big")
