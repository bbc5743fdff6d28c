"""A bundle: entries of every till in one signed file, for a stick, a mail or a shared folder.

The first line names the format. A zlib stream follows, of frames: four bytes of length, then msgpack. The
first frame says who wrote it, the last one how many entries there are, the SHA-256 of all frames before it,
and a signature over that; between them stands each entry, those of one life in the order they were written.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, TypeVar

import msgspec

from pos.disk import NoFile, open_file
from pos.domain.shop.errors import EntryDamaged
from pos.domain.sync.errors import BundleChanged, BundleCut, BundleFromNewer, NotABundle
from pos.journal.seal import HEADER_LIMIT, PART_LIMIT, header_of
from pos.journal.stored import Stored
from pos.journal.trust import Key, is_signed

MAGIC = b"comptoir bundle "
FIRST = MAGIC + b"1\n"
LENGTH = 4
FRAME_MOST = 2 * PART_LIMIT + HEADER_LIMIT + 1024
"""The longest frame: an entry whose parts are as long as they may be."""
READ = 64 * 1024
LEVEL = 3
_SIGNED = b"comptoir bundle\0"

T = TypeVar("T")


class Head(msgspec.Struct, frozen=True):
    """Who wrote a bundle: the shop, the till's life with its letter and public key, and when."""

    shop: str
    life: str
    letter: str
    key: str
    at: str


class Tail(msgspec.Struct, frozen=True):
    """What closes a bundle."""

    entries: int
    hash: bytes  # SHA-256 of all frames before
    sig: bytes  # by the key that the head names


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """An entry on its way: its exact bytes; what stands in its header is not said again."""

    header: bytes
    chain: bytes
    sig: bytes
    body: bytes
    body_salt: bytes
    body_hash: bytes
    personal: bytes | None
    personal_salt: bytes | None
    personal_hash: bytes | None


def pack(entry: Stored) -> Packed:
    """An entry as it travels."""
    return Packed(
        entry.header,
        entry.chain,
        entry.sig,
        entry.body,
        entry.body_salt,
        entry.body_hash,
        entry.personal,
        entry.personal_salt,
        entry.personal_hash,
    )


def unpack(packed: Packed) -> Stored:
    """An entry that travelled, as it is to lie in a file; raises EntryDamaged."""
    header = header_of(packed.header)
    try:
        origin, event = bytes.fromhex(header.origin), bytes.fromhex(header.event_id)
    except ValueError as error:
        raise EntryDamaged from error
    return Stored(
        origin,
        header.seq,
        event,
        header.kind,
        header.hlc,
        packed.header,
        packed.chain,
        packed.sig,
        packed.body,
        packed.body_salt,
        packed.body_hash,
        packed.personal,
        packed.personal_salt,
        packed.personal_hash,
    )


def write(file: IO[bytes], head: Head, entries: Iterable[Stored], key: Key) -> int:
    """Write a bundle into an open file; returns how many entries it holds."""
    stream, digest, count = zlib.compressobj(LEVEL), hashlib.sha256(), 0
    file.write(FIRST)

    def put(value: object) -> None:
        data = msgspec.msgpack.encode(value)
        frame = len(data).to_bytes(LENGTH, "big") + data
        digest.update(frame)
        file.write(stream.compress(frame))

    put(head)
    for entry in entries:
        put(pack(entry))
        count += 1
    whole = digest.digest()
    put(Tail(count, whole, key.sign(_SIGNED + whole)))
    file.write(stream.flush())
    return count


def _opened(path: Path) -> BinaryIO:
    """A bundle, ready to be read; raises NotABundle for what is no file, and OSError."""
    try:
        return open_file(path)
    except NoFile as error:
        raise NotABundle(path.name) from error


def head_of(path: Path) -> Head:
    """Who wrote a bundle; raises NotABundle, BundleFromNewer, BundleCut, BundleChanged or OSError."""
    with _opened(path) as file:
        return _decoded(next(_frames(file, path), b""), Head, path)


def count_of(path: Path) -> int:
    """How many entries a bundle holds, by its frames; raises what `head_of` does."""
    with _opened(path) as file:
        return max(0, sum(1 for _frame in _frames(file, path)) - 2)


def entries_of(path: Path) -> Iterator[Stored]:
    """The entries of a bundle; whoever reads to the end knows that it is whole and as it was written.

    Raises what `head_of` does, as late as it is met.
    """
    digest, count, last = hashlib.sha256(), 0, b""
    with _opened(path) as file:
        frames = _frames(file, path)
        last = next(frames, b"")
        head = _decoded(last, Head, path)
        for frame in frames:
            digest.update(_framed(last))
            if count:
                yield _entry(last, path)
            count += 1
            last = frame
    tail = _decoded(last, Tail, path)
    signed = is_signed(_hexadecimal(head.key), tail.sig, _SIGNED + tail.hash)
    if (tail.entries, tail.hash) != (count - 1, digest.digest()) or not signed:
        raise BundleChanged(path.name)


def _frames(file: IO[bytes], path: Path) -> Iterator[bytes]:
    """The frames of a bundle, never more than two of them in memory."""
    line = file.read(len(FIRST))
    if line != FIRST:
        newer = line.startswith(MAGIC) and line[len(MAGIC) : len(MAGIC) + 1].isdigit()
        raise (BundleFromNewer if newer else NotABundle)(path.name)
    stream, held = zlib.decompressobj(), bytearray()
    while not stream.eof:
        data = stream.unconsumed_tail or file.read(READ)
        if not data:
            raise BundleCut(path.name)
        try:
            held += stream.decompress(data, READ)
        except zlib.error as error:
            raise BundleChanged(path.name) from error
        at = 0
        while len(held) - at >= LENGTH:
            length = int.from_bytes(held[at : at + LENGTH], "big")
            if length > FRAME_MOST:
                raise BundleChanged(path.name)
            if len(held) - at < LENGTH + length:
                break
            yield bytes(held[at + LENGTH : at + LENGTH + length])
            at += LENGTH + length
        del held[:at]
    if held or stream.unused_data or file.read(1):
        raise BundleChanged(path.name)


def _framed(data: bytes) -> bytes:
    return len(data).to_bytes(LENGTH, "big") + data


def _entry(frame: bytes, path: Path) -> Stored:
    try:
        return unpack(_decoded(frame, Packed, path))
    except EntryDamaged as error:
        raise BundleChanged(path.name) from error


def _decoded(frame: bytes, kind: type[T], path: Path) -> T:
    try:
        return msgspec.msgpack.decode(frame, type=kind)
    except msgspec.MsgspecError as error:
        raise BundleChanged(path.name) from error


def _hexadecimal(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
